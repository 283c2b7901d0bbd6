import Language
import OMS
import OMSClient
import OMSSandbox
import Station
import StationStore
import StationTesting
import Testing

@testable import StationEngine

@Suite("Commands whose answer is lost", .timeLimit(.minutes(1)))
struct AmbiguityTests {
    static let commands = ["*/command/"]

    /// A case in which the outcome of a command stays unknown.
    struct LostAnswer: CustomTestStringConvertible {
        let name: String
        let faults: [Fault]
        /// How often the command reaches the OMS.
        let asked: Int

        init(_ name: String, _ faults: [Fault], _ asked: Int) {
            (self.name, self.faults, self.asked) = (name, faults, asked)
        }

        var testDescription: String { name }
    }

    /// Every case in which the outcome of a command can stay unknown, and how often it reaches the OMS.
    static let ends = [
        LostAnswer("reset after it was applied", [Fault(.resetAfter, paths: commands, times: 1)], 1),
        LostAnswer("reset before it was", [Fault(.resetBefore, paths: commands, times: 1)], 2),
        LostAnswer("an answer cut off", [Fault(.cut, paths: commands, times: 1)], 1),
        LostAnswer("an answer that makes no sense", [Fault(.garbage, paths: commands, times: 1)], 1),
        LostAnswer("a 500", [Fault(.status, paths: commands, times: 1)], 2),
        LostAnswer("a gateway's page", [Fault(.html, paths: commands, times: 1, status: 502)], 2),
        LostAnswer("a 503", [Fault(.status, paths: commands, times: 1, status: 503, retryAfter: 1)], 2),
        LostAnswer("no answer in time", [Fault(.silence, paths: commands, times: 1, seconds: 5)], 1),
        LostAnswer(
            "reset after it was applied, and the way to look is cut too",
            [
                Fault(.resetAfter, paths: commands, times: 1),
                Fault(.resetBefore, paths: ["*/packages/*"], methods: ["GET"], times: 3),
                Fault(.status, paths: ["*/transition_logs/"], times: 2, status: 500),
                Fault(.garbage, paths: ["*/transition_logs/"], times: 1),
            ], 1
        ),
        LostAnswer("several times in a row", [Fault(.resetBefore, paths: commands, times: 3)], 4),
    ]

