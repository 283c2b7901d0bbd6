import Foundation

/// Keeps standard error off the screen: what is written to it goes to a log, or nowhere.
@ScreenActor
struct ErrorRedirection {
    /// Standard error as it was.
    let original: Int32
    private let target: Int32

    /// Redirects standard error; nil when it is not the terminal, and so cannot tear the screen.
    init?(to log: FileHandle?) {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
        target = log?.fileDescriptor ?? Foundation.open("/dev/null", O_WRONLY | O_CLOEXEC)
        begin()
    }

    /// Redirects it again.
    func begin() {
        dup2(target, STDERR_FILENO)
    }

    /// Puts it back.
    func end() {
        dup2(original, STDERR_FILENO)
    }
}
