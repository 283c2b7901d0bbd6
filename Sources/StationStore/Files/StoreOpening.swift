import GRDB
import OMS

/// The way from a path to an open store: lock, damage, age, backup, interrupted commands, in this order.
struct StoreOpening: Sendable {
    let files: StoreFiles
    let now: Timestamp
    let migrator: DatabaseMigrator
    let isTemporary: Bool
    private var report = OpeningReport()

    init(
        path: String, now: Timestamp, migrator: DatabaseMigrator = Schema.migrator, isTemporary: Bool = false
    ) {
        files = StoreFiles(path: path)
        self.now = now
        self.migrator = migrator
        self.isTemporary = isTemporary
    }

    /// Opens the file; the lock is given back when that fails.
    consuming func run() throws(StoreError) -> StationDatabase {
        try files.prepareFolder()
        let lock = try FolderLock(besides: files.path)
        do {
            let connections = try openedOrRescued()
            try interrupt(in: connections)
            return StationDatabase(
                path: files.path, connections: connections, lock: lock, opening: report, isTemporary: isTemporary)
        } catch {
            lock.release()
            throw StoreError(error, path: files.path)
        }
    }

    /// The connections to a sound file of our age; a damaged one makes room for a new one.
    private mutating func openedOrRescued() throws -> Connections {
        if files.isNew { return try made() }
        if let damage = files.damage ?? files.visibleDamage { return try rescued(from: damage) }
        do {
            return try opened()
        } catch {
            let error = StoreError(error, path: files.path)
            guard error.code == .damaged else { throw error }
            return try rescued(from: error.detail)
        }
    }

    /// The connections to a new file, which gets its name when it is whole: one that is empty is damaged.
    private mutating func made() throws -> Connections {
        let draft = files.rescueDraft()
        try draft.prepare()
        let new = try Connections(path: draft.path)
        do {
            try migrator.migrate(new.ledger.queue)
        } catch {
            try? new.close()
            throw error
        }
        try new.close()
        try files.take(draft)
        report.isNew = true
        return try opened()
    }

    private mutating func opened() throws -> Connections {
        let connections = try Connections(path: files.path)
        do {
            try update(connections.mirror)
            try connections.ledger.queue.read(Self.checkLedger)
            report.lastScan = try connections.ledger.queue.read(ScanTable.lastNumber)
            return connections
        } catch {
            try? connections.close()
            throw error
        }
    }

    /// Applies the steps that the file lacks, each behind a backup; a new file needs none.
    private mutating func update(_ pool: DatabasePool) throws {
        let (applied, isNewer) = try pool.read { db in
            if try Schema.isForeign(db) {
                throw DatabaseError(resultCode: .SQLITE_NOTADB, message: "it is a database of something else")
            }
            return (try migrator.appliedIdentifiers(db), try migrator.hasBeenSuperseded(db))
        }
        if isNewer { throw StoreError(.newer, files.path) }
        if applied.isEmpty { report.isNew = true }
        for step in migrator.migrations where !applied.contains(step) {
            if !report.isNew { try backUp(pool, to: files.backup(before: step)) }
            try migrator.migrate(pool, upTo: step)
        }
    }

    /// Copies the file as it is now, log included; a half-written copy never bears the name of a backup.
    private mutating func backUp(_ pool: DatabasePool, to path: String) throws {
        let draft = StoreFiles.Draft(of: path)
        defer { draft.abandon() }
        let copy = try DatabaseQueue(path: draft.path)
        try pool.backup(to: copy)
        try copy.close()
        try draft.finish()
        report.backups.append(path)
    }

    /// Reads the ledger's tables through: damage there must not be found out in the middle of a delivery.
    ///
    /// The mirror is not read through, for that would take seconds: its damage is found when it is met, and marked.
    private static func checkLedger(_ db: Database) throws {
        for table in ["outbox", "sessions"] {
            let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(\(table))") ?? "ok"
            guard verdict == "ok" else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: verdict) }
        }
    }

    /// Saves what can be read into a new file, which takes the damaged one's place only when it is whole.
    ///
    /// Until then the damage stays marked: a rescue that is cut short, or finds no room, begins again at the next opening.
    private mutating func rescued(from damage: String) throws -> Connections {
        files.markDamaged(damage)
        let draft = files.rescueDraft()
        try draft.prepare()
        let new = try Connections(path: draft.path)
        var rescue = OpeningReport.Rescue(damage: damage)
        do {
            try migrator.migrate(new.ledger.queue)
            try Recovery(from: files, now: now).copy(to: new.ledger.queue, counting: &rescue)
        } catch {
            try? new.close()
            throw error
        }
        try new.close()
        rescue.setAside = try files.setAside(for: draft)
        report.rescue = rescue
        return try opened()
    }

    /// A command that was on its way when the last process ended may have been applied: nobody knows.
    private mutating func interrupt(in connections: Connections) throws {
        let now = now
        report.interrupted = try connections.ledger.queue.write { db in
            let entries = try OutboxTable.entries(db, where: "stage = 'sending'")
            for entry in entries {
                try OutboxTable.move(
                    db, entry.id, to: .unknown, reason: "the station ended while the command was being sent", at: now)
            }
            return entries.count
        }
    }
}
