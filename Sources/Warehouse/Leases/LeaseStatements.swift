/// The SQL of leases.
///
/// Times are the server's. A row is never deleted, so that tokens only rise.
enum LeaseStatements {
    /// Takes or prolongs a lease that is free, has run out, or is mine; the token, or no row where another bench has it.
    static func take(_ role: String, for time: Duration, by bench: WarehouseBench) -> Statement {
        Statement(
            """
            INSERT INTO packline.leases AS l (location, role, bench, token, lease_until)
            VALUES ($1, $2, $3::uuid, 1, clock_timestamp() + $4::bigint * interval '1 millisecond')
            ON CONFLICT (location, role) DO UPDATE SET
                bench = excluded.bench,
                token = CASE WHEN l.bench = excluded.bench THEN l.token ELSE l.token + 1 END,
                lease_until = clock_timestamp() + $4::bigint * interval '1 millisecond'
            WHERE l.bench IS NULL OR l.bench = excluded.bench OR l.lease_until <= clock_timestamp()
            RETURNING token
            """, bench.location, role, bench.id, time.wholeMilliseconds)
    }

    /// Which bench has a lease, and what it is called; no row where it is free.
    static func holder(of role: String, location: String) -> Statement {
        Statement(
            """
            SELECT l.bench, coalesce(b.name, '')
            FROM packline.leases l LEFT JOIN packline.benches b ON b.id = l.bench
            WHERE l.location = $1 AND l.role = $2 AND l.bench IS NOT NULL AND l.lease_until > clock_timestamp()
            """, location, role)
    }

    /// Gives a lease back; nothing where it is not mine any more.
    ///
    /// Its bench stays in the row: where no other has it meanwhile, the same bench gets it again with the same token.
    static func release(_ lease: Lease, by bench: WarehouseBench) -> Statement {
        Statement(
            """
            UPDATE packline.leases SET lease_until = clock_timestamp()
            WHERE location = $1 AND role = $2 AND bench = $3::uuid AND token = $4::bigint
            RETURNING pg_notify('packline', $5)
            """, bench.location, lease.role, bench.id, lease.token,
            ChangeNotice.lease(lease.role, location: bench.location))
    }
}
