import GRDB

/// The tables of the station's file, and the numbered steps that lead to them.
///
/// A step that has been released is never changed: another one follows it. Times are microseconds since 1970.
enum StoreSchema {
    /// All steps, by number.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            for sql in [mirror, outbox, journal] { try db.execute(sql: sql) }
        }
        migrator.registerMigration("2") { db in
            try db.execute(sql: "ALTER TABLE scans ADD COLUMN message TEXT NOT NULL DEFAULT ''")
        }
        migrator.registerMigration("3") { db in try db.execute(sql: receivedEvents) }
        migrator.registerMigration("4") { db in try db.execute(sql: contents) }
        migrator.registerMigration("5") { db in
            // What people call the package: the mirror does not know it any more when the OMS has deleted it.
            try db.execute(sql: "ALTER TABLE outbox ADD COLUMN number TEXT")
        }
        migrator.registerMigration("6") { db in try db.execute(sql: prints) }
        migrator.registerMigration("7") { db in try db.execute(sql: packers) }
        migrator.registerMigration("8") { db in try db.execute(sql: deeds) }
        return migrator
    }

    /// Whether a database has tables, and not those of a station.
    static func isForeign(_ db: Database) throws -> Bool {
        let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        return !tables.isEmpty && !(tables.contains("grdb_migrations") && tables.contains("outbox"))
    }

    /// The packages lie in the order of the list, so that a start reads them from front to back.
    ///
    /// Their JSON, thirty times as long, lies elsewhere. Looking up a code is the memory's work: an index of all codes would
    /// triple what a page of packages writes.
    private static let mirror = """
        CREATE TABLE packages (
            due INTEGER NOT NULL,
            id INTEGER NOT NULL UNIQUE,
            modified INTEGER,
            read INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            summary BLOB NOT NULL,
            PRIMARY KEY (due, id)
        ) WITHOUT ROWID;
        CREATE TABLE package_json (
            id INTEGER PRIMARY KEY,
            json TEXT NOT NULL
        );
        CREATE TABLE package_logs (
            package INTEGER NOT NULL,
            position INTEGER NOT NULL,
            id INTEGER NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (package, position)
        ) WITHOUT ROWID;
        CREATE TABLE denial_reasons (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL,
            priority INTEGER NOT NULL,
            is_active INTEGER NOT NULL
        );
        CREATE TABLE facts (
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID;
        """

    private static let outbox = """
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            package INTEGER NOT NULL,
            kind TEXT,
            transition INTEGER,
            name TEXT NOT NULL,
            parameters TEXT NOT NULL,
            source TEXT,
            target TEXT,
            scan INTEGER,
            stage TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            reason TEXT,
            sent INTEGER,
            known_log INTEGER
        );
        CREATE INDEX outbox_pending ON outbox (id) WHERE stage NOT IN ('applied', 'refused', 'discarded');
        CREATE TABLE outbox_history (
            id INTEGER PRIMARY KEY,
            entry INTEGER NOT NULL,
            stage TEXT NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT
        );
        CREATE INDEX outbox_history_of_entry ON outbox_history (entry);
        """

    /// What a command was given for, why it is in its stage, and whether an applied one was compared with what the
    /// package is since.
    private static let contents = """
        ALTER TABLE outbox ADD COLUMN contents TEXT;
        ALTER TABLE outbox ADD COLUMN cause TEXT;
        ALTER TABLE outbox ADD COLUMN is_compared INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX outbox_not_compared ON outbox (id)
            WHERE stage = 'applied' AND kind = 'pack' AND contents IS NOT NULL AND NOT is_compared;
        """

    private static let journal = """
        CREATE TABLE scans (
            number INTEGER PRIMARY KEY,
            raw BLOB NOT NULL,
            canonical TEXT NOT NULL,
            meaning TEXT NOT NULL,
            outcome TEXT NOT NULL,
            package INTEGER,
            at INTEGER NOT NULL
        );
        CREATE TABLE sessions (
            package INTEGER PRIMARY KEY,
            state TEXT NOT NULL
        );
        """

    /// Who packed, beside each scan.
    ///
    /// The table is made anew in fewer words, so that the schema still fits the first page; beside the old one it would not.
    private static let packers = """
        CREATE TEMP TABLE kept AS SELECT * FROM scans;
        DROP TABLE scans;
        CREATE TABLE scans (number INTEGER PRIMARY KEY, raw BLOB, canonical TEXT, meaning TEXT, outcome TEXT,
        package INTEGER, at INTEGER, message TEXT, packer TEXT);
        INSERT INTO scans SELECT number, raw, canonical, meaning, outcome, package, at, message, NULL FROM kept;
        DROP TABLE kept;
        """

    /// What deeds have and scans have not: they are lines of the same table, with numbers below zero.
    private static let deeds = """
        ALTER TABLE scans ADD COLUMN units INTEGER;
        ALTER TABLE scans ADD COLUMN ms INTEGER;
        """

    /// Each print once: a print without a shipment has the empty text, for SQLite takes no two NULLs for the same.
    ///
    /// The bytes lie elsewhere, once for all copies, so that a list does not read them. The changes of a job are in its row,
    /// and the text is short: the whole schema must fit the file's first page, by which a lost file's log is read.
    private static let prints = """
        CREATE TABLE prints (
        id INTEGER PRIMARY KEY AUTOINCREMENT, package INTEGER, number TEXT, kind TEXT, shipment TEXT, box INTEGER,
        boxes INTEGER, copy INTEGER, reprint TEXT, printer TEXT, sha256 TEXT, format TEXT, barcodes TEXT, address TEXT,
        stage TEXT, reason TEXT, odometer INTEGER, labels INTEGER, created INTEGER, changed INTEGER, changes TEXT,
        UNIQUE (package, kind, shipment, box, copy));
        CREATE INDEX prints_undone ON prints (id) WHERE stage NOT IN ('printed', 'confirmed', 'void');
        CREATE INDEX prints_unconfirmed ON prints (changed) WHERE stage = 'printed';
        CREATE TABLE print_bytes (sha256 TEXT PRIMARY KEY, bytes BLOB);
        """

    private static let receivedEvents = """
        CREATE TABLE heard_events (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL
        );
        """
}
