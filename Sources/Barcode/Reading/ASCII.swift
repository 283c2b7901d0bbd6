/// Names of the bytes and characters that codes are made of.
enum ASCII {
    static let tab: Unicode.Scalar = "\t"
    static let lineFeed: Unicode.Scalar = "\n"
    static let carriageReturn: Unicode.Scalar = "\r"
    static let escape: Unicode.Scalar = "\u{1B}"
    /// The group separator: what scanners send for the FNC1 that ends a GS1 element of variable length.
    static let groupSeparator: Unicode.Scalar = "\u{1D}"
}

extension Unicode.Scalar {
    /// Whether this is one of `0` to `9`; no other script's digits count.
    var isASCIIDigit: Bool { value &- 0x30 <= 9 }

    /// Whether this is a C0 control character.
    var isControl: Bool { value < 0x20 }

    /// The number that an ASCII digit stands for.
    var asciiDigitValue: Int? { isASCIIDigit ? Int(value &- 0x30) : nil }
}

extension UInt8 {
    /// Whether this is one of `0` to `9`.
    var isASCIIDigit: Bool { self &- 0x30 <= 9 }

    /// The number that a byte known to be an ASCII digit stands for.
    var asciiDigitValue: Int { Int(self &- 0x30) }

    /// This byte with `a` to `z` made `A` to `Z`.
    var asciiFolded: UInt8 { self &- 0x61 < 26 ? self &- 0x20 : self }
}

extension StringProtocol {
    /// The text with `a` to `z` made `A` to `Z` and every other character left as it is.
    ///
    /// The station's own codes are compared in this form. The locale's own folding is never used: in Turkish it would make
    /// `i` an `İ`.
    public var asciiFolded: String {
        String(decoding: utf8.lazy.map(\.asciiFolded), as: UTF8.self)
    }
}
