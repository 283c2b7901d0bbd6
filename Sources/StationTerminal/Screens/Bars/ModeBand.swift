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
        let used = canvas.draw("\(words.text(station.mode.phrase))  ", in: row, style)
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
        let others = tally.others.map { words.text($0.phrase) }
        return ([words(station.mode.doneKey, ["count": tally.done])] + others).joined(separator: ", ")
    }
}

extension StationModel.Mode {
    /// The key of what a package scan does in it; nil where it opens the package.
    var purposeKey: String? {
        switch self {
        case .open: nil
        case .packEach: "screen.mode.pack-each.purpose"
        case .shipEach: "screen.mode.ship-each.purpose"
        }
    }
}

extension ModeTally {
    /// How many packages are not done: refused and queued, as far as there are any, each with its role.
    var others: [(phrase: Phrase, role: Role)] {
        let refused = (count: refused, key: "screen.mode.refused", role: Role.wrong)
        let queued = (count: queued, key: "screen.mode.queued", role: Role.queued)
        return [refused, queued].filter { $0.count > 0 }.map { (Phrase($0.key, ["count": $0.count]), $0.role) }
    }
}
