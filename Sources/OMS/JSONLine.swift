extension JSON {
    /// The value as it came, on one line and without anything that a terminal would obey.
    ///
    /// Blanks between its parts are left out. Control characters inside strings are written as escapes, which mean the
    /// same. A missing value is an empty text.
    public var line: String {
        var result: [UInt8] = []
        result.reserveCapacity(raw.count)
        var rest = raw
        var isInString = false
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): isInString.toggle()
            case UInt8(ascii: "\\"):
                result.append(byte)
                if let escaped = rest.popFirst() { result.append(escaped) }
                continue
            case 0x00...0x20 where !isInString: continue
            case 0x00...0x1F, 0x7F:
                result += Self.escape(byte)
                continue
            // In UTF-8, the second set of control characters.
            case 0xC2:
                guard let control = rest.first, control < 0xA0 else { break }
                result += Self.escape(control)
                rest = rest.dropFirst()
                continue
            default: break
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func escape(_ control: UInt8) -> [UInt8] {
        Array("\\u00\(control < 16 ? "0" : "")\(String(control, radix: 16))".utf8)
    }
}
