import Foundation
public import Language
import OMS
public import Station

/// A station on a terminal: keys become events, states become canvases, and effects go to the engine.
///
/// It owns the one `StationModel`. Everything that waits is drawn at once: all keys that have come, then one frame.
@ScreenActor
public final class StationTerminalApp {
    /// The station as it is now.
    public private(set) var station: StationModel

    private let screen: TerminalScreen
    private let keymap: Keymap
    private let catalog: (LanguageTag) -> PhraseCatalog
    private var localizer: Localizer
    private let clock: () -> Moment
    private let perform: ([Effect]) -> Void
    private let ringsBell: Bool
    /// The theme for a terminal that says that its ground is light; nil where the theme was chosen.
    private let lightTheme: Theme?
    private var events: TerminalEvents?
    private var timers: [Purpose: ScreenThread.Registration] = [:]
    private var isDrawPlanned = false
    /// From when on, by the monotonic clock, the list is drawn again while it is filled, and whether that is planned.
    private var fillingDraw: (earliest: Int64, isPlanned: Bool) = (.min, false)
    private var drawn = DrawnParts()
    private var shownViewport: Viewport?
    private var end: StationEnd?
    private var whenEnded: CheckedContinuation<StationEnd, Never>?

    private enum Purpose { case wake, minute, bell, filling }

    /// Takes the terminal and draws the first screen.
    ///
    /// `catalog` gives the texts of a language: of the bench's own at once, of another when it is chosen there.
    /// `lightTheme` is drawn once the terminal says that its ground is light, which is asked for and never waited for.
    /// While it is up, standard error is kept if it is the terminal, and told at its end. `perform` gets the effects that are not the
    /// terminal's own, and the sounds where the bell does not ring for them. Errors: `TerminalError` when there is no usable terminal; nothing was written to it then.
    public init(
        settings: StationSettings, keymap: Keymap = .standard, catalog: @escaping (LanguageTag) -> PhraseCatalog,
        theme: Theme, monochrome: Theme,
        lightTheme: Theme? = nil,
        ringsBell: Bool = true,
        escapeDelay: Duration = EscapeDelay.local,
        clock: @escaping () -> Moment, perform: @escaping ([Effect]) -> Void
    ) throws(TerminalError) {
        screen = try TerminalScreen.open(theme: theme)
        if !screen.hasColours { screen.use(monochrome) }
        self.keymap = keymap
        self.lightTheme = screen.hasColours ? lightTheme : nil
        self.catalog = catalog
        localizer = Localizer(catalog(settings.language)) { keymap.names(of: $0).first }
        self.clock = clock
        self.perform = perform
        self.ringsBell = ringsBell
        station = StationModel(settings: settings.using(keymap), at: clock())
        events = TerminalEvents(of: screen, escapeDelay: escapeDelay) { [weak self] in self?.take($0) }
        if let (type, used) = screen.substitute { handle(.unknownTerminal(type: type, takenFor: used)) }
        draw()
        if self.lightTheme != nil { screen.askForBackground() }
        tickEveryMinute()
    }

    /// Handles events of the engine; the screen is drawn once for all that come together.
    ///
    /// While all packages are read, the list that grows is drawn twice a second: more only costs a slow line.
    public func receive(_ event: StationEvent) {
        handle(event)
        if station.filling != nil, event.isOfFilling { planFillingDraw() } else { planDraw() }
    }

    /// Returns when the station has ended, with the terminal restored.
    public func run() async -> StationEnd {
        let reason = await withCheckedContinuation { (continuation: CheckedContinuation<StationEnd, Never>) in
            if let end { continuation.resume(returning: end) } else { whenEnded = continuation }
        }
        close()
        return reason
    }

    /// Restores the terminal.
    public func close() {
        events?.stop()
        events = nil
        for timer in timers.values { ScreenActor.shared.thread.cancel(timer) }
        timers = [:]
        screen.close()
    }

    // MARK: - Events

