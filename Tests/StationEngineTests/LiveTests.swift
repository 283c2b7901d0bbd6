import Foundation
import OMS
import OMSClient
import OMSSandbox
import Station
import StationStore
import TestTools
import Testing

@testable import StationEngine

/// How many times 50 changes are made: 10,000 changes take minutes, so it is a thousand unless `PACKLINE_TORTURE=long`
/// asks for all.
private let roundsOfChanges = ProcessInfo.processInfo.environment["PACKLINE_TORTURE"] == "long" ? 200 : 20

@Suite("The mirror, kept in agreement", .timeLimit(.minutes(roundsOfChanges / 10)))
struct LiveTests {
    /// An engine that looks for changes a few times a second, and compares in full as seldom as `comparing` says.
    private func start(
        _ bench: EngineBench, comparing: Duration = .seconds(1_800), dialect: Dialect = Dialect(),
        _ change: (inout EngineSettings) -> Void = { _ in }
    ) async throws -> RunningEngine {
        try await bench.start { settings in
            settings.changesEvery = .seconds(100)
            settings.comparesEvery = comparing
            settings.pageSize = 10
            change(&settings)
        } client: {
            $0.dialect = dialect
        }
    }

    /// Waits until the mirror shows what the sandbox has, and compares the JSON byte for byte.
    private func agree(_ engine: RunningEngine, _ bench: EngineBench) async throws {
        let there = try await bench.sandbox.packages(at: "369")
        await engine.events.until { events in
            events.index.count == there.count && there.allSatisfy { events.index[Int($0.id)]?.state.name == $0.state }
        }
        for package in there {
            let kept = try await engine.store.package(Int(package.id))
            #expect(kept?.raw == (try await bench.sandbox.package(package.id)))
        }
    }

    @Test("what changes and what is new comes by itself, and only that is asked for")
    func changes() async throws {
        try await EngineBench.run { bench in
            let engine = try await start(bench)
            await engine.ready()
            let waiting = try await bench.packages()
            await engine.events.until { $0.fresh.count > 1 }
            bench.sandbox.clearRequests()
            for package in waiting.prefix(3) { try await bench.sandbox.run("prepare", on: Int64(package)) }
            let new = try await bench.sandbox.arrive(25)
            try await agree(engine, bench)
            #expect(!new.isEmpty)
            let lists = bench.sandbox.requests().filter { $0.path.hasSuffix("/packages/") }
            #expect(lists.allSatisfy { $0.query?.contains("modified_date__gte=") == true })
            await engine.end()
        }
    }

