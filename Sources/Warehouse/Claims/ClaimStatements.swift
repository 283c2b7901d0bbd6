import Foundation

/// The SQL of claims.
///
/// All times are the server's. A claim is free when it has no bench, or when its lease has run out and no
/// command is unfinished.
enum ClaimStatements {
    /// Who asks: the bench, its packer, its location, and how long its claims last.
    struct Asker: Sendable {
        let bench: WarehouseBench
        let lease: Duration
    }

    /// Takes a package that is free or mine, or one that still is at the token that it is to be taken over at.
    ///
    /// Token, since, and the bench it was taken from with its name; no row where somebody else has it.
    static func claim(_ package: Int, takingOver token: Int?, by asker: Asker) -> Statement {
        let bench = asker.bench
        return Statement(
            """
            WITH taken AS (
                INSERT INTO packline.claims AS c (location, package, bench, packer, token, since, lease_until)
                VALUES ($1, $2::bigint, $3::uuid, $4, 1, clock_timestamp(),
                        clock_timestamp() + $5::bigint * interval '1 millisecond')
                ON CONFLICT (location, package) DO UPDATE SET
                    bench = excluded.bench,
                    packer = excluded.packer,
                    token = c.token + 1,
                    since = CASE WHEN c.bench = excluded.bench THEN c.since ELSE clock_timestamp() END,
                    lease_until = clock_timestamp() + $5::bigint * interval '1 millisecond',
                    taken_from = CASE WHEN c.bench = excluded.bench THEN c.taken_from ELSE c.bench END,
                    command = CASE WHEN c.bench = excluded.bench THEN c.command END
                WHERE c.bench IS NULL OR c.bench = excluded.bench OR c.token = $6::bigint
                   OR (c.lease_until <= clock_timestamp() AND c.command IS NULL)
                RETURNING token, since, taken_from, pg_notify('packline', $7)
            )
            SELECT taken.token, (extract(epoch FROM taken.since) * 1000000)::bigint, taken.taken_from, b.name
            FROM taken LEFT JOIN packline.benches b ON b.id = taken.taken_from
            """, bench.location, package, bench.id, bench.packer, asker.lease.wholeMilliseconds, token,
            ChangeNotice.claim(package, location: bench.location))
    }

    /// Who has a package: the columns of `ClaimHolder`; no row where it is free.
    static func holder(of package: Int, location: String) -> Statement {
        Statement(
            """
            SELECT c.bench, coalesce(b.name, ''), c.packer, (extract(epoch FROM c.since) * 1000000)::bigint, c.token,
                   c.command
            FROM packline.claims c LEFT JOIN packline.benches b ON b.id = c.bench
            WHERE c.location = $1 AND c.package = $2::bigint AND c.bench IS NOT NULL
              AND (c.lease_until > clock_timestamp() OR c.command IS NOT NULL)
            """, location, package)
    }

    /// Everything that somebody has, at one location or at all: the columns of `HeldPackage`.
    static func all(location: String?) -> Statement {
        Statement(
            """
            SELECT c.location, c.package, c.bench, coalesce(b.name, ''), c.packer, (extract(epoch FROM c.since) * 1000000)::bigint,
                   c.token, c.command
            FROM packline.claims c LEFT JOIN packline.benches b ON b.id = c.bench
            WHERE ($1::text IS NULL OR c.location = $1) AND c.bench IS NOT NULL
              AND (c.lease_until > clock_timestamp() OR c.command IS NOT NULL)
            ORDER BY c.since, c.package
            """, location)
    }

