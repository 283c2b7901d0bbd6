public import OMS

/// What is known of a warehouse's database.
public struct WarehouseStatus: Hashable, Sendable {
    /// PostgreSQL's version, such as `15.18`.
    public let serverVersion: String
    /// The server's clock when it answered.
    public let serverTime: Timestamp
    /// The number of the tables, 0 where there are none; and the oldest program that may use them.
    public let schema: Int, oldest: Int
    /// The number of the tables that this program makes.
    public let known: Int
    /// The URL of the OMS that the database belongs to; nil before it was prepared.
    public let installation: String?
    /// Whether the server takes no changes.
    public let isReadOnly: Bool
    /// The rights that a bench needs and this role has not, such as `UPDATE packline.claims`.
    public let missingRights: [String]

    /// What keeps a bench of the OMS at a URL from working with it; nil where nothing does, and where the OMS is not known.
    public func fault(oms url: String?) -> WarehouseError? {
        if isReadOnly { return WarehouseError(.readOnly) }
        if !missingRights.isEmpty {
            return WarehouseError(.notPermitted, detail: missingRights.joined(separator: ", "))
        }
        do {
            try WarehouseSchema.current.check(WarehouseSchema.Version(number: schema, oldest: oldest))
        } catch {
            return error
        }
        guard let url, let installation, installation != WarehouseSchema.installation(url) else { return nil }
        return WarehouseError(.otherInstallation(url: installation))
    }
}

extension WarehouseSetup {
    /// What is known of the database; without tables too.
    public func status() async throws(WarehouseError) -> WarehouseStatus {
        let row = try await run(
            Statement(
                """
                SELECT current_setting('server_version'), (extract(epoch FROM clock_timestamp()) * 1000000)::bigint,
                       pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean,
                       to_regnamespace('packline') IS NOT NULL,
                       CASE WHEN to_regnamespace('packline') IS NULL THEN false
                            ELSE has_schema_privilege('packline', 'USAGE') END
                """)
        ).only()
        let missing = try await missingRights(isThere: row.bool(3), isUsable: row.bool(4))
        let isReadable = try row.bool(4) && !missing.contains { $0.hasPrefix("SELECT") }
        let version = isReadable ? try await version() : WarehouseSchema.Version(number: 0, oldest: 0)
        let installation = version.number > 0 ? try await run(WarehouseSchema.reading).only().optionalText(2) : nil
        return WarehouseStatus(
            serverVersion: String(try row.text(0).prefix { $0 != " " }), serverTime: try row.timestamp(1),
            schema: version.number, oldest: version.oldest, known: schema.number, installation: installation,
            isReadOnly: try row.bool(2), missingRights: missing)
    }

    private func missingRights(isThere: Bool, isUsable: Bool) async throws(WarehouseError) -> [String] {
        guard isThere else { return [] }
        guard isUsable else { return ["USAGE packline"] }
        return try await missingRightsOnTables()
    }

    private func missingRightsOnTables() async throws(WarehouseError) -> [String] {
        try await run(
            Statement(
                """
                SELECT needed.verb || ' packline.' || needed.name
                FROM (SELECT c.oid, c.relname AS name, verb
                      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
                           unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS verb
                      WHERE n.nspname = 'packline' AND c.relkind = 'r'
                        AND (verb <> 'DELETE' OR c.relname IN ('sessions', 'feed', 'journal'))) AS needed
                WHERE NOT has_table_privilege(needed.oid, needed.verb)
                ORDER BY needed.name, needed.verb
                """)
        ).map { row throws(WarehouseError) in try row.text(0) }
    }

    /// All benches that were ever there, the last seen first.
    public func benches() async throws(WarehouseError) -> [SeenBench] {
        try await run(
            Statement(
                """
                SELECT id, name, location, packer, version, run IS NOT NULL,
                       (extract(epoch FROM seen_at) * 1000000)::bigint
                FROM packline.benches ORDER BY seen_at DESC
                """)
        ).map(SeenBench.init(row:))
    }

    /// The packages of all locations that are in somebody's hands, the longest held first.
    public func heldPackages() async throws(WarehouseError) -> [HeldPackage] {
        try await run(ClaimStatements.all(location: nil)).map(HeldPackage.init(row:))
    }

    /// Frees a package by hand, whoever has it; returns who had it, nil where nobody had.
    ///
    /// Who had it learns it as from a take-over: the token has risen.
    public func dropClaim(location: String, package: Int) async throws(WarehouseError) -> ClaimHolder? {
        let rows = try await run(
            Statement(
                """
                WITH before AS (
                    SELECT c.* FROM packline.claims c
                    WHERE location = $1 AND package = $2::bigint AND bench IS NOT NULL FOR UPDATE
                ), dropped AS (
                    UPDATE packline.claims c SET bench = NULL, token = c.token + 1, command = NULL, taken_from = NULL
                    FROM before WHERE c.location = before.location AND c.package = before.package
                    RETURNING pg_notify('packline', $3)
                )
                SELECT before.bench, coalesce(b.name, ''), before.packer,
                       (extract(epoch FROM before.since) * 1000000)::bigint, before.token, before.command
                FROM before LEFT JOIN packline.benches b ON b.id = before.bench, dropped
                """, location, package, ChangeNotice.claim(package, location: location)))
        return try rows.first.map { row throws(WarehouseError) in try ClaimHolder(row: row) }
    }
}
