import GRDB
public import OMS

/// The outbox: commands that were accepted, and may not be lost or done twice.
///
/// Every change here is on the disk when the call returns, and has its line in the history.
extension StationDatabase {
    /// Accepts a command; when this returns, it may be acknowledged.
    ///
    /// Several, and what else is to be on the disk with them, are accepted by `record`.
    @discardableResult
    public func enqueue(
        _ intent: CommandIntent, scan: Int? = nil, at time: Timestamp, sendingAt omsTime: Timestamp? = nil
    ) async throws(StoreError) -> OutboxEntry {
        let command = NewCommand(intent, scan: scan, at: time, sendingAt: omsTime)
        return try await writeLedger { db in try OutboxTable.insert(db, command) }
    }

    /// Marks an entry as being sent: as what, and where the package's history stands when the OMS's clock reads `omsTime`.
    ///
    /// `intent` is the entry's own with what turned out since: the transition, the source and the target. `cause` says
    /// that it is sent although the other benches could not be asked (`alone`).
    @discardableResult
    public func send(
        _ entry: OutboxEntry.ID, as intent: CommandIntent, omsTime: Timestamp, cause: StageCause? = nil,
        at time: Timestamp
    ) async throws(StoreError) -> OutboxEntry {
        try await writeLedger { db in
            try OutboxTable.send(db, entry, as: intent, omsTime: omsTime, cause: cause, at: time)
        }
    }

    /// Brings an entry to another stage, and returns it as it is then.
    ///
    /// Errors: `notAllowed` when the stage that the entry is in now, whatever the caller thought, does not lead there;
    /// `noSuchEntry`.
    @discardableResult
    public func move(
        _ entry: OutboxEntry.ID, to stage: CommandStage, reason: String? = nil, cause: StageCause? = nil,
        at time: Timestamp
    ) async throws(StoreError) -> OutboxEntry {
        try await writeLedger { db in
            try OutboxTable.move(db, entry, to: stage, reason: reason, cause: cause, at: time)
        }
    }

    /// Puts a command that was refused or needs attention back in the queue, in its old place.
    ///
    /// With `contents`, it is for these goods from now on. Errors: `contentsChanged` for one whose goods have changed, when
    /// there are none; `wrongState` for one that was refused because of it; `packageGone`; `notAllowed`; `noSuchEntry`.
    @discardableResult
    public func retry(
        _ entry: OutboxEntry.ID, contents: PackContents? = nil, reason: String? = nil, at time: Timestamp
    ) async throws(StoreError) -> OutboxEntry {
        try await writeLedger { db in
            try OutboxTable.retry(db, entry, contents: contents, reason: reason, at: time)
        }
    }

    /// Stops the commands of a package that are of these kinds and not sent yet: a person decides about them.
    ///
    /// One that is being sent by now is left as it is.
    public func stopQueued(
        of package: Int, kinds: Set<CommandKind>, reason: String, at time: Timestamp
    ) async throws(StoreError) -> [OutboxEntry] {
        try await writeLedger { db in
            try OutboxTable.entries(db, where: "package = ? AND stage = 'queued'", arguments: [package])
                .filter { $0.intent.kind.map(kinds.contains) ?? false }
                .map { try OutboxTable.put(db, $0, to: .needsAttention, reason: reason, at: time) }
        }
    }

    /// Takes a command back that was not sent, was refused, or needs attention.
    @discardableResult
    public func discard(
        _ entry: OutboxEntry.ID, reason: String? = nil, at time: Timestamp
    ) async throws(StoreError) -> OutboxEntry {
        try await move(entry, to: .discarded, reason: reason, at: time)
    }

    /// Everything that is not finished, oldest first, so that the entries of one package are in their order.
    ///
    /// What needs attention is among it: nothing later of the same package may overtake it.
    public func pending() async throws(StoreError) -> [OutboxEntry] {
        try await read { db in
            try OutboxTable.entries(db, where: OutboxTable.isPending)
        }
    }

    /// All changes of each entry that is not finished, oldest first.
    public func pendingHistories() async throws(StoreError) -> [OutboxEntry.ID: [OutboxChange]] {
        try await read { db in try OutboxTable.pendingHistories(db) }
    }

    /// Packages in the mirror that were last read before a command of theirs was finished: they may be out of date.
    public func packagesNotReadBack() async throws(StoreError) -> [Int] {
        try await read { db in try OutboxTable.packagesNotReadBack(db) }
    }

    /// The packages that a command of this station packed since a time, and when that was known.
    public func packed(since time: Timestamp) async throws(StoreError) -> [Int: Timestamp] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT package, changed FROM outbox WHERE kind = ? AND stage = ? AND changed >= ? ORDER BY id",
                arguments: [CommandKind.pack.rawValue, CommandStage.applied.rawValue, time.microseconds])
            return Dictionary(
                rows.map { ($0["package"], Timestamp(microseconds: $0["changed"])) }, uniquingKeysWith: { $1 })
        }
    }

    /// Packs that were applied and not yet compared with what the package is since, oldest first.
    public func notCompared() async throws(StoreError) -> [OutboxEntry] {
        try await read { db in try OutboxTable.entries(db, where: OutboxTable.isNotCompared) }
    }

    /// Takes note that a pack was compared with what the package is since; `difference` says in words what is other.
    ///
    /// Where there is no difference, a power cut can undo this: then it is compared once more.
    public func compared(_ entry: OutboxEntry.ID, difference: String?, at time: Timestamp) async throws(StoreError) {
        if let difference {
            try await writeLedger { db in try OutboxTable.compared(db, entry, difference: difference, at: time) }
        } else {
            try await writeMirror { db in try OutboxTable.compared(db, entry, difference: nil, at: time) }
        }
    }

    /// The last entries, newest first.
    public func entries(limit: Int) async throws(StoreError) -> [OutboxEntry] {
        try await read { db in
            try OutboxTable.entries(db, where: "true", order: "id DESC LIMIT ?", arguments: [max(0, limit)])
        }
    }

    /// One entry; nil when there is none of that number.
    public func entry(_ id: OutboxEntry.ID) async throws(StoreError) -> OutboxEntry? {
        try await read { db in try OutboxTable.entries(db, where: "id = ?", arguments: [id]).first }
    }

    /// All changes of an entry, oldest first.
    public func history(of entry: OutboxEntry.ID) async throws(StoreError) -> [OutboxChange] {
        try await read { db in try OutboxTable.history(db, of: entry) }
    }

    /// Forgets entries that came to their end before a time, with their history; returns how many.
    @discardableResult
    public func forgetFinished(before time: Timestamp) async throws(StoreError) -> Int {
        try await writeLedger { db in try OutboxTable.removeFinished(db, before: time) }
    }
}
