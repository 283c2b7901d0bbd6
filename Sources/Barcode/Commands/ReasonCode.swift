/// A denial reason that can be scanned: `XXV`, its id in letters, a check letter, `XX`.
///
/// The digits 0 to 9 are written `B C D F G H J K L N`, letters that survive a wrong keyboard layout. The check letter
/// stands for the GS1 check digit of the id.
public struct ReasonCode: Hashable, Sendable {
    /// The id of the denial reason in the OMS.
    public let id: Int

    /// The code of a reason; nil for a negative id.
    public init?(id: Int) {
        guard id >= 0 else { return nil }
        self.id = id
    }

    /// The letters to print as a barcode.
    public var letters: String {
        let digits = Array(String(id).utf8)
        let letters = (digits.map(\.asciiDigitValue) + [CheckDigit.after(digits)]).map { Self.alphabet[$0] }
        return Self.prefix + String(decoding: letters, as: UTF8.self) + Self.suffix
    }

    /// Reads a text as a reason code, after ASCII folding; nil where it does not have the form of one.
    ///
    /// Throws a `BarcodeError` with the code `wrongCheckDigit` where the form is right and the check letter is not.
    public static func parse(_ text: some StringProtocol) throws(BarcodeError) -> ReasonCode? {
        guard text.mayBeOurs else { return nil }
        let folded = text.asciiFolded
        guard folded.hasPrefix(prefix), folded.hasSuffix(suffix) else { return nil }
        let body = folded.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
        let values = body.compactMap { alphabet.firstIndex(of: $0) }
        // 18 digits always fit an Int; no OMS counts its reasons beyond that.
        guard values.count == body.count, (2...19).contains(values.count) else { return nil }

        let digits = values.dropLast().map { UInt8($0) + 0x30 }
        let check = CheckDigit.after(digits)
        guard values.last == check else {
            let found = body.last.map { String(Unicode.Scalar($0)) } ?? ""
            throw BarcodeError(
                .wrongCheckDigit, at: prefix.utf8.count + digits.count, found: found,
                expected: String(Unicode.Scalar(alphabet[check])))
        }
        return ReasonCode(id: digits.reduce(0) { $0 * 10 + $1.asciiDigitValue })
    }

    private static let prefix = "XXV"
    private static let suffix = "XX"
    private static let alphabet = Array("BCDFGHJKLN".utf8)
}
