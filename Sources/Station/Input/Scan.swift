/// A scan, a typed line or a key that is being handled.
struct Scan: Equatable, Sendable {
    /// Its number, from 1.
    let number: Int
    /// What was read, as it came.
    let input: String
    /// What it says as a code; read once, when it came.
    let code: CodeReading
    /// Where it came from.
    private(set) var source: Source
    /// The shot of labels that it was read in; nil for what no scanner sent.
    var shot: Shot?
    /// Whether a program gave it as a command, of which nothing is asked back.
    var isOrder = false
    /// Whether the OMS was asked for what it read.
    var isLookedUp = false
    /// The number of the package that it opened as goods of it.
    var opened: String?
    /// The package that it opened first, which another bench had.
    var passedOver: Message.Note?
    /// What was noticed about it and is said whatever becomes of it.
    var notes: [Message.Note] = []

    /// Where a scan can come from.
    enum Source: Equatable, Sendable {
        /// A scanner, or a person's keys that came at its speed.
        case scanner
        /// A line of a bracketed paste.
        case paste
        /// A person's own keys, ended by their Enter.
        case prompt
        /// A line of `packline scan`, or a key of the keymap.
        case program
    }

    /// Whether a person or a program wrote it, so that words act.
    ///
    /// What stands on a label or in a pasted text is never a word that acts.
    var isWritten: Bool { source == .prompt || source == .program }

    init(number: Int, code: CodeReading, source: Source) {
        self.number = number
        self.code = code
        self.source = source
        input = code.input
    }

    /// The same with something written before it.
    func counted(_ prefix: String, reading read: (String) -> CodeReading) -> Scan {
        var scan = Scan(number: number, code: read(prefix + input), source: source)
        (scan.shot, scan.isOrder, scan.isLookedUp) = (shot, isOrder, isLookedUp)
        (scan.opened, scan.passedOver) = (opened, passedOver)
        return scan
    }

    /// The same as if a person had typed it.
    var typed: Scan {
        var scan = self
        scan.source = .prompt
        return scan
    }

    /// The same without what was noted when it was read: it is answered once more, with its outcome.
    var withoutShot: Scan { Scan(number: number, code: code, source: .program) }

    /// Labels that were read in one go.
    struct Shot: Equatable, Sendable {
        /// The number of the shot.
        let number: Int
        /// When no further label can join it, in milliseconds of the monotonic clock.
        let ends: Int64
    }
}
