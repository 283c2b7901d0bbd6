import TerminalText

/// Text that does to a terminal what a stranger wants, and the search for any of it in what was printed.
enum UnsafeText {
    /// Sequences in both forms, a bell, line ends, tabs, deletions, and what turns the direction of text.
    static let sample =
        "\u{1B}[31m\u{1B}]0;title\u{7}\u{9B}2J\u{85}\u{90}q\u{9C}\u{202E}\u{2066}\u{200F}\u{61C}\u{2028}\r\n\t\u{8}\u{7F}ğ"

    /// What is in the bytes that a terminal would obey, line ends and `allowed` aside; broken UTF-8 counts.
    static func found(in bytes: [UInt8], besides allowed: Set<Unicode.Scalar> = []) -> [String] {
        guard let text = String(validating: bytes, as: UTF8.self) else { return ["broken UTF-8"] }
        let unsafe = text.unicodeScalars.filter { isUnsafe($0) && $0 != "\n" && !allowed.contains($0) }
        return Set(unsafe).map { "U+" + String($0.value, radix: 16, uppercase: true) }.sorted()
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
