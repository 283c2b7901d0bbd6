import CNcurses

/// What happens when the program crashes.
public enum Crash {
    /// Has a crash end the process at once, with one sentence and the status of its signal, and give the terminal back.
    ///
    /// To be called first of all: on a terminal, the Swift runtime's own handlers wait half a minute for a key.
    public static func prepare() { packline_crash_prepare() }
}
