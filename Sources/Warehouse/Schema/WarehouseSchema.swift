/// The tables of a warehouse, and the numbered steps that lead to them.
///
/// A step that has been released is never changed: another one follows it. Steps only add, so that benches of an older
/// program go on beside newer ones; one that must not says so with `raisesOldest`, and is made when every bench is up to date.
///
/// The tables lie in the schema `packline`. Their owner is the role that made them. A bench's role needs no more than
/// ```sql
/// GRANT USAGE ON SCHEMA packline TO benches;
/// GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA packline TO benches;
/// GRANT DELETE ON packline.sessions, packline.feed, packline.journal TO benches;
/// ```
struct WarehouseSchema: Sendable {
    /// One step.
    struct Step: Sendable {
        /// Whether programs that do not know it can no longer work with the tables.
        var raisesOldest = false
        let statements: [StaticString]
    }

    /// All steps, in order; the first has the number 1.
    let steps: [Step]
    /// The step without which this program cannot work.
    let needed: Int

    /// The number of the newest step that this program knows.
    var number: Int { steps.count }

    /// The tables of this program.
    static let current = WarehouseSchema(
        steps: [Step(statements: firstTables), Step(statements: figureColumns), Step(statements: packersOfPrints)],
        needed: 3)

    /// How many units a pack was about; what a bench's printers and packages need of people.
    private static let figureColumns: [StaticString] = [
        "ALTER TABLE packline.journal ADD COLUMN units integer",
        "ALTER TABLE packline.benches ADD COLUMN attention integer NOT NULL DEFAULT 0",
        "ALTER TABLE packline.benches ADD COLUMN printers text NOT NULL DEFAULT ''",
    ]

    /// Which schema a database has.
    struct Version: Hashable, Sendable {
        let number: Int
        /// The oldest program that may use it.
        let oldest: Int
    }

    /// Checks that this program may work with the tables as they are.
    func check(_ version: Version) throws(WarehouseError) {
        guard version.number > 0 else { throw WarehouseError(.noSchema) }
        guard version.oldest <= number else { throw WarehouseError(.newerSchema(needed: version.oldest)) }
        guard version.number >= needed else { throw WarehouseError(.olderSchema(version.number)) }
    }

    /// Reads the version, and the OMS that the database belongs to.
    static let reading = Statement(
        """
        SELECT (SELECT coalesce(max(n), 0) FROM packline.schema_version),
               (SELECT coalesce(max(oldest), 0) FROM packline.schema_version),
               (SELECT url FROM packline.installation)
        """)

    /// What the statement `reading` returned.
    static func version(in row: PostgresRow) throws(WarehouseError) -> Version {
        Version(number: try row.int(0), oldest: try row.int(1))
    }

    /// The URL of an OMS as it is compared: a slash at its end means nothing.
    static func installation(_ url: String) -> String {
        var url = url
        while url.hasSuffix("/") { url.removeLast() }
        return url
    }
}
