import GRDB
import OMS

/// A print job with all that became of it, for who looks at it beside the station.
public struct PrintReport: Hashable, Sendable {
    /// The job.
    public let job: PrintJob
    /// Each change of it with its time and reason, oldest first.
    public let changes: [PrintChange]

    /// Reads the print jobs of a station's file, whether or not a station works with it.
    ///
    /// Nothing is locked, changed or waited for. The undone come first, then the newest of the others, of which `finished`
    /// are wanted at most; a missing file has none. Errors: `StoreError`, `newer` among them.
    public static func read(at path: String, finished: Int) async throws(StoreError) -> [PrintReport] {
        let reports = try await StationDatabase.look(at: path) { db -> [PrintReport] in
            guard try db.tableExists("prints") else { return [] }
            let undone = try PrintTable.jobs(db, where: PrintTable.isUndone)
            let ended = try PrintTable.jobs(
                db, where: "NOT (\(PrintTable.isUndone))", order: "id DESC LIMIT ?", arguments: [max(0, finished)])
            return try (undone + ended).map { PrintReport(job: $0, changes: try PrintTable.history(db, of: $0.id)) }
        }
        return reports ?? []
    }

    /// The bytes of a job in a station's file; nil where the file, the job or its bytes are gone.
    public static func bytes(of job: PrintJob.ID, at path: String) async throws(StoreError) -> [UInt8]? {
        let bytes = try await StationDatabase.look(at: path) { db -> [UInt8]? in
            guard try db.tableExists("prints") else { return nil }
            return try PrintTable.bytes(db, of: job)
        }
        return bytes ?? nil
    }
}
