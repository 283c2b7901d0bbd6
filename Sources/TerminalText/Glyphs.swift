/// One spacing character with its combining marks: what fits in one cell, or in two when it is wide.
public struct Glyph: Equatable, Sendable {
    /// The character that takes the columns.
    public let base: Unicode.Scalar
    /// The marks over and under it, at most four: as many as curses keeps in a cell.
    public internal(set) var marks: [Unicode.Scalar] = []
    /// How many columns it takes: 1 or 2.
    public let width: Int

    /// A glyph of a character and the marks on it.
    public init(_ base: Unicode.Scalar, marks: [Unicode.Scalar] = []) {
        self.base = base
        self.marks = marks
        width = GlyphWidth.width(of: base)
    }

    /// A glyph of a scalar that needs no thought.
    fileprivate init(plain base: Unicode.Scalar) {
        self.base = base
        width = 1
    }
}

/// The glyphs of a text from left to right, as `GlyphWidth` has them drawn.
///
/// It goes by scalars, not by graphemes: a cell holds no more than a base and its marks anyway, and to find graphemes
/// takes ten times as long.
public struct Glyphs: Sequence, IteratorProtocol {
    private var source: String.UnicodeScalarView.Iterator
    /// A scalar that was read to see whether it belongs to the glyph before it.
    private var ahead: Unicode.Scalar?
    /// The second of two that are drawn for one.
    private var second: Unicode.Scalar?

    /// The glyphs of a text.
    public init(_ text: String) {
        source = text.unicodeScalars.makeIterator()
        ahead = source.next()
    }

    /// The next glyph; nil at the end of the text.
    public mutating func next() -> Glyph? {
        if let second {
            self.second = nil
            return Glyph(second)
        }
        while let scalar = ahead {
            ahead = source.next()
            if GlyphWidth.isPlain(scalar) {
                // Nothing below U+0300 belongs to the glyph before it.
                if let ahead, ahead.value >= 0x300 { return withMarks(scalar) }
                return Glyph(plain: scalar)
            }
            let drawn = GlyphWidth.visible(scalar)
            guard let first = drawn.first else { continue }
            second = drawn.second
            if second != nil { return Glyph(first) }
            return GlyphWidth.width(of: first) > 0 ? withMarks(first) : withMarks("◌", [first])
        }
        return nil
    }

    /// Takes what belongs to a base: its marks, and what is left out of a joined or tinted emoji.
    private mutating func withMarks(_ base: Unicode.Scalar, _ first: [Unicode.Scalar] = []) -> Glyph {
        var marks = first
        let isPicture = base.value >= 0x203C && base.properties.isEmoji
        while let scalar = ahead, scalar.value >= 0x300, !GlyphWidth.isPlain(scalar) {
            if scalar == "\u{200D}" {
                ahead = source.next()
                if isPicture, let joined = ahead, joined.properties.isEmoji { ahead = source.next() }
            } else if isPicture && scalar.properties.isEmojiModifier || GlyphWidth.visible(scalar).first == nil {
                ahead = source.next()
            } else if GlyphWidth.isMark(scalar) {
                if marks.count < 4 { marks.append(scalar) }
                ahead = source.next()
            } else {
                break
            }
        }
        return Glyph(base, marks: marks)
    }
}
