import Language
import Station

/// The right pane while every package scanned is packed or shipped: how many were, and the last ones.
struct ModePane {
    private let station: StationModel
    private let words: Localizer

    init(_ station: StationModel, _ words: Localizer) { (self.station, self.words) = (station, words) }

    func draw(_ area: Area, on canvas: inout Canvas) {
        guard let tally = station.modeTally else { return }
        canvas.title(words.text(station.mode.phrase), above: area, isFocused: true)
        let isLarge = area.rows >= 14 && area.columns >= 30
        let inner = area.inset(rows: 0, columns: 1)
        let head = inner.split(rows: isLarge ? BlockDigits.rows : 1)
        if isLarge { drawLarge(tally, head.upper, on: &canvas) } else { canvas.draw(counts(tally), in: head.upper) }
        let rest = area.split(rows: head.upper.rows).lower
        canvas.heading([StyledText(words("screen.mode.last"), .title)], in: rest.line(0))
        let rows = rest.split(rows: 1).lower.inset(rows: 0, columns: 1)
        guard !tally.last.isEmpty else {
            canvas.draw(words("screen.mode.nothing-yet"), in: rows.line(0), Style(.muted))
            return
        }
        for (row, entry) in tally.last.prefix(rows.rows).enumerated() { draw(entry, in: rows.line(row), on: &canvas) }
    }

    private func drawLarge(_ tally: ModeTally, _ area: Area, on canvas: inout Canvas) {
        let digits = BlockDigits.rows(of: tally.done, isWide: area.columns >= 50)
        for (row, line) in digits.enumerated() { canvas.draw(line, in: area.line(row), Style(.strong)) }
        let beside = area.split(columns: (digits.first?.count ?? 0) + 2).right
        let label = StyledText(
            words(station.mode == .packEach ? "screen.mode.packed-large" : "screen.mode.shipped-large"), .done)
        for (row, count) in ([label] + others(tally)).enumerated() { canvas.draw([count], in: beside.line(2 + row)) }
    }

    private func counts(_ tally: ModeTally) -> [StyledText] {
        [StyledText(words(station.mode.doneKey, ["count": tally.done]), .done)]
            + others(tally).flatMap { [StyledText("  "), $0] }
    }

    /// How many are not done.
    private func others(_ tally: ModeTally) -> [StyledText] {
        tally.others.map { StyledText(words.text($0.phrase), $0.role) }
    }

    private func draw(_ entry: ModeTally.Entry, in area: Area, on canvas: inout Canvas) {
        let role: Role = entry.word == .queued ? .queued : entry.tone == .done ? .done : .wrong
        canvas.draw(
            [StyledText("\(entry.number)  ", .strong), StyledText(words.text(entry.word.phrase), role)], in: area)
    }
}

extension StationModel.Mode {
    /// The key of how many packages are done.
    var doneKey: String { self == .packEach ? "screen.mode.packed-count" : "screen.mode.shipped-count" }
}
