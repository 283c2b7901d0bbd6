@testable import OMS

/// What the reader takes although it is no JSON, because installations send it.
struct JSONTolerance {
    private(set) var hasBrokenText = false
    private(set) var hasLeadingZero = false
    private(set) var hasHugeNumber = false

    /// Whether anything of it is there: broken UTF-8, escapes that JSON does not have, leading zeros, or numbers that
    /// Foundation cannot hold.
    var isAny: Bool { hasBrokenText || hasLeadingZero || hasHugeNumber }

    init(_ document: JSONDocument) {
        for node in document.nodes {
            let bytes = document.bytes[Int(node.start)..<Int(node.end)]
            if node.kind == .string {
                hasBrokenText = hasBrokenText || Self.isBroken(bytes)
            } else if node.kind == .number {
                let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes
                let isZero = digits.first == UInt8(ascii: "0")
                hasLeadingZero =
                    hasLeadingZero || isZero && digits.dropFirst().first.map { $0 &- UInt8(ascii: "0") < 10 } ?? false
                let double = Double(String(decoding: bytes, as: UTF8.self)) ?? .infinity
                hasHugeNumber =
                    hasHugeNumber || !double.isFinite || double == 0 && digits.contains { (0x31...0x39).contains($0) }
            }
        }
    }

    private static func isBroken(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return true }
        var rest = Substring(text).unicodeScalars
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else { continue }
            guard let letter = rest.popFirst(), "\"\\/bfnrtu".unicodeScalars.contains(letter) else { return true }
            guard letter == "u" else { continue }
            guard let unit = unit(&rest) else { return true }
            guard (0xD800..<0xE000).contains(unit) else { continue }
            guard unit < 0xDC00, rest.popFirst() == "\\", rest.popFirst() == "u", let low = Self.unit(&rest),
                (0xDC00..<0xE000).contains(low)
            else { return true }
        }
        return false
    }

    private static func unit(_ rest: inout Substring.UnicodeScalarView) -> UInt32? {
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        guard digits.count == 4, digits.allSatisfy({ $0.isASCII && Character($0).isHexDigit }) else { return nil }
        return UInt32(String(digits), radix: 16)
    }
}
