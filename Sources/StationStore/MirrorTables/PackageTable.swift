import Foundation
import GRDB
import OMS

/// The SQL of the mirrored packages, with the statements of one transaction prepared.
struct PackageTable {
    private let known: Statement
    private let seen: Statement
    private let insert: Statement
    private let update: Statement
    private let writeJSON: Statement
    private let generation: Int
    private let states: StateTable

    init(_ db: Database, _ states: StateTable) throws {
        self.states = states
        // The JSON is fetched and compared only where the dates do not show a change.
        known = try db.cachedStatement(
            sql: """
                SELECT modified, modified IS ? AND coalesce((SELECT json = ? FROM package_json WHERE id = packages.id), 0)
                FROM packages WHERE id = ?
                """)
        seen = try db.cachedStatement(sql: "UPDATE packages SET generation = ?, read = max(read, ?) WHERE id = ?")
        insert = try db.cachedStatement(
            sql: """
                INSERT INTO packages (due, modified, read, generation, summary, id) VALUES (?, ?, ?, ?, ?, ?)
                """)
        update = try db.cachedStatement(
            sql: """
                UPDATE packages SET due = ?, modified = ?, read = ?, generation = ?, summary = ? WHERE id = ?
                """)
        writeJSON = try db.cachedStatement(sql: "INSERT OR REPLACE INTO package_json (json, id) VALUES (?, ?)")
        generation = try FactTable.generation(db)
    }

    /// Takes a package over; nil when nothing changed, or when what is known is newer.
    func upsert(_ package: Package, readAt time: Timestamp) throws -> PackageSummary? {
        let modified = package.modifiedDate?.microseconds
        let old = try Row.fetchOne(known, arguments: [modified, package.raw, package.id])
        if let old {
            let isOlder = if let modified, let known = old[0] as Int64? { modified < known } else { false }
            if isOlder || old[1] == true {
                try seen.execute(arguments: [generation, time.microseconds, package.id])
                return nil
            }
        }
        let summary = PackageSummary(package.understood(by: states))
        try (old == nil ? insert : update).execute(arguments: [
            summary.due?.microseconds ?? .max, modified, time.microseconds, generation,
            Data(SummaryRecord.bytes(of: summary)), package.id,
        ])
        try writeJSON.execute(arguments: [package.raw, package.id])
        return summary
    }

    static func json(_ db: Database, of id: Int) throws -> String? {
        try String.fetchOne(db.cachedStatement(sql: "SELECT json FROM package_json WHERE id = ?"), arguments: [id])
    }

    /// What people call a package; nil when it is not in the mirror.
    static func number(_ db: Database, of id: Int) throws -> String? {
        let statement = try db.cachedStatement(sql: "SELECT summary FROM packages WHERE id = ?")
        guard let bytes = try Data.fetchOne(statement, arguments: [id]) else { return nil }
        var record = SummaryRecord()
        let summary = bytes.withUnsafeBytes { record.summary(from: $0) }
        return try summary?.number ?? json(db, of: id).flatMap { Package(raw: $0)?.number }
    }

    static func summaries(_ db: Database, limit: Int?, _ states: StateTable) throws -> [PackageSummary] {
        var result: [PackageSummary] = []
        if limit == nil { result.reserveCapacity(try Int.fetchOne(db, sql: "SELECT count(*) FROM packages") ?? 0) }
        var record = SummaryRecord()
        let rows = try Row.fetchCursor(
            db, sql: "SELECT summary, id FROM packages ORDER BY due, id LIMIT ?", arguments: [limit ?? -1])
        while let row = try rows.next() {
            let summary = try row.withUnsafeData(atIndex: 0) { data in
                data?.withUnsafeBytes { record.summary(from: $0) }
            }
            if let summary = try summary ?? reread(db, row[1], states) { result.append(summary) }
        }
        return result
    }

    /// The summary of a package whose record is of another format, from its JSON.
    private static func reread(_ db: Database, _ id: Int, _ states: StateTable) throws -> PackageSummary? {
        try json(db, of: id).flatMap { Package(raw: $0) }.map { PackageSummary($0.understood(by: states)) }
    }

    /// Makes the summaries of all packages again, by what states mean.
    static func summariseAll(_ db: Database, _ states: StateTable) throws {
        let update = try db.cachedStatement(sql: "UPDATE packages SET summary = ? WHERE id = ?")
        let rows = try Row.fetchCursor(db, sql: "SELECT json FROM package_json")
        while let row = try rows.next() {
            guard let package = Package(raw: row[0]) else { continue }
            let summary = PackageSummary(package.understood(by: states))
            try update.execute(arguments: [Data(SummaryRecord.bytes(of: summary)), package.id])
        }
    }
}
