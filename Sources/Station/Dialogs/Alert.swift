import OMS

/// An error that stays until somebody acknowledges it.
public struct Alert: Equatable, Sendable {
    /// What is wrong, in two or three words.
    public let title: String
    /// What was scanned or asked for.
    public let scanned: String?
    /// What would have been right, or what the OMS said.
    public let expected: String?
    /// What to do now.
    public let advice: String
    /// When it came up, in milliseconds of the monotonic clock.
    let shown: Int64
    /// Whether scanning what is right acknowledges it; what became of a command needs a person.
    let isAnsweredByScan: Bool
    /// When the command reached the stage it reports, so that the next run does not report it again; nil for all else.
    let happened: Timestamp?

    /// What it is about.
    public let subject: Subject
    /// What it says, as a value, where it has one.
    let message: AlertMessage?

    /// What an alert can be about.
    public enum Subject: Equatable, Sendable {
        /// What was scanned, and what would have been right.
        case scan
        /// A command, and why it is not done.
        case command
        /// A package, and what happened to it.
        case package
    }

    /// The same alert with other words, as when more has become known.
    func saying(_ message: AlertMessage) -> Alert {
        Alert(
            message.title, scanned: message.scanned, expected: message.expected, advice: message.advice,
            subject: subject, isAnsweredByScan: isAnsweredByScan, happened: happened, message: message,
            at: Moment(uptime: shown, wall: happened ?? Timestamp(microseconds: 0)))
    }

    init(
        _ title: String, scanned: String? = nil, expected: String? = nil, advice: String, subject: Subject = .scan,
        isAnsweredByScan: Bool = true, happened: Timestamp? = nil, message: AlertMessage? = nil, at now: Moment
    ) {
        self.title = title
        self.scanned = scanned
        self.expected = expected
        self.advice = advice
        shown = now.uptime
        self.subject = subject
        self.message = message
        self.isAnsweredByScan = isAnsweredByScan
        self.happened = happened
    }
}
