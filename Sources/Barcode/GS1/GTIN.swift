/// A Global Trade Item Number: the digits of an EAN, UPC or ITF-14 code with a valid check digit.
///
/// GTIN-8, -12, -13 and -14 of one product are equal: they are compared as 14 digits, never as a number.
public struct GTIN: Hashable, Sendable {
    /// The number filled up to 14 digits with zeros at the front.
    public let digits14: String

    /// The lengths in which a GTIN is written.
    public static let lengths = [8, 12, 13, 14]

    /// Reads 8, 12, 13 or 14 digits with a valid check digit; nil for anything else.
    public init?(_ text: some StringProtocol) {
        self.init(bytes: Array(text.utf8)[...])
    }

    init?(bytes: ArraySlice<UInt8>) {
        guard Self.lengths.contains(bytes.count), bytes.allSatisfy(\.isASCIIDigit), CheckDigit.isValid(bytes) else {
            return nil
        }
        digits14 = String(repeating: "0", count: 14 - bytes.count) + bytes.text
    }

    /// All spellings of the number, the longest first; an OMS may store any of them.
    package var spellings: [String] {
        Self.lengths.reversed().compactMap { length in
            let dropped = 14 - length
            return digits14.prefix(dropped).allSatisfy { $0 == "0" } ? String(digits14.dropFirst(dropped)) : nil
        }
    }
}

/// A Serial Shipping Container Code: the 18 digits of a logistic label.
public struct SSCC: Hashable, Sendable {
    /// The number, without the identifier (00).
    public let digits: String

    /// Reads 18 digits with a valid check digit; nil for anything else.
    public init?(_ text: some StringProtocol) {
        self.init(bytes: Array(text.utf8)[...])
    }

    init?(bytes: ArraySlice<UInt8>) {
        guard bytes.count == 18, bytes.allSatisfy(\.isASCIIDigit), CheckDigit.isValid(bytes) else { return nil }
        digits = bytes.text
    }
}
