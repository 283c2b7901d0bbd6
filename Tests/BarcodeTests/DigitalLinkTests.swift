import Barcode
import TestTools
import Testing

@Suite("GS1 Digital Links")
struct DigitalLinkTests {
    @Test("key, qualifiers and attributes come in the order read")
    func everything() {
        let code = CodeReader.read(
            "https://example.com/some/where/01/08690001157692/22/2A/10/AB%2F12/21/7?17=261231&99=a%2Bb%2Fc&lang=tr#top")
        #expect(code.error == nil)
        #expect(code.kind == .digitalLink)
        #expect(
            code.elements.map { "\($0.identifier)=\($0.value)" } == [
                "01=08690001157692", "22=2A", "10=AB/12", "21=7", "17=261231", "99=a+b/c",
            ])
        #expect(code.gtin14 == "08690001157692")
        #expect(code.serial == "7")
    }

    @Test(
        "a link is found in every symbology that can hold text, with the scheme all lower or all upper case",
        arguments: [
            "https://id.gs1.org/01/08690001157692", "HTTP://ID.GS1.ORG/01/08690001157692",
            "]Q1https://a.b/01/08690001157692",
            "]d1https://a.b:8443/01/08690001157692/", "https://a.b/01/8690001157692?x=y",
        ])
    func forms(text: String) {
        #expect(CodeReader.read(text).gtin14 == "08690001157692")
        #expect(CodeReader.read(text).digitalLink != nil)
    }

    @Test(
        "what is no Digital Link is refused with its reason",
        arguments: [
            ("https://a.b/01/08690001157690", BarcodeError.Code.wrongCheckDigit),
            ("https:///01/08690001157692", .wrongDigitalLink),
            ("https://", .wrongDigitalLink),
            ("https://a.b", .wrongDigitalLink),
            ("https://a.b/10/LOT", .wrongDigitalLink),
        ])
    func refused(text: String, reason: BarcodeError.Code) {
        let code = CodeReader.read(text)
        #expect(code.error?.code == reason, "\(String(describing: code.error))")
        #expect(code.kind == .text)
    }

    @Test(
        "a link with a right key and a fault behind it is taken by its key, and the fault is told",
        arguments: [
            ("https://a.b/01/08690001157692/21/1/10/2", BarcodeError.Code.wrongDigitalLink, "01 21 10"),
            ("https://a.b/01/08690001157692/99/1", .wrongDigitalLink, "01 99"),
            ("https://a.b/01/08690001157692/10", .wrongDigitalLink, "01"),
            ("https://a.b/01/08690001157692/10/", .wrongDigitalLink, "01"),
            ("https://a.b/01/08690001157692/10/%4", .wrongDigitalLink, "01"),
            ("https://a.b/01/08690001157692/10/A%20B/21/7", .wrongCharacter, "01 21"),
            ("https://a.b/01/08690001157692/10/A B/21/7", .wrongCharacter, "01 21"),
            ("https://a.b/01/08690001157692?21=1", .wrongDigitalLink, "01 21"),
            ("https://a.b/01/08690001157692?89=1", .wrongDigitalLink, "01"),
            ("https://a.b/01/08690001157692?17=261231&17=261231", .wrongDigitalLink, "01 17"),
            ("https://a.b/01/08690001157692?17=261331&10=LOT", .wrongValue, "01 10"),
        ])
    func faulty(text: String, reason: BarcodeError.Code, right: String) {
        let code = CodeReader.read(text)
        #expect(code.error?.code == reason, "\(String(describing: code.error))")
        #expect(code.fault == code.error)
        #expect(code.kind == .digitalLink)
        #expect(code.digitalLink == nil)
        #expect(code.gtin14 == "08690001157692")
        #expect(code.elements.map(\.identifier).joined(separator: " ") == right)
        #expect(throws: BarcodeError.self) { try DigitalLink(text) }
    }

    @Test("a link behind the identifier of GS1 symbologies is a link")
    func marked() {
        for mark in ["]Q3", "]d2", "]C1", "]e0", "]J1"] {
            let code = CodeReader.read("\(mark)https://a.b/01/08690001157692/21/7")
            #expect(code.kind == .digitalLink)
            #expect(code.gtin14 == "08690001157692")
            #expect(code.serial == "7")
            #expect(code.error == nil)
        }
    }

    @Test("a scheme in mixed case is a text, as for GS1's engine")
    func mixedCase() {
        #expect(CodeReader.read("HtTps://example.com/01/08690001157692").error == nil)
        #expect(CodeReader.read("HtTps://example.com/01/08690001157692").kind == .text)
    }

    @Test("elements written as a link are read back from it")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            var elements = [try GS1Element("01", "08690001157692")]
            for name in ["22", "10", "21", "17", "3103", "400", "99"] where Bool.random(using: &random) {
                elements.append(try GS1Element(name, Sample.value(of: name, &random) ?? ""))
            }
            #expect(try DigitalLink(elements).elements == elements)
        }
        #expect(throws: BarcodeError.self) { try DigitalLink([GS1Element("10", "AB")]) }
        let link = try DigitalLink(GS1.elements(ofBracketed: "(17)261231(10)A/B(01)08690001157692"), at: "https://a.b")
        #expect(link.uri == "https://a.b/01/08690001157692/10/A%2FB?17=261231")
    }
}