    @Test("a package that is not read yet is found by its number or its order's, and another location's is not")
    func find() async throws {
        try await EngineBench.run { bench in
            let here = try #require(try await bench.packages().first)
            let known = Set(try await bench.sandbox.packages(at: "369").map(\.id))
            let there = try #require((1...60).first { !known.contains($0) })
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, paths: ["*/packages/"])])
            let engine = try await start(bench) { settings in
                settings.firstDelay = .seconds(7_200)
                settings.longestDelay = .seconds(7_200)
            }
            await engine.ready()
            #expect(engine.events.now.index.count == 0)
            bench.sandbox.faults = FaultProfile()
            let package = try #require(Package(raw: try await bench.sandbox.package(Int64(here))))
            engine.take(.find(package.number, scan: 1))
            await engine.events.until { $0.lookedUp[1] == .some(.none) }
            #expect(engine.events.now.index[here]?.number == package.number)
            engine.take(.find(try #require(package.orderNumber), scan: 2), .find("\(there)", scan: 3))
            await engine.events.until { $0.lookedUp.count == 3 }
            #expect(engine.events.now.index[Int(there)] == nil)
            #expect(engine.events.now.index.count >= 1)
            await engine.end()
        }
    }

    @Test(
        "an order is looked for although its number is refused as an id; an outage is told where nothing is found",
        arguments: [(Fault.Kind.status, false), (.html, false), (.resetBefore, true)])
    func findNoID(kind: Fault.Kind, isTold: Bool) async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            await engine.ready()
            bench.sandbox.clearRequests()
            bench.sandbox.faults = FaultProfile(faults: [Fault(kind, paths: ["*/packages/123456/"])])
            engine.take(.find("123456", scan: 1))
            let events = await engine.events.until { $0.lookedUp.count == 1 }
            #expect((events.lookedUp[1] != .some(.none)) == isTold)
            #expect(bench.sandbox.requests().contains { $0.path.hasSuffix("/packages/") })
            await engine.end()
        }
    }

    @Test("a package whose row cannot be read stays in the mirror, also where a page has no other")
    func unreadableRow() async throws {
        try await EngineBench.run { bench in
            let engine = try await start(bench, comparing: .zero) { $0.pageSize = 1 }
            await engine.ready()
            let there = try await bench.sandbox.packages(at: "369").map { Int($0.id) }
            bench.sandbox.faults = FaultProfile(faults: [Fault(.nan, probability: 0.5, paths: ["*/packages/"])])
            let events = await engine.events.until { $0.fresh.count > 1 }
            await engine.events.until { $0.fresh.count > events.fresh.count + 2 }
            let now = await engine.events.until { $0.index.count > 0 }
            #expect(there.allSatisfy { now.index[$0] != nil })
            await engine.end()
        }
    }

    @Test("what has left is found by a full comparison, in steps and without anybody asking")
    func left() async throws {
        try await EngineBench.run { bench in
            let engine = try await start(bench, comparing: .zero)
            await engine.ready()
            let gone = try #require(try await bench.packages().last)
            try await bench.sandbox.remove(Int64(gone))
            await engine.events.until { $0.index[gone] == nil }
            #expect(try await engine.store.package(gone) == nil)
            await engine.end()
        }
    }

    @Test(
        "an OMS that ignores the conditions is noticed, and read page by page", arguments: ["modified", "id", "both"])
    func ignored(what: String) async throws {
        try await EngineBench.run { bench in
            // To the sandbox these are parameters of no meaning, which it ignores as the OMS does.
            var names = ["modified_date__gte": "modified_since", "id__lt": "id_below"]
            if what == "id" { names["modified_date__gte"] = nil }
            if what == "modified" { names["id__lt"] = nil }
            let dialect = Dialect(parameterNames: ParameterNames(names))
            let engine = try await start(bench, comparing: .zero, dialect: dialect)
            await engine.ready()
            try await bench.sandbox.run("prepare", on: Int64(try #require(try await bench.packages().first)))
            try await bench.sandbox.remove(Int64(try #require(try await bench.packages().last)))
            _ = try await bench.sandbox.arrive(12)
            try await agree(engine, bench)
            let ignored = names.keys
            let troubles = engine.events.now.troubles
            #expect(troubles.count == Set(troubles).count, "each is said once: \(troubles)")
            #expect(troubles.allSatisfy { text in ignored.contains { text.contains("ignores \($0):") } }, "\(troubles)")
            #expect(what == "id" || troubles.contains { $0.contains("ignores modified_date__gte") }, "\(troubles)")
            await engine.end()
        }
    }

    @Test("a first reading that was interrupted goes on where it was")
    func resumed() async throws {
        try await EngineBench.run(packages: 120) { bench in
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(.latency, paths: ["*/packages/"], seconds: 0.02)
            ])
            let first = try await start(bench)
            await first.events.until { ($0.progress.last?.done ?? 0) >= 40 }
            await first.end()
            let store = try await StationDatabase.open(at: bench.file(), now: .now)
            let known = try await store.packageCount()
            try store.close()
            bench.sandbox.clearRequests()

            let second = try await start(bench)
            await second.events.until { !$0.fresh.isEmpty }
            try await agree(second, bench)
            let pages = bench.sandbox.requests().filter { $0.query?.contains("sort=-id") == true }
            #expect(known >= 40)
            #expect(pages.first?.query?.contains("id__lt=") == true)
            await second.end()
        }
    }

    @Test("a station that was away asks for what it missed, and for no more")
    func caughtUp() async throws {
        try await EngineBench.run { bench in
            let first = try await start(bench)
            await first.ready()
            await first.end()
            for package in try await bench.packages().prefix(5) {
                try await bench.sandbox.run("block", on: Int64(package))
            }
            bench.sandbox.clearRequests()
            let second = try await start(bench)
            await second.ready()
            try await agree(second, bench)
            #expect(bench.sandbox.requests().count { $0.query?.contains("sort=-id") == true } == 0)
            await second.end()
        }
    }

    @Test("after the first reading only what has changed since is asked for")
    func afterFirstReading() async throws {
        try await EngineBench.run(packages: 500) { bench in
            let before = Timestamp.now
            let first = try await bench.start()
            await first.ready()
            let firstReady = Timestamp.now
            await first.end()
            bench.sandbox.clearRequests()
            let next = try await bench.start()
            await next.ready()
            let watermark = try #require(try await next.store.fact(.watermark).flatMap(Timestamp.init))
            // The OMS's answers show whole seconds, and were in transit for no longer than all of it took.
            let elapsed = firstReady.microseconds - before.microseconds
            #expect(watermark.microseconds >= before.microseconds - 1_000_000 - elapsed)
            #expect(bench.sandbox.requests().count { $0.path.hasSuffix("/packages/") } == 1)
            await next.end()
        }
    }

    @Test("a station that is stopped while it reads what it missed goes on where it was")
    func interruptedWhileCatchingUp() async throws {
        try await EngineBench.run { bench in
            let first = try await bench.start { $0.pageSize = 2 }
            await first.ready()
            await first.end()
            let waiting = try await bench.packages()
            for package in waiting { try await bench.sandbox.run("prepare", on: Int64(package)) }
            bench.sandbox.faults = FaultProfile(faults: [Fault(.latency, paths: ["*/packages/"], seconds: 0.2)])
            let stopped = try await bench.start { $0.pageSize = 2 }
            let before = try await stopped.store.fact(.watermark).flatMap(Timestamp.init)
            await stopped.events.until { events in
                waiting.count { events.index[$0]?.state.name == "Preparing" } > 2
            }
            await stopped.kill()
            let store = try await StationDatabase.open(at: bench.file(), now: .now)
            let after = try await store.fact(.watermark).flatMap(Timestamp.init)
            #expect(try #require(after) > #require(before))
            try store.close()
            let next = try await bench.start()
            try await agree(next, bench)
            await next.end()
        }
    }

    @Test("packages of another location, or another OMS, do not stay when the station is set up anew")
    func moved() async throws {
        try await EngineBench.run { bench in
            let first = try await start(bench)
            await first.ready()
            await first.end()
            let other = try #require(try await bench.sandbox.packages().first { $0.location != "369" }).location
            let second = try await start(bench) { $0.location = other }
            await second.ready()
            let there = try await bench.sandbox.packages(at: other)
            #expect(Set(try await second.store.summaries().map { Int64($0.id) }) == Set(there.map(\.id)))
            await second.end()
        }
    }

    @Test("after thousands of changes with the connection going up and down, both are equal byte for byte")
    func equal() async throws {
        try await EngineBench.run { bench in
            var random = SeededGenerator(seed: 7)
            let engine = try await start(bench, comparing: .seconds(1))
            await engine.ready()
            for round in 1...roundsOfChanges {
                let packages = try await bench.sandbox.packages(at: "369").map(\.id)
                for _ in 1...50 {
                    let package = try #require(packages.randomElement(using: &random))
                    let slugs = ["prepare", "block", "unblock", "complete-packaging"]
                    // A change that the package's state does not allow is none.
                    try? await bench.sandbox.run(try #require(slugs.randomElement(using: &random)), on: package)
                }
                _ = try await bench.sandbox.arrive(2)
                if round.isMultiple(of: 4) {
                    bench.sandbox.faults = FaultProfile(faults: [Fault(.resetBefore)])
                    await engine.events.until(\.isOffline)
                    bench.sandbox.faults = FaultProfile()
                }
            }
            try await agree(engine, bench)
            await engine.end()
        }
    }

    @Test("the first packages are shown before all are read from the disk")
    func first() async throws {
        try await EngineBench.run { bench in
            let filling = try await start(bench)
            await filling.ready()
            let all = filling.events.now.index
            await filling.end()
            await bench.sandbox.stop()
            let engine = try await start(bench) { $0.firstPackages = 5 }
            let events = await engine.events.until { $0.index.count == all.count }
            #expect(events.indexCounts == [5, all.count])
            #expect(events.index == all)
            #expect(events.fresh.count == 1, "how old the packages are is told from the start")
            await engine.end()
        }
    }
}
