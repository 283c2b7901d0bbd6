import ArgumentParser
import Foundation
import Language
import OMS
import Station
import StationEngine
import StationStore
import Warehouse

/// `packline figures`.
struct FiguresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures",
        abstract: "What was packed, scanned and printed, counted from the journal.",
        discussion: """
            Where warehouse.url is set, it is the journal of all benches, which the last seconds of a bench may be missing from; else that \
            of this station. Without a day it is today; days are those of station.time_zone. A package counts on the day on \
            which it was packed at the bench, and its time leaves pauses of more than ten minutes out.

            Example: packline figures --day 2026-03-29 --by packer
            Example: packline figures --from 2026-03-01 --to 2026-03-31 --by bench --csv
            """)

    @OptionGroup var connection: ConnectionOptions

    @Option(help: ArgumentHelp("One day, such as 2026-03-29.", valueName: "day"))
    var day: String?

    @Option(help: ArgumentHelp("The first of several days.", valueName: "day"))
    var from: String?

    @Option(help: ArgumentHelp("The last of them; without it, today.", valueName: "day"))
    var to: String?

    @Option(help: "A row for each of these; without it, one row for all.")
    var by: FigureGroup?

    @Flag(help: "Print a JSON object a row.")
    var json = false

    @Flag(help: "Print comma-separated values below their names.")
    var csv = false

    func run() async throws {
        let settings = try connection.settings()
        let zone = try settings.station().zone
        if json, csv { throw usage(Phrase("program.figures.json-or-csv")) }
        let days = try days(today: CivilDate(zone.civil(.now)))
        let query = FigureQuery(
            from: zone.start(of: days.lowerBound), until: zone.start(of: days.upperBound.advanced(byDays: 1)), by: by,
            in: zone)
        let isShared = settings[.warehouse] != nil
        let rows = isShared ? try await shared(query, settings) : try await own(query, settings)
        let table = FigureTable(group: by, zone: zone, isOneDay: days.lowerBound == days.upperBound)
        if json {
            for row in rows { Output.json(table.json(row)) }
        } else if csv {
            table.printCSV(rows)
        } else {
            table.print(rows)
            let note = isShared ? "program.figures.warehouse" : "program.figures.station"
            Output.note(Phrase(note, ["from": days.lowerBound.text, "to": days.upperBound.text]).text)
        }
    }

    /// The figures of all benches.
    private func shared(_ query: FigureQuery, _ settings: Settings) async throws -> [FigureRow] {
        try await WarehouseCommand.run(settings) { setup throws(WarehouseError) in
            // Tables without the columns of figures are those of an older program, and it says so.
            if let fault = try await setup.status().fault(oms: settings[.url]) { throw fault }
            return try await setup.figures(query)
        }
    }

    /// The figures of the station's own file, which may be in use.
    private func own(_ query: FigureQuery, _ settings: Settings) async throws -> [FigureRow] {
        do throws(StoreError) {
            let entries = try await StationDatabase.journal(
                ofFileAt: settings.storePath(), from: query.start, until: query.end)
            let bench = BenchName(id: UUID(), name: settings[.station] ?? "bench")
            return FigureCount.rows(
                entries.map(JournalRow.init), of: bench, location: settings.location ?? "", query)
        } catch {
            throw Failure(error)
        }
    }

    // MARK: - Days

    /// How many days hours are listed of.
    private static let mostDaysOfHours = 400

    /// The days that are wanted, the last one included.
    private func days(today: CivilDate) throws -> ClosedRange<CivilDate> {
        let (one, first, last) = (try read(day, "--day"), try read(from, "--from"), try read(to, "--to"))
        if let one {
            guard first == nil, last == nil else { throw usage(Phrase("program.figures.day-or-range")) }
            return one...one
        }
        guard let first else {
            guard last == nil else { throw usage(Phrase("program.figures.no-start")) }
            return today...today
        }
        let end = last ?? max(first, today)
        guard first <= end else { throw usage(Phrase("program.figures.backwards")) }
        guard by != .hour || end <= first.advanced(byDays: Self.mostDaysOfHours - 1) else {
            throw usage(Phrase("program.figures.too-long", ["days": Self.mostDaysOfHours]))
        }
        return first...end
    }

    private func read(_ text: String?, _ option: String) throws -> CivilDate? {
        guard let text else { return nil }
        guard let date = CivilDate(text) else {
            throw usage(Phrase("program.figures.no-day", ["option": option, "text": text]))
        }
        return date
    }

    private func usage(_ phrase: Phrase) -> Failure { Failure(phrase, Status.usage) }
}
