import Language
import OMS
import OMSClient
import OMSSandbox
import Station
import StationStore
import StationTesting
import Synchronization
import Testing

@testable import StationEngine

@Suite("What a refusal is about", .timeLimit(.minutes(1)))
struct RefusalTests {
    /// A refusal that is not about the command, and passes.
    struct Passing: CustomTestStringConvertible {
        let testDescription: String
        let fault: Fault
    }

    private static let commands = ["*/command/"]

    static let passing = [
        Passing(testDescription: "a proxy's 404", fault: Fault(.html, paths: commands, times: 2, status: 404)),
        Passing(testDescription: "a proxy's 403", fault: Fault(.html, paths: commands, times: 2, status: 403)),
        Passing(testDescription: "a proxy's 400", fault: Fault(.html, paths: commands, times: 1, status: 400)),
        Passing(testDescription: "a 408", fault: Fault(.status, paths: commands, times: 2, status: 408)),
        Passing(testDescription: "a 425", fault: Fault(.status, paths: commands, times: 1, status: 425)),
        Passing(testDescription: "a 429", fault: Fault(.status, paths: commands, times: 2, status: 429)),
        Passing(
            testDescription: "a 403 on everything",
            fault: Fault(.status, paths: ["*/packages/*"], times: 6, status: 403)),
    ]

