/// A text as a terminal may show it: control characters made visible, and its width known.
public struct VisibleText: Equatable, Sendable {
    /// What is safe to print.
    public let text: String
    /// How many columns it takes.
    public let columns: Int

    /// Makes a text safe to print.
    public init(_ text: String) {
        if GlyphWidth.isPlainASCII(text) {
            self.text = text
            columns = text.utf8.count
            return
        }
        var scalars = String.UnicodeScalarView()
        var columns = 0
        for glyph in Glyphs(text) {
            scalars.append(glyph.base)
            scalars.append(contentsOf: glyph.marks)
            columns += glyph.width
        }
        self.text = String(scalars)
        self.columns = columns
    }
}
