import ArgumentParser
import Foundation
import Language
import OMS

/// How much of a list is asked for, and how it is printed.
struct PageOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Which page, from 1.", valueName: "page"))
    var page: Int?

    @Option(help: ArgumentHelp("How many rows on a page, 1 to 100.", valueName: "number"))
    var limit: Int?

    @Flag(help: "All pages, one after the other.")
    var all = false

    @Flag(help: "Print the OMS's JSON, a row a line.")
    var json = false

    func validate() throws {
        if let page, page < 1 { throw ValidationError("--page takes a number from 1.") }
        if let limit, !(1...100).contains(limit) {
            throw ValidationError("--limit takes a number from 1 to 100.")
        }
        if all, page != nil { throw ValidationError("--all takes every page: leave --page out.") }
    }
}

/// What a list is a list of.
enum ListedThings: String {
    case packages, items, entries, events, ranges, reasons

    /// What they are called behind a number.
    var phrase: Phrase { Phrase("lookup.things.\(rawValue)") }
}

/// Prints a list of the OMS: JSON as it comes, or one table at the end.
struct PagedOutput<Row: Sendable> {
    let things: ListedThings
    let columns: Columns<Row>
    /// Reads a row once more, to know which JSON belongs to it.
    let read: (JSON) -> Row?
    /// What a row shows of the conditions, by the usual names of their parameters.
    var check: (Row) -> RowCheck = { _ in RowCheck() }

    /// Asks for a page, or for all of them, and prints what comes.
    func print(
        _ options: PageOptions, _ lookUp: LookUp, _ request: @escaping (_ page: Int, _ limit: Int) -> Request<Page<Row>>
    ) async throws {
        try await print(options, lookUp, ListRequests(page: request))
    }

    /// Asks for a page, or for all of them, and prints what comes.
    ///
    /// Errors: a `Failure` where the list changed while all of it was read, so that rows may be missing.
    func print(_ options: PageOptions, _ lookUp: LookUp, _ requests: ListRequests<Row>) async throws {
        guard options.all else {
            let page = options.page ?? 1
            let answer = try await lookUp.ask(requests.page(page, options.limit ?? 20).verbatim)
            var printed = PrintedRows()
            write(answer.rows, unreadable: answer.value.unreadable, to: &printed, options, lookUp)
            finish(printed, of: answer.value.count, page: page, options)
            return
        }
        var (reading, printed) = (ListReading(requests, limit: options.limit ?? 100), PrintedRows())
        while let piece = try await reading.piece(lookUp) {
            write(piece.rows, unreadable: piece.unreadable, to: &printed, options, lookUp)
            Output.progress(progress(printed.shown, of: reading.total).text)
        }
        Output.progress(nil)
        finish(printed, of: reading.total, page: nil, options)
        if let disagreement = reading.disagreement {
            throw Failure(disagreement.phrase(things), Status.temporary)
        }
    }

    private func progress(_ shown: Int, of total: Int?) -> Phrase {
        guard let total else { return Phrase("lookup.progress.open", ["shown": shown, "things": things.phrase]) }
        return Phrase("lookup.progress", ["shown": shown, "total": total, "things": things.phrase])
    }

    /// What was printed, and what is still to be said of it.
    private struct PrintedRows {
        var table: [[String]] = []
        var shown = 0, left = 0, unreadable = 0
        /// Conditions that the OMS must have ignored, and those that cannot be checked from a row.
        var ignored: Set<String> = [], metElsewhere: Set<String> = []
        /// In how many of the rows each condition could not be checked.
        var unseen: [String: Int] = [:]

        /// Why rows are left out.
        var whyLeft: Phrase {
            let names = ignored.union(metElsewhere).sorted().joined(separator: ", ")
            return Phrase(
                ignored.isEmpty ? "lookup.left.elsewhere" : "lookup.left.ignored", ["names": names, "count": left])
        }
    }

    private func write(
        _ rows: [JSON], unreadable: Int, to printed: inout PrintedRows, _ options: PageOptions, _ lookUp: LookUp
    ) {
        printed.unreadable += unreadable
        for json in rows where json.kind != .broken {
            let row = read(json)
            let check = row.map(check) ?? RowCheck()
            guard check.unmet.isEmpty else {
                printed.ignored.formUnion(check.unmet.subtracting(check.metElsewhere))
                printed.metElsewhere.formUnion(check.metElsewhere)
                printed.left += 1
                continue
            }
            printed.shown += 1
            for name in check.unseen { printed.unseen[name, default: 0] += 1 }
            if options.json {
                Output.json(json)
            } else if let row {
                printed.table.append(columns.cells(row, lookUp.zone))
            }
        }
    }

    private func finish(_ printed: PrintedRows, of count: Int?, page: Int?, _ options: PageOptions) {
        if !options.json { Output.table(columns.names, printed.table) }
        if printed.left > 0 { Output.note(printed.whyLeft.text) }
        for (name, rows) in printed.unseen.sorted(by: { $0.key < $1.key }) {
            let isInAll = rows == printed.shown
            Output.note(
                Phrase(
                    isInAll ? "lookup.unseen" : "lookup.unseen.some",
                    ["name": name, "rows": rows, "shown": printed.shown]
                ).text)
        }
        if printed.unreadable > 0 { Output.note(Phrase("lookup.unreadable", ["count": printed.unreadable]).text) }
        if !options.json {
            let total = count.map(PhraseValue.number) ?? .text("?")
            Output.note(
                Phrase(
                    page == nil ? "lookup.shown" : "lookup.shown.page",
                    [
                        "shown": printed.shown, "total": total, "things": things.phrase,
                        "page": page.map(String.init) ?? "",
                    ]
                ).text)
        }
    }
}

/// What a row shows of the conditions, by the usual names of their parameters.
struct RowCheck {
    /// Those that it does not meet, and those of them that it would meet if days began at another hour.
    var unmet: Set<String> = [], metElsewhere: Set<String> = []
    /// Those of which it does not show whether it meets them.
    var unseen: Set<String> = []
}

extension RowCheck {
    init<Parameter: QueryParameter>(_ check: ConditionCheck<Parameter>) {
        func names(_ parameters: [Parameter]) -> Set<String> { Set(parameters.map(\.facts.name)) }
        self.init(
            unmet: names(check.unmet), metElsewhere: names(check.metElsewhere), unseen: names(check.unseen))
    }
}
