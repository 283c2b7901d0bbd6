import Language
import OMS
import Station
import TerminalText

/// The list of packages.
struct ListPane {
    private let station: StationModel
    private let keymap: Keymap
    private let words: Localizer

    init(_ station: StationModel, _ keymap: Keymap, _ words: Localizer) {
        (self.station, self.keymap, self.words) = (station, keymap, words)
    }

    /// What was drawn last: the head for a width, a row for each package.
    struct Drawn {
        var head = DrawnStrips<Int, Int>()
        var rows = DrawnStrips<Int, ListRow.Facts>()
    }

    func draw(_ area: Area, on canvas: inout Canvas, reusing drawn: inout Drawn) {
        drawTitle(area, on: &canvas)
        // Most frames draw no row anew.
        lazy var row = ListRow(station, columns: area.columns - 4, words)
        drawn.head.draw(0, area.columns, in: area.line(0), on: &canvas) { row.drawHead(in: area.line(0), on: &$0) }
        let rows = area.split(rows: 1).lower
        let list = station.list
        guard list.count > 0 else {
            let text = emptyText.wrapped(to: rows.columns - 4)
            for (line, part) in text.enumerated() {
                canvas.draw(part, in: rows.line(line).inset(rows: 0, columns: 3), Style(.muted))
            }
            return
        }
        for (offset, package) in station.listed(from: list.top, rows: rows.rows).enumerated() {
            let place = rows.line(offset)
            let facts = ListRow.facts(of: package, at: list.top + offset, in: station)
            drawn.rows.draw(package.id, facts, in: place, on: &canvas) { row.draw(facts, in: place, on: &$0) }
            if package.id == list.selected { select(place, on: &canvas) }
        }
    }

    private func select(_ row: Area, on canvas: inout Canvas) {
        canvas.draw("▸", in: Area(row: row.row, column: row.column, rows: 1, columns: 1), Style(.strong))
        // To the end of the last column: the blank after it would cost bytes on every move.
        if station.focus == .list { canvas.select(row.split(columns: row.columns - 1).left) }
    }

    // MARK: - Where there is nothing

    private var emptyText: String {
        if station.index.count == 0 { return nothingText }
        if !station.list.filter.isEmpty { return words("screen.list.no-match") }
        guard let inquiry = station.list.inquiry else {
            return station.list.scope == .notUnderstood
                ? words("screen.list.all-understood")
                : words("screen.list.nothing-in-scope", ["scope": station.list.scope.label])
        }
        return words(inquiry.isUnderWay ? "screen.list.nothing-yet" : "screen.list.nothing-at-oms")
    }

    /// Why there is nothing at all: a list that was never read is not an empty one.
    private var nothingText: String {
        if station.filling != nil { return words("screen.list.reading") }
        if station.fresh != nil { return words("screen.list.empty") }
        return switch station.connection {
        case .connecting, .online: words("screen.list.reading")
        case .slow: words("screen.list.reading-slowly")
        case .offline: words("screen.list.never-read-offline")
        case .rejected(_, let scheme?): words("screen.list.scheme", ["scheme": scheme])
        case .rejected: words("screen.list.never-read-rejected")
        }
    }

    // MARK: - The title

    private func drawTitle(_ area: Area, on canvas: inout Canvas) {
        let list = station.list
        if station.isFiltering {
            let label = "\(words("screen.list.filter")) ▸ "
            canvas.title("\(label)\(list.filter.text) ", above: area, isFocused: true)
            drawFormHint(area, behind: GlyphWidth.columns(of: label + list.filter.text), on: &canvas)
            let before = GlyphWidth.columns(of: label + list.filter.textBeforeCursor)
            canvas.cursor = Position(row: area.row - 1, column: min(area.column + 2 + before, area.end - 2))
            return
        }
        let isWhole = list.filter.isEmpty || list.count == list.total
        let count =
            isWhole
            ? Phrase("screen.list.title", ["count": list.total, "scope": scopeText])
            : Phrase("screen.list.title-of", ["count": list.count, "total": list.total, "scope": scopeText])
        let filter = list.filter.isEmpty ? "" : " · “\(list.filter.text)”"
        let columns = area.columns - 4 - GlyphWidth.columns(of: filter)
        canvas.title(
            words.text(count, within: columns) + filter, above: area, isFocused: station.focus == .list)
    }

    /// Which packages are listed: a scope of the mirror, or what the OMS was asked for, and as far as it has answered.
    private var scopeText: String {
        guard let inquiry = station.list.inquiry else { return words.text(station.list.scope.label) }
        guard inquiry.isUnderWay else { return words("screen.list.asked", ["words": inquiry.words]) }
        let progress = inquiry.progress
        guard progress.done > 0 else { return words("screen.list.asking", ["words": inquiry.words]) }
        let done = words.text(progress.done)
        let text = progress.total.map { words("screen.progress", ["done": done, "total": $0]) } ?? done
        return words("screen.list.asking-so-far", ["progress": text, "words": inquiry.words])
    }

    /// Says how to come to the filters of the OMS, where there is room after what is typed.
    private func drawFormHint(_ area: Area, behind used: Int, on canvas: inout Canvas) {
        guard let key = keymap.names(of: .filter).first else { return }
        let hint = " \(words("screen.list.filter-again", ["key": key])) "
        guard used + 8 + GlyphWidth.columns(of: hint) <= area.columns else { return }
        let border = Area(row: area.row - 1, column: area.column + 1, rows: 1, columns: area.columns - 2)
        canvas.draw(hint, in: border, Style(.muted), .right)
    }
}
