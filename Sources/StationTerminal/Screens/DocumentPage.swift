import Language
import Station
import TerminalText

/// A document of a package, as text.
struct DocumentPage {
    private let document: ShownDocument

    init(_ document: ShownDocument) { self.document = document }

    /// How many rows the page has.
    func length(columns: Int) -> Int { lines(columns).count }

    func draw(_ layout: ScreenLayout, from top: Int, on canvas: inout Canvas) {
        canvas.page("Invoice of \(document.number)", lines(layout.panes.columns), from: top, in: layout.panes)
    }

    /// The lines; those that are too long go on in the next row, where the columns of a table would be lost anyway.
    private func lines(_ columns: Int) -> [[StyledText]] {
        if let trouble = document.trouble {
            return trouble.english.wrapped(to: columns - 2).map { [StyledText($0, .warning)] }
        }
        guard let lines = document.lines else { return [[StyledText("Asking the OMS for it…", .muted)]] }
        if lines.allSatisfy(\.isEmpty) { return [[StyledText("The document is empty.", .muted)]] }
        return lines.flatMap { line in
            GlyphWidth.columns(of: line) <= columns - 2 ? [line] : line.wrapped(to: columns - 2)
        }.map { [StyledText($0)] }
    }
}
