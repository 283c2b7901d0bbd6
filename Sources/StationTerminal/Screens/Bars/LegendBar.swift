import Language

/// The last row: what the F keys do.
struct LegendBar {
    private let keymap: Keymap
    private let words: Localizer

    init(_ keymap: Keymap, _ words: Localizer) { (self.keymap, self.words) = (keymap, words) }

    func draw(_ area: Area, on canvas: inout Canvas) {
        let inner = area.inset(rows: 0, columns: 1)
        let entries = keymap.legend(columns: inner.columns, words)
        let pieces = entries.enumerated().flatMap { index, entry in
            // Nothing follows the last one: its blanks take no room.
            let label = index + 1 < entries.count ? entry.label : entry.label.trimmingBlanksBehind
            return [StyledText(entry.key, .legendKey), StyledText(label, .legendLabel)]
        }
        canvas.draw(pieces, in: area.split(columns: 1).right)
    }
}

extension String {
    /// The text without the blanks at its end.
    fileprivate var trimmingBlanksBehind: String { String(reversed().drop { $0 == " " }.reversed()) }
}
