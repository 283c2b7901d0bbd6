import Barcode
import TestTools
import Testing

@Suite("GS1 messages")
struct GS1Tests {
    @Test("values of predefined length need no separator, all others end at one")
    func separators() throws {
        let elements = try GS1.elements(ofElementString: "0108690001157692172612313103001750" + "10AB-12\u{1D}2112345")
        #expect(
            pairs(elements) == ["01=08690001157692", "17=261231", "3103=001750", "10=AB-12", "21=12345"])
        #expect(elements.map(\.title) == ["GTIN", "USE BY or EXPIRY", "NET WEIGHT (kg)", "BATCH/LOT", "SERIAL"])
    }

    @Test("every identifier of the table has components, a title, and comes back from both forms")
    func everyIdentifier() throws {
        var random = SeededGenerator(seed: 5)
        let names = (0...9_999).flatMap { number in
            [2, 3, 4].compactMap { width in
                let digits = String(number)
                return digits.count <= width ? String(repeating: "0", count: width - digits.count) + digits : nil
            }
        }.filter { Sample.value(of: $0, &random) != nil }
        #expect(names.count == 541)

        for name in names {
            for _ in 0..<5 {
                let element = try #require(try Sample.value(of: name, &random).map { try GS1Element(name, $0) })
                #expect(!element.title.isEmpty || name.hasPrefix("81"))
                let message = [element, try GS1Element("99", "END")]
                #expect(try GS1.elements(ofElementString: GS1.elementString(of: message)) == message)
                #expect(try GS1.elements(ofBracketed: GS1.bracketed(message)) == message)
            }
        }
    }

    @Test(
        "every error says what is wrong and where",
        arguments: [
            ("(01)08690001157690", "(01) has the check digit 0 as character 18, and should have 2."),
            ("(01)0869000115769", "(01) has 13 characters from character 5, and should have 14."),
            (
                "(17)261301",
                "(17) has “261301” from character 5, and should have a date YYMMDD, the day 00 for the end of the month."
            ),
            (
                "(10)AB^",
                "(10) has “^” as character 7, and should have a letter without accent, a digit, or one of !\"%&'()*+,-./_:;<=>? there."
            ),
            (
                "(10)Şubat",
                "(10) has “Ş” as character 5, and should have a letter without accent, a digit, or one of !\"%&'()*+,-./_:;<=>? there."
            ),
            ("(30)12X", "(30) has “X” as character 7, and should have a digit there."),
            ("(10)", "(10) has 0 characters from character 5, and should have 1 to 20."),
            ("(89)1", "No GS1 identifier begins at character 2 with “89”."),
            ("(01", "The brackets are wrong at character 4: there should be a closing bracket after the identifier."),
            ("]C1" + "0108690001157692\u{1D}\u{1D}10AB", "No GS1 identifier begins at character 18 with “␝10A”."),
            ("]E08690001157690", "The code has the check digit 0 as character 13, and should have 2."),
            ("]E0869000115769", "The code has 12 characters from character 1, and should have 13."),
            ("8690001157690", "The code has the check digit 0 as character 13, and should have 2."),
            ("]y1ABC", "“]y1” is no known symbology identifier; it should be one such as ]C1 or ]E0."),
            (
                "https://example.com/about",
                "The address is no GS1 Digital Link at character 20: there should be a path with a key and its value, such as /01/ and a GTIN."
            ),
            ("", "The code is empty, and should be at least one character."),
        ])
    func errors(text: String, message: String) {
        #expect(CodeReader.read(text).error?.description == message)
    }

    @Test(
        "a date without a day is the last of its month, and its century is the nearest",
        arguments: [
            ("260228", "2026-02-28"), ("240200", "2024-02-29"), ("260200", "2026-02-28"), ("770101", "1977-01-01"),
            ("760101", "2076-01-01"), ("990101", "1999-01-01"), ("251231", "2025-12-31"),
        ])
    func dates(text: String, day: String) throws {
        #expect(try GS1Element("17", text).date(currentYear: 2026)?.description == day)
    }

    @Test("the window slides over the ends of centuries, and what is no day is none")
    func window() {
        #expect(CalendarDate(yymmdd: "010101", currentYear: 2099)?.year == 2101)
        #expect(CalendarDate(yymmdd: "990101", currentYear: 2001)?.year == 1999)
        #expect(CalendarDate(yymmdd: "500101", currentYear: 2000)?.year == 2050)
        #expect(CalendarDate(yymmdd: "510101", currentYear: 2000)?.year == 1951)
        for text in ["261301", "260230", "26010", "2601011", "26O101", "260000"] {
            #expect(CalendarDate(yymmdd: text, currentYear: 2026) == nil, "\(text)")
        }
        #expect(CalendarDate(yymmdd: "260101", currentYear: .max) == nil)
    }

    @Test("the check characters of a GMN are the standard's own example")
    func checkCharacters() throws {
        #expect(try GS1Element("8013", "1987654Ad4X4bL5ttr2310c2K").value.count == 25)
        #expect(throws: BarcodeError.self) { try GS1Element("8013", "1987654Ad4X4bL5ttr2310c2L") }
    }

    @Test(
        "an IBAN, a piece of a total and a birth sequence are checked",
        arguments: [
            ("8007", "TR330006100519786457841326", true), ("8007", "TR330006100519786457841327", false),
            ("8006", "086900011576920102", true), ("8006", "086900011576920302", false),
            ("7258", "1/3", true), ("7258", "4/3", false), ("4309", "02790858483015297971", true),
            ("4309", "18000000013600000000", false), ("4324", "2612312359", true), ("4324", "2612312400", false),
        ])
    func rules(identifier: String, value: String, isGood: Bool) {
        #expect(((try? GS1Element(identifier, value)) != nil) == isGood)
    }

    @Test("a broken association is a warning and never an error")
    func associations() {
        let lone = CodeReader.read("(10)AB12")
        #expect(lone.error == nil)
        #expect(lone.warnings.map(\.description) == ["(10) should come with (01) or (02) or (03) or (8006) or (8026)."])

        let both = CodeReader.read("(01)08690001157692(02)08690001157692(37)12")
        #expect(both.error == nil)
        #expect(both.warnings.map(\.code) == [.excludedAssociation, .excludedAssociation, .missingAssociation])

        let twice = CodeReader.read("(01)08690001157692(10)A(10)B")
        #expect(twice.warnings.map(\.description) == ["(10) comes twice, as “A” and as “B”."])
        #expect(
            CodeReader.read("(01)08690001157692(3103)001750(3102)000175").warnings.map(\.code)
                == [.excludedAssociation, .excludedAssociation])
        #expect(CodeReader.read("(01)08690001157692(3103)001750").warnings.isEmpty)
    }

    private func pairs(_ elements: [GS1Element]) -> [String] { elements.map { "\($0.identifier)=\($0.value)" } }
}
