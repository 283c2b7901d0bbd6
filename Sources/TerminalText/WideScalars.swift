/// The scalars that take two columns.
///
/// East Asian Width W and F of Unicode's EastAsianWidth.txt: every scalar with Emoji_Presentation, for which the standard
/// library has a table, and the blocks below, for which it has none. A test holds it against the C library's `wcwidth`.
enum WideScalars {
    static func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x1100 { return false }
        if value >= 0x2E80, value < 0x1F000 || value >= 0x20000 {
            return blocks.contains { $0.contains(value) }
        }
        return value <= 0x115F || value == 0x2329 || value == 0x232A || enclosedIdeographs.contains(value)
            || scalar.properties.isEmojiPresentation
    }

    private static let enclosedIdeographs: ClosedRange<UInt32> = 0x1F200...0x1F265

    private static let blocks: [ClosedRange<UInt32>] = [
        0x2E80...0x303E,  // radicals, CJK punctuation
        0x3041...0xA4CF,  // kana, bopomofo, CJK ideographs, Yi
        0xA960...0xA97F,  // Hangul initials
        0xAC00...0xD7A3,  // Hangul syllables
        0xF900...0xFAFF,  // compatibility ideographs
        0xFE10...0xFE19,  // vertical forms
        0xFE30...0xFE6F,  // compatibility and small forms
        0xFF01...0xFF60,  // full-width forms
        0xFFE0...0xFFE6,  // full-width signs
        0x16FE0...0x1B2FF,  // Tangut, Khitan, kana supplements, Nushu
        0x20000...0x3FFFD,  // the ideographic planes
    ]
}
