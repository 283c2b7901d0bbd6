import GRDB

/// How many packages there are of each kind, kept by SQLite itself at every change.
///
/// A page of a list says how many rows all pages have. Counting them reads most of an index, which takes 50 ms and more
/// of a million packages; adding up the few thousand rows of the tally takes 2 ms, whichever of its columns are asked for.
enum RowCounts {
    /// The columns that packages are counted by: those with few values.
    static let columns = [
        "state", "location", "channel", "country", "city", "click_and_collect", "cancellation_failure",
        "shipping_option", "delivery_type", "retail_store", "cargo_company",
    ]

    /// Counts the packages that are there, and has every later change counted.
    static func create(in database: Database) throws {
        let list = columns.joined(separator: ", ")
        try database.execute(
            sql: """
                CREATE TABLE tally AS SELECT \(list), COUNT(*) AS packages FROM package GROUP BY \(list);
                CREATE INDEX tally_kind ON tally (\(list));
                CREATE TRIGGER tally_insert AFTER INSERT ON package BEGIN \(adding) END;
                CREATE TRIGGER tally_delete AFTER DELETE ON package BEGIN \(taking) END;
                CREATE TRIGGER tally_update AFTER UPDATE OF \(list) ON package WHEN \(moved) BEGIN \(taking) \(adding) END;
                """)
    }

    /// How many packages meet conditions on columns of the tally.
    static func count(_ database: Database, _ filter: String, _ arguments: StatementArguments) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT SUM(packages) FROM tally \(filter)", arguments: arguments) ?? 0
    }

    private static func isKind(of row: String) -> String {
        columns.map { "\($0) IS \(row).\($0)" }.joined(separator: " AND ")
    }

    private static let adding = """
        INSERT INTO tally SELECT \(columns.map { "new.\($0)" }.joined(separator: ", ")), 0
            WHERE NOT EXISTS (SELECT 1 FROM tally WHERE \(isKind(of: "new")));
        UPDATE tally SET packages = packages + 1 WHERE \(isKind(of: "new"));
        """
    private static let taking = "UPDATE tally SET packages = packages - 1 WHERE \(isKind(of: "old"));"
    private static let moved = columns.map { "old.\($0) IS NOT new.\($0)" }.joined(separator: " OR ")
}
