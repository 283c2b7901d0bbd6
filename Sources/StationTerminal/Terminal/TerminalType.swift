import Foundation

/// The types of terminals that are tried where the terminfo database does not know the one in TERM.
enum TerminalType {
    /// The types that are likely to be understood by a terminal of a type, the nearest first.
    ///
    /// `screen.xterm-kitty` is tried as what stands before its last mark, again and again, each time with 256 colours
    /// first; what is left is what nearly every terminal of today understands, and then what every one does.
    static func near(_ type: String) -> [String] {
        var types: [String] = []
        var rest = type[...]
        while let mark = rest.lastIndex(where: { "-.+".contains($0) }) {
            rest = rest[..<mark]
            if !rest.isEmpty { types += ["\(rest)-256color", String(rest)] }
        }
        types += ["\(type)-256color", "xterm-256color", "xterm", "vt100", "linux", "ansi"]
        var seen: Set<String> = [type, "-256color"]
        return types.filter { seen.insert($0).inserted }
    }
}
