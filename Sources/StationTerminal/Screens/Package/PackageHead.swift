import Language
import OMS
import Station
import TerminalText

/// The upper part of the open package: who gets it and what is to be heeded at the left, how much is left at the right.
struct PackageHead {
    private let work: PackageWork
    private let station: StationModel
    private let words: Localizer
    private let facts: [[StyledText]]
    /// How much is left, large; nil where there is no room for it, or nothing is counted.
    private let unitsLeft: UnitsLeft?

    init(_ work: PackageWork, in area: Area, of station: StationModel, _ words: Localizer) {
        (self.work, self.station, self.words) = (work, station, words)
        let hasRoom = area.rows >= 14 && area.columns >= 50
        unitsLeft = hasRoom ? UnitsLeft(work, isWide: area.columns >= 70, words) : nil
        let columns = area.columns - 2 - (unitsLeft.map { $0.columns + 2 } ?? 0)
        let rows = max(1, unitsLeft == nil ? area.rows / 3 : area.rows / 2 - 1)
        facts = Self.facts(of: work.bench, columns: columns, rows: rows, station, words)
    }

    /// Whether how much is left is read from afar.
    var isLarge: Bool { unitsLeft != nil }

    /// How many rows it takes.
    var rows: Int { unitsLeft == nil ? facts.count : max(facts.count, BlockDigits.rows) }

    func draw(_ area: Area, on canvas: inout Canvas) {
        let inner = area.split(rows: rows).upper.inset(rows: 0, columns: 1)
        let left = inner.split(columns: inner.columns - (unitsLeft.map { $0.columns + 2 } ?? 0)).left
        for (row, fact) in facts.enumerated() { canvas.draw(fact, in: left.line(row)) }
        guard let unitsLeft else { return }
        unitsLeft.draw(inner, on: &canvas)
        if facts.count < rows, !work.isFinished { drawBar(left.line(rows - 1), on: &canvas) }
    }

    private func drawBar(_ area: Area, on canvas: inout Canvas) {
        let (checked, needed) = (work.bench.checked, work.bench.needed)
        let role: Role = work.progress == .complete ? .ok : .title
        let bar = ProgressBar.text(checked, of: needed, columns: min(40, area.columns - 10))
        canvas.draw([StyledText(bar, role), StyledText(" \(checked)/\(needed)", .strong)], in: area)
    }

    /// Who gets it, how it stands with its label, and what is to be heeded; a note takes up to three rows.
    ///
    /// Where there is no room for all, the label comes first, then what is to be heeded, and the order last.
    private static func facts(
        of bench: OpenPackage, columns: Int, rows: Int, _ station: StationModel, _ words: Localizer
    ) -> [[StyledText]] {
        let package = bench.package
        let order = [
            package.orderNumber.map { words("screen.order", ["number": $0]) }, package.channelName,
            package.datePlaced.map { words("screen.placed", ["time": station.settings.zone.phraseDayAndTime($0)]) },
        ]
        let customer = [
            package.shippingAddress?.fullName, package.shippingAddress?.place ?? package.city,
            package.isClickAndCollect
                ? words("screen.click-and-collect") : package.paymentType?.replacing("_", with: " "),
        ]
        let lines = [order, customer].map { joined($0.compactMap(\.self), within: columns) }.filter { !$0.isEmpty }
        let notes =
            [
                (words("screen.gift-note"), package.giftNote), (words("screen.note"), package.orderNotes),
                (words("screen.tracking"), package.trackingNumber),
            ] + bench.facts.map { (words.text($0.fact.field), $0.value) }
        let about = lines.map { [StyledText($0)] }
        func noted(_ most: Int) -> [[StyledText]] {
            notes.flatMap { name, text in text.map { note("\(name): ", $0, columns, most: most) } ?? [] }
        }
        let label = label(of: package.id, columns, most: min(rows, 2), station, words)
        let all = about + label + noted(3)
        if all.count <= rows { return all }
        return Array((label + noted(rows > 3 ? 3 : 1) + about.reversed()).prefix(rows))
    }

    /// How it stands with the label; nothing where none was printed here.
    private static func label(
        of package: Int, _ columns: Int, most: Int, _ station: StationModel, _ words: Localizer
    ) -> [[StyledText]] {
        guard let standing = station.labelStanding(of: package), let need = station.labelNeed(of: package) else {
            return []
        }
        let name = "\(words("screen.label"))  "
        let text = words.text(standing, within: columns - GlyphWidth.columns(of: name))
        return note(name, text, columns, most: most, need.role)
    }

    /// As many facts as fit whole side by side; the first in any case.
    private static func joined(_ facts: [String], within columns: Int) -> String {
        var line = facts.first ?? ""
        for fact in facts.dropFirst() {
            let longer = "\(line) · \(fact)"
            if GlyphWidth.columns(of: longer) <= columns { line = longer }
        }
        return line
    }

    private static func note(
        _ name: String, _ text: String, _ columns: Int, most: Int, _ role: Role = .strong
    ) -> [[StyledText]] {
        let indent = GlyphWidth.columns(of: name)
        func wrapped(_ columns: Int) -> [String] {
            text.split(whereSeparator: \.isNewline).flatMap { String($0).wrapped(to: columns - indent) }
        }
        let whole = wrapped(columns)
        // What is cut says so, which takes a column more.
        let lines = whole.count > most ? wrapped(columns - 1) : whole
        return lines.prefix(most).enumerated().map { row, line in
            let label = row == 0 ? name : "".padded(to: indent)
            let isCut = row == most - 1 && lines.count > most
            return [StyledText(label, .muted), StyledText(isCut ? "\(line) …" : line, role)]
        }
    }
}