    @Test("a command is applied exactly once, whatever happened to its answer", arguments: ends)
    func once(end: LostAnswer) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start { _ in
            } client: {
                $0.commandTimeout = .milliseconds(400)
            }
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            bench.sandbox.faults = FaultProfile(faults: end.faults)
            let command = try #require(await engine.run(intent), "\(end.name)")
            #expect(command.stage == .applied, "\(end.name): \(command.reason?.english ?? "")")
            #expect(try await bench.applied(to: package) == ["complete-packaging"], "\(end.name)")
            #expect(bench.asked(package) == end.asked, "\(end.name)")
            #expect(engine.events.now.stages(of: command.id).contains(.unknown), "\(end.name)")
            await engine.events.until { $0.index[package]?.state.name == "Packed" }
            await engine.end()
        }
    }

    /// Ways in which the reading before a pack can fail.
    static let failedReadings = [Fault.Kind.resetBefore, .resetAfter, .cut, .garbage, .status, .html]

    @Test("a pack is sent once, and never before its package could be read", arguments: failedReadings)
    func readBefore(kind: Fault.Kind) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            bench.sandbox.clearRequests()
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(kind, paths: ["*/packages/\(package)/"], methods: ["GET"], times: 3),
                Fault(.resetAfter, paths: Self.commands, times: 1),
            ])
            #expect(await engine.run(intent)?.stage == .applied)
            let requests = bench.sandbox.requests().filter { $0.path.contains("/packages/\(package)/") }
            let first = try #require(requests.firstIndex { $0.method == "POST" })
            #expect(requests[..<first].map(\.fault) == [kind, kind, kind, nil])
            #expect(try await bench.applied(to: package) == ["complete-packaging"])
            #expect(bench.asked(package) == 1)
            await engine.end()
        }
    }

    @Test("a command that was found out when it was sent is known again after its answer was lost")
    func foundOut() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            bench.sandbox.faults = FaultProfile(faults: [Fault(.resetAfter, paths: Self.commands, times: 1)])
            let command = try #require(await engine.run(CommandIntent(package: package, kind: .pack, name: "pack")))
            #expect(command.stage == .applied)
            #expect(try await bench.applied(to: package) == ["complete-packaging"])
            await engine.end()
        }
    }

    @Test("a cycle of commands is told apart: block, unblock and block again, each with its answer lost")
    func cycle() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(.resetAfter, paths: Self.commands, times: 2), Fault(.resetBefore, paths: Self.commands, times: 1),
            ])
            for kind in [CommandKind.block, .unblock, .block] {
                engine.take(.run(CommandIntent(package: package, kind: kind, name: kind.rawValue), scan: nil))
            }
            let events = await engine.events.until { $0.isSettled(3) }
            #expect(events.commands(of: package).map(\.stage) == [.applied, .applied, .applied])
            #expect(try await bench.applied(to: package) == ["block", "unblock", "block"])
            await engine.end()
        }
    }

    @Test("a command that leaves the state as it is is told apart by the log when it was applied")
    func sameStateApplied() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages("Packed").first)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.shipmentInformation, package, parameters: ["tracking_number": "TR1"])
            bench.sandbox.faults = FaultProfile(faults: [Fault(.resetAfter, paths: Self.commands, times: 1)])
            #expect(await engine.run(intent)?.stage == .applied)
            #expect(bench.asked(package) == 1)
            await engine.end()
        }
    }

    @Test("and where the log does not show it, it is never sent twice unasked")
    func sameStateLost() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages("Packed").first)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.shipmentInformation, package, parameters: ["tracking_number": "TR1"])
            bench.sandbox.faults = FaultProfile(faults: [Fault(.resetBefore, paths: Self.commands, times: 1)])
            let command = try #require(await engine.run(intent))
            #expect(command.stage == .needsAttention)
            #expect(command.reason?.hasSuffix("its log does not say whether it was done") == true)
            #expect(bench.asked(package) == 1)
            engine.take(.retry(command: command.id))
            await engine.events.until { $0.commands[command.id]?.stage == .applied }
            #expect(try await bench.applied(to: package) == ["update-shipment-info"])
            await engine.end()
        }
    }

    @Test("when something else happened to the package, a person is told what, and by whom")
    func meanwhile() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(.resetBefore, paths: Self.commands, times: 1),
                Fault(.latency, paths: ["*/packages/\(package)/"], methods: ["GET"], times: 1, seconds: 0.3),
            ])
            engine.take(.run(intent, scan: nil))
            await engine.events.until { $0.commands(of: package).first?.stage == .unknown }
            try await bench.sandbox.run("block", on: Int64(package), as: "ayse")
            let events = await engine.events.until { $0.commands(of: package).first?.stage == .needsAttention }
            let reason = events.commands(of: package).first?.reason
            #expect(reason == "wanted: Complete packaging; it is Blocked since Block the package for action by ayse")
            #expect(try await bench.applied(to: package) == ["block"])
            await engine.end()
        }
    }

    @Test("a package that vanished while its command was unknown needs a person")
    func vanished() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(.resetBefore, paths: Self.commands, times: 1),
                Fault(.latency, paths: ["*/packages/\(package)/"], methods: ["GET"], times: 1, seconds: 0.3),
            ])
            engine.take(.run(intent, scan: nil))
            await engine.events.until { $0.commands(of: package).first?.stage == .unknown }
            try await bench.sandbox.remove(Int64(package))
            let events = await engine.events.until { $0.commands(of: package).first?.stage == .needsAttention }
            #expect(
                events.commands(of: package)[0].reason
                    == "wanted: Complete packaging; the OMS no longer has the package")
            #expect(events.index[package] == nil)
            await engine.end()
        }
    }

    @Test(
        "an engine that is ended while a command is on its way leaves it unknown, and the next one finds out",
        arguments: [true, false])
    func ended(isApplied: Bool) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            bench.sandbox.faults = FaultProfile(faults: [
                isApplied
                    ? Fault(.silence, paths: Self.commands, times: 1, seconds: 30)
                    : Fault(.latency, paths: Self.commands, times: 1, seconds: 30)
            ])
            engine.take(.run(intent, scan: nil))
            while bench.asked(package) == 0 { await Task.yield() }
            while isApplied, try await bench.applied(to: package).isEmpty { await Task.yield() }
            await engine.end()

            let store = try await StationDatabase.open(at: bench.file(), now: .now)
            #expect(try await store.pending().map(\.stage) == [.unknown])
            try store.close()
            let next = try await bench.start()
            let events = await next.events.until { $0.isSettled(1) }
            #expect(events.commands(of: package).map(\.stage) == [.applied])
            #expect(try await bench.applied(to: package) == ["complete-packaging"])
            await next.end()
        }
    }
}
