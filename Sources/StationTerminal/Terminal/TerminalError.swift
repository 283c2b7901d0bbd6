/// Why the station cannot run on this terminal.
public struct TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The kinds of reasons.
    public enum Code: Equatable, Sendable {
        /// Standard input or output is no terminal.
        case notATerminal
        /// The terminal cannot move its cursor, or no type of terminal is known at all.
        case unusableType
        /// The system gave no pipe for signals.
        case noSignals
    }

    /// The kind of reason.
    public let code: Code
    /// What it is about: a stream, or a terminal's type.
    public let subject: String

    /// One sentence that says what is wrong and what would be right.
    public var description: String {
        switch code {
        case .notATerminal:
            "\(subject) is not a terminal; run packline in one, or use `packline scan` for scripts."
        case .unusableType:
            "The terminal type '\(subject)' cannot move its cursor, or no terminal type is known; set TERM, for example to xterm-256color."
        case .noSignals:
            "The system gave no pipe for signals (\(subject)); too many files may be open."
        }
    }
}
