import TestTools
import Testing

@testable import Barcode

@Suite("Bytes to characters")
struct UTF8AssemblerTests {
    @Test("row 14: a character cut between two reads waits for its rest")
    func cut() {
        var assembler = UTF8Assembler()
        var scalars: [Unicode.Scalar] = []
        assembler.feed(0xC4, into: &scalars)
        #expect(scalars.isEmpty && assembler.isWaiting)
        assembler.feed(0xB0, into: &scalars)
        #expect(scalars == ["İ"] && !assembler.isWaiting)
    }

    @Test("every valid text comes out as the standard library decodes it")
    func valid() {
        let text = "Aladağ ıİşŞ ñ € 中文 👩🏽‍🔧 \u{0}\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"
        #expect(decode(Array(text.utf8)) == Array(text.unicodeScalars))
    }

    @Test("bytes that are no UTF-8 are taken for Latin-1, and what follows them is not lost")
    func latin1() {
        #expect(decode([0x41, 0xE7, 0x42]) == ["A", "ç", "B"])
        #expect(decode([0xE7, 0xC4, 0xB0]) == ["ç", "İ"])
        #expect(decode([0xFF, 0x80]) == ["ÿ", "\u{80}"])
        #expect(decode([0xC0, 0x80]) == ["À", "\u{80}"])
        #expect(decode([0xED, 0xA0, 0x80]) == ["í", "\u{A0}", "\u{80}"])
        #expect(decode([0xF0, 0x9F]) == ["ð", "\u{9F}"])
    }

    @Test("no byte is lost, whatever comes")
    func anything() {
        var random = SeededGenerator(seed: 14)
        for _ in 0..<400 {
            let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if String(validating: bytes, as: UTF8.self) != nil { continue }
            #expect(decode(bytes).reduce(0) { $0 + ($1.value < 0x100 ? 1 : String($1).utf8.count) } >= bytes.count / 2)
            #expect(decode(bytes + Array("|end".utf8)).suffix(4) == ["|", "e", "n", "d"])
        }
    }

    private func decode(_ bytes: [UInt8]) -> [Unicode.Scalar] {
        var assembler = UTF8Assembler()
        var scalars: [Unicode.Scalar] = []
        for byte in bytes { assembler.feed(byte, into: &scalars) }
        assembler.finish(into: &scalars)
        return scalars
    }
}
