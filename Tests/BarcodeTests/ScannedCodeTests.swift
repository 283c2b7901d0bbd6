import Barcode
import TestTools
import Testing

@Suite("What a code means")
struct ScannedCodeTests {
    @Test(
        "each form is told from the others",
        arguments: [
            ("XXBOXXX", ScannedCode.Kind.command), ("xxdonexx", .command), ("XXVCDFXX", .reason),
            ("8690001157692", .gtin), ("96385074", .gtin), ("036000291452", .gtin), ("]E096385074", .gtin),
            ("]I118690001157699", .gtin), ("]I1123456", .text), ("]A08690001157692", .gtin),
            ("106141412345678908", .sscc), ("(00)106141412345678908", .gs1), ("00106141412345678908", .gs1),
            ("010869000115769210AB", .gs1), ("\u{1D}10AB", .gs1), ("]C0010869000115769210AB", .gs1),
            ("https://a.b/01/08690001157692", .digitalLink), ("000000073", .text), ("100129841", .text),
            ("1Z999AA10123456784", .text), ("ÇĞ-12", .text), ("10AB", .text), ("(x)", .text),
        ])
    func kinds(text: String, kind: ScannedCode.Kind) {
        #expect(CodeReader.read(text).kind == kind)
    }

    @Test("a case label gives its product and its count, a logistic label its unit")
    func caseLabel() {
        let label = CodeReader.read("]C1" + "00106141412345678908" + "0208690001157692" + "3724")
        #expect(label.sscc?.digits == "106141412345678908")
        #expect(label.gtin14 == "08690001157692")
        #expect(label.quantity == 24)
        #expect(label.keys.contains("106141412345678908") && label.keys.contains("08690001157692"))
        #expect(CodeReader.read("(01)08690001157692(30)6(21)S1").quantity == 6)
        #expect(CodeReader.read("(01)08690001157692(30)6(21)S1").serial == "S1")
        #expect(CodeReader.read("8690001157692").quantity == nil)
    }

    @Test("a composite keeps the elements behind its EAN code")
    func composite() {
        let code = CodeReader.read("]E08690001157692|]e010AB\u{1D}2112")
        #expect(code.gtin14 == "08690001157692")
        #expect(code.serial == "12")
        #expect(code.warnings.isEmpty)
    }

    @Test("a number with a wrong check digit is no trade item, but can still be looked up")
    func wrongCheckDigit() {
        let code = CodeReader.read("100129841001")
        #expect(code.error?.code == .wrongCheckDigit)
        #expect(code.kind == .text)
        #expect(code.gtin == nil)
        #expect(code.matches("100129841001"))
    }

    @Test("a mistake is placed where people count it, also behind letters of several bytes")
    func places() throws {
        let link = try #require(CodeReader.read("https://örnek.şirket/01/8690001157695").error)
        #expect(link.position == "https://örnek.şirket/01/869000115769".count)
        let escaped = try #require(CodeReader.read("https://a.b/01/08690001157692/10/%41%42%5E").error)
        #expect(escaped.position == "https://a.b/01/08690001157692/10/%41%42".count)
        #expect(CodeReader.read(bytes: Array("(10)LOT^".utf8)).error?.position == 7)
        #expect(CodeReader.read(bytes: [0x31, 0xFE, 0x32]).canonical == "1þ2", "bytes that are no UTF-8 are Latin-1")
    }

    @Test("aliases are commands, and a wrong reason letter is an error")
    func words() throws {
        var settings = CodeReader.Settings()
        settings.aliases = try CommandAliases(["O-BTN.validate": .confirm])
        #expect(CodeReader.read("O-BTN.VALIDATE", settings: settings).command == .confirm)
        #expect(CodeReader.read("XXVCDBXX").error?.code == .wrongCheckDigit)
        #expect(CodeReader.read("XXVCDFXX").reason?.id == 12)
    }

    @Test("no input traps, and what was scanned is always kept")
    func anything() {
        var random = SeededGenerator(seed: 20)
        let pieces = [
            "]C1", "]E0", "]Q3", "(01)", "01", "08690001157692", "\u{1D}", "https://", "a.b/", "/01/", "?", "%4", "%41",
            "=",
            "XXV", "XX", "*", " ", "|]e0", "İ", "é", "\u{0}", "9", "(", ")", "\\", "8006", "7258", "1/", "<GS>",
        ]
        var settings = CodeReader.Settings()
        settings.separatorSubstitutes = ["<GS>", "|", ""]
        settings.prefix = "*"
        settings.suffix = "9"
        for _ in 0..<3_000 {
            let text = (0..<Int.random(in: 0...8, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            settings.layout = KeyboardLayout.allCases.randomElement(using: &random) ?? .us
            let code = CodeReader.read(text, settings: settings)
            #expect(code.input == text)
            _ = code.error?.description
        }
        for _ in 0..<1_000 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = CodeReader.read(bytes: bytes, settings: settings)
        }
    }

    @Test(
        "a very long code is read in no more than its share of time, and its error stays short",
        arguments: [
            "9", "*", " ", "(10)A", "10A\u{1D}", "]C1", "https://a/01/", "%41", "/01/08690001157692", "<GS>", "İ",
            "XXVB",
        ])
    func long(piece: String) {
        var settings = CodeReader.Settings()
        settings.separatorSubstitutes = ["<GS>"]
        for start in ["", "]C1", "(10)A", "https://a.b/01/08690001157692?", "https://a.b"] {
            let code = CodeReader.read(
                start + String(repeating: piece, count: 20_000 / piece.utf8.count), settings: settings)
            #expect(code.error.map { $0.description.utf8.count < 400 } ?? true)
        }
    }
}
