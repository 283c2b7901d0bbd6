import Foundation
import Language
import OMS
import OMSSandbox
import Station
import StationStore
import Testing
import Warehouse
import WarehouseTesting

@testable import StationEngine

@Suite("The journal on its way to the warehouse", .timeLimit(.minutes(2)))
struct JournalCopyTests {
    /// A bench that comes and goes, and its warehouse.
    private final class Site: Sendable {
        let bench: EngineBench
        let server: PostgresServer
        let url: String
        let id = UUID()

        init(_ bench: EngineBench, on server: PostgresServer) async throws {
            (self.bench, self.server) = (bench, server)
            url = try await server.makeDatabase()
            let setup = WarehouseSetup(settings: try WarehouseSettings(url: url))
            _ = try await setup.prepare(oms: bench.sandbox.baseURL)
            await setup.close()
        }

        /// Starts the bench, whose run before ended or was killed.
        func start(afterRun run: UUID? = nil) async throws -> (engine: RunningEngine, warehouse: Warehouse) {
            var settings = try WarehouseSettings(url: url)
            (settings.firstRetry, settings.longestRetry) = (.milliseconds(20), .milliseconds(200))
            let warehouse = Warehouse(
                settings: settings,
                bench: WarehouseBench(
                    id: id, earlierRuns: [run].compactMap(\.self), name: "bench 1", location: "369", packer: "Ayşe"),
                oms: bench.sandbox.baseURL)
            let sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
            let engine = try await bench.start {
                ($0.warehouse, $0.sleep, $0.journalSettles) = (warehouse, sleep, .milliseconds(5))
            }
            return (engine, warehouse)
        }

        /// The rows that the warehouse has: number, meaning, outcome, packer and time.
        func copied() async throws -> [String] {
            try await server.run(
                """
                SELECT number, meaning, outcome, packer, (extract(epoch FROM at) * 1000000)::bigint
                FROM packline.journal ORDER BY number
                """, in: url
            ).split(separator: "\n").map(String.init)
        }

        /// The rows of the station's own file, written in the same way.
        func own() async throws -> [String] {
            let all = try await StationDatabase.journal(
                ofFileAt: bench.file(), from: Timestamp(microseconds: 0), until: Timestamp(microseconds: .max))
            return all.map {
                "\($0.number)|\($0.meaning)|\($0.outcome)|\($0.packer ?? "")|\($0.at.microseconds)"
            }
        }

        /// Returns when the warehouse has what the file has; a test that waits in vain is ended by its time limit.
        func isWhole() async throws {
            while try await copied() != own() {}
        }
    }

    private static func run(_ body: (Site) async throws -> Void) async throws {
        let server = try await PostgresServer.started()
        try await EngineBench.run { try await body(Site($0, on: server)) }
    }

    private func scan(_ number: Int, _ outcome: ScanAnswer.Outcome = .ok) -> Effect {
        let answer = ScanAnswer(
            number: number, input: "869\(number)", meaning: .item, outcome: outcome, package: nil,
            message: .kept(.verbatim("\(number)")))
        return .journal(
            ScanRecord(answer: answer, canonical: answer.input, packageID: 5, packer: "Ayşe", time: .now))
    }

    @Test("scans and deeds are copied when they were written, and what becomes of a scan later is copied too")
    func copied() async throws {
        try await Self.run { site in
            let (engine, warehouse) = try await site.start()
            await engine.ready()
            engine.take(scan(1, .queued))
            try await site.isWhole()
            engine.take(scan(1, .done), scan(2, .wrong))
            let package = try #require(try await site.bench.packages().first)
            #expect(await engine.run(try await site.bench.intent(.pack, package))?.stage == .applied)
            try await site.isWhole()
            let copied = try await site.copied()
            #expect(copied.count == 3 && copied[0].hasPrefix("-1|pack|applied|Ayşe|"), "\(copied)")
            await engine.end()
            await warehouse.close()
        }
    }

    @Test("an outage loses nothing and copies nothing twice")
    func outage() async throws {
        try await Self.run { site in
            let (engine, warehouse) = try await site.start()
            await engine.ready()
            engine.take(scan(1))
            try await site.isWhole()
            try await site.server.stop(.immediate)
            for number in 2...1_700 { engine.take(scan(number)) }
            await engine.drain()
            try await site.server.start()
            try await site.isWhole()
            #expect(try await site.copied().count == 1_700)
            await engine.end()
            await warehouse.close()
        }
    }

    @Test("a bench that is killed while it copies goes on where the warehouse is, again and again")
    func killed() async throws {
        try await Self.run { site in
            var run: UUID?
            for round in 1...6 {
                let (engine, warehouse) = try await site.start(afterRun: run)
                run = warehouse.bench.run
                await engine.ready()
                for place in 1...120 { engine.take(scan(place), scan(place, .done)) }
                // Killed at other places each time: before the disk has it, before the warehouse has it, and behind both.
                if round > 2 { await engine.drain() }
                if round > 4 { try await Task.sleep(for: .milliseconds(7 * round)) }
                await engine.kill()
                await warehouse.close()
            }
            let (engine, warehouse) = try await site.start(afterRun: run)
            try await site.isWhole()
            #expect(try await site.copied().count >= 4 * 120)
            await engine.end()
            await warehouse.close()
        }
    }
}
