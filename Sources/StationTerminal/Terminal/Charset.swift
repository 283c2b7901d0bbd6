import CNcurses
import Foundation
import TerminalText

/// Which characters a terminal can be given.
enum Charset: Equatable {
    /// All of them.
    case utf8
    /// What the fonts of Linux's console have: of Latin all that Turkish needs, lines and boxes, and few signs; no marks.
    case console
    /// ASCII alone: the locale does not say that the terminal reads UTF-8, and garbage would be worse than `Izmir`.
    case ascii

    /// Takes the locale that the user has set, for characters alone: numbers and letter cases stay as they are in C.
    ///
    /// Where it is not UTF-8, `C.UTF-8` is used inside, because curses handles no other characters well. The `type` of the
    /// terminal, as in `TERM`, tells the console.
    static func adoptLocale(type: String?) -> Charset {
        setlocale(LC_CTYPE, "")
        if let name = nl_langinfo(Int32(CODESET)), String(cString: name) == "UTF-8" {
            return type?.prefix(while: { $0 != "-" }) == "linux" ? .console : .utf8
        }
        setlocale(LC_CTYPE, "C.UTF-8")
        return .ascii
    }

    /// The nearest that can be shown of a character.
    func shown(_ scalar: Unicode.Scalar, width: Int) -> Unicode.Scalar {
        if scalar.isASCII { return scalar }
        switch self {
        case .ascii:
            return Self.ascii(for: scalar)
        case .console where Self.consoleStandIns[scalar] != nil || width != 1:
            return Self.consoleStandIns[scalar] ?? "?"
        case .utf8, .console:
            // Where the C library measures a character otherwise, or does not know it, curses would shift the row.
            return packline_character_width(wchar_t(scalar.value)) == Int32(width) ? scalar : GlyphWidth.replacement
        }
    }

    private static func ascii(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        if let stand = standIns[scalar] { return stand }
        if (0x2500...0x257F).contains(scalar.value) { return "+" }
        if (0x2400...0x2421).contains(scalar.value) { return "^" }
        // The letter under the accent: `ş` is `s` and a cedilla.
        let decomposed = String(Character(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars.first
        return decomposed.flatMap { $0.isASCII ? $0 : nil } ?? "?"
    }

    /// For the signs that the fonts of Debian's console-setup lack; a test compares.
    private static let consoleStandIns: [Unicode.Scalar: Unicode.Scalar] = [
        "✓": "+", "◐": "◈", "▄": "▒", "◌": "o", "○": "o", "▪": "■", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L",
    ]

    private static let standIns: [Unicode.Scalar: Unicode.Scalar] = [
        "─": "-", "│": "|", "▸": ">", "▾": "v", "✓": "+", "✗": "x", "·": ".", "…": "~", "–": "-", "—": "-", "→": ">",
        "←": "<", "●": "*", "◌": "o", "○": "o", "■": "#", "▪": "*", "↑": "^", "↓": "v", "•": "*", "×": "x", "‹": "<",
        "›": ">", "‘": "'", "’": "'", "“": "\"", "”": "\"",
        "ı": "i", "ß": "s",
        "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "æ": "a", "Æ": "A", "\u{A0}": " ", "█": "#",
        "▄": "=",
        "░": ".", "◐": "o",
    ]
}
