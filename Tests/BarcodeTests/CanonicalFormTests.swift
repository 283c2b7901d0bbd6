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
        var settings = Barcode.Settings()
        settings.prefix = "#"
        settings.suffix = "!"
        let code = Barcode.read(text, settings: settings)
        #expect(code.canonical == "ABC-123")
        #expect(code.input == text)
        #expect(code.error == nil)
    }

    @Test("row 19: a suffix that is itself a blank is taken off")
    func blankSuffix() {
        var settings = Barcode.Settings()
        settings.suffix = "\t"
        settings.prefix = "\u{02}"
        #expect(Barcode.read("\u{02}ABC\t", settings: settings).canonical == "ABC")
    }

    @Test(
        "row 20: the asterisks of Code 39 and blanks after a code are taken off",
        arguments: [
            ("*ABC*", "ABC"), ("*ABC *", "ABC"), ("]A0*ABC*  ", "ABC"), ("ABC   ", "ABC"), ("*", "*"), ("**", "**"),
            ("*ABC", "*ABC"), ("]C0*ABC*", "*ABC*"), ("A*B", "A*B"),
        ])
    func code39(text: String, canonical: String) {
        #expect(Barcode.read(text).canonical == canonical)
    }

    @Test("row 9: what stands for a group separator becomes one, substitutes only when they are configured")
    func separators() {
        let elements = ["10", "21"]
        #expect(Barcode.read("]C110AB\u{1D}2112").elements.map(\.identifier) == elements)
        #expect(Barcode.read("]C110AB\u{1E}2112").elements.map(\.identifier) == elements)
        #expect(Barcode.read("[)>\u{1E}06\u{1D}1PABC\u{1E}\u{04}").canonical.contains("\u{1E}"))
        for substitute in ["<GS>", "{GS}", "|", "^", "~"] {
            var settings = Barcode.Settings()
            let text = "]C110AB\(substitute)2112"
            #expect(Barcode.read(text).elements.map(\.identifier) != elements)
            settings.separatorSubstitutes = ["<", substitute]
            #expect(Barcode.read(text, settings: settings).elements.map(\.identifier) == elements, "\(substitute)")
        }
    }

    @Test("row 21: UPC-A, EAN-13 and GTIN-14 of one product are the same, and a number with zeros is not another text")
    func leadingZeros() {
        let spellings = ["036000291452", "0036000291452", "00036000291452", "]E00036000291452", "(01)00036000291452"]
        for text in spellings {
            let code = Barcode.read(text)
            #expect(code.gtin14 == "00036000291452")
            for stored in spellings.prefix(3) { #expect(code.matches(stored), "\(text) and \(stored)") }
            #expect(!code.matches("36000291452"))
        }
        #expect(GTIN("036000291452")?.spellings == ["00036000291452", "0036000291452", "036000291452"])
        #expect(!Barcode.read("000000073").matches("73"))
        #expect(Barcode.read("000000073").matches("000000073 "))
    }

    @Test("row 15: the end of exactly one expected code is incomplete, of two or none it is nothing")
    func lostCharacters() {
        let expected = ["8690001157692", "8690001157692", "8690001006905", "4006381333931"]
        #expect(Barcode.completion(of: "0001157692", among: expected) == "8690001157692")
        #expect(Barcode.completion(of: "8690001157692", among: expected) == nil)
        #expect(Barcode.completion(of: "694", among: expected) == nil)
        #expect(Barcode.completion(of: "6905", among: expected + ["1006905"]) == nil)
        #expect(Barcode.completion(of: "12345", among: expected) == nil)
        #expect(Barcode.read("0001157692").gtin == nil)
    }

    @Test("row 2: two codes in one frame are noticed, whether the station or their form knows them")
    func runTogether() {
        let isKnown = { (text: String) in ["000000073", "100129841"].contains(text) }
        let found = ["000000073100129841", "XXBOXXX000000073", "86900011576924006381333931", "XXBOXXXXXBOXXX"].map {
            Barcode.twoCodes(in: $0, isKnown: isKnown).map { "\($0.first)|\($0.second)" }
        }
        #expect(
            found == ["000000073|100129841", "XXBOXXX|000000073", "8690001157692|4006381333931", "XXBOXXX|XXBOXXX"])
        for text in ["000000073", "", "8690001157692", "000000073x", String(repeating: "XXBOXXX", count: 100)] {
            #expect(Barcode.twoCodes(in: text, isKnown: isKnown) == nil)
        }
    }
}
