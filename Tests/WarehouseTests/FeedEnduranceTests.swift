import Foundation
import OMS
import Synchronization
import Testing
import WarehouseTesting

@testable import Warehouse

/// Three writers, readers that are killed and begin again, and a PostgreSQL that crashes; delays by
/// `PACKLINE_MEASURE=1 swift test --filter FeedEndurance`.
@Suite("The feed through restarts", .serialized, .timeLimit(.minutes(5)))
struct FeedEnduranceTests {
    private static let isMeasured = ProcessInfo.processInfo.environment["PACKLINE_MEASURE"] != nil

    /// What one reader has on its disk: how far it has read, and what.
    private final class Bench: Sendable {
        struct State {
            var position = 0
            var rows: [FeedRow] = []
            var delays: [Duration] = []
        }

        let state = Mutex(State())

        /// Follows the feed until it has the event of that number, woken by notifications.
        func follow(_ warehouse: Warehouse, until last: Int) async {
            for await _ in Self.wakeUps(warehouse) {
                while true {
                    let position = state.withLock(\.position)
                    guard case .rows(let rows, let next, _)? = try? await warehouse.feed(after: position),
                        next > position
                    else { break }
                    if Task.isCancelled { return }
                    let now = Timestamp.now.microseconds
                    state.withLock { state in
                        state.position = next
                        state.rows += rows
                        state.delays += rows.map { .microseconds(now - $0.sentAt) }
                    }
                }
                if state.withLock({ $0.rows.count }) >= last { return }
            }
        }

        private static func wakeUps(_ warehouse: Warehouse) -> AsyncStream<Void> {
            let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            continuation.yield(())
            let tasks = [
                Task {
                    for await change in warehouse.changes() where change == .feed || change == .anything {
                        continuation.yield(())
                    }
                },
                Task { for await state in warehouse.states() where state == .connected { continuation.yield(()) } },
            ]
            continuation.onTermination = { _ in for task in tasks { task.cancel() } }
            return stream
        }
    }

    /// Writes events until they are known to be written; what had no answer is written again.
    private func write(_ packages: ClosedRange<Int>, _ warehouse: Warehouse, size: Int, pause: Duration = .zero)
        async throws
    {
        for first in stride(from: packages.lowerBound, through: packages.upperBound, by: size) {
            let filling = String(repeating: "x", count: Self.isMeasured ? 10_000 : 20)
            let news = (first...min(first + size - 1, packages.upperBound)).map { package in
                FeedNews(
                    .package(
                        package, json: #"{"id":\#(package),"sent":\#(Timestamp.now.microseconds),"x":"\#(filling)"}"#),
                    event: "event \(package)")
            }
            while true {
                do {
                    guard try await warehouse.write(news) != nil else { throw WarehouseError(.cancelled) }
                    break
                } catch let error as WarehouseError where error.code != .cancelled {
                    try await warehouse.waits { $0 == .connected }
                }
            }
            if pause > .zero { try await Task.sleep(for: pause) }
        }
    }

    @Test("10,000 events of three writers: none is lost, none is twice, and all are in order, at every reader")
    func endurance() async throws {
        let server = try await PostgresServer.started()
        let shared = try await TestWarehouse(on: server)
        let (total, parts) = (10_000, [1...4_000, 4_001...7_000, 7_001...10_000])
        let benches = (1...4).map { _ in Bench() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, part) in parts.enumerated() {
                let writer = try await shared.bench(place + 1)
                group.addTask { try await write(part, writer, size: 3 * place + 4) }
            }
            // Another one sends the first again, as a second receiver does.
            let echo = try await shared.bench(9)
            group.addTask { try await write(1...500, echo, size: 50) }
            for (place, bench) in benches.enumerated() {
                group.addTask {
                    // A bench that is killed begins with a new connection where it was.
                    for life in 1...(place + 1) {
                        let warehouse = try await shared.bench(10 + place)
                        await bench.follow(warehouse, until: life * total / (place + 1))
                        await warehouse.close()
                    }
                }
            }
            group.addTask {
                try await server.stop(.immediate)
                try await server.start()
            }
            try await group.waitForAll()
        }
        for bench in benches {
            let state = bench.state.withLock { $0 }
            #expect(state.rows.map(\.number) == Array(1...total))
            #expect(Set(state.rows.map(\.package)).count == total)
            // Each writer's in its order.
            for part in parts { #expect(Self.isOrdered(state.rows.map(\.package).filter(part.contains))) }
        }
    }

    private static func isOrdered(_ numbers: [Int]) -> Bool { zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 } }

    @Test(
        "events a second to eight benches, and how late they are",
        .enabled(if: isMeasured, "PACKLINE_MEASURE is not set"))
    func measured() async throws {
        let server = try await PostgresServer.started()
        try await server.run("ALTER SYSTEM SET fsync = on", in: server.url("postgres"))
        try await server.run("SELECT pg_reload_conf()", in: server.url("postgres"))
        for (name, size, count, pause) in [
            ("as fast as it goes, 20 a commit", 20, 4_000, Duration.zero),
            ("one by one, 20 a second", 1, 400, .milliseconds(50)),
        ] {
            let shared = try await TestWarehouse(on: server)
            let benches = (1...8).map { _ in Bench() }
            let warehouses = try await Self.connected(shared, benches.count)
            try await shared.waits(forListening: 8)
            let writer = try await shared.bench(9)
            let begin = ContinuousClock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (bench, warehouse) in zip(benches, warehouses) {
                    group.addTask { await bench.follow(warehouse, until: count) }
                }
                group.addTask { try await write(1...count, writer, size: size, pause: pause) }
                try await group.waitForAll()
            }
            let time = begin.duration(to: .now)
            let delays = benches.flatMap { bench in bench.state.withLock { $0.delays } }.sorted()
            #expect(delays.count == 8 * count)
            let rate = Double(count) / (Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)
            print(
                "feed, 10 kB an event, \(name): \(Int(rate)) events a second to 8 benches, "
                    + "median \(delays[delays.count / 2]), p99 \(delays[delays.count * 99 / 100]), most \(delays[delays.count - 1])"
            )
            for warehouse in warehouses { await warehouse.close() }
            let size = try await shared.sql("SELECT pg_total_relation_size('packline.feed') / \(count)")
            print("feed, \(name): \(size) bytes a row on disk")
        }
    }

    private static func connected(_ shared: TestWarehouse, _ count: Int) async throws -> [Warehouse] {
        var warehouses: [Warehouse] = []
        for number in 1...count { warehouses.append(try await shared.bench(number)) }
        return warehouses
    }
}

extension FeedRow {
    fileprivate var package: Int { if case .package(let id, _) = content { id } else { 0 } }

    /// When it was handed over to be written, in microseconds since 1970.
    fileprivate var sentAt: Int64 {
        guard case .package(_, let json) = content, let document = try? JSONDocument(json) else { return 0 }
        return document.root["sent"].int.map { Int64($0) } ?? 0
    }
}
