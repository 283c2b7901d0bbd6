public import Station

/// Why a command is not bound to a key.
public struct KeyBindingError: Error, Equatable, CustomStringConvertible {
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
    public var description: String {
        let bindable = "F1 to F24, ctrl- with a letter, or insert"
        return switch reason {
        case .unknownKey: "there is no key “\(key)”; a command takes \(bindable)"
        case .printable: "“\(key)” types a character, which always belongs to the prompt; a command takes \(bindable)"
        case .endsLine: "“\(key)” ends a line and a scan; a command takes \(bindable)"
        case .scanned: "“\(key)” can be sent by a scanner as a part of a code; a command takes \(bindable)"
        case .ofTerminal: "“\(key)” is kept by the terminal for itself; a command takes \(bindable)"
        case .moves: "“\(key)” moves about on the screen; a command takes \(bindable)"
        case .edits: "“\(key)” edits what was typed; a command takes \(bindable)"
        case .boundTo(let other): "“\(key)” is given to “\(other.rawValue)” already"
        case .takesNoKey(let command): "“\(command.rawValue)” takes no key: it is written"
        }
    }
}
