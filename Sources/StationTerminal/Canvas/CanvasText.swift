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
            endCut(at: pen, from: start, piece.style)
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

    /// How many columns of a word that is cut are left out with it, so that no part of a word stands there.
    static let mostLost = 8

    /// Puts the `…` of text that was cut in the place of its last glyph, or behind the last whole word where one ends near.
    private mutating func endCut(at pen: Pen, from start: Int, _ style: Style) {
        // A wide glyph that just did not fit left a column over; one that just did leaves one over now.
        let isWide = pen.column == pen.end && width(row: pen.row, column: pen.end - 1) == 0
        let last = isWide ? pen.end - 2 : pen.end - 1
        let column = endOfWord(before: last, from: start, row: pen.row) ?? last
        fill(Area(row: pen.row, column: column, rows: 1, columns: pen.end - column), style)
        put(Glyph("…"), row: pen.row, column: column, style)
    }

    /// Where the last word ends before a column; nil where that is too far from it, or there is none.
    private func endOfWord(before column: Int, from start: Int, row: Int) -> Int? {
        guard row >= 0, row < size.rows, start >= 0, column < size.columns else { return nil }
        // The second column of a wide character is blank too, and ends no word.
        func isBlank(_ column: Int) -> Bool { self[row, column].glyph == 0x20 && self[row, column].width == 1 }
        let nearest = max(column - Self.mostLost, start + (column - start) / 2)
        guard nearest < column, let blank = (nearest..<column).last(where: isBlank) else { return nil }
        let leadsOn: [UInt32] = [0x20, 0x2C, 0x3B, 0x3A, 0xB7, 0x2D, 0x28]
        let end = (start...blank).last { !leadsOn.contains(self[row, $0].glyph) }
        return end.map { $0 + 1 }
    }

    private func width(row: Int, column: Int) -> UInt8 {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return 1 }
        return self[row, column].width
    }
}
