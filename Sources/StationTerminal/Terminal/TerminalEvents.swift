import Foundation

/// What the terminal has to tell.
enum TerminalEvent: Equatable {
    /// Keys, all that were waiting, and when they were read.
    case keys([Key], at: ContinuousClock.Instant)
    /// The screen has another size, or has to be drawn again: it was resized, or the process was stopped and continued.
    case resized(ScreenSize)
    /// The program has to end: a signal said so, or the terminal is gone.
    case ended(TerminalEnd)
}

/// Why the terminal's events are over.
enum TerminalEnd: Equatable {
    /// INT, TERM, HUP or QUIT.
    case signal(Int32)
    /// Nobody holds the other end of the terminal any more.
    case hangup
}

/// Tells of keys and signals when they come, and at no other time.
@ScreenActor
final class TerminalEvents {
    private let screen: TerminalScreen
    private let handle: (TerminalEvent) -> Void
    private let escapeDelay: Duration
    private var sources: [ScreenThread.Waiting] = []
    private var keyAlarm: ScreenThread.Waiting?

    /// How long after an Esc the rest of a key is still looked for.
    private static let lateRest = Duration.seconds(2)

    /// Begins to tell what happens on a screen; `escapeDelay` is how long the rest of a key is waited for.
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

    /// Tells nothing more; to be called before the screen is closed.
    func stop() {
        for source in sources { ScreenActor.shared.thread.forget(source) }
        sources = []
        setKeyAlarm(for: nil)
    }

    private func watch(_ descriptor: Int32, _ wake: @escaping ScreenThread.Action) {
        sources.append(ScreenActor.shared.thread.call(whenReadable: descriptor, wake))
    }

    private func readKeys() {
        let now = ContinuousClock.now
        let (keys, isMore) = screen.readKeys()
        if !keys.isEmpty { handle(.keys(keys, at: now)) }
        if !isMore, !sources.isEmpty { setKeyAlarm(for: screen.keyWait) }
        if isMore {
            // Curses may hold some of it already, of which the descriptor shows nothing.
            Task { [weak self] in self?.readKeys() }
        } else if keys.isEmpty, isHungUp {
            stop()
            handle(.ended(.hangup))
        }
    }

    /// Waits for the rest of a key; what comes of it is told when the time is over.
    private func setKeyAlarm(for wait: KeySequence.Wait?) {
        if let keyAlarm { ScreenActor.shared.thread.forget(keyAlarm) }
        keyAlarm = wait.map { wait in
            let delay = wait == .rest ? escapeDelay : Self.lateRest
            return ScreenActor.shared.thread.call(after: delay) { [weak self] in self?.giveUpKey() }
        }
    }

    private func giveUpKey() {
        // An alarm that was forgotten may still be on its way.
        guard keyAlarm != nil, !sources.isEmpty else { return }
        keyAlarm = nil
        // The rest may be there already, where the alarm and the bytes came together.
        readKeys()
        guard screen.keyWait != nil, keyAlarm != nil else { return }
        let keys = screen.giveUpKey()
        if !keys.isEmpty { handle(.keys(keys, at: .now)) }
        setKeyAlarm(for: screen.keyWait)
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
                screen.retake()
                isResized = true
            default:
                screen.signalsAnswered()
                handle(.ended(.signal(Int32(byte))))
            }
        }
        if isResized { handle(.resized(screen.size)) }
    }
}
