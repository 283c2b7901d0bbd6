import Foundation
import Language
import OMS
import Warehouse

/// How figures are printed: as a table, as JSON, or as comma-separated values.
struct FigureTable {
    let group: FigureGroup?
    let zone: Zone
    /// Whether a time of day says all.
    let isOneDay: Bool

    private static let names = [
        "packages", "units", "scans", "wrong", "forced", "denied", "not_found", "labels", "reprints", "median_seconds",
        "first", "last",
    ]

    // MARK: - For people

    func print(_ rows: [FigureRow]) {
        let columns =
            [group?.rawValue].compactMap(\.self) + [
                "packages", "units", "scans", "wrong", "forced", "denied", "not-found", "labels", "reprints", "median",
                "first", "last",
            ]
        Output.table(columns, rows.map { title(of: $0.subject) + cells($0.figures) })
    }

    private func cells(_ figures: Figures) -> [String] {
        let median = figures.medianMilliseconds.map {
            Phrase("program.figures.seconds", ["seconds": String(Int(($0 / 1_000).rounded()))]).text
        }
        return figures.counts.map(String.init) + [
            median ?? "", moment(figures.firstScan), moment(figures.lastScan),
        ]
    }

    private func title(of subject: FigureSubject) -> [String] {
        switch subject {
        case .all: []
        case .packer(""): [Phrase("program.figures.nobody").text]
        default: [text(of: subject)]
        }
    }

    private func text(of subject: FigureSubject) -> String {
        switch subject {
        case .all: ""
        case .packer(let name), .location(let name): name
        case .bench(let bench): bench.name.isEmpty ? bench.id.uuidString.lowercased() : bench.name
        case .hour(let time): moment(time)
        }
    }

    private func moment(_ time: Timestamp?) -> String {
        guard isOneDay, let time else { return Output.moment(time, zone) }
        return zone.civil(time).shortClock
    }

    // MARK: - For programs

    /// The row by names that no language changes.
    func json(_ row: FigureRow) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for (name, count) in zip(Self.names, row.figures.counts) { members[name] = .int(count) }
        members["median_seconds"] = Self.seconds(row.figures).map(JSONValue.decimal) ?? .null
        members["first"] = row.figures.firstScan.map { .string($0.text) } ?? .null
        members["last"] = row.figures.lastScan.map { .string($0.text) } ?? .null
        switch row.subject {
        case .all: break
        case .packer(let name): members["packer"] = name.isEmpty ? .null : .string(name)
        case .bench: members["bench"] = .string(text(of: row.subject))
        case .location(let location): members["location"] = .string(location)
        case .hour(let time): members["hour"] = .string(time.text)
        }
        return .object(members)
    }

    /// The rows below the names of their columns, with times of the site as a spreadsheet reads them.
    func printCSV(_ rows: [FigureRow]) {
        Output.line(([group?.rawValue].compactMap(\.self) + Self.names).joined(separator: ","))
        for row in rows {
            let subject: [String] =
                switch row.subject {
                case .all: []
                case .hour(let time): [Output.moment(time, zone)]
                default: [text(of: row.subject)]
                }
            let figures = row.figures
            let times = [figures.firstScan, figures.lastScan].map { Output.moment($0, zone) }
            let cells =
                subject.map(Self.field) + figures.counts.map(String.init) + [Self.seconds(figures) ?? ""] + times
            Output.line(cells.joined(separator: ","))
        }
    }

    /// A text as a field; what a spreadsheet would take for a formula has an apostrophe before it.
    private static func field(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        return "\"" + (isFormula ? "'" : "") + text.replacing("\"", with: "\"\"") + "\""
    }

    /// The median in seconds, to the tenth.
    private static func seconds(_ figures: Figures) -> String? {
        figures.medianMilliseconds.map { median in
            let tenths = Int((median / 100).rounded())
            return "\(tenths / 10).\(tenths % 10)"
        }
    }
}

extension Figures {
    /// The counts in the order of the columns.
    fileprivate var counts: [Int] {
        [packages, units, scans, wrong, forced, denied, notFound, labels, reprints]
    }
}
