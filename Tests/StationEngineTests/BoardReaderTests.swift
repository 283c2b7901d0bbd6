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

@Suite("What the board is counted from", .timeLimit(.minutes(2)))
struct BoardReaderTests {
    /// Lines of a journal: so many packs, each scanned a moment before, from a time on.
    private func lines(_ packs: Int, from start: Timestamp) -> [JournalEntry] {
        (1...packs).flatMap { number -> [JournalEntry] in
            let at = start.advanced(bySeconds: number * 60)
            return [
                JournalEntry(
                    number: number, raw: [], canonical: "", meaning: "item", outcome: "ok", packer: "Ayşe", at: at),
                JournalEntry(
                    number: -number, raw: [], canonical: "", meaning: "pack", outcome: "applied", packer: "Ayşe",
                    at: at,
                    units: 2),
            ]
        }
    }

    /// Counts once, at a quarter to three.
    private func count(
        _ warehouse: Warehouse? = nil, _ lines: [JournalEntry] = [], _ now: Timestamp
    ) async throws -> BoardCounts? {
        let store = try await StationDatabase.temporary(now: now)
        try await store.append(lines)
        var settings = EngineSettings(location: "369", now: { now })
        settings.warehouse = warehouse
        let (events, continuation) = AsyncStream.makeStream(of: StationEvent.self)
        let sink = EventSink(numbers: ScanNumbers(earlier: 0)) { continuation.yield($0) }
        await BoardReader(settings: settings, store: store, sink: sink).count()
        continuation.finish()
        try store.close()
        for await case .board(let counts) in events { return counts }
        return nil
    }

    @Test("a bench alone counts its own journal of today, by the hour and of the last half hour")
    func alone() async throws {
        let now = try #require(Timestamp("2026-11-28T14:45:00Z"))
        let counts = try #require(try await count(nil, lines(100, from: now.advanced(bySeconds: -6_000)), now))
        #expect(counts.hours.map(\.packages) == [54, 46] && counts.lastHalfHour == 31)
        #expect(counts.benches.map(\.packages) == [100] && counts.benches.map(\.packer) == ["Ayşe"])
    }

    @Test("with a warehouse it counts all benches of the location, and shows what each needs while it runs")
    func shared() async throws {
        let server = try await PostgresServer.shared()
        let url = try await server.makeDatabase()
        let setup = WarehouseSetup(settings: try WarehouseSettings(url: url))
        _ = try await setup.prepare(oms: "https://oms/x")
        await setup.close()
        let now = Timestamp.now
        var benches: [Warehouse] = []
        for (name, location) in [("bench 1", "369"), ("bench 2", "369"), ("wall", "369"), ("far", "370")] {
            let bench = Warehouse(
                settings: try WarehouseSettings(url: url),
                bench: WarehouseBench(id: UUID(), name: name, location: location, packer: "Mehmet"),
                oms: "https://oms/x")
            for await state in bench.states() where state == .connected { break }
            benches.append(bench)
        }
        for place in [0, 1, 3] {
            try await benches[place].copyJournal(
                lines(5, from: now.advanced(bySeconds: -360)).map(JournalRow.init))
        }
        let trouble = Phrase("screen.printer", ["printer": "zebra", "why": Phrase("printer.trouble.paper_out", [:])])
        let reader = BoardReader(
            settings: Self.settings(of: benches[1]), store: try await StationDatabase.temporary(now: now),
            sink: EventSink(numbers: ScanNumbers(earlier: 0)) { _ in })
        await reader.tell(BenchNeeds(attention: 2, printers: [trouble]))
        let counts = try #require(try await count(benches[2], [], now))
        #expect(counts.lastHalfHour == 10)
        #expect(counts.benches.map(\.name) == ["bench 1", "bench 2"], "a screen without scans is no bench at work")
        #expect(counts.benches.map(\.needs) == [BenchNeeds(), BenchNeeds(attention: 2, printers: [trouble])])
        #expect(counts.benches.map(\.packer) == ["Mehmet", "Mehmet"])
        await benches[1].close()
        #expect(try await count(benches[2], [], now)?.benches.map(\.needs) == [BenchNeeds(), BenchNeeds()])
        for bench in benches { await bench.close() }
    }

    private static func settings(of warehouse: Warehouse) -> EngineSettings {
        var settings = EngineSettings(location: "369", now: { .now })
        settings.warehouse = warehouse
        return settings
    }
}
