import Language
import OMS
import OMSSandbox
import Station
import StationStore
import StationTesting
import Testing

@testable import StationEngine

@Suite("Commands on their way", .timeLimit(.minutes(1)))
struct DeliveryTests {
    @Test("an empty store is filled with the location's packages and the reasons, and is fresh then")
    func fill() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start { $0.pageSize = 10 }
            let events = await engine.events.until { $0.fillingsEnded > 0 && !$0.reasons.isEmpty }
            let there = try await bench.sandbox.packages(at: "369")
            #expect(events.index.count == there.count)
            for package in there { #expect(events.index[Int(package.id)]?.state.name == package.state) }
            // On a busy machine an answer may take long enough to be shown as slow.
            #expect(events.connections.allSatisfy { $0 == .online || $0 == .slow })
            #expect(events.fresh.count == 1)
            #expect(events.progress.last == Progress(done: there.count, total: there.count))
            #expect(events.troubles == [])
            #expect(try await engine.store.packageCount() == there.count)
            await engine.end()
        }
    }

    @Test(
        "a command is on disk, sent, applied once and read back, in this order", arguments: [CommandKind.pack, .deny])
    func applied(kind: CommandKind) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let parameters: JSONValue = kind == .deny ? ["denial_reason": .int(engine.events.now.reasons[0].id)] : [:]
            let command = try #require(await engine.run(bench.intent(kind, package, parameters: parameters)))
            #expect(command.stage == .applied)
            #expect(engine.events.now.stages(of: command.id) == [.queued, .sending, .applied])
            let target = kind == .pack ? "Packed" : "Needs Rescheduling"
            let events = await engine.events.until { !$0.opened.isEmpty }
            #expect(events.index[package]?.state.name == target)
            #expect(events.opened.last?.logs?.first?.target?.name == target)
            #expect(try await bench.applied(to: package).count == 1)
            #expect(try await engine.store.history(of: command.id).map(\.stage) == [.queued, .sending, .applied])
            await engine.end()
        }
    }

    @Test(
        "a command is sent at once as its package is known to offer it; a pack only after the package was read again",
        arguments: [(CommandKind.prepare, ["POST", "GET", "GET"]), (.pack, ["GET", "POST", "GET", "GET"])])
    func offered(kind: CommandKind, methods: [String]) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let before = bench.sandbox.requests().count
            let command = await engine.run(CommandIntent(package: package, kind: kind, name: kind.rawValue))
            #expect(command?.stage == .applied)
            #expect(command?.intent.transition != nil)
            await engine.events.until { !$0.opened.isEmpty }
            let requests = bench.sandbox.requests().dropFirst(before).filter { $0.path.contains("/\(package)/") }
            #expect(requests.map(\.method) == methods)
            await engine.end()
        }
    }

    @Test("commands of one package are applied in the order in which they were given, several packages at once")
    func order() async throws {
        try await EngineBench.run { bench in
            let packages = Array(try await bench.packages().prefix(6))
            let engine = try await bench.start { $0.mostDeliveries = 3 }
            await engine.ready()
            // Nothing waits for an answer: which transition the later ones are turns out when they are sent.
            for kind in [CommandKind.prepare, .pack, .ship] {
                for package in packages {
                    engine.take(.run(CommandIntent(package: package, kind: kind, name: kind.rawValue), scan: nil))
                }
            }
            let events = await engine.events.until { $0.isSettled(18) }
            for package in packages {
                #expect(
                    try await bench.applied(to: package) == ["prepare", "complete-packaging", "ship-package"],
                    "\(events.commands(of: package).map { "\($0.stage) \($0.reason?.english ?? "")" })")
            }
            await engine.end()
        }
    }

    @Test("with the OMS away the list is there, a command is accepted and waits, and is applied when it is back")
    func away() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let intent = try await bench.intent(.pack, package)
            let first = try await bench.start()
            await first.ready()
            await first.end()
            await bench.sandbox.stop()

            let engine = try await bench.start()
            var events = await engine.events.until { $0.fillingsEnded > 0 }
            #expect(events.index[package]?.state.name == "Waiting")
            engine.take(.run(intent, scan: 1))
            events = await engine.events.until { $0.commands.count == 1 && $0.isOffline }
            #expect(events.commands(of: package)[0].stage == .queued)
            #expect(events.troubles == [], "that the OMS is away is told by the connection alone")

            try await bench.sandbox.restart()
            events = await engine.events.until { $0.isSettled(1) }
            #expect(events.commands(of: package).map(\.stage) == [.applied])
            #expect(try await bench.applied(to: package) == ["complete-packaging"])
            await engine.end()
        }
    }

    @Test("a command from the wrong state is refused with the OMS's own words, once, and costs nothing else")
    func refused() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.prepare, package)
            try await bench.sandbox.run("block", on: Int64(package))
            let command = try #require(await engine.run(intent))
            #expect(command.stage == .refused)
            #expect(command.cause == .wrongState)
            #expect(
                command.reason?.contains("Prepare is not possible while the package is in the state Blocked") == true)
            #expect(bench.asked(package) == 1)
            await engine.events.until { $0.index[package]?.state.name == "Blocked" }
            await engine.end()
        }
    }

    @Test("a command that the package does not offer is not sent, and one whose package is gone is refused as that")
    func notOffered() async throws {
        try await EngineBench.run { bench in
            let packages = try await bench.packages()
            let engine = try await bench.start()
            await engine.ready()
            let ship = CommandIntent(package: packages[0], kind: .ship, name: "ship")
            let shipped = try #require(await engine.run(ship))
            #expect(shipped.stage == .refused)
            #expect(shipped.reason == "it is Waiting: the OMS does not offer to ship it")
            #expect(shipped.attempts == 0)
            #expect(shipped.cause == .wrongState)

            try await bench.sandbox.remove(Int64(packages[1]))
            let lost = try #require(await engine.run(CommandIntent(package: packages[1], kind: .pack, name: "pack")))
            #expect(lost.stage == .refused)
            #expect(lost.reason == "the OMS no longer has the package")
            #expect(lost.cause == .packageGone)
            await engine.events.until { $0.index[packages[1]] == nil }
            #expect(bench.asked(packages[0]) == 0)
            await engine.end()
        }
    }

    @Test("a token that runs out keeps the commands, and says so", arguments: [CommandKind.prepare, .pack])
    func unauthorized(kind: CommandKind) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            bench.sandbox.revokeTokens()
            engine.take(.run(try await bench.intent(kind, package), scan: 1))
            let events = await engine.events.until { events in
                guard let command = events.commands(of: package).first else { return false }
                // A pack is not sent where its package cannot be read.
                return kind == .pack ? command.reason?.contains("401") == true : command.attempts > 3
            }
            guard case .rejected = events.connections.last else {
                Issue.record("\(events.connections)")
                return
            }
            #expect(!events.commands(of: package)[0].stage.isFinal)
            #expect(try await bench.applied(to: package) == [])
            await engine.end()
        }
    }

    @Test("a scheme that the OMS wants in the place of the one that is set is told with the refusal")
    func otherScheme() async throws {
        try await EngineBench.run({ $0.dialect = [.tokenScheme] }) { bench in
            let engine = try await bench.start()
            let events = await engine.events.until { $0.connections.last != nil }
            guard case .rejected(_, wantedScheme: "Token")? = events.connections.last else {
                Issue.record("\(events.connections)")
                return
            }
            await engine.end()
        }
    }

    @Test("too many requests: everything waits as long as the OMS asks, and goes on")
    func tooMany() async throws {
        try await EngineBench.run { bench in
            let packages = Array(try await bench.packages().prefix(4))
            let waits = Waits()
            let engine = try await bench.start { $0.sleep = waits.sleep }
            await engine.ready()
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(.status, paths: ["*/command/"], times: 1, status: 429, retryAfter: 77)
            ])
            for package in packages { engine.take(.run(try await bench.intent(.pack, package), scan: nil)) }
            await engine.events.until { $0.isSettled(4) }
            #expect(waits.all.contains(.seconds(77)))
            for package in packages { #expect(try await bench.applied(to: package) == ["complete-packaging"]) }
            await engine.end()
        }
    }

    @Test("a package that fails again and again holds up no other")
    func poisoned() async throws {
        try await EngineBench.run { bench in
            let packages = Array(try await bench.packages().prefix(5))
            let engine = try await bench.start { $0.mostDeliveries = 1 }
            await engine.ready()
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, paths: ["*/packages/\(packages[0])/*"])])
            for package in packages { engine.take(.run(try await bench.intent(.pack, package), scan: nil)) }
            let events = await engine.events.until { state in
                packages.dropFirst().allSatisfy { state.commands(of: $0).first?.stage == .applied }
            }
            #expect(events.commands(of: packages[0]).first?.stage.isFinal == false)
            bench.sandbox.faults = FaultProfile()
            await engine.events.until { $0.isSettled(5) }
            #expect(try await bench.applied(to: packages[0]) == ["complete-packaging"])
            await engine.end()
        }
    }

    @Test("what a person gives up is never sent, and what needs a person goes on when one says so")
    func decisions() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let intent = try await bench.intent(.block, package)
            let engine = try await bench.start()
            await engine.ready()
            await bench.sandbox.stop()
            engine.take(.run(intent, scan: nil), .run(intent, scan: nil))
            let events = await engine.events.until { $0.commands.count == 2 && $0.isOffline }
            let ids = events.commands(of: package).map(\.id)
            engine.take(.discard(command: ids[1]))
            await engine.events.until { $0.commands[ids[1]]?.stage == .discarded }
            try await bench.sandbox.restart()
            await engine.events.until { $0.commands[ids[0]]?.stage == .applied }
            #expect(try await bench.applied(to: package) == ["block"])

            bench.sandbox.faults = FaultProfile(faults: [
                Fault(.status, paths: ["*/command/"], times: 1, status: 400, body: #"{"transition": ["Not now."]}"#)
            ])
            let again = try #require(await engine.run(try await bench.intent(.unblock, package)))
            #expect(again.stage == .refused && again.cause == nil)
            engine.take(.retry(command: again.id))
            await engine.events.until { $0.commands[again.id]?.stage == .applied }
            await engine.end()
        }
    }
}
