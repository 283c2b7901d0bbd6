import Foundation
import Language

/// The controlling terminal in raw mode; restored however the program ends.
///
/// While it is held, TERM, INT and HUP end the reading instead of the program, and it cannot be suspended.
final class RawTerminal {
    private let terminal: Int32
    private let settings: termios
    private let ending: (read: Int32, write: Int32)
    private let signals: EndingSignals

    /// Takes the terminal; errors: a `Failure` where there is none.
    init() throws {
        terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        var settings = termios()
        guard terminal >= 0, tcgetattr(terminal, &settings) == 0 else {
            if terminal >= 0 { close(terminal) }
            throw Failure(Phrase("program.no-terminal-to-read"), Status.unavailable)
        }
        self.settings = settings
        let (read, write) = Descriptors.pipe()
        guard read >= 0 else {
            close(terminal)
            throw Failure("No file can be opened any more: too many are open.", Status.unavailable)
        }
        ending = (read, write)
        signals = EndingSignals {
            var byte: UInt8 = 0
            _ = Foundation.write(write, &byte, 1)
        }
        signal(SIGTSTP, SIG_IGN)
        // Output goes on as it was, so that lines still end where they should.
        settings.c_iflag &= ~tcflag_t(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON)
        settings.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
        tcsetattr(terminal, TCSAFLUSH, &settings)
    }

    deinit {
        // What is left of a scan must not reach the shell.
        var settings = settings
        tcsetattr(terminal, TCSAFLUSH, &settings)
        signals.cancel()
        signal(SIGTSTP, SIG_DFL)
        for descriptor in [terminal, ending.read, ending.write] { close(descriptor) }
    }

    /// Waits for keys, but not beyond a time in milliseconds; nil when the reading was ended.
    func read(until deadline: Int64?) -> [UInt8]? {
        let wait = deadline.map { Int32(clamping: max(0, $0 &- Self.now)) } ?? -1
        var waiting = [
            pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
            pollfd(fd: ending.read, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&waiting, nfds_t(waiting.count), wait) >= 0, waiting[1].revents == 0 else { return nil }
        guard waiting[0].revents != 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = Foundation.read(terminal, &buffer, buffer.count)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// The clock of the deadlines, in milliseconds.
    static var now: Int64 { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) }
}
