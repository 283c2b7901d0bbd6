import Foundation
import GRDB
public import OMS

/// A line of the journal: a frame as it came, its meaning, and its outcome; or a deed.
public struct JournalEntry: Hashable, Sendable {
    /// The number of the scan, greater than all before it; of a deed, below zero and smaller than all before it.
    public let number: Int
    /// The bytes as they came, identifiers and control characters included.
    public let raw: [UInt8]
    /// The code that was compared.
    public let canonical: String
    /// What it was taken for.
    public let meaning: String
    /// Its outcome.
    public let outcome: String
    /// The package that it was about.
    public let package: Int?
    /// What was said of it: also that a package was packed by force.
    public let message: String
    /// Who packed then; nil where nobody said so.
    public let packer: String?
    /// When it came.
    public let at: Timestamp
    /// Of a deed, how many units it was about; nil for a scan, and where that is not known.
    public let units: Int?
    /// Of a pack, how long the package was worked on, without longer pauses; nil for all else.
    public let milliseconds: Int?

    /// A line with these facts.
    public init(
        number: Int, raw: [UInt8], canonical: String, meaning: String, outcome: String, package: Int? = nil,
        message: String = "", packer: String? = nil, at: Timestamp, units: Int? = nil, milliseconds: Int? = nil
    ) {
        self.number = number
        self.raw = raw
        self.canonical = canonical
        self.meaning = meaning
        self.outcome = outcome
        self.package = package
        self.message = message
        self.packer = packer
        self.at = at
        self.units = units
        self.milliseconds = milliseconds
    }
}

/// The scan journal: every frame, on the disk before the scan is acknowledged.
extension StationDatabase {
    /// Writes lines in one commit; they are on the disk when this returns.
    ///
    /// A number that is there already is written anew, but for its time and its packer: that is how an outcome that comes later
    /// finds its scan.
    public func append(_ entries: [JournalEntry]) async throws(StoreError) {
        try await record(WriteRecord(scans: entries))
    }

    /// Writes one line.
    public func append(_ entry: JournalEntry) async throws(StoreError) { try await append([entry]) }

    /// The last scans, oldest first.
    public func lastScans(_ count: Int) async throws(StoreError) -> [JournalEntry] {
        try await read { db in
            let sql = "SELECT * FROM scans WHERE number > 0 ORDER BY number DESC LIMIT ?"
            return try Row.fetchAll(db, sql: sql, arguments: [max(0, count)]).reversed().map(JournalEntry.init)
        }
    }

    /// The journal from a time until before another, by number.
    public func journal(from start: Timestamp, until end: Timestamp) async throws(StoreError) -> [JournalEntry] {
        try await read { db in try ScanTable.lines(db, from: start, until: end) }
    }

    /// Forgets lines from before a time; the last numbers stay, so that none is given twice.
    ///
    /// Where the journal is copied, what was not copied yet is kept, if it is not from before a time of its own.
    public func forgetJournal(
        before time: Timestamp, keepingNotCopiedSince bound: Timestamp? = nil
    ) async throws(StoreError) {
        try await writeLedger { db in
            let copied = bound == nil ? nil : try JournalCopies(db).copied
            try db.execute(
                sql: """
                    DELETE FROM scans WHERE at < ?
                    AND number NOT IN ((SELECT max(number) FROM scans), (SELECT min(0, min(number)) FROM scans))
                    AND (? IS NULL OR at < ? OR number BETWEEN ? AND ?)
                    """,
                arguments: [
                    time.microseconds, bound?.microseconds, bound?.microseconds, copied?.lowerBound ?? 0,
                    copied?.upperBound ?? 0,
                ])
        }
    }
}

extension JournalEntry {
    /// A row of the journal; what an older Packline did not write is empty.
    init(_ row: Row) {
        self.init(
            number: row["number"], raw: [UInt8](row["raw"] as Data), canonical: row["canonical"],
            meaning: row["meaning"], outcome: row["outcome"], package: row["package"], message: row["message"] ?? "",
            packer: row["packer"], at: Timestamp(microseconds: row["at"]), units: row["units"],
            milliseconds: row["ms"])
    }
}

extension StationDatabase {
    /// Every scan in the journal of a station's file, oldest first; the file is only read, and may be in use.
    ///
    /// Errors: `StoreError` where the file cannot be read or holds no journal.
    public static func scans(ofFileAt path: String) throws(StoreError) -> [JournalEntry] {
        if let damage = StoreFiles(path: path).visibleDamage { throw StoreError(.damaged, path, detail: damage) }
        do {
            var configuration = GRDB.Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.read { db in
                try Row.fetchAll(db, sql: "SELECT * FROM scans WHERE number > 0 ORDER BY number").map(
                    JournalEntry.init)
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// The journal of a station's file from a time until before another, by number; empty where there is no file.
    ///
    /// Errors: `StoreError`, `newer` among them.
    public static func journal(
        ofFileAt path: String, from start: Timestamp, until end: Timestamp
    ) async throws(StoreError) -> [JournalEntry] {
        try await look(at: path) { db in
            try ScanTable.lines(db, from: start, until: end)
        } ?? []
    }
}

/// The SQL of the journal.
enum ScanTable {
    /// The number of the last scan; 0 without one.
    static func lastNumber(_ db: Database) throws -> Int {
        try max(0, Int.fetchOne(db, sql: "SELECT max(number) FROM scans") ?? 0)
    }

    static func lines(_ db: Database, from start: Timestamp, until end: Timestamp) throws -> [JournalEntry] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM scans WHERE at >= ? AND at < ? ORDER BY number",
            arguments: [start.microseconds, end.microseconds]
        ).map(JournalEntry.init)
    }

    static func put(_ db: Database, _ entries: [JournalEntry]) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO scans (number, raw, canonical, meaning, outcome, package, message, packer, at, units, ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (number) DO UPDATE SET raw = excluded.raw, canonical = excluded.canonical,
                    meaning = excluded.meaning, outcome = excluded.outcome, package = excluded.package,
                    message = excluded.message
                """)
        for entry in entries {
            try statement.execute(arguments: [
                entry.number, Data(entry.raw), entry.canonical, entry.meaning, entry.outcome, entry.package,
                entry.message, entry.packer, entry.at.microseconds, entry.units, entry.milliseconds,
            ])
        }
    }
}
