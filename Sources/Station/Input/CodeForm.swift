package import Barcode

/// The form in which the codes of the OMS are compared with what is scanned: without what scanners and labels add, without
/// what cannot be seen, without the case of letters, and every length of a GTIN as 14 digits.
enum CodeForm {
    /// The form of a number or code that the OMS keeps.
    static func key(_ stored: String) -> String { CodeReader.key(of: stored) }
}

/// A scan or a written line, read as a code: how many units of what.
package struct CodeReading: Equatable, Sendable {
    /// What was read, as it came.
    let input: String
    /// What the code says by itself.
    let code: ScannedCode
    /// The forms under which the mirror may know it, the likeliest first.
    let keys: [String]
    /// How many units it stands for: `3*CODE` is three, and a case label says its own count.
    let count: Int
    /// How many times it was written to count.
    let factor: Int

    /// Reads a text as a scanner set up like that sends it.
    package init(_ text: String, _ settings: CodeReader.Settings) {
        input = text
        let (factor, rest) = Self.factor(of: text)
        self.factor = factor
        code = CodeReader.read(rest, settings: settings)
        keys = Self.keys(of: code)
        let product = factor.multipliedReportingOverflow(by: max(1, code.quantity ?? 1))
        count = product.overflow ? .max : product.partialValue
    }

    /// A code that was read already, once.
    init(_ code: ScannedCode) {
        self.code = code
        input = code.canonical
        keys = Self.keys(of: code)
        count = 1
        factor = 1
    }

    /// A serial number without a trade item is looked up by itself.
    private static func keys(of code: ScannedCode) -> [String] {
        let serial = code.gtin == nil && code.sscc == nil ? code.serial.map { [CodeReader.key(of: $0)] } ?? [] : []
        return code.keys + serial
    }

    /// The code as messages show it: as it was read, in its own letters.
    var shown: String { code.canonical }

    /// The code in capitals, to be compared with the words that answer a question.
    var word: String { code.canonical.uppercased() }

    private static func factor(of text: String) -> (Int, String) {
        let parts = text.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let factor = Int(parts[0]), (1...9_999).contains(factor) else { return (1, text) }
        return (factor, String(parts[1]))
    }
}
