import Barcode

/// The forms in which codes are compared: without what scanners and labels add, ASCII letters in capitals, and every
/// length of a GTIN as 14 digits, so that a UPC-A finds its EAN-13.
enum CodeForm {
    /// The form of a number or code that the OMS keeps.
    static func key(_ stored: String) -> String { capitals(Barcode.key(of: stored)) }

    /// A written text in capitals, without the blanks around it.
    static func plain(_ text: String) -> String {
        let trimmed = text.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
        return capitals(String(decoding: trimmed, as: UTF8.self))
    }

    fileprivate static func capitals(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 &- 0x61 < 26 }) else { return text }
        return String(decoding: text.utf8.map { $0 &- 0x61 < 26 ? $0 & 0xDF : $0 }, as: UTF8.self)
    }
}

/// A scan or a written line, read as a code: how many units of what.
struct CodeReading: Equatable {
    /// What the code says by itself.
    let code: ScannedCode
    /// The forms under which the mirror may know it, the likeliest first.
    let keys: [String]
    /// How many units it stands for: `3*CODE` is three, and a case label says its own count.
    let count: Int
    /// How many times it was written to count.
    let factor: Int

    init(_ text: String, _ settings: Barcode.Settings) {
        let (factor, rest) = Self.factor(of: text)
        self.factor = factor
        code = Barcode.read(rest, settings: settings)
        keys = Self.keys(of: code)
        let product = factor.multipliedReportingOverflow(by: max(1, code.quantity ?? 1))
        count = product.overflow ? .max : product.partialValue
    }

    /// A code that was read already, once.
    init(_ code: ScannedCode) {
        self.code = code
        keys = Self.keys(of: code)
        count = 1
        factor = 1
    }

    /// A serial number without a trade item is looked up by itself.
    private static func keys(of code: ScannedCode) -> [String] {
        let serial = code.gtin == nil && code.sscc == nil ? code.serial.map { [Barcode.key(of: $0)] } ?? [] : []
        return (code.keys + serial).map(CodeForm.capitals)
    }

    /// The code as messages show it.
    var text: String { keys.first ?? code.canonical }

    private static func factor(of text: String) -> (Int, String) {
        let parts = text.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let factor = Int(parts[0]), (1...9_999).contains(factor) else { return (1, text) }
        return (factor, String(parts[1]))
    }
}
