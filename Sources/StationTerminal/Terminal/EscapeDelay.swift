/// How long the rest of a key is waited for after an Esc, before the Esc is taken for the key of that name.
///
/// A scan never waits for it: it is one of text, and ends the wait with its first character.
public enum EscapeDelay {
    /// For a terminal on this computer.
    public static let local = Duration.milliseconds(25)
    /// For a terminal at the other end of a network, which may deliver a key in pieces.
    public static let remote = Duration.milliseconds(300)

    /// The wait that suits an environment: curses' own variable ESCDELAY, else whether SSH says that it brought us here.
    public static func usual(in environment: [String: String]) -> Duration {
        if let text = environment["ESCDELAY"], let delay = Int(text), (0...longest).contains(delay) {
            return .milliseconds(delay)
        }
        let isRemote = ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].contains { environment[$0]?.isEmpty == false }
        return isRemote ? remote : local
    }

    /// The longest that can be set, in milliseconds.
    public static let longest = 5_000
}
