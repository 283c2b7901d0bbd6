import Language
import Station
import TerminalText

/// A document of a package, as text.
struct DocumentPage {
    private let document: ShownDocument
    private let words: Localizer

    init(_ document: ShownDocument, _ words: Localizer) { (self.document, self.words) = (document, words) }

    /// How many rows the page has.
    func length(columns: Int) -> Int { lines(columns).count }

    func draw(_ layout: ScreenLayout, from top: Int, on canvas: inout Canvas) {
        canvas.page(
            words("screen.invoice", ["number": document.number]), lines(layout.panes.columns), from: top,
            in: layout.panes, words)
    }

    /// The lines; those that are too long go on in the next row, where the columns of a table would be lost anyway.
    private func lines(_ columns: Int) -> [[StyledText]] {
        if let trouble = document.trouble {
            return words.text(trouble).wrapped(to: columns - 2).map { [StyledText($0, .warning)] }
        }
        guard let lines = document.lines else { return [[StyledText(words("screen.invoice.asking"), .muted)]] }
        if lines.allSatisfy(\.isEmpty) { return [[StyledText(words("screen.invoice.empty"), .muted)]] }
        return lines.flatMap { line in
            GlyphWidth.columns(of: line) <= columns - 2 ? [line] : line.wrapped(to: columns - 2)
        }.map { [StyledText($0)] }
    }
}
