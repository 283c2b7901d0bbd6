import ArgumentParser
import Foundation
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

/// What people see of a row.
struct Columns<Row>: Sendable {
    let head: [String]
    let cells: @Sendable (Row, LookUp) -> [String]
}

/// Prints a list of the OMS: JSON as it comes, or one table at the end.
struct PagedOutput<Row: Sendable> {
    let things: String
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
            finish(printed, of: answer.value.count, place: ", page \(page)", options)
            return
        }
        var (reading, printed) = (ListReading(requests, limit: options.limit ?? 100), PrintedRows())
        while let piece = try await reading.piece(lookUp) {
            write(piece.rows, unreadable: piece.unreadable, to: &printed, options, lookUp)
            Output.progress("\(printed.shown)\(reading.total.map { " of \($0)" } ?? "") \(things) …")
        }
        Output.progress(nil)
        finish(printed, of: reading.total, place: "", options)
        if let disagreement = reading.disagreement {
            throw Failure(disagreement.sentence(things), Status.temporary)
        }
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
        var whyLeft: String {
            let names = ignored.union(metElsewhere).sorted().joined(separator: " and ")
            return ignored.isEmpty
                ? "\(left) rows are left out here: they meet \(names) neither in universal time nor in station.time_zone."
                : "The OMS ignored \(names): \(left) rows are left out here. "
                    + "If it calls it otherwise, say so in the configuration, under parameters."
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
            if options.json { Output.json(json) } else if let row { printed.table.append(columns.cells(row, lookUp)) }
        }
    }

    private func finish(_ printed: PrintedRows, of count: Int?, place: String, _ options: PageOptions) {
        if !options.json { Output.table(columns.head, printed.table) }
        if printed.left > 0 { Output.note(printed.whyLeft) }
        for (name, rows) in printed.unseen.sorted(by: { $0.key < $1.key }) {
            Output.note(
                "Whether the OMS heeded \(name) could not be checked: "
                    + (rows == printed.shown
                        ? "the rows do not show it." : "\(rows) of \(printed.shown) rows do not show it."))
        }
        if printed.unreadable > 0 { Output.note("\(printed.unreadable) rows could not be read.") }
        if !options.json {
            Output.note("\(printed.shown) of \(count.map(String.init) ?? "?") \(things)\(place)")
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
