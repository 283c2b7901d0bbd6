import Foundation

/// The SQL of benches.
enum BenchStatements {
    /// Says that a bench is there; no row where another running program has its id.
    ///
    /// A program that has not been heard of for a lease has ended; so has one whose run the station's file still names.
    static func register(_ bench: WarehouseBench, lease: Duration) -> Statement {
        Statement(
            """
            INSERT INTO packline.benches AS b (id, name, location, packer, version, run, seen_at)
            VALUES ($1::uuid, $2, $3, $4, $5, $6::uuid, clock_timestamp())
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, location = excluded.location, packer = excluded.packer,
                version = excluded.version, run = excluded.run, seen_at = excluded.seen_at
            WHERE b.run IS NULL OR b.run = excluded.run OR b.run = ANY ($7::uuid[])
               OR b.seen_at <= clock_timestamp() - $8::bigint * interval '1 millisecond'
            RETURNING id
            """, bench.id, bench.name, bench.location, bench.packer, bench.version, bench.run,
            "{" + bench.earlierRuns.map(\.uuidString).joined(separator: ",") + "}", lease.wholeMilliseconds)
    }

    /// Says that the program of a bench has ended, and gives the reader's lease away.
    static func leave(_ bench: WarehouseBench) -> Statement {
        Statement(
            """
            WITH ended AS (
                UPDATE packline.benches SET run = NULL, seen_at = clock_timestamp()
                WHERE id = $1::uuid AND run = $2::uuid RETURNING id
            )
            UPDATE packline.leases l SET bench = NULL, lease_until = clock_timestamp() FROM ended
            WHERE l.location = $3 AND l.role = 'reader' AND l.bench = ended.id
            RETURNING pg_notify('packline', $4)
            """, bench.id, bench.run, bench.location, ChangeNotice.readerIsFree(at: bench.location))
    }
}
