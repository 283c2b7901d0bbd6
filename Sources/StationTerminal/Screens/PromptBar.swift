import Station

/// The prompt, where scans and words arrive, and what became of the last one beside it.
struct PromptBar {
    private let station: StationModel

    init(_ station: StationModel) { self.station = station }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        drawPrompt(layout.prompt, on: &canvas)
        if let result = station.result { draw(result, in: layout.result, on: &canvas) }
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

    private func draw(_ result: ScanResult, in area: Area, on canvas: inout Canvas) {
        let style = Style(result.tone.role)
        canvas.draw([StyledText(" \(result.word) ", style), StyledText(" \(result.text)")], in: area)
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
        let pieces = keymap.legend(columns: inner.columns).flatMap { binding in
            [StyledText(binding.name, .legendKey), StyledText(" \(binding.action.label)  ", .legendLabel)]
        }
        canvas.draw(pieces, in: area.split(columns: 1).right)
    }
}
