import Language
import OMS
import Station
import TerminalText

/// A row of the list: a package in the columns that there is room for.
struct ListRow {
    private let station: StationModel
    private let words: Localizer
    private let columns: [Column]

    /// A row whose columns may take so much.
    init(_ station: StationModel, columns: Int, _ words: Localizer) {
        (self.station, self.words) = (station, words)
        self.columns = Self.columns(within: columns, words)
    }

    /// Everything that a row shows.
    struct Facts: Equatable {
        let package: PackageSummary
        let command: QueuedCommand?
        let isOnBench: Bool
        /// The bench that has it.
        let holder: PackageHolder?
        /// How many of its units are checked, while it is not packed.
        let checked: Int
        /// Whether it is among the first to be packed: only those have a colour.
        let isUrgent: Bool
        /// What is due, and what is late, changes with the minute.
        let minute: Int64
    }

    /// How many rows may ask for attention by their colour: a list that is coloured all over says nothing.
    private static let mostUrgent = 3

    static func facts(of package: PackageSummary, at position: Int, in station: StationModel) -> Facts {
        let isToPack = station.settings.commands.kind(of: package).isToPack
        return Facts(
            package: package, command: station.pendingCommand(for: package.id),
            isOnBench: package.id == station.bench?.package.id, holder: station.holder(of: package.id),
            checked: isToPack ? station.progress(of: package.id)?.checked ?? 0 : 0,
            isUrgent: position < mostUrgent, minute: station.minute)
    }

    func drawHead(in area: Area, on canvas: inout Canvas) {
        draw(columns.map { ($0, StyledText($0.head, .columnHead)) }, in: area, on: &canvas)
    }

    func draw(_ facts: Facts, in area: Area, on canvas: inout Canvas) {
        draw(columns.map { ($0, text(of: facts, in: $0)) }, in: area, on: &canvas)
        let mark = Area(row: area.row, column: area.column + 1, rows: 1, columns: 1)
        if facts.isOnBench {
            canvas.draw("●", in: mark, Style(.prompt))
        } else if facts.checked > 0, facts.command?.intent.kind != .pack {
            canvas.draw("◐", in: mark, Style(facts.isComplete ? .ok : .warning))
        }
    }

    private func draw(_ cells: [(column: Column, text: StyledText)], in area: Area, on canvas: inout Canvas) {
        var column = area.column + 3
        for cell in cells {
            let place = Area(row: area.row, column: column, rows: 1, columns: cell.column.width)
            canvas.draw([cell.text], in: place, cell.column.alignment)
            column += cell.column.width + 2
        }
    }

    // MARK: - Columns

    private enum Content: Int { case number, state, due, units, order, city, customer }

    /// A column of the list: its head, how wide it is and may become, and whether it is filled from the right.
    private struct Column {
        let content: Content
        let head: String
        var width: Int
        var greatest = 0
        var alignment = Alignment.left
    }

    /// The columns that fit; the most important stay longest and get what is left over first.
    private static func columns(within width: Int, _ words: Localizer) -> [Column] {
        let all: [Column] = [
            Column(content: .number, head: words("screen.column.number"), width: 9, greatest: 12),
            Column(content: .order, head: words("screen.column.order"), width: 9, greatest: 12),
            Column(content: .state, head: words("screen.column.state"), width: 12, greatest: 21),
            Column(content: .units, head: words("screen.column.units"), width: 5, alignment: .right),
            Column(content: .customer, head: words("screen.column.customer"), width: 14, greatest: 24),
            Column(content: .city, head: words("screen.column.city"), width: 8, greatest: 16),
            Column(content: .due, head: words("screen.column.due"), width: 8, alignment: .right),
        ]
        var shown = all
        func total() -> Int { shown.reduce(-2) { $0 + $1.width + 2 } }
        while total() > width, let last = shown.map(\.content.rawValue).max() {
            shown.removeAll { $0.content.rawValue == last }
        }
        var spare = width - total()
        for index in shown.indices.sorted(by: { shown[$0].content.rawValue < shown[$1].content.rawValue }) {
            let more = min(spare, max(0, shown[index].greatest - shown[index].width))
            shown[index].width += more
            spare -= more
        }
        return shown
    }

    private func text(of facts: Facts, in column: Column) -> StyledText {
        let package = facts.package
        switch column.content {
        case .number: return StyledText(package.number)
        case .order: return StyledText(package.orderNumber ?? "")
        case .customer: return StyledText(package.customer ?? "")
        case .city: return StyledText(package.city ?? "")
        case .due: return due(facts)
        case .units: return units(facts)
        case .state:
            let hasUnits = columns.contains { $0.content == .units }
            return facts.checked > 0 && facts.command == nil && facts.holder == nil && !hasUnits
                ? units(facts) : state(facts, column.width)
        }
    }

    private func units(_ facts: Facts) -> StyledText {
        let units = facts.package.units
        guard facts.checked > 0 else { return StyledText(String(units)) }
        return StyledText("\(facts.checked)/\(units)", facts.isComplete ? .ok : .warning)
    }

    private func state(_ facts: Facts, _ columns: Int) -> StyledText {
        if let command = facts.command {
            return StyledText(
                command.standing(words, within: columns), command.stage == .needsAttention ? .wrong : .queued)
        }
        if let holder = facts.holder { return StyledText(holder.name(within: columns), .muted) }
        let kind = station.settings.commands.kind(of: facts.package)
        let name = ShortStateNames(words).name(facts.package.state.name, within: columns)
        return StyledText(name, kind.isClosed ? .muted : .text)
    }

    private func due(_ facts: Facts) -> StyledText {
        guard let due = facts.package.due else { return StyledText("") }
        let isLate = due < station.now.wall && station.settings.commands.kind(of: facts.package).isToPack
        if isLate { return StyledText(lateness(of: due), facts.isUrgent ? .warning : .text) }
        return StyledText(words.text(station.time(due, alwaysClock: false)))
    }

    /// How late something is, roughly: minutes up to an hour, hours up to two days, then days.
    private func lateness(of due: Timestamp) -> String {
        let minutes = Int((station.now.wall.microseconds - due.microseconds) / 60_000_000)
        if minutes < 60 { return words("screen.late.minutes", ["count": minutes]) }
        if minutes < 48 * 60 { return words("screen.late.hours", ["count": minutes / 60]) }
        return words("screen.late.days", ["count": min(99, minutes / (24 * 60))])
    }
}

extension PackageHolder {
    /// Who has a package, in so many columns: the packer and the bench, else the bench.
    fileprivate func name(within columns: Int) -> String {
        guard let packer, GlyphWidth.columns(of: packer) + 2 + GlyphWidth.columns(of: bench) <= columns else {
            return bench
        }
        return "\(packer), \(bench)"
    }
}

extension ListRow.Facts {
    /// Whether everything is checked of a package that is not packed yet.
    fileprivate var isComplete: Bool { checked >= package.units && package.isCheckable }
}
