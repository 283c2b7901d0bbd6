extension WarehouseSchema {
    /// The first tables; times in them are the server's.
    static let firstTables: [StaticString] = [
        """
        CREATE TABLE packline.schema_version (
            n integer PRIMARY KEY,
            oldest integer NOT NULL,
            made_at timestamptz NOT NULL DEFAULT now()
        )
        """,
        // One row at most.
        """
        CREATE TABLE packline.installation (
            single boolean PRIMARY KEY DEFAULT true CHECK (single),
            url text NOT NULL
        )
        """,
        // `run` is the running program; NULL where it has ended.
        """
        CREATE TABLE packline.benches (
            id uuid PRIMARY KEY,
            name text NOT NULL,
            location text NOT NULL,
            packer text NOT NULL,
            version text NOT NULL,
            run uuid,
            seen_at timestamptz NOT NULL
        )
        """,
        // A row is never deleted, so that tokens only rise. Released, it has no bench; `command` is one that is unfinished.
        """
        CREATE TABLE packline.claims (
            location text NOT NULL,
            package bigint NOT NULL,
            bench uuid,
            packer text NOT NULL,
            token bigint NOT NULL,
            since timestamptz NOT NULL,
            lease_until timestamptz NOT NULL,
            taken_from uuid,
            command text,
            PRIMARY KEY (location, package)
        )
        """,
        "CREATE INDEX claims_held ON packline.claims (location) WHERE bench IS NOT NULL",
        // Without a token: what was checked alone, beside what others have.
        """
        CREATE TABLE packline.sessions (
            location text NOT NULL,
            package bigint NOT NULL,
            bench uuid NOT NULL,
            packer text NOT NULL,
            token bigint,
            state json NOT NULL,
            at timestamptz NOT NULL,
            PRIMARY KEY (location, package, bench)
        )
        """,
        // Each print once: one without a shipment has the empty text.
        """
        CREATE TABLE packline.prints (
            location text NOT NULL,
            package bigint NOT NULL,
            kind text NOT NULL,
            shipment text NOT NULL,
            box integer NOT NULL,
            stage text NOT NULL,
            bench uuid NOT NULL,
            printer text NOT NULL,
            barcodes jsonb NOT NULL,
            at timestamptz NOT NULL,
            PRIMARY KEY (location, package, kind, shipment, box)
        )
        """,
        // The number comes from a row that is updated in the same transaction, so that the order of numbers is that of commits.
        "CREATE TABLE packline.feed_head (location text PRIMARY KEY, n bigint NOT NULL)",
        """
        CREATE TABLE packline.feed (
            location text NOT NULL,
            n bigint NOT NULL,
            kind text NOT NULL,
            package bigint,
            event uuid UNIQUE,
            payload json,
            at timestamptz NOT NULL,
            PRIMARY KEY (location, n)
        )
        """,
        """
        CREATE TABLE packline.leases (
            location text NOT NULL,
            role text NOT NULL,
            bench uuid,
            token bigint NOT NULL,
            lease_until timestamptz NOT NULL,
            PRIMARY KEY (location, role)
        )
        """,
        """
        CREATE TABLE packline.journal (
            bench uuid NOT NULL,
            number bigint NOT NULL,
            location text NOT NULL,
            at timestamptz NOT NULL,
            packer text NOT NULL,
            package bigint,
            meaning text NOT NULL,
            outcome text NOT NULL,
            milliseconds integer,
            PRIMARY KEY (bench, number)
        )
        """,
        "CREATE INDEX journal_at ON packline.journal (at)",
    ]
}
