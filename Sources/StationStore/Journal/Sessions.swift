import GRDB
public import OMS

/// How far each package that was begun has been checked, so that a packer goes on there after a crash.
extension StationDatabase {
    /// All that is kept, by package.
    public func sessions() async throws(StoreError) -> [Int: JSONValue] {
        try await read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT package, state FROM sessions")
            return Dictionary(
                rows.compactMap { row in (try? JSONValue(text: row["state"])).map { (row["package"], $0) } },
                uniquingKeysWith: { $1 })
        }
    }
}

/// The SQL of the sessions.
enum SessionTable {
    /// Keeps a state, or forgets it when there is none.
    static func put(_ db: Database, _ package: Int, _ state: JSONValue?) throws {
        if let state {
            try db.cachedStatement(sql: "INSERT OR REPLACE INTO sessions (package, state) VALUES (?, ?)")
                .execute(arguments: [package, state.text])
        } else {
            try db.cachedStatement(sql: "DELETE FROM sessions WHERE package = ?").execute(arguments: [package])
        }
    }
}
