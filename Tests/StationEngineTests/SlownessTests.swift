import Language
import OMS
import OMSSandbox
import Station
import StationTesting
import Testing

@testable import StationEngine

@Suite("An OMS that does not answer", .timeLimit(.minutes(1)))
struct SlownessTests {
    private static let lists = ["*/packages/"]

    /// An engine that has read its packages, and whose patience lasts as long as it says.
    private func start(_ bench: EngineBench, patience: Duration) async throws -> RunningEngine {
        let engine = try await bench.start {
            $0.patience = patience
            $0.sleep = { try await Task.sleep(for: $0) }
        }
        await engine.ready()
        return engine
    }

    @Test("is said to be slow long before it is given up, and online when the answer comes after all")
    func slow() async throws {
        try await EngineBench.run { bench in
            let engine = try await start(bench, patience: .milliseconds(100))
            bench.sandbox.faults = FaultProfile(faults: [Fault(.latency, paths: Self.lists, seconds: 1)])
            engine.take(.refresh)
            await engine.events.until { $0.connections.last == .slow }
            await engine.events.until { $0.connections.last == .online }
            #expect(!engine.events.now.isOffline)
            await engine.end()
        }
    }

    @Test("is said to be slow although something else was answered since the question")
    func slowBehindOthers() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let engine = try await start(bench, patience: .milliseconds(300))
            bench.sandbox.faults = FaultProfile(faults: [Fault(.latency, paths: Self.lists, seconds: 2)])
            engine.take(.refresh)
            let opened = engine.events.now.opened.count
            engine.take(.read(package: package))
            await engine.events.until { $0.opened.count > opened }
            await engine.events.until { $0.connections.last == .slow }
            await engine.events.until { $0.connections.last == .online }
            await engine.end()
        }
    }

    @Test("leaves whoever asked for the packages again with the reason, and with good news once it is back")
    func refresh() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start {
                $0.firstDelay = .seconds(7_200)
                $0.longestDelay = .seconds(7_200)
            }
            await engine.ready()
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, paths: Self.lists)])
            engine.take(.refresh)
            await engine.events.until { $0.refreshes.count == 1 }
            #expect(engine.events.now.refreshes.first??.contains("500") == true, "\(engine.events.now.refreshes)")
            bench.sandbox.faults = FaultProfile()
            engine.take(.refresh)
            await engine.events.until { $0.refreshes.count == 2 }
            #expect(engine.events.now.refreshes.last == .some(.none))
            await engine.end()
        }
    }
}
