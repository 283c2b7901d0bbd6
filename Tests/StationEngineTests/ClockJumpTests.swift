import OMS
import OMSSandbox
import Station
import StationStore
import Synchronization
import Testing

@testable import StationEngine

@Suite("A clock that jumps by a year", .timeLimit(.minutes(1)))
struct ClockJumpTests {
    private static let year = 365 * 86_400

    /// How many seconds this computer's clock is ahead.
    private final class Ahead: Sendable {
        private let seconds: Mutex<Int>
        init(_ seconds: Int = 0) { self.seconds = Mutex(seconds) }
        func set(_ seconds: Int) { self.seconds.withLock { $0 = seconds } }
        var now: Timestamp { .now.advanced(bySeconds: seconds.withLock(\.self)) }
    }

    /// By how many days the clock was said to be ahead.
    private static func days(_ alarm: Alarm) -> Int? {
        guard case .clockWrong(let isAhead, let seconds) = alarm else { return nil }
        return (isAhead ? 1 : -1) * ((seconds + 43_200) / 86_400)
    }

    @Test("ahead deletes nothing of what is kept for some time, and is told once, as is that it was set back too far")
    func ahead() async throws {
        try await EngineBench.run { bench in
            let first = try await bench.start()
            await first.ready()
            let package = try #require(try await bench.packages().first)
            let command = try #require(await first.run(try await bench.intent(.pack, package)))
            #expect(command.stage == .applied)
            await first.end()
            let clock = Ahead(Self.year)
            let second = try await bench.start { settings in
                settings.now = { clock.now }
                settings.changesEvery = .seconds(100)
                settings.comparesEvery = .zero
            }
            // Each full comparison is followed by deleting what is old.
            await second.events.until { $0.fresh.count > 4 }
            #expect(try await second.store.entries(limit: 10).map(\.id) == [command.id])
            #expect(second.events.now.alarms.map(Self.days) == [365])
            clock.set(-Self.year)
            await second.events.until { $0.alarms.count > 1 }
            #expect(second.events.now.alarms.map(Self.days) == [365, -365])
            clock.set(0)
            let read = second.events.now.fresh.count
            await second.events.until { $0.fresh.count > read + 1 }
            #expect(second.events.now.alarms.count == 2)
            await second.end()
        }
    }

    @Test("the OMS's clock is known by what it said, and not by what became of ours since")
    func marks() async throws {
        try await EngineBench.run { bench in
            let clock = Ahead()
            let engine = try await bench.start { $0.now = { clock.now } }
            await engine.ready()
            let packages = try await bench.packages()
            for (package, seconds) in zip(packages, [Self.year, -Self.year]) {
                clock.set(seconds)
                let before = Timestamp.now
                let command = try #require(await engine.run(try await bench.intent(.pack, package)))
                let mark = try #require(try await engine.store.entry(command.id)?.mark)
                #expect(abs(mark.time.seconds(since: before)) < 30, "\(mark.time.text)")
            }
            await engine.end()
        }
    }

    @Test("set back, what was compared or acknowledged “in the future” hides nothing that comes now")
    func setBack() async throws {
        try await EngineBench.run { bench in
            let first = try await bench.start()
            await first.ready()
            await first.end()
            let gone = try #require(try await bench.packages().last)
            try await bench.sandbox.remove(Int64(gone))
            let store = try await StationDatabase.open(at: bench.file(), now: .now)
            let future = Timestamp.now.advanced(bySeconds: Self.year)
            for fact in [FactName.lastFullRead, .acknowledged] { try await store.setFact(fact, to: future.text) }
            try store.close()
            let second = try await bench.start { $0.changesEvery = .seconds(100) }
            await second.events.until { $0.fillingsEnded > 0 && $0.index[gone] == nil }
            let acknowledged = try #require(try await second.store.fact(.acknowledged).flatMap(Timestamp.init))
            #expect(acknowledged <= .now)
            await second.end()
        }
    }
}
