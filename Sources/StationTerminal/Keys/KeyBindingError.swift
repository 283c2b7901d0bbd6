public import Language
public import Station

/// Why a command is not bound to a key.
public struct KeyBindingError: PhrasedError, Equatable {
    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        /// There is no such key.
        case unknownKey
        /// It types a character: those always belong to the prompt.
        case printable
        /// It ends a line, and a scan.
        case endsLine
        /// A scanner sends it in the middle of a code.
        case scanned
        /// The terminal does something with it before the station sees it.
        case ofTerminal
        /// It moves about on the screen, always.
        case moves
        /// It edits what was typed, always.
        case edits
        /// It is bound to another command already.
        case boundTo(StationCommand.ID)
        /// The command is not one that a key can give.
        case takesNoKey(StationCommand.ID)
    }

    /// What is wrong.
    public let reason: Reason
    /// The key, as it was written.
    public let key: String

    init(_ reason: Reason, key: String) { (self.reason, self.key) = (reason, key) }

    /// A sentence without its full stop.
    public var phrase: Phrase {
        switch reason {
        case .unknownKey: refusal("key.unknown")
        case .printable: refusal("key.printable")
        case .endsLine: refusal("key.ends-line")
        case .scanned: refusal("key.scanned")
        case .ofTerminal: refusal("key.of-terminal")
        case .moves: refusal("key.moves")
        case .edits: refusal("key.edits")
        case .boundTo(let other): Phrase("key.bound", ["key": key, "command": other.rawValue])
        case .takesNoKey(let command): Phrase("key.takes-none", ["command": command.rawValue])
        }
    }

    private func refusal(_ name: String) -> Phrase {
        Phrase(name, ["key": key, "bindable": Phrase("key.bindable")])
    }
}
