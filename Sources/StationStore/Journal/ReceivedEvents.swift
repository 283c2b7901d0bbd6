import GRDB
public import OMS

/// The webhook events received last, so that a repeated delivery is recognised, even after a restart.
///
/// They are written with the mirror: after a power cut the last ones may be missing, and a package is read once more.
extension StationDatabase {
    /// How many events are remembered: those of a busy day.
    public static let mostReceivedEvents = 10_000

    /// Remembers events by their uuid, and forgets the oldest of too many.
    public func rememberReceived(_ uuids: [String], at time: Timestamp) async throws(StoreError) {
        try await writeMirror { db in
            let statement = try db.cachedStatement(sql: "INSERT OR IGNORE INTO heard_events (uuid, at) VALUES (?, ?)")
            for uuid in uuids { try statement.execute(arguments: [uuid, time.microseconds]) }
            try db.execute(
                sql: "DELETE FROM heard_events WHERE number <= (SELECT max(number) FROM heard_events) - ?",
                arguments: [Self.mostReceivedEvents])
        }
    }

    /// The uuids of the events that are remembered, oldest first.
    public func receivedEvents() async throws(StoreError) -> [String] {
        try await read { db in try String.fetchAll(db, sql: "SELECT uuid FROM heard_events ORDER BY number") }
    }
}
