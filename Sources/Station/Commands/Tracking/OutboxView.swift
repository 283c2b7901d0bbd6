import OMS

/// The commands of the outbox that the station knows: all that are not finished, and the last of those that are.
///
/// What is asked at each scan and for each row of the list is answered without looking at all of them: a bench that was
/// without a connection for hours has thousands.
struct OutboxView: Equatable, Sendable {
    private var byID: [Int: QueuedCommand] = [:]
    /// Those that are not at their end, by package, oldest first.
    private var unfinished: [Int: [QueuedCommand.ID]] = [:]
    /// Those that are, in the order in which they came to it.
    private var finished: [QueuedCommand.ID] = []
    /// How many will be sent automatically.
    private(set) var queuedCount = 0
    /// How many a person must decide about.
    private(set) var attentionCount = 0

    /// How many that are at their end are kept, and how many more before the oldest are forgotten.
    private static let (mostFinished, slack) = (200, 100)

    /// Every command that is known, the newest first.
    var newestFirst: [QueuedCommand] { byID.values.sorted { $0.id > $1.id } }

    /// Whether none is pending.
    var areAllFinished: Bool { unfinished.isEmpty }

    subscript(id: QueuedCommand.ID) -> QueuedCommand? { byID[id] }

    /// The commands of a package that are not at their end, oldest first.
    func unfinished(of package: Int) -> some Sequence<QueuedCommand> {
        (unfinished[package] ?? []).lazy.compactMap { byID[$0] }
    }

    /// The newest of them.
    func newestUnfinished(of package: Int) -> QueuedCommand? { unfinished[package]?.last.flatMap { byID[$0] } }

    /// The command of a package that was stopped because its goods had changed, and waits until it was checked again.
    func stopped(_ kind: CommandKind?, of package: Int) -> QueuedCommand? {
        unfinished(of: package).first { $0.isStopped && $0.intent.kind == kind }
    }

    /// Whether a command of a package fits that is being sent, or that was applied since a time.
    func hasSent(to package: Int, since time: Timestamp, where fits: (CommandIntent) -> Bool) -> Bool {
        byID.values.contains { command in
            let isUnderWay = command.stage == .sending || command.stage == .unknown
            let isApplied = command.stage == .applied && command.changed >= time
            return command.intent.package == package && (isUnderWay || isApplied) && fits(command.intent)
        }
    }

    /// Takes a command as it is now, whether it was known or not.
    mutating func put(_ command: QueuedCommand) {
        if let old = byID.updateValue(command, forKey: command.id) { count(old, -1) }
        count(command, 1)
        if finished.count > Self.mostFinished + Self.slack {
            for id in finished.prefix(finished.count - Self.mostFinished) { byID[id] = nil }
            finished.removeFirst(finished.count - Self.mostFinished)
        }
    }

    /// Enters a command where it is counted, or takes it out there.
    private mutating func count(_ command: QueuedCommand, _ one: Int) {
        if command.stage.isFinal {
            if one > 0 { finished.append(command.id) } else { finished.removeAll { $0 == command.id } }
            return
        }
        if command.stage == .needsAttention { attentionCount += one } else { queuedCount += one }
        var ids = unfinished[command.intent.package] ?? []
        if one > 0 {
            ids.insert(command.id, at: ids.firstIndex { $0 > command.id } ?? ids.endIndex)
        } else {
            ids.removeAll { $0 == command.id }
        }
        unfinished[command.intent.package] = ids.isEmpty ? nil : ids
    }
}
