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

/// A list of the OMS on its way to standard output: JSON as it comes, or one table at the end.
struct PagedOutput<Row: Sendable> {
    let things: String
    let columns: Columns<Row>
    /// Reads a row once more, to know which JSON belongs to it.
    let read: (JSON) -> Row?
    /// The conditions that a row does not meet, by the usual names of their parameters.
    var unmet: (Row) -> [String] = { _ in [] }

    /// Asks for the pages and prints them.
    func print(
        _ options: PageOptions, _ lookUp: LookUp, _ request: (_ page: Int, _ limit: Int) -> Request<Page<Row>>
    ) async throws {
        var (rows, shown, left, unreadable): ([[String]], Int, Int, Int) = ([], 0, 0, 0)
        var ignored: Set<String> = []
        var page = options.page ?? 1
        var count: Int?
        let progress = Progress(things: things, isOn: options.all)
        while true {
            let answer = try await lookUp.ask(request(page, options.limit ?? (options.all ? 100 : 20)).verbatim)
            count = answer.value.count
            unreadable += answer.value.unreadable
            let results = answer.json.kind == .array ? answer.json : answer.json["results"]
            for json in results.elements where json.kind != .broken {
                let row = read(json)
                if let row, case let unmet = unmet(row), !unmet.isEmpty {
                    ignored.formUnion(unmet)
                    left += 1
                    continue
                }
                shown += 1
                if options.json { Output.json(json) } else if let row { rows.append(columns.cells(row, lookUp)) }
            }
            progress.show(shown, of: count)
            guard options.all, answer.value.next != nil, !results.elements.isEmpty else { break }
            page += 1
        }
        progress.clear()
        if !options.json { Output.table(columns.head, rows) }
        if left > 0 {
            Output.note(
                "The OMS ignored \(ignored.sorted().joined(separator: " and ")): \(left) rows are left out here. "
                    + "If it calls it otherwise, say so in the configuration, under parameters.")
        }
        if unreadable > 0 { Output.note("\(unreadable) rows could not be read.") }
        let place = options.all ? "" : ", page \(page)"
        if !options.json { Output.note("\(shown) of \(count.map(String.init) ?? "?") \(things)\(place)") }
    }
}

/// How far a long list has come, on one line of a terminal; nowhere else.
private struct Progress {
    private let things: String
    private let isOn: Bool

    init(things: String, isOn: Bool) {
        self.things = things
        self.isOn = isOn && isatty(STDERR_FILENO) == 1
    }

    func show(_ number: Int, of count: Int?) {
        guard isOn else { return }
        write("\r\(number)\(count.map { " of \($0)" } ?? "") \(things) …")
    }

    func clear() {
        if isOn { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { Output.tell(text) }
}