    private func take(_ event: TerminalEvent) {
        switch event {
        case .keys(let keys, _):
            if keys.contains(.background(isLight: true)), let lightTheme { screen.use(lightTheme) }
            let inputs = keys.flatMap(keymap.inputs)
            if !inputs.isEmpty { handle(.keys(inputs)) }
            draw()
        case .resized: draw()
        case .ended(.signal(let number)): stop(.signal(number))
        case .ended(.hangup): stop(.hangup)
        }
    }

    private func handle(_ event: StationEvent) {
        var others: [Effect] = []
        for effect in station.handle(event, at: clock()) {
            switch effect {
            case .wake(let time): setTimer(.wake, at: time) { [weak self] in self?.wake() }
            case .sound(let tone) where ringsBell: sound(tone)
            case .quit: stop(.quit)
            case .answer: break
            default: others.append(effect)
            }
        }
        if !others.isEmpty { perform(others) }
    }

    private func wake() {
        handle(.woken)
        draw()
    }

    private func stop(_ end: StationEnd) {
        guard self.end == nil else { return }
        self.end = end
        whenEnded?.resume(returning: end)
        whenEnded = nil
    }

    // MARK: - Drawing

    private func planDraw() {
        guard !isDrawPlanned else { return }
        isDrawPlanned = true
        Task { [weak self] in self?.draw() }
    }

    private func planFillingDraw() {
        guard !fillingDraw.isPlanned else { return }
        let now = clock().uptime
        guard now < fillingDraw.earliest else {
            fillingDraw.earliest = now + Self.fillingPause
            return planDraw()
        }
        fillingDraw.isPlanned = true
        setTimer(.filling, at: fillingDraw.earliest) { [weak self] in
            guard let self else { return }
            fillingDraw = (clock().uptime + Self.fillingPause, false)
            draw()
        }
    }

    /// Milliseconds between two drawings of a list that is filled.
    private static let fillingPause: Int64 = 500

    private func draw() {
        isDrawPlanned = false
        guard end == nil else { return }
        if station.settings.language != localizer.tag { speak(station.settings.language) }
        var picture = StationScreen(station, keymap: keymap, localizer: localizer)
        if let viewport = picture.viewport(screen.size), viewport != shownViewport {
            shownViewport = viewport
            handle(.viewport(viewport))
            picture = StationScreen(station, keymap: keymap, localizer: localizer)
        }
        screen.present(picture.draw(screen.size, reusing: &drawn))
    }

    /// Draws everything anew in another language.
    private func speak(_ language: LanguageTag) {
        localizer = Localizer(catalog(language)) { [keymap] in keymap.names(of: $0).first }
        drawn = DrawnParts()
    }

    // MARK: - Time and sound

    /// Sets the timer to a time of the monotonic clock; nil stops it.
    private func setTimer(_ purpose: Purpose, at time: Int64?, _ action: @escaping ScreenThread.Action) {
        if let timer = timers.removeValue(forKey: purpose) { ScreenActor.shared.thread.cancel(timer) }
        guard let time else { return }
        let delay = Duration.milliseconds(max(0, time - clock().uptime))
        timers[purpose] = ScreenActor.shared.thread.call(after: delay, action)
    }

    private func tickEveryMinute() {
        let now = clock()
        let left = 60_000 - (now.wall.microseconds / 1_000) % 60_000
        setTimer(.minute, at: now.uptime + left) { [weak self] in
            self?.receive(.minute)
            self?.tickEveryMinute()
        }
    }

    /// The scanner beeps by itself when it reads; the bell gives the result: once for done, twice for wrong.
    private func sound(_ tone: Tone) {
        switch tone {
        case .ok, .notice: break
        case .done, .ignored: screen.ring()
        case .wrong:
            screen.ring()
            setTimer(.bell, at: clock().uptime + 150) { [weak self] in self?.screen.ring() }
        }
    }
}

extension StationEvent {
    /// Whether it comes with each page while all packages are read.
    fileprivate var isOfFilling: Bool {
        switch self {
        case .changed, .filling: true
        default: false
        }
    }
}

/// Why a station ended.
public enum StationEnd: Equatable, Sendable {
    /// The user quit.
    case quit
    /// INT, TERM, HUP or QUIT came.
    case signal(Int32)
    /// The other end of the terminal is closed.
    case hangup
}
