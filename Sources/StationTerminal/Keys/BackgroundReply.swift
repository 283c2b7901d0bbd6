/// A terminal's answer when it was asked for the colour of its ground: `ESC ] 11 ; rgb:ffff/ffff/ffff`, ended by BEL or
/// by `ESC \\`.
///
/// Source: xterm's control sequences, OSC 11.
enum BackgroundReply {
    /// What has come so far, behind the Esc.
    enum Progress: Equatable {
        /// It is no answer.
        case none
        /// It is what an answer begins with, but other things begin so too.
        case beginning
        /// It can only be an answer, which is not whole yet.
        case certain
        /// It is a whole answer; whether the ground is light, nil where the colour cannot be read.
        case whole(isLight: Bool?)
    }

    private static let start = Array("]11;".utf8)
    private static let mostBytes = 40

    /// What the bytes behind an Esc are.
    static func progress(_ bytes: [UInt8]) -> Progress {
        let known = bytes.prefix(start.count)
        guard start.starts(with: known) else { return .none }
        guard bytes.count > start.count else { return bytes.count == start.count ? .certain : .beginning }
        let rest = bytes.dropFirst(start.count)
        let colour = rest.prefix { (0x21..<0x7F).contains($0) }
        let end = Array(rest.dropFirst(colour.count))
        if end == [0x07] || end == [0x1B, UInt8(ascii: "\\")] { return .whole(isLight: isLight(colour)) }
        return (end.isEmpty || end == [0x1B]) && bytes.count < mostBytes ? .certain : .none
    }

    /// Whether a colour such as `rgb:ffff/ffff/ffff` is nearer to white than to black; nil where it is written otherwise.
    private static func isLight(_ colour: ArraySlice<UInt8>) -> Bool? {
        let text = String(decoding: colour, as: UTF8.self)
        guard let colon = text.firstIndex(of: ":"), text[..<colon].hasPrefix("rgb") else { return nil }
        let parts = text[text.index(after: colon)...].split(separator: "/").prefix(3).compactMap { part in
            // One to four digits each: a sign is none.
            part.utf8.count > 4 || !part.allSatisfy(\.isHexDigit)
                ? nil : Int(part, radix: 16).map { Double($0) / Double((1 << (4 * part.count)) - 1) }
        }
        guard parts.count == 3 else { return nil }
        return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] > 0.5
    }
}
