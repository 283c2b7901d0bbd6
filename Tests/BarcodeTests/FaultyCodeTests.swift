import Barcode
import Testing

@Suite("Codes with a fault")
struct FaultyCodeTests {
    @Test(
        "a right (01), (02) or (00) counts although another element is faulty, and the fault is told",
        arguments: [
            ("]C1010012164300034617261399", "17", "00121643000346", ["01"]),
            ("]C10100121643000346422792101234", "422", "00121643000346", ["01"]),
            ("010012164300034617261399", "17", "00121643000346", ["01"]),
            ("]C101001216430003461726139910LOT\u{1D}21S1", "17", "00121643000346", ["01", "10", "21"]),
            ("]C10100121643000346172613\u{1D}21S1", "17", "00121643000346", ["01", "21"]),
            ("]C1010012164300034610A\u{FC}B\u{1D}21S1", "10", "00121643000346", ["01", "21"]),
            ("]C1172613990100121643000346", "17", "00121643000346", ["01"]),
            ("]d202001216430003463024X", "30", "00121643000346", ["02"]),
            ("(01)00121643000346(17)261399(21)S1", "17", "00121643000346", ["01", "21"]),
            ("(17)261399(01)00121643000346", "17", "00121643000346", ["01"]),
            ("]E04006381333931|]e017261399", "17", "04006381333931", []),
        ])
    func taken(text: String, identifier: String, gtin: String, elements: [String]) {
        let code = CodeReader.read(text)
        #expect(code.gtin14 == gtin)
        #expect(code.elements.map(\.identifier) == elements)
        #expect(code.error?.identifier == identifier)
        #expect(code.fault == code.error)
        #expect(code.matches(gtin))
    }

    @Test("a logistic unit counts by its (00) in the same way")
    func unit() {
        let code = CodeReader.read("]C100106141412345678908" + "422792101234")
        #expect(code.sscc?.digits == "106141412345678908")
        #expect(code.fault?.identifier == "422")
    }

    @Test("an identifier that is not known ends what can be read up to the next separator")
    func unknownIdentifier() {
        let code = CodeReader.read("]C10108690001157692" + "89XX\u{1D}21S1")
        #expect(code.gtin14 == "08690001157692")
        #expect(code.serial == "S1")
        #expect(code.fault?.code == .unknownIdentifier)
    }

    @Test(
        "a code whose own identifier is wrong is plain text with an error",
        arguments: [
            "]C1010869000115769017261231", "(01)08690001157690(17)261231", "]C110LOT\u{1D}17261399", "(17)261399",
            "]C100106141412345678900",
        ])
    func notTaken(text: String) {
        let code = CodeReader.read(text)
        #expect(code.kind == .text)
        #expect(code.gtin == nil && code.sscc == nil)
        #expect(code.error != nil)
        #expect(code.fault == nil)
    }

    @Test("a text that only begins like a GTIN is no GS1 code")
    func plainText() {
        for text in ["0108690001157692XYZ", "01086900011576920X-17", "0108690001157690172612"] {
            #expect(CodeReader.read(text).kind == .text, "\(text)")
            #expect(CodeReader.read(text).error == nil, "\(text)")
        }
    }

    @Test("separators too many are passed over")
    func separators() {
        for text in [
            "]C110A\u{1D}\u{1D}15210526", "\u{1D}\u{1D}10A\u{1D}15210526\u{1D}\u{1D}", "10A\u{1D}\u{1D}\u{1D}15210526",
        ] {
            let code = CodeReader.read(text)
            #expect(code.kind == .gs1)
            #expect(code.elements.map { "\($0.identifier)=\($0.value)" } == ["10=A", "15=210526"])
            #expect(code.error?.code == .unknownIdentifier)
            #expect(throws: BarcodeError.self) { try GS1.elements(ofElementString: code.canonical) }
        }
    }

    @Test(
        "an EAN or UPC counts in every length in which scanners send it",
        arguments: [
            ("]E0036000291452", "00036000291452"), ("]E096385074", "00000096385074"),
            ("]E4036000291452", "00036000291452"),
            ("]E48690001157692", "08690001157692"),
        ])
    func shortCodes(text: String, gtin: String) {
        let code = CodeReader.read(text)
        #expect(code.gtin14 == gtin)
        #expect(code.kind == .gtin)
        #expect(code.error?.code == .wrongLength)
        #expect(code.fault == nil, "it is no fault of the label")
    }

    @Test("a symbology identifier that is not known is cut off, and the rest is tried")
    func unknownSymbology() {
        #expect(CodeReader.read("]X08690001157692").gtin14 == "08690001157692")
        #expect(CodeReader.read("]X0(01)08690001157692").gtin14 == "08690001157692")
        #expect(CodeReader.read("]X0XXBOXXX").command == .pack)
        #expect(CodeReader.read("]X0000000073").matches("000000073"))
        #expect(CodeReader.read("]X0000000073").error?.code == .unknownSymbology)
        #expect(CodeReader.read("]X0000000073").symbology?.identifier == "]X0")
        // A number that only looks so is found too.
        #expect(CodeReader.read("]x0ABC").matches("]X0abc"))
        #expect(CodeReader.read("]X0").canonical == "]X0")
    }

    @Test(
        "blanks in the readable form are none of the values",
        arguments: ["(01) 08690001157692", "(01) 0 8690001 157692 (10) AB", "(01)08690001157692 (10)AB "])
    func blanks(text: String) {
        let code = CodeReader.read(text)
        #expect(code.gtin14 == "08690001157692")
        #expect(code.error == nil)
        #expect(code["10"] ?? "AB" == "AB")
    }

    @Test("what is GS1 without the identifier of a plain symbology is so with it")
    func plainSymbology() {
        for mark in ["]C0", "]d1", "]Q1", "]A0"] {
            let code = CodeReader.read("\(mark)010869000115769210AB")
            #expect(code.gtin14 == "08690001157692")
            #expect(code["10"] == "AB")
            #expect(code.error == nil)
        }
    }
}
