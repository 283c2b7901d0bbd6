/// The one place that decides how wide text is, and what of it a terminal is given.
///
/// A terminal, the C library under curses and Unicode disagree about joined emoji, flags and variation selectors, and a
/// disagreement tears the whole row. So only what all of them measure alike is ever sent:
/// - control characters are made visible (`␛`; a C1 control as its two-byte form, `␛[`), bidirectional controls and line
///   separators become `�`, other invisible characters are left out;
/// - of an emoji joined from several only the first is drawn, without skin tone and variation selector;
/// - a flag is drawn as its two letters.
public enum GlyphWidth {
    /// What stands for a character that cannot be shown.
    public static let replacement: Unicode.Scalar = "\u{FFFD}"

    /// How many columns the text takes when it is drawn.
    public static func columns(of text: String) -> Int {
        if let columns = plainColumns(of: text) { return columns }
        return Glyphs(text).reduce(0) { $0 + $1.width }
    }

    /// Whether every byte of the text is a character of one column: the common case, answered without decoding.
    public static func isPlainASCII(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        for index in bytes.indices where bytes[index] < 0x20 || bytes[index] >= 0x7F { return false }
        return true
    }

    /// How many columns a text of nothing but ASCII and accented Latin letters takes, answered without decoding; nil for
    /// any other, and where a control character is in it.
    static func plainColumns(of text: String) -> Int? {
        let bytes = text.utf8Span.span
        var columns = 0
        for index in bytes.indices {
            switch bytes[index] {
            // ASCII, and what begins U+00C0 to U+017F.
            case 0x20..<0x7F, 0xC3...0xC5: columns += 1
            // In valid UTF-8 a continuation byte follows its first byte, which was one of those.
            case 0x80..<0xC0: break
            default: return nil
            }
        }
        return columns
    }

    /// How many columns a scalar takes where it is drawn as itself: 0, 1 or 2.
    public static func width(of scalar: Unicode.Scalar) -> Int {
        if isPlain(scalar) { return 1 }
        if isMark(scalar) || scalar.properties.generalCategory == .format { return 0 }
        return WideScalars.contains(scalar) ? 2 : 1
    }

    /// Whether a scalar is one of the many that need no thought: ASCII, Latin, arrows, lines and boxes.
    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x2190...0x2193, 0x2500...0x25A0: true
        default: false
        }
    }

    /// Whether a scalar is drawn onto the one before it.
    public static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: return true  // the vowels and finals of a Hangul syllable
        default:
            let category = scalar.properties.generalCategory
            return category == .nonspacingMark || category == .enclosingMark
        }
    }

    /// What is drawn for a scalar: one or two scalars, or none.
    static func visible(_ scalar: Unicode.Scalar) -> (first: Unicode.Scalar?, second: Unicode.Scalar?) {
        switch scalar.value {
        case 0x00...0x1F: (Unicode.Scalar(0x2400 + scalar.value), nil)
        case 0x7F: ("␡", nil)
        case 0x80...0x9F: ("␛", Unicode.Scalar(scalar.value - 0x40))
        case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: (replacement, nil)
        case 0x1F1E6...0x1F1FF: (Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41), nil)
        case 0x00AD, 0xFE00...0xFE0F, 0xE0000...0xE0FFF: (nil, nil)
        default: (width(of: scalar) > 0 || isMark(scalar) ? scalar : nil, nil)
        }
    }
}