    @Test("a refusal that is about now keeps the command, and it is applied once that has passed", arguments: passing)
    func passes(case passing: Passing) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            bench.sandbox.faults = FaultProfile(faults: [passing.fault])
            let command = try #require(await engine.run(intent))
            #expect(command.stage == .applied, "\(command.reason?.english ?? "")")
            #expect(engine.events.now.stages(of: command.id).contains(.refused) == false)
            #expect(try await bench.applied(to: package) == ["complete-packaging"])
            await engine.end()
        }
    }

    @Test(
        "a command that is always answered by a page is sent a few times, and then a person is asked",
        arguments: [403, 404, 413])
    func alwaysPage(status: Int) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start { $0.changesEvery = .seconds(15) }
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            bench.sandbox.faults = FaultProfile(faults: [Fault(.html, paths: Self.commands, status: status)])
            let command = try #require(await engine.run(intent))
            #expect(command.stage == .needsAttention)
            #expect(command.reason?.hasPrefix("wanted: Complete packaging; sent 8 times: ") == true, "\(command)")
            #expect(bench.asked(package) == DeliveryAttempts.mostPages)
            #expect(try await bench.applied(to: package) == [])

            bench.sandbox.faults = FaultProfile()
            engine.take(.retry(command: command.id))
            await engine.events.until { $0.commands[command.id]?.stage == .applied }
            await engine.end()
        }
    }

    /// Answers by which an OMS says that it is busy with a package.
    static let locked = [
        #"["Package is locked"]"#, #"["Paket kilitli"]"#, #"{"detail": "Package is locked"}"#,
        #"{"non_field_errors": ["Paket kilitli"]}"#, #""Package is locked""#, "Package is locked",
        #"{"code": "package_1", "en": "Package is locked", "tr": "Paket kilitli"}"#,
        #"{"error_code": "LOCKED", "error_message": "Package is locked"}"#, #"{"package": ["Package is locked"]}"#,
    ]

    @Test(
        "a package that the OMS is at work on is busy for a while, and the command is applied then", arguments: locked)
    func busy(body: String) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let waits = Waits()
            let engine = try await bench.start { $0.sleep = waits.sleep }
            await engine.ready()
            let busy = Mutex<[QueuedCommand]>([])
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(.status, paths: Self.commands, times: 3, status: 400, body: body)
            ])
            engine.take(.run(try await bench.intent(.pack, package), scan: nil))
            let events = await engine.events.until { events in
                busy.withLock { busy in busy += events.commands.values.filter { $0.cause == .busy } }
                return events.isSettled(1)
            }
            #expect(events.commands(of: package).map(\.stage) == [.applied])
            let words = Set(busy.withLock { $0.map { "\($0.stage): \($0.reason?.english ?? "")" } })
            #expect(words.count == 1)
            #expect(words.first?.contains("locked") == true || words.first?.contains("kilitli") == true, "\(words)")
            #expect(words.first?.hasPrefix("queued: ") == true)
            #expect(bench.asked(package) == 4)
            let busyWaits = waits.all.filter(EngineSettings(now: { .now }).busyDelays.contains)
            #expect(busyWaits == EngineSettings(now: { .now }).busyDelays)
            #expect(busyWaits.reduce(.zero, +) < .seconds(30))
            await engine.end()
        }
    }

    @Test("and one that stays so is refused with the OMS's words after three more times, and can be tried again")
    func alwaysBusy() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(.status, paths: Self.commands, status: 400, body: #"["Paket kilitli"]"#)
            ])
            let command = try #require(await engine.run(try await bench.intent(.prepare, package)))
            #expect(command.stage == .refused)
            #expect(command.reason == "Paket kilitli")
            #expect(command.cause == nil)
            #expect(bench.asked(package) == 4)
            bench.sandbox.faults = FaultProfile()
            engine.take(.retry(command: command.id))
            await engine.events.until { $0.commands[command.id]?.stage == .applied }
            await engine.end()
        }
    }

    @Test(
        "a refusal that names a field is one at once",
        arguments: [
            #"{"transition": ["Invalid pk."]}"#, #"{"detail": {"transition": ["Invalid pk."]}}"#,
            #"{"errors": [{"field": "transition", "message": "Invalid pk."}]}"#,
        ])
    func named(body: String) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, paths: Self.commands, status: 400, body: body)])
            let command = try #require(await engine.run(try await bench.intent(.pack, package)))
            #expect(command.stage == .refused)
            #expect(command.reason?.contains("Invalid pk.") == true)
            #expect(bench.asked(package) == 1)
            await engine.end()
        }
    }

    @Test("a refusal that names a parameter which was sent with the command is one at once")
    func namedParameter() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let body = #"{"shelf": ["Unknown shelf."]}"#
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, paths: Self.commands, status: 400, body: body)])
            let command = try #require(
                await engine.run(try await bench.intent(.prepare, package, parameters: ["shelf": "A1"])))
            #expect(command.stage == .refused)
            #expect(command.reason == "shelf: Unknown shelf.")
            #expect(bench.asked(package) == 1)
            await engine.end()
        }
    }

    @Test(
        "what repeats is waited for longer each time: pages in the OMS's place, and failures", arguments: [true, false])
    func growing(isPage: Bool) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let waits = Waits()
            let engine = try await bench.start { $0.sleep = waits.sleep }
            await engine.ready()
            bench.sandbox.faults = FaultProfile(faults: [
                isPage
                    ? Fault(.html, paths: Self.commands, times: 5, status: 400)
                    : Fault(.status, paths: Self.commands, times: 5, status: 500)
            ])
            #expect(await engine.run(try await bench.intent(.pack, package))?.stage == .applied)
            let settings = EngineSettings(now: { .now })
            let others = [settings.changesEvery, settings.settling, settings.patience]
            let between = waits.all.filter {
                $0 >= settings.firstDelay / 2 && $0 <= settings.longestDelay && !others.contains($0)
            }
            #expect(between.count >= 5, "\(waits.all)")
            #expect(between.reduce(.zero, +) >= (isPage ? .seconds(30) : .seconds(7)), "\(between)")
            await engine.end()
        }
    }

    /// Reasons that are never given, while everything else is.
    static let neverGiven = [
        Fault(.status, paths: reasonPaths, status: 403), Fault(.html, paths: reasonPaths, status: 404),
        Fault(.html, paths: reasonPaths, status: 503), Fault(.garbage, paths: reasonPaths),
        Fault(.resetBefore, paths: reasonPaths),
    ]
    private static let reasonPaths = ["*denial*reason*"]

    @Test("reasons that are never given do not make the station ask without end", arguments: neverGiven)
    func noReasons(fault: Fault) async throws {
        try await EngineBench.run { bench in
            bench.sandbox.faults = FaultProfile(faults: [fault])
            let engine = try await bench.start()
            await engine.ready()
            for package in try await bench.packages().prefix(8) {
                #expect(await engine.run(try await bench.intent(.pack, package))?.stage == .applied)
            }
            let asked = bench.sandbox.requests().filter { $0.path.contains("denial") }
            #expect((1...4).contains(asked.count), "\(asked.count) requests")
            await engine.end()
        }
    }

    @Test("a 403 for the command alone is the OMS's word about it")
    func forbidden() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, paths: Self.commands, status: 403)])
            #expect(await engine.run(intent)?.stage == .refused)
            #expect(bench.asked(package) == 1)
            await engine.end()
        }
    }

    @Test("a proxy's 404 does not take a package out of the mirror, and is not shown as online")
    func proxyPage() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await bench.start()
            await engine.ready()
            bench.sandbox.faults = FaultProfile(faults: [Fault(.html, paths: ["*/packages/*"], status: 404)])
            engine.take(.read(package: package))
            let events = await engine.events.until(\.isOffline)
            #expect(events.index[package] != nil)
            bench.sandbox.faults = FaultProfile()
            engine.take(.read(package: package))
            await engine.events.until { $0.connections.last == .online }
            await engine.end()
        }
    }

    @Test("a command that was given for one OMS is not sent to another unasked")
    func foreign() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let intent = try await bench.intent(.pack, package)
            let first = try await bench.start { $0.origin = "https://old.example/oms" }
            await first.ready()
            await bench.sandbox.stop()
            first.take(.run(intent, scan: nil))
            await first.events.until { $0.isOffline && $0.commands.count == 1 }
            await first.end()

            try await bench.sandbox.restart()
            let second = try await bench.start { $0.origin = "https://new.example/oms" }
            let events = await second.events.until { $0.commands.values.first?.stage == .needsAttention }
            #expect(
                events.commands(of: package).first?.reason
                    == "wanted: Complete packaging; it was given for the OMS https://old.example/oms, and this one is another"
            )
            await second.ready()
            #expect(bench.asked(package) == 0)
            await second.end()
        }
    }

    @Test("what came to its end long ago is forgotten, and what is open is not")
    func forgotten() async throws {
        try await EngineBench.run { bench in
            let packages = Array(try await bench.packages().prefix(2))
            let first = try await bench.start()
            await first.ready()
            #expect(await first.run(try await bench.intent(.pack, packages[0]))?.stage == .applied)
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, paths: ["*/packages/\(packages[1])/*"])])
            first.take(.run(try await bench.intent(.prepare, packages[1]), scan: nil))
            await first.events.until { $0.commands(of: packages[1]).first?.stage == .unknown }
            await first.end()

            let second = try await bench.start {
                $0.keepsRecords = .seconds(-3_600)
                $0.comparesEvery = .zero
                $0.changesEvery = .seconds(100)
            }
            await second.events.until { $0.fresh.count > 3 }
            #expect(try await second.store.entries(limit: 9).map(\.intent.package) == [packages[1]])
            await second.end()
        }
    }

    @Test("denial reasons are read again after a comparison, and after the OMS could not be reached at the start")
    func reasons() async throws {
        try await EngineBench.run { bench in
            bench.sandbox.faults = FaultProfile(faults: [Fault(.resetBefore)])
            let engine = try await bench.start {
                $0.comparesEvery = .zero
                $0.changesEvery = .seconds(100)
            }
            await engine.events.until(\.isOffline)
            bench.sandbox.faults = FaultProfile()
            await engine.events.until { !$0.reasons.isEmpty }
            bench.sandbox.clearRequests()
            let seen = engine.events.now.fresh.count
            await engine.events.until { $0.fresh.count > seen + 8 }
            #expect(bench.sandbox.requests().contains { $0.path.contains("denial") })
            await engine.end()
        }
    }
}
