/// Percent encoding of URIs (RFC 3986, section 2.1), on bytes.
enum PercentEncoding {
    /// The decoded bytes; nil where a `%` is not followed by two hexadecimal digits.
    static func decoded(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool = false) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == 0x25 else {
                result.append(plusIsSpace && byte == 0x2B ? 0x20 : byte)
                continue
            }
            guard bytes.endIndex - index >= 2, let high = digit(bytes[index]), let low = digit(bytes[index + 1]) else {
                return nil
            }
            result.append(high << 4 | low)
            index += 2
        }
        return result
    }

    /// The bytes with everything but RFC 3986's unreserved characters encoded.
    static func encoded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for byte in bytes {
            if isUnreserved(byte) {
                result.append(byte)
            } else {
                result += [0x25, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
            }
        }
        return result
    }

    private static let hexadecimal = Array("0123456789ABCDEF".utf8)

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        byte.isASCIIDigit || byte.asciiFolded &- 0x41 < 26 || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        if byte.isASCIIDigit { return byte &- 0x30 }
        let letter = byte.asciiFolded &- 0x41
        return letter < 6 ? letter + 10 : nil
    }
}
