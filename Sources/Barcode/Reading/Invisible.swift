/// Characters of a code that cannot be seen, and so carry no meaning: two codes that look alike are one code.
enum Invisible {
    /// The bytes of a text without what cannot be seen, and with every kind of blank made U+0020.
    ///
    /// The separators of groups and records stay: they stand between the elements of a code. ASCII, as nearly every code
    /// is, is returned as it came.
    static func removed(from bytes: [UInt8]) -> [UInt8] {
        if bytes.allSatisfy(isPlain) { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for scalar in bytes.text.unicodeScalars {
            if isBlank(scalar) {
                result.append(0x20)
            } else if !isInvisible(scalar) {
                result += scalar.utf8
            }
        }
        return result
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte &- 0x20 < 0x5F || isSeparator(UInt32(byte)) }

    private static func isSeparator(_ value: UInt32) -> Bool { value == 0x1D || value == 0x1E }

    /// Unicode's white space, tabs and ends of line among it, and the blank of Braille, which is drawn as one.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar == "\u{2800}"
    }

    /// Control and format characters, and all others that Unicode says to leave out where they are not understood: the
    /// byte order mark, soft hyphens, joiners, marks of direction, variation selectors, fillers.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: !isSeparator(scalar.value)
        case .format: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
