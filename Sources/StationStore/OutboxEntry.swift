public import OMS

/// A command in the outbox: what is wanted, and how far it has come.
public struct OutboxEntry: Hashable, Sendable, Identifiable {
    /// The number of the entry; later ones have greater numbers.
    public let id: Int
    /// What is wanted.
    public let intent: CommandIntent
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

    /// An entry with these facts.
    public init(
        id: Int, intent: CommandIntent, scan: Int? = nil, stage: CommandStage = .queued, attempts: Int = 0,
        createdAt: Timestamp, changedAt: Timestamp, reason: String? = nil
    ) {
        self.id = id
        self.intent = intent
        self.scan = scan
        self.stage = stage
        self.attempts = attempts
        self.createdAt = createdAt
        self.changedAt = changedAt
        self.reason = reason
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
    /// - From *queued* it is sent, needs a person (the package is no longer what it was), or is taken back.
    /// - From *sending* it has an answer, has none (*unknown*), or was certainly not taken (*queued*: no connection,
    ///   too many requests).
    /// - From *unknown* only what the package says leads on: it was done, it was not, or something else was.
    /// - *Needs attention* ends as a person decides: again, not at all, or it was done already.
    /// - What was *refused* may be tried again by a person; *applied* and *discarded* stay.
    public var successors: Set<CommandStage> {
        switch self {
        case .queued: [.sending, .needsAttention, .discarded]
        case .sending: [.applied, .refused, .unknown, .queued, .needsAttention]
        case .unknown: [.applied, .refused, .queued, .needsAttention]
        case .needsAttention: [.queued, .discarded, .applied]
        case .refused: [.queued]
        case .applied, .discarded: []
        }
    }
}
