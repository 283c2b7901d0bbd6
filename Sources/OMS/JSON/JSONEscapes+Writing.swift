extension JSONEscapes {
    /// Whether a character is written as an escape, because a terminal or a reader of lines would obey it.
    ///
    /// These are the control characters, of which JSON itself forbids only the first 32, the line separators, and the
    /// characters that turn the direction of the text around them.
    static func isNeeded(for value: UInt32) -> Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether a byte of UTF-8 is one of those characters, or may be the first byte of one.
    static func mayBeNeeded(at byte: UInt8) -> Bool {
        switch byte {
        case 0x00...0x1F, 0x7F, 0xC2, 0xD8, 0xE2: true
        default: false
        }
    }

    /// The escape of a character below U+10000, such as `\u001b`.
    static func escape(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
