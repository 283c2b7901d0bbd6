import CLinux
import CNcurses
import Foundation

/// Keeps standard error off the screen: what is written to it meanwhile is kept, and told when the screen is left.
@ScreenActor
struct ErrorRedirection {
    /// Standard error as it was.
    let original: Int32
    /// What is kept, or where it is thrown away.
    let kept: Int32

    /// How much is kept, in bytes; the rest is lost.
    private static let mostKept: Int64 = 65_536

    /// Redirects standard error; nil when it is not the terminal, and so cannot tear the screen.
    init?() {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        let file = packline_linux_bounded_file(Self.mostKept)
        kept = file >= 0 ? file : Foundation.open("/dev/null", O_WRONLY | O_CLOEXEC)
        begin()
    }

    /// Redirects it again.
    func begin() {
        dup2(kept, STDERR_FILENO)
    }

    /// Puts it back, and tells what was kept since the last time.
    func end() {
        dup2(original, STDERR_FILENO)
        packline_terminal_tell_errors(kept, original)
    }
}
