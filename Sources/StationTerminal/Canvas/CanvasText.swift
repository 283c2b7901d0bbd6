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
        let columns = pieces.reduce(0) { $0 + GlyphWidth.columns(of: $1.text) }
        let free = area.columns - columns
        var pen = Pen(row: area.row, column: area.column, end: area.end)
        guard free >= 0 else {
            drawCut(pieces, with: &pen)
            return area.columns
        }
        switch alignment {
        case .left: break
        case .right: pen.column += free
        case .centre: pen.column += free / 2
        }
        for piece in pieces { write(piece.text, with: &pen, piece.style) }
        return columns
    }

    /// The next column of a row to draw in, and the first that is not to be drawn in.
    private struct Pen {
        let row: Int
        var column: Int
        var end: Int
    }

    /// Draws as much as leaves a column for the `…`.
    private mutating func drawCut(_ pieces: [StyledText], with pen: inout Pen) {
        pen.end -= 1
        var style = Style(.text)
        for piece in pieces {
            style = piece.style
            guard write(piece.text, with: &pen, style) else { break }
        }
        put(Glyph(base: "…", marks: [], width: 1), row: pen.row, column: pen.column, style)
        // A wide glyph that just does not fit leaves a column over.
        fill(Area(row: pen.row, column: pen.column + 1, rows: 1, columns: pen.end - pen.column), style)
    }

    /// Draws the graphemes that fit; false when one did not.
    @discardableResult
    private mutating func write(_ text: String, with pen: inout Pen, _ style: Style) -> Bool {
        if GlyphWidth.isPlainASCII(text) {
            let bytes = text.utf8.prefix(pen.end - pen.column)
            putASCII(bytes, row: pen.row, column: pen.column, style)
            pen.column += bytes.count
            return bytes.count == text.utf8.count
        }
        for character in text {
            guard pen.column + GlyphWidth.columns(of: character) <= pen.end else { return false }
            GlyphWidth.forEachGlyph(of: character) { glyph in
                put(glyph, row: pen.row, column: pen.column, style)
                pen.column += glyph.width
            }
        }
        return true
    }
}
