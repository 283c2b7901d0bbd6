import Foundation
import Language
import OMS
import Station
import StationStore
import Warehouse

/// Counts what the board shows: from the journal of all benches of the location, else from that of this one.
struct BoardReader: Sendable {
    let settings: EngineSettings
    let store: StationDatabase
    let sink: EventSink

    /// What is counted of today, and of the last 30 minutes.
    private struct Queries {
        let hours: FigureQuery, benches: FigureQuery, recent: FigureQuery

        init(at now: Timestamp, in zone: Zone, location: String?) {
            let start = zone.start(of: CivilDate(zone.civil(now)))
            let end = now.advanced(bySeconds: 1)
            hours = FigureQuery(from: start, until: end, by: .hour, in: zone, location: location)
            benches = FigureQuery(from: start, until: end, by: .bench, in: zone, location: location)
            recent = FigureQuery(
                from: now.advanced(bySeconds: -1_800), until: end, by: nil, in: zone, location: location)
        }
    }

    /// Counts, and reports it; what cannot be counted now is left as it is shown.
    func count() async {
        let location = settings.warehouse?.bench.location
        let queries = Queries(at: settings.now(), in: settings.zone, location: location)
        if let warehouse = settings.warehouse, let counts = try? await shared(queries, warehouse) {
            sink(.board(counts))
        } else if let counts = try? await own(queries) {
            sink(.board(counts))
        }
    }

    /// Tells the boards of the others what this bench needs; the next change tells it where this one is not heard.
    func tell(_ needs: BenchNeeds) async {
        let printers = needs.printers.map { JSONValue.string($0.stored) }
        try? await settings.warehouse?.setNeeds(attention: needs.attention, printers: JSONValue.array(printers).text)
    }

    private func shared(_ queries: Queries, _ warehouse: Warehouse) async throws(WarehouseError) -> BoardCounts {
        let figures = try await warehouse.figures(queries.benches).reduce(into: [UUID: Figures]()) { figures, row in
            if case .bench(let bench) = row.subject { figures[bench.id] = row.figures }
        }
        let benches = try await warehouse.benchNeeds().compactMap { bench -> BoardBench? in
            let (figures, needs) = (figures[bench.bench.id] ?? Figures(), Self.needs(bench))
            guard figures.lastScan != nil || bench.isRunning && !needs.isEmpty else { return nil }
            return BoardBench(
                name: bench.bench.name, packer: bench.packer, packages: figures.packages, lastScan: figures.lastScan,
                needs: bench.isRunning ? needs : BenchNeeds())
        }
        return Self.counts(
            hours: try await warehouse.figures(queries.hours), recent: try await warehouse.figures(queries.recent),
            benches)
    }

    /// What another bench wrote, which a newer program may have written otherwise.
    private static func needs(_ bench: WarehouseBenchNeeds) -> BenchNeeds {
        guard case .array(let printers)? = try? JSONValue(text: bench.printers) else {
            return BenchNeeds(attention: bench.attention)
        }
        return BenchNeeds(
            attention: bench.attention,
            printers: printers.compactMap { if case .string(let text) = $0 { Phrase(stored: text) } else { nil } })
    }

    /// The counts of this bench alone; its needs stand in its own header.
    private func own(_ queries: Queries) async throws(StoreError) -> BoardCounts {
        let rows = try await store.journal(from: queries.hours.start, until: queries.hours.end).map(JournalRow.init)
        let name = BenchName(id: UUID(), name: settings.warehouse?.bench.name ?? "")
        func figures(_ query: FigureQuery) -> [FigureRow] { FigureCount.rows(rows, of: name, location: "", query) }
        let benches = figures(queries.benches).map { row in
            BoardBench(
                name: name.name, packer: rows.last { $0.number > 0 }?.packer ?? "", packages: row.figures.packages,
                lastScan: row.figures.lastScan, needs: BenchNeeds())
        }
        return Self.counts(hours: figures(queries.hours), recent: figures(queries.recent), benches)
    }

    private static func counts(hours: [FigureRow], recent: [FigureRow], _ benches: [BoardBench]) -> BoardCounts {
        BoardCounts(
            hours: hours.compactMap { row in
                guard case .hour(let start) = row.subject, row.figures.packages > 0 else { return nil }
                return BoardCounts.Hour(start: start, packages: row.figures.packages)
            },
            lastHalfHour: recent.reduce(0) { $0 + $1.figures.packages }, benches: benches)
    }
}
