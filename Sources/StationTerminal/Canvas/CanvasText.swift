import TerminalText

/// A piece of text in one style.
struct StyledText: Equatable {
    let text: String
    let style: Style

    init(_ text: String, _ style: Style = Style(.text)) {
        self.text = text
        self.style = style
    }

    init(_ text: String, _ role: Role) {
        self.init(text, Style(role))
    }
}

/// Where text stands in the columns it is given.
enum Alignment {
    case left, right, centre
}

extension Canvas {
    /// Draws text into the first row of an area; text that is too long ends in `…`.
    ///
    /// Gives the number of columns it took.
    @discardableResult
    mutating func draw(_ text: String, in area: Area, _ style: Style = Style(.text), _ alignment: Alignment = .left)
        -> Int
    {
        draw([StyledText(text, style)], in: area, alignment)
    }

    /// Draws pieces of text one after the other into the first row of an area; what is too long ends in `…`.
    ///
    /// Gives the number of columns they took.
    @discardableResult
    mutating func draw(_ pieces: [StyledText], in area: Area, _ alignment: Alignment = .left) -> Int {
        guard !area.isEmpty else { return 0 }
        var start = area.column
        if alignment != .left {
            let free = max(0, area.columns - pieces.reduce(0) { $0 + GlyphWidth.columns(of: $1.text) })
            start += alignment == .right ? free : free / 2
        }
        var pen = Pen(row: area.row, column: start, end: area.end)
        for piece in pieces where !write(piece, with: &pen) {
            endCut(at: pen, piece.style)
            return area.end - start
        }
        return pen.column - start
    }

    /// The next column of a row to draw in, and the first that is not to be drawn in.
    private struct Pen {
        let row: Int
        var column: Int
        let end: Int
    }

    /// Draws the glyphs that fit; false when one did not.
    private mutating func write(_ piece: StyledText, with pen: inout Pen) -> Bool {
        if GlyphWidth.isPlainASCII(piece.text) {
            putASCII(piece.text, row: pen.row, column: pen.column, end: pen.end, piece.style)
            let needed = pen.column + piece.text.utf8.count
            pen.column = min(needed, pen.end)
            return needed <= pen.end
        }
        for glyph in Glyphs(piece.text) {
            guard pen.column + glyph.width <= pen.end else { return false }
            put(glyph, row: pen.row, column: pen.column, piece.style)
            pen.column += glyph.width
        }
        return true
    }

    /// Puts the `…` of text that was cut in the place of its last glyph.
    private mutating func endCut(at pen: Pen, _ style: Style) {
        // A wide glyph that just did not fit left a column over; one that just did leaves one over now.
        let isWide = pen.column == pen.end && width(row: pen.row, column: pen.end - 1) == 0
        let column = isWide ? pen.end - 2 : pen.end - 1
        fill(Area(row: pen.row, column: column, rows: 1, columns: pen.end - column), style)
        put(Glyph("…"), row: pen.row, column: column, style)
    }

    private func width(row: Int, column: Int) -> UInt8 {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return 1 }
        return self[row, column].width
    }
}
