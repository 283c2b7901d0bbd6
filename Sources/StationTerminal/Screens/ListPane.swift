import Language
import OMS
import Station
import TerminalText

/// The list of packages.
struct ListPane {
    private let station: StationModel
    private let keymap: Keymap

    init(_ station: StationModel, _ keymap: Keymap) { (self.station, self.keymap) = (station, keymap) }

    /// A column of the list: its head, how wide it is and may become, and whether it is filled from the right.
    private struct Column {
        let head: String
        var width: Int
        var greatest = 0
        var alignment = Alignment.left
        let text: (PackageSummary) -> StyledText
    }

    /// What was drawn last: the head for a width, a row for each package.
    struct Drawn {
        var head = DrawnStrips<Int, Int>()
        var rows = DrawnStrips<Int, RowFacts>()
    }

    /// Everything that a row shows.
    struct RowFacts: Equatable {
        let package: PackageSummary
        let command: QueuedCommand?
        let isOnBench: Bool
        /// What is due, and what is late, changes with the minute.
        let minute: Int64
    }

    func draw(_ area: Area, on canvas: inout Canvas, reusing drawn: inout Drawn) {
        drawTitle(area, on: &canvas)
        lazy var columns = columns(for: area.columns - 4)
        drawn.head.draw(0, area.columns, in: area.line(0), on: &canvas) {
            drawHead(columns, in: area.line(0), on: &$0)
        }
        let rows = area.split(rows: 1).lower
        let list = station.list
        guard list.count > 0 else {
            canvas.draw(emptyText, in: rows.line(0).inset(rows: 0, columns: 3), Style(.muted))
            return
        }
        for (offset, package) in station.listed(from: list.top, rows: rows.rows).enumerated() {
            let row = rows.line(offset)
            drawn.rows.draw(package.id, facts(of: package), in: row, on: &canvas) {
                draw(package, columns, in: row, on: &$0)
            }
            if package.id == list.selected { select(row, on: &canvas) }
        }
    }

    private var emptyText: String {
        if station.index.count == 0 { return nothingText }
        if !station.list.filter.isEmpty { return "Nothing matches the filter." }
        guard let inquiry = station.list.inquiry else {
            return station.list.scope == .notUnderstood
                ? "Every state is understood." : "Nothing \(station.list.scope.label.english)."
        }
        return inquiry.isUnderWay ? "Nothing yet." : "The OMS has nothing like that for this bench."
    }

    /// Why there is nothing at all: a list that was never read is not an empty one.
    private var nothingText: String {
        if station.filling != nil { return "Reading the packages…" }
        if station.fresh != nil { return "No packages." }
        return switch station.connection {
        case .connecting, .online: "Reading the packages…"
        case .slow: "Reading the packages: no answer yet…"
        case .offline: "Never read: the OMS cannot be reached."
        case .rejected(_, let scheme?): "Set oms.scheme to \(scheme)."
        case .rejected: "Never read: the OMS does not let us in."
        }
    }

    private func drawTitle(_ area: Area, on canvas: inout Canvas) {
        let list = station.list
        let isFocused = station.focus == .list
        if station.isFiltering {
            let label = "Filter ▸ "
            canvas.title("\(label)\(list.filter.text) ", above: area, isFocused: true)
            drawFormHint(area, behind: GlyphWidth.columns(of: label + list.filter.text), on: &canvas)
            let before = GlyphWidth.columns(of: label + list.filter.textBeforeCursor)
            canvas.cursor = Position(row: area.row - 1, column: min(area.column + 2 + before, area.end - 2))
            return
        }
        let count =
            list.filter.isEmpty || list.count == list.total
            ? list.total.grouped : "\(list.count.grouped) of \(list.total.grouped)"
        let filter = list.filter.isEmpty ? "" : " · “\(list.filter.text)”"
        canvas.title("Packages \(count) · \(scopeText)\(filter)", above: area, isFocused: isFocused)
    }

    /// Which packages are listed: a scope of the mirror, or what the OMS was asked for, and as far as it has answered.
    private var scopeText: String {
        guard let inquiry = station.list.inquiry else { return station.list.scope.label.english }
        guard inquiry.isUnderWay else { return "asked: \(inquiry.words.english)" }
        let progress = inquiry.progress
        let done =
            progress.done > 0 ? " \(progress.done.grouped)\(progress.total.map { " of \($0.grouped)" } ?? "")" : ""
        return "asking\(done): \(inquiry.words.english)"
    }

