/// A text as a terminal may show it: control characters made visible, and its width known.
public struct VisibleText: Equatable, Sendable {
    /// What is safe to print.
    public let text: String
    /// How many columns it takes.
    public let columns: Int

    /// Makes a text safe to print.
    public init(_ text: String) {
        if let columns = GlyphWidth.plainColumns(of: text) {
            self.text = text
            self.columns = columns
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
