public import Language
import OMS

/// An error that stays until it is acknowledged.
public struct Alert: Equatable, Sendable {
    /// What it says.
    public let message: AlertMessage
    /// When it came up, in milliseconds of the monotonic clock.
    let shown: Int64
    /// When the command reached the stage it reports, so that the next run does not report it again; nil for all else.
    let happened: Timestamp?

    /// What an alert can be about.
    public enum Subject: Equatable, Sendable {
        /// What was scanned, and what would have been right.
        case scan
        /// A command, and why it is not done.
        case command
        /// A package, and what happened to it.
        case package
        /// The station itself, and what is wrong with it.
        case station
    }

    /// An alert that says this.
    init(_ message: AlertMessage, happened: Timestamp? = nil, at now: Moment) {
        (self.message, self.happened, shown) = (message, happened, now.uptime)
    }

    private init(_ message: AlertMessage, happened: Timestamp?, shown: Int64) {
        (self.message, self.happened, self.shown) = (message, happened, shown)
    }

    /// The same alert with other words, as when more has become known.
    func saying(_ message: AlertMessage) -> Alert { Alert(message, happened: happened, shown: shown) }

    /// What is wrong, in two or three words.
    public var title: Phrase { message.title }

    /// What was scanned or asked for.
    public var scanned: Phrase? { message.scanned }

    /// What would have been right, or what the OMS said.
    public var expected: Phrase? { message.expected }

    /// What to do now.
    public var advice: Phrase { message.advice }

    /// What it is about.
    public var subject: Subject { message.subject }

    /// Whether scanning what is right acknowledges it; what became of a command needs a person.
    var isAnsweredByScan: Bool { message.isAnsweredByScan }
}
