import OMS

/// The SQL of sessions: a row for each bench that has one of a package.
///
/// With a token there is one at most: whoever writes under a newer claim goes on with what the older one had checked, and the
/// older row goes. Rows without a token stay until one is chosen, or the package is done.
enum SessionStatements {
    /// Writes what is checked, where the claim still holds; one row if so.
    ///
    /// The claim's row is locked, so that no take-over comes between the question and the answer.
    static func write(_ state: JSONValue, under claim: Claim, by bench: WarehouseBench) -> Statement {
        Statement(
            """
            WITH mine AS (
                SELECT location, package, bench, token FROM packline.claims
                WHERE location = $1 AND package = $2::bigint AND bench = $3::uuid AND token = $4::bigint FOR SHARE
            ), superseded AS (
                DELETE FROM packline.sessions s USING mine
                WHERE s.location = mine.location AND s.package = mine.package AND s.bench <> mine.bench
                  AND s.token < mine.token
            )
            INSERT INTO packline.sessions AS s (location, package, bench, packer, token, state, at)
            SELECT location, package, bench, $5, token, $6::json, clock_timestamp() FROM mine
            ON CONFLICT (location, package, bench) DO UPDATE
            SET packer = excluded.packer, token = excluded.token, state = excluded.state, at = excluded.at
            RETURNING s.package
            """, bench.location, claim.package, bench.id, claim.token, bench.packer, state.text)
    }

    /// Puts what was checked alone beside what others have.
    static func putBeside(_ state: JSONValue, package: Int, by bench: WarehouseBench) -> Statement {
        Statement(
            """
            INSERT INTO packline.sessions AS s (location, package, bench, packer, token, state, at)
            VALUES ($1, $2::bigint, $3::uuid, $4, NULL, $5::json, clock_timestamp())
            ON CONFLICT (location, package, bench) DO UPDATE
            SET packer = excluded.packer, token = NULL, state = excluded.state, at = excluded.at
            RETURNING pg_notify('packline', $6)
            """, bench.location, package, bench.id, bench.packer, state.text,
            ChangeNotice.session(package, location: bench.location))
    }

    /// All sessions of a package, the one under the newest claim first.
    static func all(of package: Int, location: String) -> Statement {
        Statement(
            """
            SELECT s.bench, coalesce(b.name, ''), s.packer, s.token, s.state,
                   (extract(epoch FROM s.at) * 1000000)::bigint
            FROM packline.sessions s LEFT JOIN packline.benches b ON b.id = s.bench
            WHERE s.location = $1 AND s.package = $2::bigint
            ORDER BY s.token DESC NULLS LAST, s.at DESC
            """, location, package)
    }

    /// Makes a state the package's only session, where the claim still holds; one row if so.
    static func choose(_ state: JSONValue?, under claim: Claim, by bench: WarehouseBench) -> Statement {
        Statement(
            """
            WITH mine AS (
                SELECT location, package, bench, token FROM packline.claims
                WHERE location = $1 AND package = $2::bigint AND bench = $3::uuid AND token = $4::bigint FOR SHARE
            ), others AS (
                DELETE FROM packline.sessions s USING mine
                WHERE s.location = mine.location AND s.package = mine.package
                  AND (s.bench <> mine.bench OR $6::json IS NULL)
            ), chosen AS (
                INSERT INTO packline.sessions AS s (location, package, bench, packer, token, state, at)
                SELECT location, package, bench, $5, token, $6::json, clock_timestamp() FROM mine
                WHERE $6::json IS NOT NULL
                ON CONFLICT (location, package, bench) DO UPDATE
                SET packer = excluded.packer, token = excluded.token, state = excluded.state, at = excluded.at
            )
            SELECT pg_notify('packline', $7) FROM mine
            """, bench.location, claim.package, bench.id, claim.token, bench.packer, state?.text,
            ChangeNotice.session(claim.package, location: bench.location))
    }
}
