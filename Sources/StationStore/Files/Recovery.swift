import GRDB
import Language
import OMS

/// Copies what can still be read of a damaged file's ledger into a new one.
///
/// Each table is read from the front until a page cannot be read, then from the back, then row by row in between. Where
/// the file itself is no use, what its log holds is read. Nothing of either is changed.
struct Recovery {
    /// The damaged file.
    let files: StoreFiles
    let now: Timestamp

    init(from files: StoreFiles, now: Timestamp) {
        self.files = files
        self.now = now
    }

    /// The most rows that are asked for one by one in a gap.
    private static let patience: Int64 = 100_000

    /// Copies the tables; counts what was saved and says whether that is all.
    ///
    /// Commands and prints that were not at their end become *unknown*: the damage may have cost the row that said they
    /// were sent.
    func copy(to new: DatabaseQueue, counting recovered: inout OpeningReport.Recovered) throws {
        recovered.isComplete = false
        if files.visibleDamage == nil, let damaged = try? Self.open(files.path) {
            defer { try? damaged.close() }
            recovered.isComplete = try copy(from: damaged, to: new, counting: &recovered)
        }
        if !recovered.isComplete { try copyLog(to: new, counting: &recovered) }
        try new.write { db in
            for entry in try OutboxTable.entries(db, where: "stage IN ('queued', 'sending')") {
                try OutboxTable.put(
                    db, entry, to: .unknown, reason: Phrase("reason.damaged").stored,
                    at: now)
            }
            for job in try PrintTable.jobs(db, where: "stage IN ('wanted', 'sending', 'waiting')") {
                try PrintTable.put(
                    db, job.id, .unknown, reason: Phrase("reason.print-damaged").stored, at: now)
            }
        }
    }

    /// A damaged file, to be read only; one that was cut off is refused by SQLite unless its schema may be damaged.
    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA writable_schema = ON") }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Copies what the write-ahead log holds, through a temporary file made of its pages.
    private func copyLog(to new: DatabaseQueue, counting recovered: inout OpeningReport.Recovered) throws {
        let pages = StoreFiles(path: files.path + ".log-pages")
        defer { pages.remove() }
        pages.remove()
        guard let log = LogPages(of: files.log), try log.write(to: pages.path),
            let damaged = try? Self.open(pages.path)
        else { return }
        defer { try? damaged.close() }
        _ = try copy(from: damaged, to: new, counting: &recovered)
    }

    /// Copies the tables of a file; whether all that is in them could be read.
    private func copy(
        from damaged: DatabaseQueue, to new: DatabaseQueue, counting recovered: inout OpeningReport.Recovered
    ) throws -> Bool {
        var counts: [String: Int] = [:]
        var isComplete = true
        for table in ["outbox", "outbox_history", "scans", "sessions", "prints", "print_bytes"] {
            let (rows, isWhole) = damaged.inDatabase { Self.rows(of: table, in: $0) }
            if !isWhole { isComplete = false }
            counts[table] = try new.write { try Self.insert(rows, into: table, $0) }
        }
        recovered.commands += counts["outbox"] ?? 0
        recovered.scans += counts["scans"] ?? 0
        recovered.sessions += counts["sessions"] ?? 0
        recovered.prints += counts["prints"] ?? 0
        return isComplete
    }

    /// The rows that can be read, each once, and whether these are all.
    private static func rows(of table: String, in db: Database) -> (rows: [Row], isWhole: Bool) {
        var rows: [Int64: Row] = [:]
        func take(_ rest: String, _ arguments: StatementArguments = []) -> Bool {
            do {
                let sql = "SELECT rowid AS salvaged_rowid, * FROM \(table) \(rest)"
                let cursor = try Row.fetchCursor(db, sql: sql, arguments: arguments)
                while let row = try cursor.next() { rows[row["salvaged_rowid"]] = row.copy() }
                return true
            } catch {
                return false
            }
        }
        if take("ORDER BY rowid") { return (Array(rows.values), true) }
        let front = rows.keys.max()
        _ = take("ORDER BY rowid DESC")
        if let front, let back = rows.keys.filter({ $0 > front }).min() {
            for id in (front + 1)..<min(back, front + patience) { _ = take("WHERE rowid = ?", [id]) }
        }
        return (rows.sorted { $0.key < $1.key }.map(\.value), false)
    }

    /// Puts rows into a table of the same name, as far as it has their columns and wants their values.
    private static func insert(_ rows: [Row], into table: String, _ db: Database) throws -> Int {
        let columns = Set(try db.columns(in: table).map(\.name))
        var count = 0
        for row in rows {
            let names = row.columnNames.filter(columns.contains)
            let marks = names.map { _ in "?" }.joined(separator: ", ")
            try db.execute(
                sql: "INSERT OR IGNORE INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(marks))",
                arguments: StatementArguments(names.map { row[$0] as DatabaseValue }))
            count += db.changesCount
        }
        return count
    }
}
