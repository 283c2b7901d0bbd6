extension JSON {
    /// The value as it came, on one line and without anything that a terminal would obey.
    ///
    /// Blanks between its parts and zeros in front of numbers are left out. Control characters inside strings, and those
    /// that turn the direction of text, are written as escapes, which mean the same. A missing value is an empty text.
    public var line: String {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var rest = raw
        var isInString = false
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "\""):
                isInString.toggle()
                result.append(byte)
                rest.removeFirst()
            case UInt8(ascii: "\\"): Self.copyEscape(from: &rest, to: &result)
            case 0x00...0x20 where !isInString: rest.removeFirst()
            case _ where !isInString && Self.isOfNumber(byte):
                let number = rest.prefix(while: Self.isOfNumber)
                result += Self.withoutLeadingZeros(number)
                rest = rest.dropFirst(number.count)
            default: Self.copyCharacter(from: &rest, to: &result)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Copies a byte, or the whole of a character that has to be escaped.
    private static func copyCharacter(from rest: inout ArraySlice<UInt8>, to result: inout [UInt8]) {
        guard let lead = rest.popFirst() else { return }
        guard JSONEscapes.mayBeNeeded(at: lead), let (value, length) = character(lead, rest),
            JSONEscapes.isNeeded(for: value)
        else { return result.append(lead) }
        result += JSONEscapes.escape(value).utf8
        rest = rest.dropFirst(length)
    }

    /// The character of a byte that may need an escape, and how many bytes after it belong to it; nil for broken UTF-8.
    private static func character(_ lead: UInt8, _ rest: ArraySlice<UInt8>) -> (value: UInt32, length: Int)? {
        guard lead >= 0xC0 else { return (UInt32(lead), 0) }
        let length = lead < 0xE0 ? 1 : 2
        let others = rest.prefix(length)
        guard others.count == length, others.allSatisfy({ $0 & 0xC0 == 0x80 }) else { return nil }
        let start = UInt32(lead & (lead < 0xE0 ? 0x1F : 0x0F))
        return (others.reduce(start) { $0 << 6 | UInt32($1 & 0x3F) }, length)
    }

    /// Copies an escape; one that JSON does not have is written as the character that it was read as.
    private static func copyEscape(from rest: inout ArraySlice<UInt8>, to result: inout [UInt8]) {
        rest.removeFirst()
        guard let letter = rest.first else { return }
        switch letter {
        case UInt8(ascii: "u"):
            var behind = rest.dropFirst()
            // Half a pair of surrogates is no character to most readers.
            let isCharacter = JSONEscapes.unicode(&behind) != "\u{FFFD}"
            result +=
                isCharacter ? Array("\\".utf8) + rest[..<behind.startIndex] : Array(JSONEscapes.escape(0xFFFD).utf8)
            rest = behind
        case _ where "\"\\/bfnrt".utf8.contains(letter):
            result += [UInt8(ascii: "\\"), letter]
            rest.removeFirst()
        default: copyCharacter(from: &rest, to: &result)
        }
    }

    /// Whether a byte can stand in a number.
    private static func isOfNumber(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10 || "-+.eE".utf8.contains(byte)
    }

    /// A number without the zeros in front of it, which JSON does not have and the reader takes.
    static func withoutLeadingZeros(_ number: ArraySlice<UInt8>) -> [UInt8] {
        let sign = number.prefix { $0 == UInt8(ascii: "-") }
        var digits = number.dropFirst(sign.count)
        while digits.first == UInt8(ascii: "0"), let next = digits.dropFirst().first, next &- UInt8(ascii: "0") < 10 {
            digits.removeFirst()
        }
        return Array(sign + digits)
    }
}
