import Language
import Station
import TerminalText

/// A document of a package, as text.
struct DocumentPage {
    private let document: ShownDocument
    private let words: Localizer

    init(_ document: ShownDocument, _ words: Localizer) { (self.document, self.words) = (document, words) }

    /// The page in so many columns.
    func text(columns: Int) -> PageText {
        PageText(title: words("screen.invoice", ["number": document.number]), lines: lines(columns))
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
