import Foundation
import OMS
import Testing
import WarehouseTesting

@testable import Warehouse

@Suite("Figures", .timeLimit(.minutes(3)))
struct FigureTests {
    /// Rows over the days around a change of the clock: scans of all kinds, packs given in an outage, forced ones and labels.
    private static func rows(_ count: Int, from start: Timestamp, seed: UInt64) -> [JournalRow] {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var (scan, deed) = (0, 0)
        return (0..<count).map { _ in
            let at = Timestamp(
                microseconds: start.microseconds + Int64(next(4 * 86_400)) * 1_000_000 + Int64(next(1_000_000)))
            let packer = ["Ayşe", "Mehmet", "", "Şükrü O'Neil"][next(4)]
            guard next(4) == 0 else {
                scan += 1
                let meaning = ["item", "item", "package", "unknown", "word", "confirmation", "command", "badge"][
                    next(8)]
                return JournalRow(
                    number: scan, at: at, packer: packer, package: next(3) == 0 ? nil : next(500), meaning: meaning,
                    outcome: ["ok", "ok", "wrong", "queued", "done", "refused", "ignored"][next(7)])
            }
            deed -= 1
            let (meaning, outcome) = [
                ("pack", "applied"), ("pack", "applied"), ("pack", "forced"), ("deny", "applied"), ("ship", "applied"),
                ("print", "printed"), ("print", "reprinted"),
            ][next(7)]
            return JournalRow(
                number: deed, at: at, packer: packer, package: next(500), meaning: meaning, outcome: outcome,
                units: meaning == "pack" && next(9) > 0 ? 1 + next(12) : nil,
                milliseconds: meaning == "pack" && next(9) > 0 ? 5_000 + next(200_000) : nil)
        }
    }

    /// A database with the journals of two benches, and the benches.
    private static func site(
        from start: Timestamp
    ) async throws -> (shared: TestWarehouse, journals: [(bench: BenchName, location: String, rows: [JournalRow])]) {
        let shared = try await TestWarehouse()
        var journals: [(bench: BenchName, location: String, rows: [JournalRow])] = []
        for (number, location) in [(1, "369"), (2, "370")] {
            let bench = try await shared.bench(number, location: location)
            let rows = rows(4_000, from: start, seed: UInt64(number))
            for place in stride(from: 0, to: rows.count, by: 1_000) {
                try await bench.copyJournal(Array(rows[place..<place + 1_000]))
            }
            journals.append((BenchName(id: bench.bench.id, name: "bench \(number)"), location, rows))
        }
        return (shared, journals)
    }

    @Test(
        "PostgreSQL and the station count the same, over the days on which the clock changes",
        arguments: [("2026-03-28", "2026-03-30"), ("2026-10-24", "2026-10-26"), ("2026-10-25", "2026-10-25")])
    func same(first: String, last: String) async throws {
        let zone = try #require(Zone("Europe/Berlin"))
        let start = try #require(CivilDate(first).map(zone.start))
        let end = try #require(CivilDate(last).map { zone.start(of: $0.advanced(byDays: 1)) })
        let (shared, journals) = try await Self.site(from: start.advanced(bySeconds: -3_600))
        let setup = try shared.setup()
        for group in [FigureGroup.bench, .location] {
            let query = FigureQuery(from: start, until: end, by: group, in: zone)
            let counted = journals.flatMap { FigureCount.rows($0.rows, of: $0.bench, location: $0.location, query) }
            #expect(try await setup.figures(query) == counted)
        }
        for group in [nil, FigureGroup.packer, .hour] {
            let query = FigureQuery(from: start, until: end, by: group, in: zone)
            let all = FigureCount.rows(
                journals.flatMap(\.rows), of: journals[0].bench, location: "", query)
            let shared = try await setup.figures(query)
            #expect(shared == all)
            #expect(shared.reduce(0) { $0 + $1.figures.scans } > 1_000)
        }
    }

    @Test("the figures are those of an independent count in the site's own calendar")
    func independent() async throws {
        let zone = try #require(Zone("Europe/Berlin"))
        let day = try #require(CivilDate("2026-10-25"))
        let start = zone.start(of: day)
        let (shared, _) = try await Self.site(from: start.advanced(bySeconds: -86_400))
        let query = FigureQuery(from: start, until: zone.start(of: day.advanced(byDays: 1)), by: .packer, in: zone)
        let lines = try await shared.setup().figures(query).map { row in
            let figures = row.figures
            guard case .packer(let name) = row.subject else { return "" }
            let counts = [
                figures.packages, figures.units, figures.scans, figures.wrong, figures.forced, figures.denied,
                figures.notFound, figures.labels, figures.reprints,
            ]
            let median = figures.medianMilliseconds.map { String(Int($0 * 2)) } ?? ""
            return ([name] + counts.map(String.init) + [median]).joined(separator: "|")
        }
        let counted = try await shared.sql(
            """
            WITH day AS (SELECT * FROM packline.journal WHERE (at AT TIME ZONE 'Europe/Berlin')::date = '2026-10-25'),
            packs AS (SELECT packer, milliseconds,
                             row_number() OVER (PARTITION BY packer ORDER BY milliseconds) AS place,
                             count(*) OVER (PARTITION BY packer) AS count
                      FROM day WHERE number < 0 AND meaning = 'pack' AND milliseconds IS NOT NULL),
            middle AS (SELECT packer, sum(milliseconds) * 2 / count(*) AS twice FROM packs
                       WHERE place IN ((count + 1) / 2, count / 2 + 1) GROUP BY packer)
            SELECT packer,
                   sum((meaning = 'pack')::int), sum(CASE meaning WHEN 'pack' THEN units END),
                   sum((number > 0 AND meaning <> 'word' AND meaning <> 'confirmation')::int),
                   sum((outcome = 'wrong' AND meaning <> 'word' AND meaning <> 'confirmation')::int),
                   sum((outcome = 'forced')::int), sum((meaning = 'deny')::int),
                   sum((outcome = 'wrong' AND meaning = 'unknown')::int),
                   sum((outcome = 'printed')::int), sum((outcome = 'reprinted')::int), twice
            FROM day JOIN middle USING (packer) GROUP BY packer, twice
            """)
        #expect(Set(lines) == Set(counted.split(separator: "\n").map(String.init)))
        #expect(lines.count == 4)
        let hours = FigureQuery(from: query.start, until: query.end, by: .hour, in: zone)
        let begins = try await shared.setup().figures(hours).map { row in
            if case .hour(let time) = row.subject { String(time.microseconds) } else { "" }
        }
        let truncated = try await shared.sql(
            """
            SELECT DISTINCT (extract(epoch FROM date_trunc('hour', at, 'Europe/Berlin')) * 1000000)::bigint AS begin
            FROM packline.journal WHERE (at AT TIME ZONE 'Europe/Berlin')::date = '2026-10-25' ORDER BY 1
            """)
        #expect(begins == truncated.split(separator: "\n").map(String.init) && begins.count == 25)
    }

    @Test("of a time without any row there is one row of nothing, or none where there is nothing to group")
    func nothing() async throws {
        let setup = try await TestWarehouse().setup()
        let (start, zone) = (Timestamp(microseconds: 0), Zone.universal)
        let end = start.advanced(bySeconds: 86_400)
        let all = try await setup.figures(FigureQuery(from: start, until: end, by: nil, in: zone))
        #expect(all == [FigureRow(subject: .all, figures: Figures())])
        for group in FigureGroup.allCases {
            #expect(try await setup.figures(FigureQuery(from: start, until: end, by: group, in: zone)).isEmpty)
        }
    }
}
