import BarcodeSheet
import OMS
import TerminalText

/// One line that is safe to print, whatever it was made of: it cannot be made from raw text.
struct TerminalLine: Equatable {
    /// What is printed.
    let text: String

    /// A text, in which everything that a terminal would obey is made visible, line ends too.
    init(_ text: String) { self.text = VisibleText(text).text }

    /// Fields with tabs between them, for programs that take lines apart.
    init(fields: [String]) { text = fields.map { VisibleText($0).text }.joined(separator: "\t") }

    /// JSON, in which all of that is escaped.
    init(_ json: JSON) { text = json.line }

    /// JSON, in which all of that is escaped.
    init(_ json: JSONValue) { text = json.text }

    private init(row: String) { text = row }

    /// The rows of a barcode, with the sequences that colour them.
    static func rows(of barcode: TerminalBarcode) -> [TerminalLine] { barcode.lines.map(TerminalLine.init(row:)) }

    /// The lines of a text that has several.
    static func lines(of text: String) -> [TerminalLine] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { TerminalLine(String($0)) }
    }
}
