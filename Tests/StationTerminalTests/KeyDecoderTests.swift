import Testing

@testable import StationTerminal

@Suite("Keys from bytes")
struct KeyDecoderTests {
    /// Decodes reads one after the other, each followed by the end of what was waiting; in the end all waits time out.
    func keys(_ reads: [UInt8]...) -> [Key] {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for read in reads {
            for byte in read { decoder.feed(.byte(byte), into: &keys) }
            decoder.endOfInput(into: &keys)
        }
        while decoder.wait != nil { decoder.endWait(into: &keys) }
        return keys
    }

    /// Decodes reads of which each but the first comes after so many waits have timed out.
    func keys(_ reads: String..., late: Int) -> [Key] {
        let known: [String: Key] = [
            "\u{1B}[A": .up, "\u{1B}OP": .function(1), "\u{1B}[15~": .function(5), "\u{1B}[[A": .function(1),
            "\u{1B}[200~": .pasteBegin,
        ]
        var decoder = KeyDecoder { known[String(decoding: $0, as: UTF8.self)] }
        var keys: [Key] = []
        for (index, read) in reads.enumerated() {
            for byte in read.utf8 { decoder.feed(.byte(byte), into: &keys) }
            decoder.endOfInput(into: &keys)
            guard index + 1 < reads.count else { continue }
            for _ in 0..<late { decoder.endWait(into: &keys) }
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

    @Test(
        "a key that a slow line cuts anywhere is that key",
        arguments: [
            ("[A", Key.up), ("OP", .function(1)), ("[15~", .function(5)), ("[[A", .function(1)), ("[200~", .pasteBegin),
        ])
    func split(rest: String, key: Key) {
        for cut in 0...rest.utf8.count {
            let (start, end) = (rest.prefix(cut), rest.dropFirst(cut))
            #expect(keys("\u{1B}\(start)", String(end), late: 0) == [key], "\(start) \(end)")
        }
        var decoder = KeyDecoder { String(decoding: $0, as: UTF8.self) == "\u{1B}" + rest ? key : nil }
        var told: [Key] = []
        for byte in "\u{1B}\(rest)".utf8 {
            decoder.feed(.byte(byte), into: &told)
            decoder.endOfInput(into: &told)
        }
        #expect(told == [key], "byte by byte")
    }

    @Test("the rest of a key that comes when its Esc was told is still that key")
    func late() {
        #expect(keys("\u{1B}", "[A", late: 1) == [.escape, .up])
        #expect(keys("\u{1B}", "OP", late: 1) == [.escape, .function(1)])
        #expect(keys("\u{1B}", "[15~", late: 1) == [.escape, .function(5)])
        #expect(keys("\u{1B}[", "A", late: 1) == [.up])
        #expect(keys("\u{1B}", "[A\u{1B}[A", late: 1) == [.escape, .up, .up])
        #expect(keys("\u{1B}", "[200~ab", late: 1) == [.escape, .pasteBegin] + characters("ab"))
    }

    @Test("a scan or a word behind an Esc is whole, whatever it begins with", arguments: [0, 1, 2])
    func scanBehindEscape(late: Int) {
        for scan in ["OP-1234", "[A-12", "8690001157692", "O", "[", "[]", "OPEN", "[1", "Ok", "[[x", "[15~8"] {
            let expected = scan == "[15~8" && late < 2 ? [.function(5), .character("8")] : characters(scan)
            let escape: [Key] = scan == "[15~8" && late == 0 ? [] : [.escape]
            #expect(keys("\u{1B}", "\(scan)\r", late: late) == escape + expected + [.enter], "\(scan)")
        }
        // Typed letter by letter once the Esc was delivered, a word that begins like a key is a word.
        guard late > 0 else { return }
        #expect(keys("\u{1B}", "O", "P", late: late) == [.escape] + characters("OP"))
    }

    @Test("nothing is waited for behind a scan, and behind an Esc only so long")
    func waits() {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for byte in "869\r".utf8 { decoder.feed(.byte(byte), into: &keys) }
        decoder.endOfInput(into: &keys)
        #expect(decoder.wait == nil)
        decoder.feed(.byte(0x1B), into: &keys)
        decoder.endOfInput(into: &keys)
        #expect(decoder.wait == .rest)
        decoder.endWait(into: &keys)
        #expect(decoder.wait == .lateRest)
        decoder.endWait(into: &keys)
        #expect(decoder.wait == nil)
        #expect(keys == characters("869") + [.enter, .escape])
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

    // MARK: - The terminal's answer about its ground

    private static let light = "\u{1B}]11;rgb:ffff/ffff/dddd"

    @Test(
        "the terminal's answer about its ground is a token of its own, wherever it is cut",
        arguments: ["\u{07}", "\u{1B}\\"])
    func background(end: String) {
        let answer = Array("\(Self.light)\(end)".utf8)
        for cut in 1..<answer.count {
            let told = keys(Array("86".utf8) + answer[..<cut], Array(answer[cut...]) + Array("90\r".utf8))
            #expect(told == characters("86") + [.background(isLight: true)] + characters("90") + [.enter], "\(cut)")
        }
        var decoder = KeyDecoder()
        var told: [Key] = []
        for byte in answer {
            decoder.feed(.byte(byte), into: &told)
            decoder.endOfInput(into: &told)
        }
        #expect(told == [.background(isLight: true)], "byte by byte")
    }

    @Test("an answer that pauses longer than any key is still no text", arguments: [1, 2, 3])
    func lateBackground(late: Int) {
        #expect(keys("\u{1B}]11;rgb:0000/", "0000/0000\u{07}", late: late) == [.background(isLight: false)])
        #expect(keys("\u{1B}", "]11;rgb:0000/0000/0000\u{07}", late: 1) == [.escape, .background(isLight: false)])
    }

    @Test("what is typed behind half an answer is lost neither by Enter, nor by a key, nor by waiting")
    func typedBehindHalf() {
        for end in ["enter", "key", "wait"] {
            var decoder = KeyDecoder()
            var told: [Key] = []
            for byte in "\u{1B}]11;rgb:ff".utf8 { decoder.feed(.byte(byte), into: &told) }
            decoder.endOfInput(into: &told)
            decoder.endWait(into: &told)
            #expect(told == [] && decoder.wait == nil)
            for byte in "869".utf8 {
                decoder.feed(.byte(byte), into: &told)
                decoder.endOfInput(into: &told)
            }
            #expect(told == [] && decoder.wait == .lateRest)
            switch end {
            case "enter": decoder.feed(.byte(0x0D), into: &told)
            case "key": decoder.feed(.key(.up), into: &told)
            default: decoder.endWait(into: &told)
            }
            #expect(told == characters("869") + (end == "enter" ? [.enter] : end == "key" ? [.up] : []), "\(end)")
        }
    }

    @Test("what is written otherwise says nothing, and half an answer takes no scan with it")
    func oddBackground() {
        #expect(keys(Array("\u{1B}]11;#ffffff\u{07}1".utf8)) == [.background(isLight: nil), .character("1")])
        for colour in ["rgb:-fff/-fff/-fff", "rgb:+f/+f/+f", "rgb:ffffffffffff/f/f", "rgb:f/f"] {
            #expect(keys(Array("\u{1B}]11;\(colour)\u{07}".utf8)) == [.background(isLight: nil)], "\(colour)")
        }
        #expect(keys(Array("\u{1B}]11;rgb:ff".utf8), Array("869\r".utf8)) == characters("869") + [.enter])
        #expect(keys("\u{1B}", "]C1869\r", late: 1) == [.escape] + characters("]C1869") + [.enter])
        #expect(keys(Array("\u{1B}]".utf8)) == [.alt("]")])
    }
}
