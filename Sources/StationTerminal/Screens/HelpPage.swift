import Station

/// What the keys and words do, from the keymap.
struct HelpPage {
    private let station: StationModel
    private let keymap: Keymap

    init(_ station: StationModel, _ keymap: Keymap) {
        self.station = station
        self.keymap = keymap
    }

    /// How many rows the page has in so many columns.
    func length(columns: Int) -> Int { lines(columns: columns).count }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        let area = layout.panes
        canvas.title("Help · Esc goes back", above: area, isFocused: true)
        for (row, line) in lines(columns: area.columns).dropFirst(station.pageTop).prefix(area.rows).enumerated() {
            canvas.draw(line, in: area.line(row).inset(rows: 0, columns: 1))
        }
    }

    private func lines(columns: Int) -> [[StyledText]] {
        var lines: [[StyledText]] = Self.introduction.flatMap { $0.wrapped(to: columns - 2) }.map { [StyledText($0)] }
        lines.append([])
        let keyWidth = columns >= 60 ? 13 : 11
        let wordWidth = columns >= 60 ? 11 : 0
        if wordWidth > 0 {
            lines.append([
                StyledText("Key".padded(to: keyWidth) + "Word".padded(to: wordWidth) + "What it does", .columnHead)
            ])
        }
        for action in Action.allCases {
            let keys = keymap.names(of: action).joined(separator: " ")
            let word = wordWidth > 0 ? (action.word ?? "") : ""
            let first = keys.isEmpty && wordWidth == 0 ? (action.word ?? "") : keys
            let help = action.help.wrapped(to: columns - 2 - keyWidth - wordWidth)
            for (row, part) in help.enumerated() {
                lines.append([
                    StyledText((row == 0 ? first : "").padded(to: keyWidth), .legendKey),
                    StyledText((row == 0 ? word : "").padded(to: wordWidth), .strong), StyledText(part),
                ])
            }
        }
        return lines
    }

    private static let introduction = [
        "Scan a package, then its items, then pack it: F3, the word pack, or the code XXBOXXX.",
        "What is scanned or typed goes to the prompt, on every screen. 3*CODE checks three. pack X and ship X name a package.",
    ]
}
