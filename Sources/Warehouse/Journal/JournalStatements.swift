import Foundation
import OMS

/// The SQL of the journal.
enum JournalStatements {
    /// The smallest and the greatest number of a bench's rows; both are `NULL` where it has none.
    static func numbers(of bench: WarehouseBench) -> Statement {
        Statement("SELECT min(number), max(number) FROM packline.journal WHERE bench = $1::uuid", bench.id)
    }

    /// Writes rows, each once; one that is there already takes what became of the scan since.
    static func copy(_ rows: [JournalRow], of bench: WarehouseBench) -> Statement {
        Statement(
            """
            INSERT INTO packline.journal AS j
                (bench, number, location, at, packer, package, meaning, outcome, milliseconds, units)
            SELECT $1::uuid, r.number, $2, timestamptz 'epoch' + r.at * interval '1 microsecond', r.packer, r.package,
                   r.meaning, r.outcome, r.milliseconds, r.units
            FROM json_to_recordset($3::json) AS r (
                number bigint, at bigint, packer text, package bigint, meaning text, outcome text, milliseconds integer,
                units integer)
            ON CONFLICT (bench, number) DO UPDATE SET
                package = excluded.package, meaning = excluded.meaning, outcome = excluded.outcome
            WHERE (j.package, j.meaning, j.outcome)
                  IS DISTINCT FROM (excluded.package, excluded.meaning, excluded.outcome)
            """, bench.id, bench.location, JSONValue.array(rows.map(\.json)).text)
    }

    /// Deletes rows from before so many days, a few thousand at most; those that another bench deletes now are left to it.
    static func forget(olderThan days: Int) -> Statement {
        Statement(
            """
            DELETE FROM packline.journal WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM packline.journal WHERE at < clock_timestamp() - $1::integer * interval '1 day'
                LIMIT 5000 FOR UPDATE SKIP LOCKED))
            """, days)
    }
}
