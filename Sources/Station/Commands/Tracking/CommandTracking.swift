import DequeModule
import OMS

/// The commands that were given here: being written, in the outbox, and what is to be reported of them.
struct CommandTracking: Equatable, Sendable {
    /// Commands of the outbox.
    private(set) var outbox = OutboxView()
    /// The reasons for denying that may be given, in their order.
    private(set) var reasons: [DenialReason] = []
    /// Commands being written to disk, not yet accepted, by the number of their scan.
    private var unaccepted: [Int: CommandIntent] = [:]
    /// How commands were given whose end is not known yet, by the number of their scan.
    private var given: [Int: Given] = [:]
    /// Commands that were replaced by a new version of themselves: that they are discarded is not reported.
    private var replaced: Set<QueuedCommand.ID> = []
    /// Commands for which it is to be asked which of the OMS's is meant, behind the question that is open.
    private var undecided: Deque<Undecided> = []
    /// Up to when what became of commands was acknowledged in earlier runs; nil where nothing was.
    private var acknowledged: Timestamp?

    /// How a command was given.
    struct Given: Equatable, Sendable {
        /// The scan, word or key that gave it.
        let scan: Scan
        /// What the journal must say of it besides: that a package was packed with unchecked items.
        let notes: [Message.Note]

        /// Whether it may be asked which of several commands is meant.
        var mayAsk: Bool { !scan.isOrder }
    }

    /// A command for a package that is not open, of which the OMS offers several: it waits for the answer which is meant.
    struct Undecided: Equatable, Sendable {
        let intent: CommandIntent
        let scan: Scan
        let commands: [PackageCommand]
    }

    /// What a command reported by the outbox means to the station.
    enum News: Equatable {
        /// It was finished in an earlier run.
        case ofEarlierRun
        /// It came further.
        case stage
        /// Nothing that was not known.
        case none
    }

    // MARK: - Giving commands

    /// A command is given to the engine; returns the one that it replaces, which is discarded.
    ///
    /// It takes the place of one that was stopped because the goods had changed.
    mutating func give(_ intent: CommandIntent, by scan: Scan, notes: [Message.Note]) -> QueuedCommand.ID? {
        unaccepted[scan.number] = intent
        given[scan.number] = Given(scan: scan, notes: notes)
        guard let stopped = outbox.stopped(intent.kind, of: intent.package) else { return nil }
        replaced.insert(stopped.id)
        return stopped.id
    }

    /// The command of a scan could not be put on disk; gives how it was given.
    mutating func refuse(_ scan: Int?) -> Given? {
        guard let scan else { return nil }
        unaccepted[scan] = nil
        return given.removeValue(forKey: scan)
    }

    /// A command is not accepted, because it is not known which is meant; gives how it was given.
    mutating func takeBack(_ scan: Int?) -> Given? {
        guard let scan else { return nil }
        unaccepted[scan] = nil
        return given.removeValue(forKey: scan)
    }

    mutating func addUndecided(_ command: Undecided) { undecided.append(command) }

    /// Takes the next command for which it is to be asked which is meant.
    mutating func popUndecided() -> Undecided? { undecided.popFirst() }

    // MARK: - Reports of the outbox

    /// Takes over how far a command has come.
    mutating func follow(_ command: QueuedCommand) -> News {
        let old = outbox[command.id]
        var command = command
        if let old { command.continueFrom(old) }
        outbox.put(command)
        if let scan = command.scan { unaccepted[scan] = nil }
        if old == nil, command.scan == nil, command.stage.isFinal { return .ofEarlierRun }
        return old?.stage == command.stage ? .none : .stage
    }

    /// How a command was given; forgotten with its end.
    mutating func given(for command: QueuedCommand) -> Given? {
        guard let scan = command.scan else { return nil }
        defer { if command.stage.isFinal { given[scan] = nil } }
        return given[scan]
    }

    /// Whether a command that was discarded was replaced by a new version of itself.
    mutating func isReplaced(_ command: QueuedCommand) -> Bool { replaced.remove(command.id) != nil }

    /// What became of commands up to then was acknowledged in an earlier run.
    mutating func acknowledge(until time: Timestamp) { acknowledged = time }

    /// Whether the outcome of a command of an earlier run is still to be shown.
    func isNews(_ command: QueuedCommand) -> Bool { acknowledged.map { command.changed > $0 } ?? true }

    // MARK: - What is pending

    /// Whether a command is being written to disk.
    var hasUnaccepted: Bool { !unaccepted.isEmpty }

    /// Whether commands of a package are being written to disk.
    func hasUnaccepted(of package: Int) -> Bool { unaccepted.values.contains { $0.package == package } }

    /// Whether such a command of the package is being written to disk, or is not finished.
    func isUnderWay(_ kind: CommandKind, _ package: Int) -> Bool {
        unaccepted.values.contains { $0.package == package && $0.kind == kind }
            || outbox.unfinished(of: package).contains { $0.intent.kind == kind && !$0.isStopped }
    }

    /// Whether other commands of the package are pending, after which another one may be offered.
    func isBusy(_ package: Int) -> Bool { outbox.newestUnfinished(of: package) != nil || hasUnaccepted(of: package) }

    /// Whether a command is being written to disk that may come back with the question which one is meant.
    var mayStillAsk: Bool {
        unaccepted.contains { scan, intent in
            intent.transition == nil && intent.kind != nil && given[scan]?.mayAsk ?? false
        }
    }

    // MARK: - Denial reasons

    /// Takes over the reasons that the OMS gives, in their order.
    mutating func offer(_ reasons: [DenialReason]) {
        self.reasons = reasons.filter(\.isActive).sorted { ($0.priority, $0.id) < ($1.priority, $1.id) }
    }

    /// The reason with that id, else the only one whose title holds these words.
    func reason(named words: String) -> DenialReason? {
        let found = reasons(named: words)
        return found.count == 1 ? found[0] : nil
    }

    /// The reason with that id, else all whose titles hold these words.
    func reasons(named words: String) -> [DenialReason] {
        if let id = Int(words) { return reasons.filter { $0.id == id } }
        let folded = Folding.fold(words)
        return reasons.filter { Folding.fold($0.title).firstRange(of: folded) != nil }
    }
}
