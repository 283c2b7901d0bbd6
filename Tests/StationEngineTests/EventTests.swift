import OMS
import OMSSandbox
import Station
import StationStore
import Synchronization
import TaskSignals
import Testing

@testable import StationEngine

@Suite("Webhook events", .timeLimit(.minutes(1)))
struct EventTests {
    /// Collects the events that are reported once they are read.
    private final class EventCollector: Sendable {
        private let content = Mutex<[ReceivedEvent]>([])
        private let wake = WakeSignal()

        @Sendable func take(_ event: ReceivedEvent) {
            content.withLock { $0.append(event) }
            wake.signal()
        }

        var all: [ReceivedEvent] { content.withLock(\.self) }

        func until(_ count: Int) async {
            while all.count < count, !Task.isCancelled { await wake.wait() }
        }
    }

    private func event(
        _ package: Int?, _ uuid: String, type: String = "package.status.transitioned", more: String = ""
    ) throws -> WebhookEvent {
        let payload = package.map { #"{"pk": \#($0)\#(more)}"# } ?? "null"
        return try WebhookEvent(
            Array(#"{"event": {"type": "\#(type)", "uuid": "\#(uuid)"}, "payload": \#(payload)}"#.utf8))
    }

    private func readings(_ bench: EngineBench, of package: Int) -> Int {
        bench.sandbox.requests().count { $0.path.hasSuffix("/packages/\(package)/") }
    }

    @Test("the package of an event is read again, whatever the event says", arguments: WebhookEventType.allCases)
    func readAgain(type: WebhookEventType) async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            await engine.ready()
            let package = try #require(try await bench.packages().first)
            try await bench.sandbox.run("block", on: Int64(package))
            engine.receive(try event(package, "u", type: type.rawValue, more: #", "state": "Delivered""#))
            await engine.events.until { $0.index[package]?.state.name == "Blocked" }
            await engine.end()
        }
    }

    @Test("a burst about one package is one reading, and an event that comes again is none, even after a restart")
    func repeats() async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages().first)
            let received = EventCollector()
            let first = try await bench.start {
                $0.onEvent = received.take
                $0.eventsSettle = .seconds(400)
            }
            await first.ready()
            bench.sandbox.clearRequests()
            for number in 1...30 { first.receive(try event(package, "u-\(number % 10)")) }
            await received.until(10)
            #expect(received.all.count == 10)
            #expect(readings(bench, of: package) == 1)
            await first.end()

            let second = try await bench.start {
                $0.onEvent = received.take
                $0.eventsSettle = .seconds(400)
            }
            await second.ready()
            bench.sandbox.clearRequests()
            second.receive(try event(package, "u-3"))
            second.receive(try event(package, "new"))
            await received.until(11)
            #expect(received.all.last?.event.uuid == "new")
            #expect(received.all.last?.package?.id == package)
            #expect(readings(bench, of: package) == 1)
            await second.end()
        }
    }

    @Test("of a flood, all changes are read and not each package")
    func flood() async throws {
        try await EngineBench.run(packages: 200) { bench in
            let packages = Array(try await bench.packages().prefix(50))
            let engine = try await bench.start { $0.eventsSettle = .seconds(400) }
            await engine.ready()
            for package in packages { try await bench.sandbox.run("block", on: Int64(package)) }
            bench.sandbox.clearRequests()
            for package in packages { engine.receive(try event(package, "u-\(package)")) }
            await engine.events.until { events in packages.allSatisfy { events.index[$0]?.state.name == "Blocked" } }
            #expect(packages.allSatisfy { readings(bench, of: $0) == 0 })
            await engine.end()
        }
    }

    @Test("another location's package is not asked for, and one without a package leads to all changes")
    func others() async throws {
        try await EngineBench.run { bench in
            let received = EventCollector()
            let engine = try await bench.start { $0.onEvent = received.take }
            await engine.ready()
            let package = try #require(try await bench.packages().first)
            try await bench.sandbox.run("block", on: Int64(package))
            bench.sandbox.clearRequests()
            engine.receive(try event(999_999, "u-1", more: #", "stock_location": {"id": 9, "erp_code": "other"}"#))
            engine.receive(try event(nil, "u-2"))
            await engine.events.until { $0.index[package]?.state.name == "Blocked" }
            await received.until(2)
            #expect(readings(bench, of: 999_999) == 0)
            await engine.end()
        }
    }

    @Test("of the uuids, the last ones are remembered")
    func bounded() {
        var known = RecentEvents(most: 3, ["a", "b"])
        let isNews = ["a", "c", "d", "b", "d", "a"].map { known.insert($0) }
        #expect(isNews == [false, true, true, false, false, true], "the oldest was forgotten")
    }
}
