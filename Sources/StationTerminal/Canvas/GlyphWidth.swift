/// One spacing character with its combining marks: what fits in one cell, or in two when it is wide.
struct Glyph: Equatable {
    /// The character that takes the room.
    let base: Unicode.Scalar
    /// The marks over and under it, at most four: as many as curses keeps in a cell.
    let marks: [Unicode.Scalar]
    /// How many columns it takes: 1 or 2.
    let width: Int
}

/// The one place that decides how wide text is, and what of it a terminal is given.
///
/// A terminal, the C library under curses and Unicode disagree about joined emoji, flags and variation selectors, and a
/// disagreement tears the whole row. So only what all of them measure alike is ever sent:
/// - control characters are made visible (`␛`; a C1 control as its two-byte form, `␛[`), bidirectional controls and line
///   separators become `�`, other invisible characters are left out;
/// - of an emoji joined from several only the first is drawn, without skin tone and variation selector;
/// - a flag is drawn as its two letters.
enum GlyphWidth {
    static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// How many columns the text takes when it is drawn.
    static func columns(of text: some StringProtocol) -> Int {
        if isPlainASCII(text) { return text.utf8.count }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    /// Whether every byte of the text is a character of one column: the common case, answered without graphemes.
    static func isPlainASCII(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    /// How many columns one grapheme takes when it is drawn.
    static func columns(of character: Character) -> Int {
        if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F { return 1 }
        var columns = 0
        forEachGlyph(of: character) { columns += $0.width }
        return columns
    }

    /// Gives the glyphs of one grapheme from left to right; none when nothing of it can be seen.
    static func forEachGlyph(of character: Character, _ body: (Glyph) -> Void) {
        let scalars = character.unicodeScalars
        if let only = scalars.first, scalars.count == 1, isPlain(only) {
            body(Glyph(base: only, marks: [], width: 1))
            return
        }
        var base: Unicode.Scalar?
        var marks: [Unicode.Scalar] = []
        func finish() {
            guard let base else { return }
            body(Glyph(base: base, marks: marks, width: width(of: base)))
        }
        for scalar in scalars {
            // What is joined on, or tints what comes before it, is the part of a picture that terminals disagree about.
            if scalar == "\u{200D}", base?.properties.isEmoji == true { break }
            if base != nil, scalar.properties.isEmojiModifier { continue }
            for shown in visible(scalar) {
                if width(of: shown) > 0 {
                    finish()
                    base = shown
                    marks = []
                } else if base != nil, isMark(shown), marks.count < 4 {
                    marks.append(shown)
                } else if base == nil, isMark(shown) {
                    base = "\u{25CC}"
                    marks = [shown]
                }
            }
        }
        finish()
    }

    /// Whether a scalar is one of the many that need no thought: ASCII, Latin, arrows, lines and boxes.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x2190...0x2199, 0x2500...0x25A0: true
        default: false
        }
    }

    /// How many columns a scalar takes where it is drawn as itself: 0, 1 or 2.
    static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        if isMark(scalar) || scalar.properties.generalCategory == .format { return 0 }
        return WideScalars.contains(scalar) ? 2 : 1
    }

    /// Whether a scalar is drawn onto the one before it.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: return true  // the vowels and finals of a Hangul syllable
        default:
            let category = scalar.properties.generalCategory
            return category == .nonspacingMark || category == .enclosingMark
        }
    }

    /// What is drawn for a scalar: itself, a visible stand-in, or nothing.
    private static func visible(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar.value {
        case 0x00...0x1F: return pictures(0x2400 + scalar.value)
        case 0x7F: return pictures(0x2421)
        case 0x80...0x9F: return pictures(0x241B, scalar.value - 0x40)
        case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: return [replacement]
        case 0x1F1E6...0x1F1FF: return pictures(scalar.value - 0x1F1E6 + 0x41)
        case 0x00AD, 0xFE00...0xFE0F, 0xE0000...0xE0FFF: return []
        default: return width(of: scalar) > 0 || isMark(scalar) ? [scalar] : []
        }
    }

    private static func pictures(_ values: UInt32...) -> [Unicode.Scalar] {
        values.compactMap(Unicode.Scalar.init)
    }
}
