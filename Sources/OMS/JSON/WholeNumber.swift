extension JSON {
    /// The whole number that a number or a string says in any spelling: `2`, `"2"`, `2.0`, `"2.000"`, `2e0`.
    ///
    /// Blanks around it do not matter. Nil for a fraction, for anything that is no number, such as `"1 000"`, and for what
    /// does not fit 64 bits.
    public var wholeNumber: Int? { int ?? string.flatMap(Self.wholeNumber) }

    private static func wholeNumber(_ text: String) -> Int? {
        let text = text.trimmingPrefix(while: \.isWhitespace)
        guard let end = text.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        let powers = text[...end].split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let exponent = powers.count == 1 ? 0 : Int(powers[1])
        let unsigned = powers[0].first == "-" || powers[0].first == "+" ? powers[0].dropFirst() : powers[0]
        let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let exponent, (-18...18).contains(exponent), let whole = parts.first, !whole.isEmpty else { return nil }
        let digits = parts.joined() + String(repeating: "0", count: max(0, exponent))
        guard digits.utf8.count <= 64, digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
        let point = max(0, whole.count + exponent)
        guard digits.dropFirst(point).allSatisfy({ $0 == "0" }), let value = Int("0" + digits.prefix(point)) else {
            return nil
        }
        return powers[0].first == "-" ? -value : value
    }
}
