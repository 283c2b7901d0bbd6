import Foundation
import GRDB
public import OMS

/// A line of the scan journal: a frame as it came, what it was taken for, and what came of it.
public struct JournalEntry: Hashable, Sendable {
    /// The number of the scan; greater than all before it.
    public let number: Int
    /// The bytes as they came, identifiers and control characters included.
    public let raw: [UInt8]
    /// The code that was compared.
    public let canonical: String
    /// What it was taken for.
    public let meaning: String
    /// What came of it.
    public let outcome: String
    /// The package that it was about.
    public let package: Int?
    /// When it came.
    public let at: Timestamp

    /// A line with these facts.
    public init(
        number: Int, raw: [UInt8], canonical: String, meaning: String, outcome: String, package: Int? = nil,
        at: Timestamp
    ) {
        self.number = number
        self.raw = raw
        self.canonical = canonical
        self.meaning = meaning
        self.outcome = outcome
        self.package = package
        self.at = at
    }
}

/// The scan journal: every frame, on the disk before the scan is acknowledged.
extension StationStore {
    /// Writes lines in one commit; they are on the disk when this returns.
    ///
    /// A number that is there already is written anew: that is how an outcome that comes later finds its scan.
    public func append(_ entries: [JournalEntry]) async throws(StoreError) {
        try await record(LedgerRecord(scans: entries))
    }

    /// Writes one line.
    public func append(_ entry: JournalEntry) async throws(StoreError) { try await append([entry]) }

    /// The last lines, oldest first.
    public func lastScans(_ count: Int) async throws(StoreError) -> [JournalEntry] {
        try await read { db in
            let sql = "SELECT * FROM scans ORDER BY number DESC LIMIT ?"
            return try Row.fetchAll(db, sql: sql, arguments: [max(0, count)]).reversed().map { row in
                JournalEntry(
                    number: row["number"], raw: [UInt8](row["raw"] as Data), canonical: row["canonical"],
                    meaning: row["meaning"], outcome: row["outcome"], package: row["package"],
                    at: Timestamp(microseconds: row["at"]))
            }
        }
    }

    /// The greatest number in the journal, from which a new run counts on; 0 when it is empty.
    public func lastScanNumber() async throws(StoreError) -> Int {
        try await read(ScanTable.lastNumber)
    }

    /// Forgets lines from before a time; the last number stays, so that none is given twice.
    public func forgetScans(before time: Timestamp) async throws(StoreError) {
        try await writeLedger { db in
            try db.execute(
                sql: "DELETE FROM scans WHERE at < ? AND number < (SELECT max(number) FROM scans)",
                arguments: [time.microseconds])
        }
    }
}

/// The SQL of the journal.
enum ScanTable {
    static func lastNumber(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT max(number) FROM scans") ?? 0
    }

    static func put(_ db: Database, _ entries: [JournalEntry]) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO scans (number, raw, canonical, meaning, outcome, package, at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for entry in entries {
            try statement.execute(arguments: [
                entry.number, Data(entry.raw), entry.canonical, entry.meaning, entry.outcome, entry.package,
                entry.at.microseconds,
            ])
        }
    }
}
