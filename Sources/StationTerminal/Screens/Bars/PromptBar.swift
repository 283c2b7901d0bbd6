import Language
import Station
import TerminalText

/// The prompt, where scans and words arrive.
struct PromptBar {
    private let station: StationModel
    private let words: Localizer

    init(_ station: StationModel, _ words: Localizer) { (self.station, self.words) = (station, words) }

    /// Shows the end of a text that is too long: that is where the typing is.
    func draw(_ area: Area, on canvas: inout Canvas) {
        let labelled = canvas.draw("\(label) ▸ ", in: area, Style(.prompt))
        let field = area.split(columns: labelled).right
        var before = station.prompt.textBeforeCursor
        while GlyphWidth.columns(of: before) >= field.columns, !before.isEmpty { before.removeFirst() }
        let after = station.prompt.text.dropFirst(station.prompt.textBeforeCursor.count)
        canvas.draw(before + after, in: field, Style(.input))
        guard !station.isFiltering else { return }
        canvas.cursor = Position(row: field.row, column: field.column + GlyphWidth.columns(of: before))
    }

    /// What a package scan does, and how often the next item counts.
    private var label: String {
        let mode = words.text(station.mode.phrase)
        return station.nextFactor > 1 ? "\(mode) ×\(station.nextFactor)" : mode
    }
}
