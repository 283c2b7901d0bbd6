import Language
import Station
import TerminalText

/// The prompt, where scans and words arrive, and what became of the last one beside it.
struct PromptBar {
    private let station: StationModel

    init(_ station: StationModel) { self.station = station }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        let (prompt, result) = places(layout)
        drawPrompt(prompt, on: &canvas)
        if let said = station.result { canvas.draw(said, in: result) }
    }

    /// Where prompt and result are drawn: the result takes the columns that the prompt does not need.
    private func places(_ layout: ScreenLayout) -> (prompt: Area, result: Area) {
        guard let said = station.result, layout.prompt.row == layout.result.row else {
            return (layout.prompt, layout.result)
        }
        let needed = GlyphWidth.columns(of: " \(said.label.phrase.english)  \(said.phrase.english)")
        let typed = GlyphWidth.columns(of: "\(label) ▸ \(station.prompt.text)")
        let spare = layout.prompt.columns - max(24, typed + 6)
        let shift = max(0, min(needed - layout.result.columns, spare))
        var (prompt, result) = (layout.prompt, layout.result)
        prompt.columns -= shift
        result.column -= shift
        result.columns += shift
        return (prompt, result)
    }

    private var label: String {
        switch station.mode {
        case .open: "OPEN"
        case .packEach: "PACK EACH"
        case .shipEach: "SHIP EACH"
        }
    }

    /// Shows the end of a text that is too long: that is where the typing is.
    private func drawPrompt(_ area: Area, on canvas: inout Canvas) {
        let labelled = canvas.draw("\(label) ▸ ", in: area, Style(.prompt))
        let field = area.split(columns: labelled).right
        var before = station.prompt.textBeforeCursor
        while GlyphWidth.columns(of: before) >= field.columns, !before.isEmpty { before.removeFirst() }
        let after = station.prompt.text.dropFirst(station.prompt.textBeforeCursor.count)
        canvas.draw(before + after, in: field, Style(.input))
        guard !station.isFiltering else { return }
        canvas.cursor = Position(row: field.row, column: field.column + GlyphWidth.columns(of: before))
    }
}

extension Canvas {
    /// Shows what was said; where it is too long, what follows its last dot stays: the counts, the new state.
    mutating func draw(_ result: ScanResult, in area: Area) {
        let start = [StyledText(" \(result.label.phrase.english) ", Style(result.tone.role)), StyledText(" ")]
        let said = area.split(columns: draw(start, in: area)).right
        guard let dot = result.phrase.english.lastIndex(of: "·") else {
            draw(result.phrase.english, in: said)
            return
        }
        let end = " \(result.phrase.english[dot...])"
        let beginning = said.split(columns: said.columns - GlyphWidth.columns(of: end)).left
        let used = draw(String(result.phrase.english[..<dot].dropLast()), in: beginning)
        draw(end, in: said.split(columns: used).right)
    }
}

extension Tone {
    /// The role in which a tone is drawn; its word stands beside it.
    var role: Role {
        switch self {
        case .ok: .ok
        case .wrong: .wrong
        case .done: .done
        case .ignored: .warning
        case .notice: .muted
        }
    }
}

/// The last row: what the F keys do.
struct LegendBar {
    private let keymap: Keymap

    init(_ keymap: Keymap) { self.keymap = keymap }

    func draw(_ area: Area, on canvas: inout Canvas) {
        let inner = area.inset(rows: 0, columns: 1)
        let entries = keymap.legend(columns: inner.columns)
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
