import GRDB
import OMS

/// The SQL of deeds: what was done, as the journal keeps it beside the scans.
///
/// A deed is a line with a number below zero, written in the transaction in which it becomes known: each is there once. A command that was
/// applied is called by its kind, and *applied* or *forced*; a label that left for the printer is a *print*, and *printed* or
/// *reprinted*.
enum DeedTable {
    /// A longer gap between two scans of a package is a pause.
    static let longestGap: Int64 = 600_000_000
    /// How many scans before a pack are looked through for those of its package.
    private static let mostScans = 1_000

    /// The stages of a print in which it is at the printer, or out of it.
    static let printed: Set<PrintStage> = [.sent, .printed, .confirmed]

    /// Adds a command that was applied, with the time at which it was given, and who packed then.
    static func add(_ db: Database, applied entry: OutboxEntry) throws {
        guard let kind = entry.intent.kind else { return }
        let contents = entry.intent.contents
        let milliseconds = kind == .pack ? try time(db, of: entry) : nil
        try insert(
            db, kind.rawValue, contents?.isForced == true ? "forced" : "applied", package: entry.intent.package,
            packer: try packer(db, upTo: entry.scan), at: entry.createdAt,
            units: contents.map { $0.lines.reduce(0) { $0 + $1.needed } }, milliseconds: milliseconds)
    }

    /// Adds a label that comes to one of the stages `printed`, unless it was in one before.
    static func add(_ db: Database, printed id: Int, at time: Timestamp) throws {
        let sql = "SELECT package, copy FROM prints WHERE id = ? AND kind = 'label'"
        guard let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [id]),
            try !PrintTable.history(db, of: id).contains(where: { printed.contains($0.stage) })
        else { return }
        let isFirst = row["copy"] == 0
        try insert(
            db, "print", isFirst ? "printed" : "reprinted", package: row["package"], packer: try packer(db, upTo: nil),
            at: time, units: nil, milliseconds: nil)
    }

    private static func insert(
        _ db: Database, _ meaning: String, _ outcome: String, package: Int, packer: String?, at time: Timestamp,
        units: Int?, milliseconds: Int?
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO scans (number, raw, canonical, meaning, outcome, package, message, packer, at, units, ms)
                VALUES (min(0, coalesce((SELECT min(number) FROM scans), 0)) - 1, x'', '', ?, ?, ?, '', ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [meaning, outcome, package, packer, time.microseconds, units, milliseconds])
    }

    /// Who packed at a scan, or at the last one; the scan of a command may be written after it.
    private static func packer(_ db: Database, upTo scan: Int?) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(
                sql: "SELECT packer FROM scans WHERE number > 0 AND number <= ? ORDER BY number DESC LIMIT 1"),
            arguments: [scan ?? .max])
    }

    /// How long a package was worked on until its pack was given: the gaps between scans of it that follow each other.
    ///
    /// Nil where nothing was scanned of it before, as where a scan of the package packs it.
    private static func time(_ db: Database, of entry: OutboxEntry) throws -> Int? {
        guard let scan = entry.scan else { return nil }
        let sql = "SELECT at, package FROM scans WHERE number > max(0, ?) AND number < ? ORDER BY number"
        let scans = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [scan - mostScans, scan])
        var (sum, last): (Int64?, Int64?) = (nil, nil)
        func add(until time: Int64) {
            guard let last, case let gap = time - last, (0...longestGap).contains(gap) else { return }
            sum = (sum ?? 0) + gap
        }
        for row in scans {
            // A scan can be about no package.
            let package: Int? = row["package"]
            guard package == entry.intent.package else {
                last = nil
                continue
            }
            let time: Int64 = row["at"]
            add(until: time)
            last = time
        }
        add(until: entry.createdAt.microseconds)
        return sum.map { Int($0 / 1_000) }
    }
}
