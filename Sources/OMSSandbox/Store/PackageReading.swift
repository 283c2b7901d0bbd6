import GRDB

/// Reading packages with what belongs to them.
extension Store {
    /// The package with its items; refused when there is none.
    func package(_ database: Database, _ id: Int64) throws -> PackageDocument {
        guard let package = try packages(database, [id]).first else { throw Refusal.notFound }
        return package
    }

    /// The packages with these ids and their items, in the order of the ids.
    func packages(_ database: Database, _ ids: [Int64]) throws -> [PackageDocument] {
        let items = try ItemRow.fetchAll(
            database, sql: "SELECT * FROM item WHERE package IN (\(list(ids))) ORDER BY id")
        let byPackage = Dictionary(grouping: items, by: \.package)
        return try rows(database, ids).map { row in
            PackageDocument(package: row, items: byPackage[row.id] ?? [], catalogue: catalogue)
        }
    }

    /// The packages with these ids without their items, in the order of the ids.
    func rows(_ database: Database, _ ids: [Int64]) throws -> [PackageRow] {
        let rows = try PackageRow.fetchAll(database, sql: "SELECT * FROM package WHERE id IN (\(list(ids)))")
        let byID = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
        return ids.compactMap { byID[$0] }
    }

    /// How many items each of these packages has.
    func itemCounts(_ database: Database, _ ids: [Int64]) throws -> [Int64: Int64] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT package, COUNT(*) FROM item WHERE package IN (\(list(ids))) GROUP BY package")
        return Dictionary(rows.map { ($0[0] as Int64, $0[1] as Int64) }) { first, _ in first }
    }

    /// Refuses when there is no such package.
    func requirePackage(_ database: Database, _ id: Int64) throws {
        let found = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM package WHERE id = ?)", arguments: [id])
        guard found == true else { throw Refusal.notFound }
    }

    private func list(_ ids: [Int64]) -> String {
        ids.map(String.init).joined(separator: ", ")
    }
}
