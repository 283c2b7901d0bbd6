import CNcurses
import Foundation

/// The one terminal: opened, drawn on, read from, and restored however the program ends.
///
/// Together with `ScreenPainter`, `KeyReader` and `TerminalEvents` this is all that knows curses.
@ScreenActor
public final class TerminalScreen {
    /// How many rows and columns the terminal has.
    public private(set) var size: ScreenSize
    /// Whether the terminal has the eight colours that a theme needs at least; without them, use `mono`.
    public let hasColours: Bool
    /// The type that the terminal is taken for, because the database does not know its own; nil where it does.
    let substitute: (unknown: String, used: String)?
    /// Where signals arrive as bytes; -1 for a screen without a terminal.
    let signals: Int32
    let input: Int32

    private let curses: Curses
    private var window: UnsafeMutablePointer<WINDOW> { curses.window }
    private let charset: Charset
    private let output: Int32
    private let settings: termios?
    private var errors: ErrorRedirection?
    private var painter: ScreenPainter
    private var keys: KeyReader
    private var shown: Canvas?
    private var isOpen = true
    /// Whether the terminal was asked for the colour of its ground and may still answer.
    private var isAsked = false
    private let type: String

    /// Takes the terminal of standard input and output.
    ///
    /// While it is open, standard error is kept if it is the terminal too, for a stray line would tear the screen; it is told
    /// when the screen is left.
    public static func open(theme: Theme) throws(TerminalError) -> TerminalScreen {
        guard isatty(STDIN_FILENO) == 1 else { throw TerminalError(code: .notATerminal, subject: "Standard input") }
        guard isatty(STDOUT_FILENO) == 1 else { throw TerminalError(code: .notATerminal, subject: "Standard output") }
        return try TerminalScreen(
            type: nil, input: STDIN_FILENO, output: STDOUT_FILENO, theme: theme,
            charset: .adoptLocale(type: ProcessInfo.processInfo.environment["TERM"]))
    }

    /// Starts curses on two descriptors; a `type` of nil is the one in TERM.
    ///
    /// Only where `output` is a terminal are its settings saved, signals handled and the restoring prepared.
    init(
        type: String?, input: Int32, output: Int32, theme: Theme, charset: Charset
    ) throws(TerminalError) {
        var settings = termios()
        let isTerminal = tcgetattr(output, &settings) == 0
        // Before curses starts: it leaves a signal alone that has a handler.
        signals = isTerminal ? packline_signals_open() : -1
        guard !isTerminal || signals >= 0 else {
            throw TerminalError(code: .noSignals, subject: String(cString: strerror(errno)))
        }
        let name = type ?? ProcessInfo.processInfo.environment["TERM"] ?? ""
        guard let (curses, used) = Curses.start(as: name, input: input, output: output), let keys = KeyReader() else {
            endwin()
            packline_signals_close()
            throw TerminalError(code: .unusableType, subject: name)
        }
        self.curses = curses
        substitute = used == name ? nil : (name, used)
        self.type = used
        self.keys = keys
        self.input = input
        self.output = output
        self.charset = charset
        self.settings = isTerminal ? settings : nil
        hasColours = packline_color_count() >= 8
        size = curses.size
        painter = ScreenPainter(theme: theme, charset: charset)
        if isTerminal {
            errors = ErrorRedirection()
            packline_terminal_restore_prepare(
                output, curses.drawing, &settings, errors?.original ?? -1, errors?.kept ?? -1)
            setPasteBracketed(true)
        }
    }

    /// Asks the terminal for the colour of its ground; the answer comes among the keys, at any time or never.
    ///
    /// Only terminals are asked that take the question for what it is: others would show it.
    func askForBackground() {
        guard settings != nil, Self.answering.contains(where: type.hasPrefix) else { return }
        isAsked = true
        send("\u{1B}]11;?\u{07}")
    }

    private static let answering = [
        "xterm", "screen", "tmux", "rxvt", "alacritty", "foot", "kitty", "konsole", "vte", "gnome", "wezterm",
        "ghostty",
    ]

    /// Draws another theme from the next canvas on.
    func use(_ theme: Theme) {
        painter = ScreenPainter(theme: theme, charset: charset)
        repaint()
    }

    /// Shows a canvas: what differs from the last one goes to the terminal, in one go.
    func present(_ canvas: Canvas) {
        if let shown, shown.size == canvas.size {
            let isPainted = painter.paint(canvas, since: shown, on: window)
            guard isPainted || shown.cursor != canvas.cursor else { return }
        } else {
            werase(window)
            _ = painter.paint(canvas, since: Canvas(size: canvas.size), on: window)
        }
        placeCursor(canvas.cursor)
        wnoutrefresh(window)
        doupdate()
        shown = canvas
    }

    /// Forgets what is on the terminal, so that the next canvas is drawn whole.
    func repaint() {
        shown = nil
        packline_forget_screen()
    }

