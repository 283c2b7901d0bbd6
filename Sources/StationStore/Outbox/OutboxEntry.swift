public import OMS

/// A command in the outbox: what is wanted, and how far it has come.
public struct OutboxEntry: Hashable, Sendable, Identifiable {
    /// The number of the entry; later ones have greater numbers.
    public let id: Int
    /// What is wanted.
    public let intent: CommandIntent
    /// What people called the package when the command was accepted; nil where the mirror did not have it.
    public let packageNumber: String?
    /// The scan that asked for it, by its number in the journal; nil for a word or a key.
    public let scan: Int?
    /// How far it has come.
    public let stage: CommandStage
    /// How many times it was begun to be sent.
    public let attempts: Int
    /// When it was accepted.
    public let createdAt: Timestamp
    /// When it came to its stage.
    public let changedAt: Timestamp
    /// Why it is in its stage: the OMS's words, or ours.
    public let reason: String?
    /// What can be done about its stage, where a person can do something.
    public let cause: StageCause?
    /// What was known of the package's history when it was last sent; nil before that.
    public let mark: HistoryMark?

    /// An entry with these facts.
    public init(
        id: Int, intent: CommandIntent, packageNumber: String? = nil, scan: Int? = nil, stage: CommandStage = .queued,
        attempts: Int = 0, createdAt: Timestamp, changedAt: Timestamp, reason: String? = nil,
        cause: StageCause? = nil, mark: HistoryMark? = nil
    ) {
        self.id = id
        self.intent = intent
        self.packageNumber = packageNumber
        self.scan = scan
        self.stage = stage
        self.attempts = attempts
        self.createdAt = createdAt
        self.changedAt = changedAt
        self.reason = reason
        self.cause = cause
        self.mark = mark
    }
}

/// Where a package's history stood when a command was sent: only what is newer can be that command's doing.
public struct HistoryMark: Hashable, Sendable {
    /// What the OMS's clock read.
    public let time: Timestamp
    /// The newest entry of the history that was known; nil when it was never read.
    public let knownLog: Int?

    /// A mark at a moment of the OMS's clock.
    public init(time: Timestamp, knownLog: Int? = nil) {
        self.time = time
        self.knownLog = knownLog
    }
}

/// One change of an entry in the outbox.
public struct OutboxChange: Hashable, Sendable {
    /// The stage that it came to.
    public let stage: CommandStage
    /// When.
    public let at: Timestamp
    /// Why, and who asked for it where a person did.
    public let reason: String?

    /// A change with these facts.
    public init(stage: CommandStage, at: Timestamp, reason: String?) {
        self.stage = stage
        self.at = at
        self.reason = reason
    }
}

extension CommandStage {
    /// The stages that a command may go to from this one.
    ///
    /// - From *queued* it is sent, turns out not to be offered (*refused*), needs a person, or is taken back.
    /// - From *sending* it has an answer, has none (*unknown*), or was certainly not taken (*queued*: no connection,
    ///   too many requests).
    /// - From *unknown* only what the package says leads on: it was done, it was not, or something else was.
    /// - *Needs attention* ends as a person decides: again, not at all, or it was done already.
    /// - What was *refused* may be tried again by a person; *applied* and *discarded* stay.
    public var successors: Set<CommandStage> {
        switch self {
        case .queued: [.sending, .refused, .needsAttention, .discarded]
        case .sending: [.applied, .refused, .unknown, .queued, .needsAttention]
        case .unknown: [.applied, .refused, .queued, .needsAttention]
        case .needsAttention: [.queued, .discarded, .applied]
        case .refused: [.queued, .discarded]
        case .applied, .discarded: []
        }
    }
}
