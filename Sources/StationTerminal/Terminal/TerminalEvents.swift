import Foundation

/// An event of the terminal.
enum TerminalEvent: Equatable {
    /// Keys, all that were waiting, and when they were read.
    case keys([Key], at: ContinuousClock.Instant)
    /// The screen has another size, or has to be drawn again: it was resized, or the process was stopped and continued.
    case resized(ScreenSize)
    /// The program has to end: by a signal, or because the terminal is gone.
    case ended(TerminalEnd)
}

/// Why the terminal's events are over.
enum TerminalEnd: Equatable {
    /// INT, TERM, HUP or QUIT.
    case signal(Int32)
    /// The other end of the terminal is closed.
    case hangup
}

/// Delivers keys and signals when they come; does not poll.
@ScreenActor
final class TerminalEvents {
    private let screen: TerminalScreen
    private let handle: (TerminalEvent) -> Void
    private let escapeDelay: Duration
    private var registrations: [ScreenThread.Registration] = []
    private var keyTimer: ScreenThread.Registration?

    /// How long after an Esc the rest of a key is still looked for.
    private static let lateRest = Duration.seconds(2)

    /// Starts delivering the events of a screen; `escapeDelay` is how long the rest of a key is waited for.
    init(
        of screen: TerminalScreen, escapeDelay: Duration = EscapeDelay.local,
        _ handle: @escaping @ScreenActor (TerminalEvent) -> Void
    ) {
        self.screen = screen
        self.escapeDelay = escapeDelay
        self.handle = handle
        watch(screen.input) { [weak self] in self?.readKeys() }
        if screen.signals >= 0 { watch(screen.signals) { [weak self] in self?.readSignals() } }
    }

    /// Stops delivering events; to be called before the screen is closed.
    func stop() {
        for registration in registrations { ScreenActor.shared.thread.cancel(registration) }
        registrations = []
        setKeyTimer(for: nil)
    }

    private func watch(_ descriptor: Int32, _ wake: @escaping ScreenThread.Action) {
        registrations.append(ScreenActor.shared.thread.call(whenReadable: descriptor, wake))
    }

    private func readKeys() {
        let now = ContinuousClock.now
        let (keys, isMore) = screen.readKeys()
        if !keys.isEmpty { handle(.keys(keys, at: now)) }
        if !isMore, !registrations.isEmpty { setKeyTimer(for: screen.keyWait) }
        if isMore {
            // Curses may hold some of it already, of which the descriptor shows nothing.
            Task { [weak self] in self?.readKeys() }
        } else if keys.isEmpty, isHungUp {
            stop()
            handle(.ended(.hangup))
        }
    }

    /// Starts the timer for the rest of a key; when it fires, what was received so far is delivered.
    private func setKeyTimer(for wait: KeySequence.Wait?) {
        if let keyTimer { ScreenActor.shared.thread.cancel(keyTimer) }
        keyTimer = wait.map { wait in
            let delay = wait == .rest ? escapeDelay : Self.lateRest
            return ScreenActor.shared.thread.call(after: delay) { [weak self] in self?.endKeyWait() }
        }
    }

    private func endKeyWait() {
        // A cancelled timer may still fire.
        guard keyTimer != nil, !registrations.isEmpty else { return }
        keyTimer = nil
        // The rest may be there already, where the timer fired as the bytes came.
        readKeys()
        guard screen.keyWait != nil, keyTimer != nil else { return }
        let keys = screen.endKeyWait()
        if !keys.isEmpty { handle(.keys(keys, at: .now)) }
        setKeyTimer(for: screen.keyWait)
    }

    /// Whether the terminal is gone; its descriptor would stay readable for ever, and wake for nothing.
    private var isHungUp: Bool {
        var state = pollfd(fd: screen.input, events: Int16(POLLIN), revents: 0)
        poll(&state, 1, 0)
        return state.revents & Int16(POLLHUP | POLLERR) != 0
    }

    private func readSignals() {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(screen.signals, &bytes, bytes.count)
        var isResized = false
        for byte in bytes.prefix(max(0, count)) {
            switch Int32(byte) {
            case SIGWINCH:
                screen.adoptSize()
                isResized = true
            case SIGTSTP:
                screen.suspend()
                isResized = true
            case SIGCONT:
                screen.resume()
                isResized = true
            default:
                screen.acknowledgeSignals()
                handle(.ended(.signal(Int32(byte))))
            }
        }
        if isResized { handle(.resized(screen.size)) }
    }
}
