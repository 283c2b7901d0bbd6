import Testing

@testable import StationTerminal

@Suite("Keys from bytes")
struct KeyDecoderTests {
    /// Decodes reads one after the other, each followed by the end of what was waiting.
    func keys(_ reads: [UInt8]...) -> [Key] {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for read in reads {
            for byte in read { decoder.feed(.byte(byte), into: &keys) }
            decoder.endOfInput(into: &keys)
        }
        return keys
    }

    func characters(_ text: String) -> [Key] { text.unicodeScalars.map(Key.character) }

    @Test("a scan is its characters and its end")
    func scan() {
        #expect(keys(Array("1157696\r".utf8)) == characters("1157696") + [.enter])
        #expect(keys(Array("ab\r\n".utf8)) == characters("ab") + [.enter, .control(0x0A)])
    }

    @Test("a character that is cut between two reads waits for the rest")
    func cut() {
        #expect(keys([0xC4], [0xB0]) == characters("İ"))
        #expect(keys([0xF0, 0x9F], [0x8E], [0x81]) == characters("🎁"))
    }

    @Test("a byte that is no UTF-8 is kept as its Latin-1 character")
    func latin() {
        #expect(keys([0xFC, 0x0D]) == characters("ü") + [.enter])
        #expect(keys([0xC4, 0x41]) == characters("ÄA"))
        #expect(keys([0xE4, 0xF6, 0xFC]) == characters("äöü"))
        #expect(keys([0xC3, 0xC4, 0xB0]) == characters("Ãİ"))
    }

    @Test("control bytes in a scan are data")
    func controls() {
        #expect(keys([0x30, 0x1D, 0x31, 0x03]) == [.character("0"), .control(0x1D), .character("1"), .control(0x03)])
    }

    @Test("Esc alone is Esc, with a character right after it is Alt")
    func escape() {
        #expect(keys([0x1B]) == [.escape])
        #expect(keys([0x1B], [0x61]) == [.escape, .character("a")])
        #expect(keys([0x1B, 0x61]) == [.alt("a")])
        #expect(keys([0x1B, 0x1B]) == [.escape, .escape])
        #expect(keys([0x1B, 0x0D]) == [.escape, .enter])
        #expect(keys(Array("\u{1B}0\u{1B}2\u{1B}9".utf8)) == [.alt("0"), .alt("2"), .alt("9")])
        #expect(keys([0x1B, 0x5B]) == [.alt("[")])
    }

    @Test(
        "a sequence that means nothing is left out whole",
        arguments: ["\u{1B}[99~", "\u{1B}[<0;12;34M", "\u{1B}[M !!", "\u{1B}[?1;2c", "\u{1B}Oz", "\u{1B}[1;5A"])
    func unknown(_ sequence: String) {
        #expect(keys(Array("ab\(sequence)cd".utf8)) == characters("abcd"))
        // Also when it is cut in two.
        let bytes = Array(sequence.utf8)
        #expect(keys(Array(bytes[..<3]), Array(bytes[3...]) + [0x63]) == characters("c"))
    }

    @Test("a key in the middle of a scan is a key of its own, and a resize is nothing")
    func interrupted() {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for token in [.byte(0x31), .key(.function(5)), .byte(0xC4), .ignored, .byte(0xB0)] as [KeyDecoder.Token] {
            decoder.feed(token, into: &keys)
        }
        #expect(keys == [.character("1"), .function(5), .character("İ")])
    }
}