    /// Says that the bench is there, prolongs the claims that are still at their tokens, and takes or prolongs the reader's lease
    /// where that is wanted.
    ///
    /// One row: whether the bench is still this run's; the packages that are still its own, as a JSON array; the token of
    /// the reader's lease, where it has it; how many milliseconds that of another bench lasts; the number of the feed's last row,
    /// and the age of that in milliseconds, where it is a mark.
    static func renew(_ claims: [Claim], reading: Bool, by asker: Asker) -> Statement {
        let bench = asker.bench
        return Statement(
            """
            WITH seen AS (
                UPDATE packline.benches SET seen_at = clock_timestamp(), packer = $3
                WHERE id = $1::uuid AND run = $2::uuid RETURNING id
            ), renewed AS (
                UPDATE packline.claims c
                SET lease_until = clock_timestamp() + $5::bigint * interval '1 millisecond', packer = $3
                FROM unnest($6::bigint[], $7::bigint[]) AS held (package, token), seen
                WHERE c.location = $4 AND c.package = held.package AND c.token = held.token AND c.bench = seen.id
                RETURNING c.package
            ), reader AS (
                INSERT INTO packline.leases AS l (location, role, bench, token, lease_until)
                SELECT $4, 'reader', seen.id, 1, clock_timestamp() + $5::bigint * interval '1 millisecond'
                FROM seen WHERE $8::boolean
                ON CONFLICT (location, role) DO UPDATE SET
                    bench = excluded.bench, lease_until = excluded.lease_until,
                    token = CASE WHEN l.bench = excluded.bench THEN l.token ELSE l.token + 1 END
                WHERE l.bench IS NULL OR l.bench = excluded.bench OR l.lease_until <= clock_timestamp()
                RETURNING token
            ), head AS (
                SELECT n FROM packline.feed_head WHERE location = $4
            )
            SELECT EXISTS (SELECT FROM seen), (SELECT coalesce(json_agg(package), '[]') FROM renewed),
                   (SELECT token FROM reader),
                   (SELECT (extract(epoch FROM lease_until - clock_timestamp()) * 1000)::bigint FROM packline.leases
                    WHERE location = $4 AND role = 'reader' AND bench <> $1::uuid),
                   coalesce((SELECT n FROM head), 0),
                   (SELECT (extract(epoch FROM clock_timestamp() - f.at) * 1000)::bigint FROM packline.feed f, head
                    WHERE f.location = $4 AND f.n = head.n AND f.kind = 'mark')
            """, bench.id, bench.run, bench.packer, bench.location, asker.lease.wholeMilliseconds,
            array(claims.map(\.package)), array(claims.map(\.token)), reading)
    }

    /// Prolongs a claim that is still mine, and marks or forgets its unfinished command where that is wanted; one row if so.
    static func hold(_ claim: Claim, _ mark: CommandMark, by asker: Asker) -> Statement {
        let bench = asker.bench
        return Statement(
            """
            UPDATE packline.claims
            SET lease_until = clock_timestamp() + $5::bigint * interval '1 millisecond',
                command = CASE WHEN $6::boolean THEN $7 ELSE command END
            WHERE location = $1 AND package = $2::bigint AND bench = $3::uuid AND token = $4::bigint
            RETURNING CASE WHEN $6::boolean THEN pg_notify('packline', $8) END
            """, bench.location, claim.package, bench.id, claim.token, asker.lease.wholeMilliseconds,
            mark != .unchanged, mark.command, ChangeNotice.claim(claim.package, location: bench.location))
    }

    /// Gives a package free that is still mine; `isFinished` forgets what was checked of it.
    static func release(_ claim: Claim, isFinished: Bool, by bench: WarehouseBench) -> Statement {
        Statement(
            """
            WITH released AS (
                UPDATE packline.claims
                SET bench = NULL, command = NULL, taken_from = NULL, lease_until = clock_timestamp()
                WHERE location = $1 AND package = $2::bigint AND bench = $3::uuid AND token = $4::bigint
                RETURNING location, package, pg_notify('packline', $6)
            ), forgotten AS (
                DELETE FROM packline.sessions s USING released r
                WHERE $5::boolean AND s.location = r.location AND s.package = r.package
            )
            SELECT package FROM released
            """, bench.location, claim.package, bench.id, claim.token, isFinished,
            ChangeNotice.claim(claim.package, location: bench.location))
    }

    /// Numbers as PostgreSQL writes an array.
    private static func array(_ numbers: [Int]) -> String {
        "{" + numbers.map(String.init).joined(separator: ",") + "}"
    }
}

/// What becomes of the mark of an unfinished command.
enum CommandMark: Equatable {
    case unchanged
    case set(String)
    case removed

    var command: String? { if case .set(let command) = self { command } else { nil } }
}
