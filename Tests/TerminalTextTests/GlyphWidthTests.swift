import CNcurses
import Glibc
import Testing

@testable import TerminalText

@Suite("Glyphs and their width")
struct GlyphWidthTests {
    /// A text, what is drawn for it, and how many columns that takes.
    struct Case: CustomTestStringConvertible {
        let text: String
        let drawn: String
        let columns: Int

        var testDescription: String {
            text.unicodeScalars.map { "U+\(String($0.value, radix: 16))" }.joined(separator: " ")
        }
    }

    static let cases = [
        Case(text: "Adana", drawn: "Adana", columns: 5),
        Case(text: "İzmir ığüşöç", drawn: "İzmir ığüşöç", columns: 12),
        Case(text: "I\u{307}stanbul", drawn: "I\u{307}stanbul", columns: 8),
        Case(text: "東京", drawn: "東京", columns: 4),
        Case(text: "서울", drawn: "서울", columns: 4),
        Case(text: "\u{1112}\u{1161}\u{11AB}", drawn: "\u{1112}\u{1161}\u{11AB}", columns: 2),
        Case(text: "ｱＡ", drawn: "ｱＡ", columns: 3),
        Case(text: "नि", drawn: "नि", columns: 2),
        Case(text: "🎁", drawn: "🎁", columns: 2),
        Case(text: "👨‍👩‍👧", drawn: "👨", columns: 2),
        Case(text: "👍🏽", drawn: "👍", columns: 2),
        Case(text: "❤️", drawn: "❤", columns: 1),
        Case(text: "🇹🇷", drawn: "TR", columns: 2),
        Case(text: "1️⃣", drawn: "1\u{20E3}", columns: 1),
        Case(text: "z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", drawn: "z\u{301}\u{302}\u{303}\u{304}", columns: 1),
        Case(text: "\u{301}", drawn: "◌\u{301}", columns: 1),
        Case(text: "\u{1B}[31mred\u{1B}[0m", drawn: "␛[31mred␛[0m", columns: 12),
        Case(text: "a\r\nb\tc\u{0}\u{7F}", drawn: "a␍␊b␉c␀␡", columns: 8),
        Case(text: "\u{9B}31m\u{85}", drawn: "␛[31m␛E", columns: 7),
        Case(text: "abc\u{202E}cba", drawn: "abc\u{FFFD}cba", columns: 7),
        Case(text: "one\u{2028}two", drawn: "one\u{FFFD}two", columns: 7),
        Case(text: "a\u{200B}b\u{FEFF}c\u{AD}d", drawn: "abcd", columns: 4),
        Case(text: "", drawn: "", columns: 0),
    ]

    @Test("each text is drawn in what every terminal measures alike", arguments: cases)
    func drawn(_ example: Case) {
        let drawn = Glyphs(example.text).flatMap { [$0.base] + $0.marks }
        #expect(drawn == Array(example.drawn.unicodeScalars))
        #expect(GlyphWidth.columns(of: example.text) == example.columns)
    }

    @Test("a text that is taken as it is is what its glyphs would have made of it")
    func plainTexts() {
        for value in UInt32(0)...0x2FF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in ["\(scalar)", "ş\(scalar)e", "e\(scalar)\u{301}"] {
                var drawn = String.UnicodeScalarView()
                for glyph in Glyphs(text) { drawn.append(contentsOf: [glyph.base] + glyph.marks) }
                let visible = VisibleText(text)
                #expect(visible.text.unicodeScalars.elementsEqual(drawn), "U+\(String(value, radix: 16))")
                #expect(visible.columns == Glyphs(text).reduce(0) { $0 + $1.width }, "U+\(String(value, radix: 16))")
            }
        }
    }

    @Test("no control character is ever drawn, whatever it is part of")
    func noControls() {
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for glyph in Glyphs("\(scalar)e\(scalar)\u{200D}\(scalar)") {
                #expect(glyph.base.value >= 0x20 && !(0x7F...0x9F).contains(glyph.base.value))
                #expect(glyph.base.properties.generalCategory != .format)
                #expect(glyph.marks.allSatisfy(GlyphWidth.isMark))
            }
        }
    }

    @Test("the width of every character is what the C library, and with it curses, believes")
    func agreesWithTheCLibrary() {
        setlocale(LC_CTYPE, "C.UTF-8")
        var disagreements: Set<UInt32> = []
        for value in UInt32(0xA0)...0x3_FFFF {
            guard let scalar = Unicode.Scalar(value), isDrawn(scalar) else { continue }
            let known = Int(packline_character_width(wchar_t(value)))
            if known >= 0, known != GlyphWidth.width(of: scalar) { disagreements.insert(value) }
        }
        // A sign of the Ahom script became a spacing one in Unicode 15.1; the screen shows � for what is in dispute.
        #expect(disagreements.subtracting([0x1171E]) == [])
    }

    /// Whether a character is drawn as itself, and not as something that stands in for it.
    private func isDrawn(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory != .format && !(0x1F1E6...0x1F1FF).contains(scalar.value)
    }
}
