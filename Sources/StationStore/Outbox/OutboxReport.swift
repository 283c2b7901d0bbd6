import GRDB
import OMS

/// A command in an outbox with all that became of it, for who looks at it beside the station.
public struct OutboxReport: Hashable, Sendable {
    /// The command.
    public let entry: OutboxEntry
    /// Each change of it with its time and reason, oldest first.
    public let changes: [OutboxChange]
    /// What people call the package; nil where the mirror does not have it, and did not when the command was accepted.
    public let packageNumber: String?

    /// Reads the outbox of a station's file, whether or not a station works with it.
    ///
    /// Nothing is locked, changed or waited for. Those that are not at their end come first, then those that were refused
    /// and that are not dealt with (acknowledged at the station, or discarded), then the newest; a missing file has none.
    ///
    /// `finished` says how many of those at their end are wanted at most. Errors: `StoreError`, `newer` among them.
    public static func read(at path: String, finished: Int) async throws(StoreError) -> [OutboxReport] {
        let reports = try await StationDatabase.look(at: path) { db in
            let (refusal, seen) = (OutboxTable.isRefusal, try OutboxTable.acknowledged(db))
            let open = try OutboxTable.entries(db, where: OutboxTable.isPending)
            let refused = try OutboxTable.entries(db, where: refusal, arguments: [seen])
            let ended = try OutboxTable.entries(
                db, where: "NOT (\(OutboxTable.isPending)) AND NOT (\(refusal))",
                order: "id DESC LIMIT ?", arguments: [seen, max(0, finished)])
            return try (open + refused + ended).map { try OutboxReport($0, db) }
        }
        return reports ?? []
    }

    private init(_ entry: OutboxEntry, _ db: Database) throws {
        self.entry = entry
        changes = try OutboxTable.history(db, of: entry.id)
        packageNumber = try OutboxTable.packageNumber(db, entry)
    }
}
