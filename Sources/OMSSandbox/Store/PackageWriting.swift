import GRDB

/// Changing what is stored.
extension Store {
    func update(_ database: Database, _ package: PackageRow) throws {
        try database.cachedStatement(sql: Self.updateOf("package", PackageRow.columns))
            .execute(arguments: package.arguments + [package.id])
    }

    func update(_ database: Database, _ item: ItemRow) throws {
        try database.cachedStatement(sql: Self.updateOf("item", ItemRow.columns))
            .execute(arguments: item.arguments + [item.id])
    }

    /// Adds an entry to the log; its id is the next one.
    func append(_ database: Database, _ log: LogRow) throws {
        let columns = LogRow.columns.dropFirst().joined(separator: ", ")
        try database.execute(
            sql: "INSERT INTO log (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                log.package, log.created, log.source?.id, log.target.id, log.transition?.id, log.user.username,
                log.inputs, log.isOverHTTP,
            ])
    }

    /// Removes a package with all that belongs to it but the log, which keeps what was done.
    func remove(_ database: Database, _ id: Int64) throws {
        try requirePackage(database, id)
        try database.execute(sql: "DELETE FROM package WHERE id = ?", arguments: [id])
        for table in ["item", "invoice", "webhook_event"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE package = ?", arguments: [id])
        }
    }

    /// The greatest id that a row of a table ever had, which no other row may have again.
    func lastID(_ database: Database, in table: String) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?", arguments: [table]) ?? 0
    }

    private static func updateOf(_ table: String, _ columns: [String]) -> String {
        "UPDATE \(table) SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?"
    }

    /// The statement that inserts a row with these columns.
    static func insertion(_ database: Database, into table: String, _ columns: [String]) throws -> Statement {
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        return try database.makeStatement(
            sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))")
    }
}
