import Barcode
import Testing

@Suite("The cases of GS1's own engine", .enabled(if: GS1Vectors.arePresent))
struct GS1VectorTests {
    private let separator = "\u{1D}"

    @Test("bracketed texts")
    func bracketed() throws {
        let rows = GS1Vectors.rows(of: "ai_parse_bracketed.tsv")
        #expect(rows.count == 27)
        for (isGood, columns) in rows {
            let text = GS1Vectors.unescaped(columns[0])
            do {
                let elements = try GS1.elements(ofBracketed: text)
                #expect(isGood, "\(text) was read as \(elements)")
                #expect("^" + marked(GS1.elementString(of: elements)) == GS1Vectors.unescaped(columns[1]))
            } catch {
                #expect(!isGood, "\(text): \(error)")
            }
        }
    }

    @Test("element strings")
    func elementStrings() throws {
        let rows = GS1Vectors.rows(of: "ai_process_unbracketed.tsv")
        #expect(rows.count == 79)
        for (isGood, columns) in rows {
            let text = columns[0].replacing("^", with: separator)
            let code = CodeReader.read(text)
            let isRead = code.error == nil && code.kind == .gs1
            #expect(isRead == isGood, "\(columns[0]): \(code.error?.description ?? "read as \(code.elements)")")
        }
    }

    @Test("scan data with symbology identifiers")
    func scanData() throws {
        let rows = GS1Vectors.rows(of: "scandata_process.tsv")
        #expect(rows.count == 54)
        for (isGood, columns) in rows {
            let code = CodeReader.read(GS1Vectors.unescaped(columns[0]))
            let isScanData = code.error == nil && code.symbology != nil
            #expect(isScanData == isGood, "\(columns[0]): \(code.error?.description ?? "read as \(code)")")
            if isGood { #expect(message(of: code) == GS1Vectors.unescaped(columns[2]), "\(columns[0])") }
        }
    }

    /// The message as GS1's engine writes it, `^` for FNC1 and an escaped `\^` for the character.
    private func message(of code: ScannedCode) -> String {
        let elements = "^" + marked(GS1.elementString(of: code.elements))
        switch code.kind {
        case .gs1: return elements
        case .gtin where code.elements.isEmpty: return code.canonical
        case .gtin: return code.canonical.prefix { $0 != "|" } + "|" + elements
        default:
            let isEscaped = code.canonical.drop { $0 == "\\" }.hasPrefix("^")
            return (isEscaped ? "\\" : "") + code.canonical
        }
    }

    private func marked(_ text: String) -> String { text.replacing(separator, with: "^") }
}