    /// Says how to come to the filters of the OMS, where there is room after what is typed.
    private func drawFormHint(_ area: Area, behind used: Int, on canvas: inout Canvas) {
        guard let key = keymap.names(of: .filter).first else { return }
        let hint = " \(key) again: every filter of the OMS "
        guard used + 8 + hint.count <= area.columns else { return }
        let border = Area(row: area.row - 1, column: area.column + 1, rows: 1, columns: area.columns - 2)
        canvas.draw(hint, in: border, Style(.muted), .right)
    }

    private func drawHead(_ columns: [Column], in area: Area, on canvas: inout Canvas) {
        draw(columns.map { ($0, StyledText($0.head, .columnHead)) }, in: area, on: &canvas)
    }

    private func draw(_ package: PackageSummary, _ columns: [Column], in area: Area, on canvas: inout Canvas) {
        draw(columns.map { ($0, $0.text(package)) }, in: area, on: &canvas)
        if package.id == station.bench?.package.id {
            canvas.draw("●", in: Area(row: area.row, column: area.column + 1, rows: 1, columns: 1), Style(.prompt))
        }
    }

    private func select(_ row: Area, on canvas: inout Canvas) {
        canvas.draw("▸", in: Area(row: row.row, column: row.column, rows: 1, columns: 1), Style(.strong))
        // To the end of the last column: the blank after it would cost bytes on every move.
        if station.focus == .list { canvas.select(row.split(columns: row.columns - 1).left) }
    }

    private func facts(of package: PackageSummary) -> RowFacts {
        RowFacts(
            package: package, command: station.pendingCommand(for: package.id),
            isOnBench: package.id == station.bench?.package.id, minute: station.minute)
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

    /// The columns that fit; the most important stay longest and get what is left over first.
    private func columns(for width: Int) -> [Column] {
        let all: [(rank: Int, column: Column)] = [
            (0, Column(head: "Number", width: 9, greatest: 12) { StyledText($0.number) }),
            (4, Column(head: "Order", width: 9, greatest: 12) { StyledText($0.orderNumber ?? "") }),
            (1, Column(head: "State", width: 12, greatest: 21, text: state)),
            (3, Column(head: "Units", width: 5, alignment: .right) { StyledText(String($0.units)) }),
            (6, Column(head: "Customer", width: 14, greatest: 24) { StyledText($0.customer ?? "") }),
            (5, Column(head: "City", width: 8, greatest: 16) { StyledText($0.city ?? "") }),
            (2, Column(head: "Due", width: 8, alignment: .right, text: due)),
        ]
        var shown = all
        while shown.reduce(-2, { $0 + $1.column.width + 2 }) > width, let last = shown.map(\.rank).max() {
            shown.removeAll { $0.rank == last }
        }
        var spare = width - shown.reduce(-2) { $0 + $1.column.width + 2 }
        for index in shown.indices.sorted(by: { shown[$0].rank < shown[$1].rank }) {
            let more = min(spare, max(0, shown[index].column.greatest - shown[index].column.width))
            shown[index].column.width += more
            spare -= more
        }
        return shown.map(\.column)
    }

    /// How late something is, roughly: minutes up to an hour, hours up to two days, then days.
    private func lateness(of due: Timestamp) -> String {
        let minutes = (station.now.wall.microseconds - due.microseconds) / 60_000_000
        if minutes < 60 { return "\(minutes)m" }
        return minutes < 48 * 60 ? "\(minutes / 60)h" : "\(min(99, minutes / (24 * 60)))d"
    }

    private func state(_ package: PackageSummary) -> StyledText {
        if let command = station.pendingCommand(for: package.id) {
            return StyledText(command.standing, command.stage == .needsAttention ? .wrong : .queued)
        }
        let kind = station.settings.commands.kind(of: package)
        return StyledText(package.state.name, kind.isClosed ? .done : .text)
    }

    private func due(_ package: PackageSummary) -> StyledText {
        guard let due = package.due else { return StyledText("") }
        let zone = station.settings.zone
        let (civil, today) = (zone.civil(due), zone.civil(station.now.wall))
        let isLate = due < station.now.wall && station.settings.commands.kind(of: package).isToPack
        if isLate { return StyledText("late \(lateness(of: due))", .warning) }
        return StyledText(civil.date == today.date ? civil.shortClock : civil.shortDate)
    }
}
