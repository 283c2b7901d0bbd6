import Barcode
import Testing

@Suite("The canonical form of a code")
struct CanonicalFormTests {
    @Test(
        "row 19: symbology identifier, prefix and suffix are taken off, in any order, and the raw text is kept",
        arguments: [
            "]C0ABC-123", "#]C0ABC-123!", "]C0#ABC-123!", "ABC-123!", "#ABC-123", "#ABC-123!\r\n", " ABC-123  ",
        ])
    func stripped(text: String) {
        var settings = CodeReader.Settings()
        settings.prefix = "#"
        settings.suffix = "!"
        let code = CodeReader.read(text, settings: settings)
        #expect(code.canonical == "ABC-123")
        #expect(code.input == text)
        #expect(code.error == nil)
    }

    @Test("row 19: a suffix that is itself a blank is taken off")
    func blankSuffix() {
        var settings = CodeReader.Settings()
        settings.suffix = "\t"
        settings.prefix = "\u{02}"
        #expect(CodeReader.read("\u{02}ABC\t", settings: settings).canonical == "ABC")
    }

    @Test(
        "row 20: the asterisks of Code 39 and blanks after a code are taken off",
        arguments: [
            ("*ABC*", "ABC"), ("*ABC *", "ABC"), ("]A0*ABC*  ", "ABC"), ("ABC   ", "ABC"), ("*", "*"), ("**", "**"),
            ("*ABC", "*ABC"), ("]C0*ABC*", "*ABC*"), ("A*B", "A*B"),
        ])
    func code39(text: String, canonical: String) {
        #expect(CodeReader.read(text).canonical == canonical)
    }

    @Test("row 9: what stands for a group separator becomes one, substitutes only when they are configured")
    func separators() {
        let elements = ["10", "21"]
        #expect(CodeReader.read("]C110AB\u{1D}2112").elements.map(\.identifier) == elements)
        #expect(CodeReader.read("]C110AB\u{1E}2112").elements.map(\.identifier) == elements)
        #expect(CodeReader.read("[)>\u{1E}06\u{1D}1PABC\u{1E}\u{04}").canonical.contains("\u{1E}"))
        for substitute in ["<GS>", "{GS}", "|", "^", "~"] {
            var settings = CodeReader.Settings()
            let text = "]C110AB\(substitute)2112"
            #expect(CodeReader.read(text).elements.map(\.identifier) != elements)
            settings.separatorSubstitutes = ["<", substitute]
            #expect(CodeReader.read(text, settings: settings).elements.map(\.identifier) == elements, "\(substitute)")
        }
    }

    @Test(
        "what cannot be seen is no part of a code, on either side",
        arguments: [
            "8690000000012\u{A0}", "\u{FEFF}8690000000012", "8690\u{AD}000000012", "\u{200E}8690000000012\u{200F}",
            "86900\u{200B}00000012", "869000\u{2060}0000012", "\u{0}8690000000012\u{7F}", "8690000000012\u{85}",
            "8690000\u{FE0F}000012", "\u{2003}8690000000012\u{3000}", "\u{2066}8690000000012\u{2069}",
            "869000000001\u{9B}2", "8690000000012\u{2028}", "\u{180E}8690000000012", "8690000000012\u{E0020}",
            "8690000000012\u{2800}", "\u{3164}8690000000012", "86900\u{1}00000012", "869\u{34F}0000000012",
            "\u{202A}8690000000012\u{202C}\r\n", "]E0\u{200B}8690000000012",
        ])
    func invisible(text: String) {
        #expect(CodeReader.read(text).canonical == "8690000000012")
        #expect(CodeReader.read(text).input == text)
        #expect(CodeReader.read("8690000000012").matches(text))
        #expect(CodeReader.read(text).matches("08690000000012"))
        #expect(CodeReader.key(of: text) == CodeReader.key(of: "8690000000012"))
    }

    @Test(
        "every character that Unicode says to ignore, every control and format character and every blank is one of them"
    )
    func everyInvisible() {
        for value in Array(0...0x1FFFF as ClosedRange<UInt32>) + Array(0xE0000...0xE1000) {
            guard let scalar = Unicode.Scalar(UInt32(value)), ![0x1D, 0x1E].contains(value) else { continue }
            let properties = scalar.properties
            let isBlank = properties.isWhitespace
            let isIgnored = properties.isDefaultIgnorableCodePoint
            guard isBlank || isIgnored || [.control, .format].contains(properties.generalCategory) else { continue }
            let text = "A\(scalar)B"
            if CodeReader.key(of: text) != (isBlank ? "a b" : "ab")
                || CodeReader.read("\(text)\(scalar)").canonical.count > 3
            {
                Issue.record("U+\(String(value, radix: 16))")
            }
        }
    }

