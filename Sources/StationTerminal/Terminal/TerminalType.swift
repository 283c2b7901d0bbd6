import CNcurses
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

/// What a terminal of some type can do, according to the terminfo database.
public struct TerminalAbilities: Equatable, Sendable {
    /// The type that the terminal is taken for: its own, or the nearest one that is known.
    public let type: String
    /// Whether its cursor can be moved, without which there is no screen.
    public let canMoveCursor: Bool
    /// How many colours it has; fewer than 8 are none.
    public let colours: Int

    init(type: String, canMoveCursor: Bool, colours: Int) {
        (self.type, self.canMoveCursor, self.colours) = (type, canMoveCursor, colours)
    }

    /// Those of the type in TERM; nil where neither it nor any that is near is known.
    public init?(of type: String) { self.init(of: type, output: STDOUT_FILENO) }

    init?(of type: String, output: Int32) {
        for type in [type] + TerminalType.near(type) {
            let facts = packline_terminal_type(type, output)
            guard facts.is_known else { continue }
            self.init(type: type, canMoveCursor: facts.can_move_cursor, colours: Int(facts.colours))
            return
        }
        return nil
    }
}
