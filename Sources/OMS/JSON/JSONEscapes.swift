/// Resolves the backslash escapes of a JSON string.
enum JSONEscapes {
    static func resolve(_ text: ArraySlice<UInt8>) -> String {
        var result = String.UnicodeScalarView()
        var rest = text
        while let mark = rest.firstIndex(of: UInt8(ascii: "\\")) {
            result.append(contentsOf: String(decoding: rest[..<mark], as: UTF8.self).unicodeScalars)
            rest = rest[(mark + 1)...]
            // A character beyond ASCII stands for itself, all its bytes.
            guard let letter = rest.first, letter < 0x80 else { continue }
            rest.removeFirst()
            result.append(scalar(for: letter, rest: &rest))
        }
        result.append(contentsOf: String(decoding: rest, as: UTF8.self).unicodeScalars)
        return String(result)
    }

    private static func scalar(for letter: UInt8, rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
        switch letter {
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "t"): "\t"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "b"): "\u{08}"
        case UInt8(ascii: "f"): "\u{0C}"
        case UInt8(ascii: "u"): unicode(&rest)
        default: Unicode.Scalar(letter)
        }
    }

    /// The scalar of `uXXXX`, or of a surrogate pair of two of them; U+FFFD where there is none.
    static func unicode(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
        guard let unit = hexadecimal(&rest) else { return "\u{FFFD}" }
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard (0xD800..<0xDC00).contains(unit), rest.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
            return "\u{FFFD}"
        }
        var behind = rest.dropFirst(2)
        guard let low = hexadecimal(&behind), (0xDC00..<0xE000).contains(low) else { return "\u{FFFD}" }
        rest = behind
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private static func hexadecimal(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
        let digits = rest.prefix(4)
        // A sign, which Swift's own reading of a number takes, is no digit.
        guard digits.count == 4, digits.allSatisfy(isHexadecimal) else { return nil }
        rest = rest.dropFirst(4)
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
