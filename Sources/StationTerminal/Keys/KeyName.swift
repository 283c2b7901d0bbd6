extension Key {
    /// What the key is called on the screen: `F5`, `Ctrl-P`, `PgUp`; nil for what nobody calls by a name.
    var name: String? {
        switch self {
        case .function(let number): "F\(number)"
        case .control(let byte) where (0x01...0x1A).contains(byte): "Ctrl-\(Character(Unicode.Scalar(byte | 0x40)))"
        case .enter, .keypadEnter: "Enter"
        case .tab: "Tab"
        case .backTab: "Shift-Tab"
        case .escape: "Esc"
        case .insert: "Insert"
        case .delete: "Delete"
        case .backspace: "Backspace"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .character, .control, .alt, .pasteBegin, .pasteEnd, .background: nil
        }
    }

    /// Reads the name of a key that a command can be bound to: `F5`, `ctrl-p` or `insert`, in either case.
    ///
    /// Errors: why no command can be bound to it, or that there is no such key.
    static func bindable(_ name: String) throws(KeyBindingError) -> Key {
        let lower = name.lowercased()
        if lower == "insert" { return .insert }
        if lower.count > 1, lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...24).contains(number) {
            return .function(number)
        }
        if lower.hasPrefix("ctrl-") { return try control(lower.dropFirst("ctrl-".count), of: name) }
        if lower.unicodeScalars.count == 1 || lower == "space" { throw KeyBindingError(.printable, key: name) }
        throw KeyBindingError(reserved[lower] ?? .unknownKey, key: name)
    }

    private static func control(_ letter: Substring, of name: String) throws(KeyBindingError) -> Key {
        let byte = letter.utf8.count == 1 ? letter.utf8.first ?? 0 : 0
        switch byte {
        case _ where "jm".utf8.contains(byte): throw KeyBindingError(.endsLine, key: name)
        // Ctrl-H is Backspace, Ctrl-I is Tab, and Ctrl-[ is Esc.
        case UInt8(ascii: "h"): throw KeyBindingError(.edits, key: name)
        case _ where "i[\\]^_@".utf8.contains(byte): throw KeyBindingError(.scanned, key: name)
        case _ where "cdqsvz".utf8.contains(byte): throw KeyBindingError(.ofTerminal, key: name)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): return .control(byte & 0x1F)
        default: throw KeyBindingError(.unknownKey, key: name)
        }
    }

    /// Keys that have one use for ever, by their names.
    private static let reserved: [String: KeyBindingError.Reason] = [
        "enter": .endsLine, "return": .endsLine, "tab": .scanned, "esc": .scanned, "escape": .scanned,
        "shift-tab": .moves, "up": .moves, "down": .moves, "left": .edits, "right": .edits, "home": .moves,
        "end": .moves, "pgup": .moves, "pgdn": .moves, "page-up": .moves, "page-down": .moves,
        "backspace": .edits, "delete": .edits,
    ]
}