    /// Rings the terminal's bell.
    func ring() {
        beep()
    }

    /// Gives the keys that are waiting; true with them when there are more.
    func readKeys(limit: Int = 65_536) -> (keys: [Key], isMore: Bool) {
        let read = keys.read(limit: limit)
        if isAsked, read.keys.contains(where: \.isBackground) { isAsked = false }
        return read
    }

    /// What is waited for, when all that has come was read.
    var keyWait: KeySequence.Wait? { keys.wait }

    /// Ends the wait for the rest of a key; returns the keys that the part received so far stands for.
    func endKeyWait() -> [Key] { keys.endWait() }

    /// Acknowledges a signal to end; a second one before this means that the program hangs.
    func acknowledgeSignals() {
        packline_signals_answered()
    }

    /// Takes the size that the terminal has now; the next canvas is drawn whole.
    func adoptSize() {
        var rows: Int32 = 0
        var columns: Int32 = 0
        if packline_terminal_size(output, &rows, &columns) { resize(rows: rows, columns: columns) }
        repaint()
    }

    /// Sets the size that curses assumes.
    func resize(rows: Int32, columns: Int32) {
        resizeterm(rows, columns)
        size = curses.size
        repaint()
    }
}

// MARK: - Restoring the terminal

extension TerminalScreen {
    /// Restores the terminal as it was found.
    ///
    /// A second call does nothing; nothing else may be called after it.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        leave()
        curses.end()
        packline_terminal_restore_cancel()
        if signals >= 0 { packline_signals_close() }
    }

    /// Restores the terminal, stops the process until it is continued, and takes the terminal again.
    func suspend() {
        leave()
        packline_signals_stop_here()
        resume()
    }

    /// Takes the terminal again after the process was stopped; its settings may have been changed meanwhile.
    func resume() {
        errors?.begin()
        reset_prog_mode()
        setPasteBracketed(true)
        adoptSize()
    }

    private func leave() {
        setPasteBracketed(false)
        curs_set(1)
        endwin()
        // An answer that is still to come must not be taken for typing by what runs next.
        if var settings { tcsetattr(output, isAsked ? TCSAFLUSH : TCSADRAIN, &settings) }
        errors?.end()
    }

    /// Has the terminal mark pasted text.
    ///
    /// Curses has no call for it; a terminal that does not know it ignores it.
    private func setPasteBracketed(_ isOn: Bool) {
        guard settings != nil else { return }
        send(isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l")
    }

    private func send(_ bytes: String) { _ = bytes.withCString { write(output, $0, strlen($0)) } }
}

extension TerminalScreen {
    private func placeCursor(_ cursor: Position?) {
        leaveok(window, cursor == nil)
        curs_set(cursor == nil ? 0 : 1)
        if let cursor { wmove(window, Int32(cursor.row), Int32(cursor.column)) }
    }
}

/// Curses, started on two descriptors.
@ScreenActor
private struct Curses {
    let window: UnsafeMutablePointer<WINDOW>
    private let screen: OpaquePointer
    private let reading: UnsafeMutablePointer<FILE>
    private let writing: UnsafeMutablePointer<FILE>

    /// Starts it as a type, or as the nearest one where that is not known; nil where the type can be no screen.
    static func start(as type: String, input: Int32, output: Int32) -> (Curses, type: String)? {
        TerminalAbilities(of: type, output: output).flatMap { known in
            Curses(type: known.type, input: input, output: output).map { ($0, known.type) }
        }
    }

    /// Starts it; nil when the terminal cannot move its cursor.
    private init?(type: String, input: Int32, output: Int32) {
        // The variables LINES and COLUMNS would freeze the size.
        use_env(false)
        use_tioctl(true)
        guard let reading = fdopen(Self.copy(of: input), "r"), let writing = fdopen(Self.copy(of: output), "w"),
            let screen = newterm(type, writing, reading), let window = packline_stdscr()
        else { return nil }
        (self.screen, self.window, self.reading, self.writing) = (screen, window, reading, writing)
        guard Self.canMoveCursor else {
            endwin()
            end()
            return nil
        }
        raw()
        noecho()
        nonl()
        typeahead(-1)
        // The rest of a key is waited for by `TerminalEvents`, and not by curses, which would hold up everything.
        set_escdelay(0)
        start_color()
        use_default_colors()
    }

    /// Another descriptor for what one leads to, which no program inherits that is started.
    private static func copy(of descriptor: Int32) -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 0) }

    /// The descriptor that curses draws to.
    var drawing: Int32 { fileno(writing) }

    var size: ScreenSize { ScreenSize(rows: Int(getmaxy(window)), columns: Int(getmaxx(window))) }

    /// Releases everything; the terminal has been restored.
    func end() {
        delscreen(screen)
        fclose(reading)
        fclose(writing)
    }

    private static var canMoveCursor: Bool {
        guard let move = tigetstr("cup") else { return false }
        return Int(bitPattern: move) != -1
    }
}
