import OMS

/// The SQL of the feed.
///
/// A row's number comes from `feed_head`, whose row is locked until the transaction ends: whoever sees a number sees all before it.
enum FeedStatements {
    /// Writes rows, where a lease is given only while it holds; one row: whether it does, the last number, how many were written.
    ///
    /// Events that are known are left out. At another location than the bench's, rows are written only where there are benches.
    static func write(_ news: [FeedNews], at location: String, under lease: Lease?, by bench: WarehouseBench)
        -> Statement
    {
        Statement(
            """
            WITH permission AS (
                SELECT ($3::bigint IS NULL OR EXISTS (
                    SELECT FROM packline.leases
                    WHERE location = $1 AND role = 'reader' AND bench = $4::uuid AND token = $3::bigint
                      AND lease_until > clock_timestamp()))
                   AND ($5::boolean OR EXISTS (SELECT FROM packline.benches WHERE location = $1)) AS is_given
            ), given AS (
                SELECT place, e->>'kind' AS kind, (e->>'package')::bigint AS package, e->'payload' AS payload,
                       CASE WHEN e->>'event' ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                            THEN (e->>'event')::uuid ELSE md5(e->>'event')::uuid END AS event,
                       clock_timestamp() - (e->>'age')::bigint * interval '1 millisecond' AS at
                FROM json_array_elements($2::json) WITH ORDINALITY AS list (e, place)
            ), news AS (
                SELECT row_number() OVER (ORDER BY place) AS place, kind, package, event, payload, at FROM given, permission
                WHERE is_given AND (event IS NULL OR NOT EXISTS (
                    SELECT FROM packline.feed f WHERE f.event = given.event))
            ), head AS (
                INSERT INTO packline.feed_head AS h (location, n)
                SELECT $1, count(*) FROM news HAVING count(*) > 0
                ON CONFLICT (location) DO UPDATE SET n = h.n + excluded.n
                RETURNING n
            ), written AS (
                INSERT INTO packline.feed (location, n, kind, package, event, payload, at)
                SELECT $1, head.n - (SELECT count(*) FROM news) + place, kind, package, event, payload, at FROM news, head
                RETURNING n
            )
            SELECT is_given, coalesce(head.n, 0), (SELECT count(*) FROM written),
                   CASE WHEN head.n IS NOT NULL THEN pg_notify('packline', 'feed ' || head.n || ' ' || $1) END
            FROM permission LEFT JOIN head ON true
            """, location, JSONValue.array(news.map(\.json)).text, lease?.token, bench.id, location == bench.location)
    }

    /// Says of the last row that what its mark says was still true at a time; no row where the last one is no such mark.
    static func touch(_ mark: FeedMark, age: Duration, under lease: Lease, by bench: WarehouseBench) -> Statement {
        Statement(
            """
            UPDATE packline.feed f SET at = clock_timestamp() - $2::bigint * interval '1 millisecond'
            FROM packline.feed_head h
            WHERE h.location = $1 AND f.location = $1 AND f.n = h.n AND f.kind = 'mark' AND f.payload->>'to' = $3
              AND EXISTS (
                SELECT FROM packline.leases
                WHERE location = $1 AND role = 'reader' AND bench = $4::uuid AND token = $5::bigint
                  AND lease_until > clock_timestamp())
            RETURNING f.n
            """, bench.location, age.wholeMilliseconds, mark.to.text, bench.id, lease.token)
    }

    /// Rows after a number.
    ///
    /// The last number, the first, up to where was looked, and of each row its number, kind, package, payload and age in
    /// milliseconds; one row without a number where there is none. It looks at many rows and returns few: who is far behind
    /// passes over what is no longer so.
    static func after(_ number: Int, most count: Int, location: String) -> Statement {
        Statement(
            """
            WITH page AS (
                SELECT n, kind, package FROM packline.feed WHERE location = $1 AND n > $2::bigint ORDER BY n LIMIT 5000
            ), newest AS (
                SELECT n FROM (
                    SELECT n, kind = 'package' AND lead(n) OVER (PARTITION BY kind, package ORDER BY n) IS NOT NULL AS is_old
                    FROM page) rows
                WHERE NOT is_old ORDER BY n LIMIT $3::integer
            )
            SELECT coalesce((SELECT n FROM packline.feed_head WHERE location = $1), 0),
                   coalesce((SELECT min(n) FROM packline.feed WHERE location = $1), 0),
                   coalesce((SELECT max(n) FROM page), 0),
                   f.n, f.kind, f.package, f.payload #>> '{}',
                   (extract(epoch FROM clock_timestamp() - f.at) * 1000)::bigint
            FROM (SELECT) one LEFT JOIN (
                newest JOIN packline.feed f ON f.location = $1 AND f.n = newest.n) ON true
            ORDER BY f.n
            """, location, number, count)
    }

    /// The payload of the newest mark; no row where there is none.
    static func lastMark(location: String) -> Statement {
        Statement(
            "SELECT payload FROM packline.feed WHERE location = $1 AND kind = 'mark' ORDER BY n DESC LIMIT 1", location)
    }

    /// Deletes the oldest rows, those before a time and so many at most; how many these were.
    static func forget(olderThan age: Duration, most count: Int, location: String) -> Statement {
        Statement(
            """
            WITH gone AS (
                DELETE FROM packline.feed
                WHERE location = $1 AND n <= (
                    SELECT max(n) FROM (
                        SELECT n, at FROM packline.feed WHERE location = $1 ORDER BY n LIMIT $2::integer) oldest
                    WHERE at < clock_timestamp() - $3::bigint * interval '1 millisecond')
                RETURNING n
            )
            SELECT count(*) FROM gone
            """, location, count, age.wholeMilliseconds)
    }

    /// Gives the reader's lease away, and says so; nothing where it is not mine any more.
    static func giveAway(_ lease: Lease, by bench: WarehouseBench) -> Statement {
        Statement(
            """
            UPDATE packline.leases SET bench = NULL, lease_until = clock_timestamp()
            WHERE location = $1 AND role = 'reader' AND bench = $2::uuid AND token = $3::bigint
            RETURNING pg_notify('packline', $4)
            """, bench.location, bench.id, lease.token, ChangeNotice.readerIsFree(at: bench.location))
    }
}
