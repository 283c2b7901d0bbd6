import Language
import Station
import TerminalText

/// What a package scan does, across the whole width, where it does more than open the package; and what it did so far.
struct ModeBand {
    private let station: StationModel
    private let words: Localizer

    init(_ station: StationModel, _ words: Localizer) { (self.station, self.words) = (station, words) }

    func draw(_ area: Area, on canvas: inout Canvas) {
        guard let purpose = station.mode.purposeKey, !area.isEmpty else { return }
        let style = Style(.bandMode)
        canvas.fill(area, style)
        let row = area.line((area.rows - 1) / 2).inset(rows: 0, columns: 1)
        let used = canvas.draw("\(words(station.mode.titleKey))  ", in: row, style)
        let rest = row.split(columns: used).right
        let leave = words("screen.mode.leave", ["leave": PhraseValue.word("mode-open")])
        let room = rest.columns - GlyphWidth.columns(of: leave) - 2
        let counts = station.modeTally.flatMap(counts)
        let long = counts ?? words.text(Phrase(purpose), within: room)
        let hasRoom = GlyphWidth.columns(of: long) <= room
        if hasRoom { canvas.draw(leave, in: rest, style, .right) }
        canvas.draw(hasRoom ? long : counts ?? words.text(Phrase(purpose), within: rest.columns), in: rest, style)
    }

    /// How many packages are done and how many are not; nil before the first.
    private func counts(_ tally: ModeTally) -> String? {
        guard !tally.last.isEmpty else { return nil }
        let refused = tally.refused > 0 ? words("screen.mode.refused", ["count": tally.refused]) : nil
        let queued = tally.queued > 0 ? words("screen.mode.queued", ["count": tally.queued]) : nil
        return [words(station.mode.doneKey, ["count": tally.done]), refused, queued].compactMap(\.self)
            .joined(separator: ", ")
    }
}

extension StationModel.Mode {
    /// The key of what the mode is called.
    var titleKey: String {
        switch self {
        case .open: "screen.mode.open"
        case .packEach: "screen.mode.pack-each"
        case .shipEach: "screen.mode.ship-each"
        }
    }

    /// The key of what a package scan does in it; nil where it opens the package.
    var purposeKey: String? {
        switch self {
        case .open: nil
        case .packEach: "screen.mode.pack-each.purpose"
        case .shipEach: "screen.mode.ship-each.purpose"
        }
    }
}
