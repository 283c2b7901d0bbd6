import GRDB

/// The tables of the sandbox.
enum SandboxSchema {
    /// Counts the changes of the tables: a database with another number was made by another version of the sandbox.
    static let version = 4

    /// Makes the tables of a new database.
    static func create(in database: Database) throws {
        try database.execute(sql: "PRAGMA user_version = \(version)")
        try database.execute(sql: tables)
    }

    /// Makes the indices and the tally; done after the packages are in, which is many times quicker than before.
    ///
    /// A large database also gets the statistics by which SQLite chooses among them.
    static func index(_ database: Database, packages: Int) throws {
        for index in indices {
            try database.execute(sql: "CREATE INDEX \(index.table)_\(index.name) ON \(index.table) (\(index.columns))")
        }
        try RowCounts.create(in: database)
        if packages > 5000 { try database.execute(sql: "ANALYZE") }
    }

    /// Ids are counted by SQLite, so that a row that was removed never gives its id to another.
    private static let tables = """
        CREATE TABLE sandbox (seed INTEGER NOT NULL, packages INTEGER NOT NULL, made INTEGER NOT NULL) STRICT;
        CREATE TABLE package (
            id INTEGER PRIMARY KEY AUTOINCREMENT, number TEXT NOT NULL, state INTEGER NOT NULL, location INTEGER NOT NULL,
            created INTEGER NOT NULL, modified INTEGER NOT NULL, due INTEGER NOT NULL,
            range_lower INTEGER, range_upper INTEGER, click_and_collect INTEGER NOT NULL,
            shipping_option TEXT NOT NULL, cancellation_failure INTEGER NOT NULL, remote_id TEXT, invoice_number TEXT,
            extra TEXT NOT NULL,
            shipment_created INTEGER, shipped INTEGER, cargo_company INTEGER, tracking_number TEXT, label TEXT,
            order_id INTEGER NOT NULL, order_number TEXT NOT NULL, order_omnitron_id INTEGER NOT NULL,
            channel INTEGER NOT NULL, placed INTEGER NOT NULL, delivery_type TEXT NOT NULL, retail_store INTEGER,
            payment_type TEXT NOT NULL, notes TEXT, gift_note TEXT, gift_box INTEGER NOT NULL,
            first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
            line TEXT NOT NULL, postcode TEXT NOT NULL,
            township INTEGER NOT NULL, city INTEGER NOT NULL, country INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE product (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, barcode TEXT) STRICT;
        CREATE TABLE item (
            id INTEGER PRIMARY KEY AUTOINCREMENT, package INTEGER NOT NULL, product INTEGER NOT NULL, state INTEGER NOT NULL,
            selected_barcode TEXT, serial_number TEXT, denial_reason INTEGER,
            created INTEGER NOT NULL, modified INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE log (
            id INTEGER PRIMARY KEY AUTOINCREMENT, package INTEGER NOT NULL, created INTEGER NOT NULL, source INTEGER,
            target INTEGER NOT NULL, transition INTEGER, user TEXT NOT NULL, inputs TEXT,
            over_http INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE invoice (
            id INTEGER PRIMARY KEY AUTOINCREMENT, package INTEGER NOT NULL, number TEXT NOT NULL, created INTEGER NOT NULL,
            modified INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX invoice_package ON invoice (package);
        CREATE TABLE carrier_answer (
            package INTEGER NOT NULL, due INTEGER NOT NULL, tracking_number TEXT, label TEXT
        ) STRICT;
        CREATE TABLE hook (
            id INTEGER PRIMARY KEY AUTOINCREMENT, event_type TEXT NOT NULL, target_url TEXT NOT NULL, secret_key TEXT,
            is_active INTEGER NOT NULL, created INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE webhook_event (
            id INTEGER PRIMARY KEY AUTOINCREMENT, hook INTEGER NOT NULL, package INTEGER NOT NULL, uuid TEXT NOT NULL,
            event_type TEXT NOT NULL, status TEXT NOT NULL, payload TEXT NOT NULL, response TEXT,
            retry_count INTEGER NOT NULL, next_retry INTEGER,
            created INTEGER NOT NULL, modified INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX webhook_event_package ON webhook_event (package);
        """

    private static let indices: [(table: String, name: String, columns: String)] = [
        ("package", "state", "state, id"),
        ("package", "state_modified", "state, modified"),
        ("package", "location_id", "location, id"),
        ("package", "location_state", "location, state, id"),
        ("package", "location_modified", "location, modified"),
        ("package", "number", "number"),
        ("package", "created", "created"),
        ("package", "modified", "modified"),
        ("package", "order_id", "order_id"),
        ("package", "order_number", "order_number"),
        ("package", "order_omnitron_id", "order_omnitron_id"),
        ("package", "range", "range_lower, range_upper"),
        ("package", "placed", "placed"),
        ("package", "last_name", "last_name, first_name"),
        ("package", "township", "township, id"),
        ("package", "city", "city, id"),
        ("package", "country", "country, id"),
        ("package", "first_name", "first_name, id"),
        ("package", "click_and_collect", "click_and_collect, state, id"),
        ("package", "shipping_option", "shipping_option, id"),
        ("package", "delivery_type", "delivery_type, id"),
        ("package", "cargo_company", "cargo_company, id"),
        ("package", "shipment_created", "shipment_created"),
        ("package", "channel", "channel, id"),
        ("package", "retail_store", "retail_store, id"),
        ("item", "package", "package"),
        ("item", "product", "product, package"),
        ("log", "package", "package"),
    ]
}
