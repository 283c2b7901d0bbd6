import Barcode
import Foundation
import Testing

@Suite("packline explain")
struct ExplainTests {
    @Test("every line of input is answered by one object, whatever it holds")
    func lines() async throws {
        let codes: [[UInt8]] = [
            Array("]C10108690001157692".utf8) + Array("10LOT7".utf8) + [0x1D] + Array("21S1\r".utf8),
            Array("XXBOXXX".utf8), Array("XXVCDFXX".utf8), Array("00340123450000000017".utf8), [],
            [0xFF, 0xFE, 0x00, 0xC3], Array("https://Example.COM/01/8690001157692/10/A?99=x&lang=tr#y".utf8),
            Array("8690001157695".utf8), Array(repeating: 0x5D, count: 200_000), Array("1006905".utf8),
        ]
        let program = try await Program.packline(["explain", "--json"], input: Array(codes.joined(separator: [0x0A])))
        #expect(program.status == 0, "\(program.errors)")
        let answers = try program.lines.map(Answer.init)
        try #require(answers.count == codes.count)

        #expect(answers[0].symbology == "GS1-128")
        #expect(answers[0].canonical == "010869000115769210LOT7\u{1D}21S1")
        #expect(answers[0].gtin14 == "08690001157692")
        #expect(answers[0].elements == [["01", "08690001157692"], ["10", "LOT7"], ["21", "S1"]])
        #expect(answers[1].command == "pack")
        #expect(answers[2].reason == 12)
        #expect(answers[3].sscc == "340123450000000017")
        #expect(answers[4].error?.contains("empty") == true)
        #expect(answers[5].valid && answers[5].input == "\u{FF}\u{FE}\u{0}\u{C3}")
        #expect(answers[6].digital_link == "https://example.com/01/08690001157692/10/A?99=x")
        #expect(answers.map(\.valid) == [true, true, true, true, false, true, true, true, true, true])
        #expect(
            answers.map(\.kind) == [
                "gs1", "command", "reason", "gs1", "text", "text", "digital-link", "text", "text", "text",
            ])
        #expect(answers.allSatisfy { $0.fault == nil })
        #expect(answers[7].error?.contains("check digit") == true)
        #expect(answers[8].error?.contains("symbology") == true)
        #expect(answers[9].valid && answers[9].canonical == "1006905" && answers[9].elements.isEmpty)
    }

    @Test("codes can be given as arguments, in any script")
    func arguments() async throws {
        let program = try await Program.packline([
            "explain", "--json", "(01)08690001157692", "İstanbul", "xxsendxx", "]C1010869000115769217261399",
        ])
        let answers = try program.lines.map(Answer.init)
        try #require(answers.count == 4)
        #expect(answers[0].gtin14 == "08690001157692")
        #expect(answers[1].canonical == "İstanbul")
        #expect(answers[2].command == "ship")
        #expect(answers[3].valid && answers[3].kind == "gs1" && answers[3].fault?.hasPrefix("(17) has") == true)
    }

    @Test("people read a fact a line, and which layout would explain a code")
    func people() async throws {
        let program = try await Program.packline(["explain", "(01)08690001157692(17)261200", "ğğbox"])
        #expect(
            program.text == """
                Code       (01)08690001157692(17)261200
                Means      GS1 elements
                GTIN       08690001157692
                (01)       08690001157692  GTIN
                (17)       261200 (2026-12-31)  USE BY or EXPIRY

                Code       ğğbox
                Means      plain text; looked up as it is
                Is not     a command, a trade item or GS1 data

                """)
        let french = try await Program.packline(["explain", KeyboardLayout.french.received("8690001157692")])
        #expect(french.text.contains("Layout     fr would make it 8690001157692: a trade item"))
    }

    @Test("a text that the station looks up is said to be one, with what keeps it from being more")
    func plainText() async throws {
        let program = try await Program.packline(["explain", "12345678", "]C1010869000115769217261399"])
        #expect(
            program.text == """
                Code       12345678
                Means      plain text; looked up as it is
                Is not     a trade item: The code has the check digit 8 as character 8, and should have 0.

                Code       ]C1010869000115769217261399
                Means      GS1 elements, a part of which is wrong; it is taken by the others
                Wrong      (17) has “261399” from character 19, and should have a date YYMMDD, the day 00 for the end of the month.
                Symbology  GS1-128 (]C1)
                Canonical  010869000115769217261399
                GTIN       08690001157692
                (01)       08690001157692  GTIN

                """)
        let texts = ["XXVCDBXX", "106141412345678900", "https://example.com/about", "(10)", "]]]", "ABC"]
        let answers = try await Program.packline(["explain"] + texts).text
        #expect(answers.matches(of: /looked up as it is/).count == texts.count)
        let kinds = [
            "a denial reason: ", "a logistic unit: ", "a GS1 Digital Link: ", "GS1 data: ",
            "a code of a known symbology: ", "a command, a trade item or GS1 data",
        ]
        for kind in kinds { #expect(answers.contains("Is not     \(kind)"), "\(kind)") }
    }

    @Test("it speaks Turkish to whoever reads Turkish")
    func turkish() async throws {
        let program = try await Program.packline(
            ["explain", "XXBOXXX", "8690001157695", "8690001157692"], environment: ["LANG": "tr_TR.UTF-8"])
        #expect(
            program.text == """
                Kod        XXBOXXX
                Anlamı     paketle komutu: açık paketi paketler

                Kod        8690001157695
                Anlamı     düz metin; olduğu gibi aranır
                Değil      ürün: Kod: kontrol basamağı 5, doğrusu 2.

                Kod        8690001157692
                Anlamı     bir ürün
                GTIN       08690001157692

                """)
    }

    @Test("the configuration's scanner goes for explained codes too")
    func configured() async throws {
        let folder = try Folder()
        try Data("scanner:\n  prefix: \"~\"\n".utf8).write(to: folder.url("config.yaml"))
        let config = folder.url("config.yaml").path
        let program = try await Program.packline(["explain", "--json", "--config", config, "~XXDONEXX"])
        #expect(try Answer(program.lines.first ?? "").command == "yes")
    }
}

/// What `explain --json` answers.
private struct Answer: Decodable {
    let input: String, kind: String, fault: String?, valid: Bool, error: String?, symbology: String?, canonical: String,
        gtin14: String?
    let sscc: String?, elements: [[String]], digital_link: String?, command: String?, reason: Int?

    init(_ line: Substring) throws { self = try JSONDecoder().decode(Answer.self, from: Data(line.utf8)) }
}
