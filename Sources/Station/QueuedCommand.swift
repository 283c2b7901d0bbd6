public import OMS

/// A command in the outbox, as the station shows it.
public struct QueuedCommand: Equatable, Sendable, Identifiable {
    /// The outbox's number of it.
    public let id: Int
    /// What was wanted.
    public let intent: CommandIntent
    /// How far it has come.
    public let stage: CommandStage
    /// The scan that gave it.
    public let scan: Int?
    /// Why it stands where it stands: the OMS's words, or what is waited for.
    public let reason: String?
    /// How often it was sent.
    public let attempts: Int
    /// When it came this far.
    public let changed: Timestamp

    /// A command with these facts.
    public init(
        id: Int, intent: CommandIntent, stage: CommandStage, scan: Int? = nil, reason: String? = nil,
        attempts: Int = 0, changed: Timestamp
    ) {
        self.id = id
        self.intent = intent
        self.stage = stage
        self.scan = scan
        self.reason = reason
        self.attempts = attempts
        self.changed = changed
    }
}
