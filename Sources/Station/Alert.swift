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
    /// When it came up, in milliseconds of the clock that never jumps.
    let shown: Int64
    /// Whether scanning what is right acknowledges it; what became of a command needs a person.
    let isAnsweredByScan: Bool
    /// When the command came to what it tells of, for what is not to be told again by the next run; nil for all else.
    let happened: Timestamp?

    /// Whether it is about a command and why it is not done, and not about what was scanned.
    public let isAboutCommand: Bool

    init(
        _ title: String, scanned: String? = nil, expected: String? = nil, advice: String, isAboutCommand: Bool = false,
        isAnsweredByScan: Bool = true, happened: Timestamp? = nil, at now: Moment
    ) {
        self.title = title
        self.scanned = scanned
        self.expected = expected
        self.advice = advice
        shown = now.uptime
        self.isAboutCommand = isAboutCommand
        self.isAnsweredByScan = isAnsweredByScan
        self.happened = happened
    }
}
