public import Language
public import OMS

/// A command in the outbox, as the station shows it.
public struct QueuedCommand: Equatable, Sendable, Identifiable {
    /// The outbox's number of it.
    public let id: Int
    /// What was wanted.
    public let intent: CommandIntent
    /// What people called the package when the command was accepted, as far as that was known.
    public let number: String?
    /// How far it has come.
    public let stage: CommandStage
    /// The scan that gave it.
    public let scan: Int?
    /// Why it is in its stage: the OMS's words, or what is waited for.
    public let reason: Phrase?
    /// What can be done about that, where a person can do something.
    public let cause: StageCause?
    /// How often it was sent.
    public let attempts: Int
    /// When it came this far.
    public let changed: Timestamp
    /// How it came this far, oldest first, as far as it is known; the last one is where it stands.
    public internal(set) var changes: [StageChange]

    /// A step of a command: what it came to, when, and why.
    public struct StageChange: Equatable, Sendable {
        /// What it came to.
        public let stage: CommandStage
        /// When.
        public let at: Timestamp
        /// Why: the OMS's words, or ours.
        public let reason: Phrase?

        /// A step with these facts.
        public init(_ stage: CommandStage, at: Timestamp, reason: Phrase?) {
            self.stage = stage
            self.at = at
            self.reason = reason
        }
    }

    /// A command with these facts; without `changes`, only its last one is known.
    public init(
        id: Int, intent: CommandIntent, number: String? = nil, stage: CommandStage, scan: Int? = nil,
        reason: Phrase? = nil, cause: StageCause? = nil, attempts: Int = 0, changed: Timestamp,
        changes: [StageChange]? = nil
    ) {
        self.id = id
        self.intent = intent
        self.number = number
        self.stage = stage
        self.scan = scan
        self.reason = reason
        self.cause = cause
        self.attempts = attempts
        self.changed = changed
        self.changes = changes ?? [StageChange(stage, at: changed, reason: reason)]
    }

    /// Takes over the beginning of the same command from an earlier report.
    mutating func continueFrom(_ earlier: QueuedCommand) {
        guard changes.count == 1, let last = changes.last else { return }
        let known = earlier.changes.last == last ? Array(earlier.changes.dropLast()) : earlier.changes
        changes = known.suffix(Self.mostChanges) + changes
    }

    /// Whether it was not sent because the goods of the package had changed: it is sent again when they were checked.
    public var isStopped: Bool { stage == .needsAttention && cause == .contentsChanged }

    /// How many steps are kept here; the outbox has them all.
    private static let mostChanges = 20
}
