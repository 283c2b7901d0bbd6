import Barcode
import TestTools
import Testing

@Suite("Code 128")
struct Code128Tests {
    @Test("every text of ASCII comes back from its bars")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 128)
        let alphabets: [ClosedRange<UInt8>] = [
            0...127, 0x30...0x39, 0x41...0x5A, 0x00...0x1F, 0x61...0x7F, 0x28...0x45,
        ]
        for _ in 0..<400 {
            var text = ""
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let alphabet = alphabets.randomElement(using: &random) ?? 0...127
                for _ in 0..<Int.random(in: 1...7, using: &random) {
                    text.unicodeScalars.append(Unicode.Scalar(UInt8.random(in: alphabet, using: &random)))
                }
            }
            let barcode = try Code128(text)
            #expect(Code128Reader.read(barcode.widths) == text)
            #expect(barcode.modules.count == barcode.moduleCount)
            #expect(barcode.widths.reduce(0, +) == barcode.moduleCount)
        }
    }

    @Test("a message comes back as GS1-128, FNC1 as the group separator")
    func message() throws {
        let elements = try GS1.elements(ofBracketed: "(01)08690001157692(10)AB-12(37)24(21)x")
        let read = try #require(Code128Reader.read(try Code128(elements).widths))
        #expect(read.hasPrefix("\u{1D}"))
        #expect(CodeReader.read(read).elements == elements)
    }

    @Test(
        "the sets are switched where it saves codewords",
        arguments: [
            ("8690001157692", 9), ("00000000", 5), ("12", 2), ("123", 4), ("A12B", 5), ("A1234B", 7), ("A123456B", 8),
            ("abc", 4), ("ABC\u{1D}", 5), ("abc\u{1D}def", 9), ("XXVCDFXX", 9),
        ])
    func shortest(text: String, codewords: Int) throws {
        #expect(try Code128(text).codewords.count - 1 == codewords)
    }

    @Test("no shorter row of codewords exists, for every text of up to five characters of four kinds")
    func optimal() throws {
        let kinds: [Character] = ["1", "A", "a", "\u{1D}"]
        var texts = [""]
        for _ in 0..<5 {
            texts = texts.flatMap { text in kinds.map { text + String($0) } }
            for text in texts {
                #expect(
                    try Code128(text).codewords.count - 1 == Code128Reader.fewestCodewords(for: Array(text.utf8)),
                    "\(text)")
            }
        }
    }

    @Test("what cannot be drawn is refused with its place")
    func notDrawable() {
        #expect(throws: BarcodeError.self) { try Code128("") }
        #expect(throws: BarcodeError.self) { try Code128([GS1Element]()) }
        do {
            _ = try Code128("ABİ")
        } catch {
            #expect(
                "\(error)" == "“İ”, character 3, cannot be drawn in Code 128, which has the characters of ASCII only.")
        }
    }
}
