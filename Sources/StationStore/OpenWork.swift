import GRDB
public import OMS

/// How much the station has to do, by stage; nothing of what it is.
public struct OpenWork: Equatable, Sendable {
    /// Commands that are not at their end.
    public var commands: [CommandStage: Int] = [:]
    /// When the oldest of those was accepted; nil where there is none.
    public var oldestCommand: Timestamp?
    /// Print jobs of which nobody knows yet that they came out.
    public var prints: [PrintStage: Int] = [:]

    /// Nothing to do.
    public init() {}
}

extension StationDatabase {
    /// How much there is to do now; it waits for no writer, and none waits for it.
    public func openWork() async throws(StoreError) -> OpenWork {
        try await read { db in
            var work = OpenWork()
            let commands = "SELECT stage, count(*) AS count, min(created) AS oldest FROM outbox"
            for row in try Row.fetchAll(db, sql: "\(commands) WHERE \(OutboxTable.isPending) GROUP BY stage") {
                guard let stage = CommandStage(rawValue: row["stage"]) else { continue }
                work.commands[stage] = row["count"]
                let oldest = Timestamp(microseconds: row["oldest"])
                work.oldestCommand = min(work.oldestCommand ?? oldest, oldest)
            }
            let prints = "SELECT stage, count(*) AS count FROM prints WHERE \(PrintTable.isUndone) GROUP BY stage"
            for row in try Row.fetchAll(db, sql: prints) {
                guard let stage = PrintStage(rawValue: row["stage"]) else { continue }
                work.prints[stage] = row["count"]
            }
            return work
        }
    }
}