    @Test("a blank inside stays one, of whatever kind, and so does a group separator")
    func blanksInside() {
        #expect(CodeReader.read("AB\u{A0}1").matches("ab 1"))
        #expect(CodeReader.read("AB\t1").matches("AB\u{2009}1"))
        #expect(!CodeReader.read("AB1").matches("AB 1"))
        #expect(CodeReader.key(of: "A\u{1D}B") == "a\u{1D}b")
    }

    @Test("codes compare without the case of letters, and are shown as they were read")
    func letterCase() throws {
        for (scanned, stored) in [("ürün-1", "ÜRÜN-1"), ("ABC", "abc"), ("iI", "Ii"), ("ŞIŞ", "şiş"), ("ΑΣ", "ας")] {
            #expect(CodeReader.read(scanned).matches(stored))
            #expect(CodeReader.read(scanned).canonical == scanned)
        }
        for (scanned, stored) in [("ı", "I"), ("İ", "i"), ("ı", "i"), ("İ", "I"), ("STRASSE", "straße")] {
            #expect(!CodeReader.read(scanned).matches(stored), "\(scanned) \(stored)")
        }
        var settings = CodeReader.Settings()
        settings.aliases = try CommandAliases(["ÜRÜN\u{A0}TAMAM\u{200B}": .confirm])
        #expect(CodeReader.read("ürün tamam", settings: settings).command == .confirm)
        #expect(CodeReader.read("\u{FEFF}XXBOX\u{200B}XX").command == .pack)
    }

    @Test("a prefix, a suffix and a separator may be of characters that cannot be seen")
    func invisibleDressing() {
        var settings = CodeReader.Settings()
        settings.prefix = "\u{2}#"
        settings.suffix = "\u{3}"
        settings.separatorSubstitutes = ["\u{1C}"]
        let code = CodeReader.read("\u{2}#]C110AB\u{1C}2112\u{3}", settings: settings)
        #expect(code.elements.map(\.value) == ["AB", "12"])
        #expect(CodeReader.read("#ABC", settings: settings).canonical == "ABC")
    }

    @Test("row 21: UPC-A, EAN-13 and GTIN-14 of one product are the same, and a number with zeros is not another text")
    func leadingZeros() {
        let spellings = ["036000291452", "0036000291452", "00036000291452", "]E00036000291452", "(01)00036000291452"]
        for text in spellings {
            let code = CodeReader.read(text)
            #expect(code.gtin14 == "00036000291452")
            for stored in spellings.prefix(3) { #expect(code.matches(stored), "\(text) and \(stored)") }
            #expect(!code.matches("36000291452"))
        }
        #expect(GTIN("036000291452")?.spellings == ["00036000291452", "0036000291452", "036000291452"])
        #expect(!CodeReader.read("000000073").matches("73"))
        #expect(CodeReader.read("000000073").matches("000000073 "))
    }

    @Test("row 15: the end of exactly one expected code is incomplete, of two or none it is nothing")
    func lostCharacters() {
        let expected = ["8690001157692", "8690001157692", "8690001006905", "4006381333931"]
        #expect(CodeReader.completion(of: "0001157692", among: expected) == "8690001157692")
        #expect(CodeReader.completion(of: "8690001157692", among: expected) == nil)
        #expect(CodeReader.completion(of: "694", among: expected) == nil)
        #expect(CodeReader.completion(of: "6905", among: expected + ["1006905"]) == nil)
        #expect(CodeReader.completion(of: "12345", among: expected) == nil)
        #expect(CodeReader.read("0001157692").gtin == nil)
    }

    @Test("row 2: two codes in one frame are noticed, whether the station or their form knows them")
    func runTogether() {
        let isKnown = { (text: String) in ["000000073", "100129841"].contains(text) }
        let found = ["000000073100129841", "XXBOXXX000000073", "86900011576924006381333931", "XXBOXXXXXBOXXX"].map {
            CodeReader.twoCodes(in: $0, isKnown: isKnown).map { "\($0.first)|\($0.second)" }
        }
        #expect(
            found == ["000000073|100129841", "XXBOXXX|000000073", "8690001157692|4006381333931", "XXBOXXX|XXBOXXX"])
        for text in ["000000073", "", "8690001157692", "000000073x", String(repeating: "XXBOXXX", count: 100)] {
            #expect(CodeReader.twoCodes(in: text, isKnown: isKnown) == nil)
        }
    }
}
