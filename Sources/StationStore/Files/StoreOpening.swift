import GRDB
import Language
import OMS

/// Opens a store: lock, damage, version, backup, interrupted commands, in this order.
struct StoreOpening: Sendable {
    let files: StoreFiles
    let now: Timestamp
    let migrator: DatabaseMigrator
    let isTemporary: Bool
    private var report = OpeningReport()

    init(
        path: String, now: Timestamp, migrator: DatabaseMigrator = StoreSchema.migrator, isTemporary: Bool = false
    ) {
        files = StoreFiles(path: path)
        self.now = now
        self.migrator = migrator
        self.isTemporary = isTemporary
    }

    /// Opens the file; the lock is released when that fails.
    consuming func run() throws(StoreError) -> StationDatabase {
        try files.prepareFolder()
        let lock = try FolderLock(besides: files.path)
        do {
            let connections = try openOrRecover()
            try interrupt(in: connections)
            return StationDatabase(
                path: files.path, connections: connections, lock: lock, opening: report, isTemporary: isTemporary)
        } catch {
            lock.release()
            let error = StoreError(error, path: files.path)
            // What was not met before the last step is saved at the next opening.
            if error.code == .damaged { files.markDamaged(error.detail) }
            throw error
        }
    }

    /// The connections to an intact file of this version; a damaged one is replaced.
    private mutating func openOrRecover() throws -> Connections {
        if files.isNew { return try made() }
        if let damage = files.damage ?? files.visibleDamage { return try recover(from: damage) }
        do {
            return try opened()
        } catch {
            let error = StoreError(error, path: files.path)
            guard error.code == .damaged else { throw error }
            return try recover(from: error.detail)
        }
    }

    /// The connections to a new file, which gets its name when it is whole: one that is empty is damaged.
    private mutating func made() throws -> Connections {
        let replacement = files.replacementFile()
        try replacement.prepare()
        let new = try Connections(path: replacement.path)
        do {
            try migrator.migrate(new.ledger.queue)
        } catch {
            try? new.close()
            throw error
        }
        try new.close()
        try files.moveIntoPlace(replacement)
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

    /// Applies the steps that the file lacks, each after a backup; a new file needs none.
    private mutating func update(_ pool: DatabasePool) throws {
        let (applied, isNewer) = try pool.read { db in
            if try StoreSchema.isForeign(db) {
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
        let partial = StoreFiles.PartialFile(of: path)
        defer { partial.abandon() }
        let copy = try DatabaseQueue(path: partial.path)
        try pool.backup(to: copy)
        try copy.close()
        try partial.finish()
        report.backups.append(path)
    }

    /// Reads the ledger's tables through: damage there must not be found out in the middle of a delivery.
    ///
    /// The mirror is not read through, for that would take seconds, nor are old print jobs, of which there may be thousands:
    /// their damage is found when it is met, and marked.
    private static func checkLedger(_ db: Database) throws {
        for table in ["outbox", "sessions"] {
            let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(\(table))") ?? "ok"
            guard verdict == "ok" else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: verdict) }
        }
        _ = try PrintTable.jobs(db, where: PrintTable.isUndone)
    }

    /// Saves what can be read into a new file, which takes the damaged one's place only when it is whole.
    ///
    /// Until then the damage stays marked: a recovery that is interrupted, or runs out of disk space, begins again at
    /// the next opening.
    private mutating func recover(from damage: String) throws -> Connections {
        files.markDamaged(damage)
        let replacement = files.replacementFile()
        try replacement.prepare()
        let new = try Connections(path: replacement.path)
        var recovered = OpeningReport.Recovered(damage: damage)
        do {
            try migrator.migrate(new.ledger.queue)
            try Recovery(from: files, now: now).copy(to: new.ledger.queue, counting: &recovered)
        } catch {
            try? new.close()
            throw error
        }
        try new.close()
        recovered.setAside = try files.setAside(for: replacement)
        report.recovered = recovered
        return try opened()
    }

    /// What was being sent when the last process ended, to the OMS or to a printer, may have arrived: it is unknown.
    ///
    /// Only what is not at its end is looked at, whatever lies behind it.
    private mutating func interrupt(in connections: Connections) throws {
        let now = now
        (report.interrupted, report.interruptedPrints) = try connections.ledger.queue.write { db in
            let entries = try OutboxTable.entries(db, where: "stage = 'sending'")
            for entry in entries {
                try OutboxTable.move(
                    db, entry.id, to: .unknown, reason: Phrase("reason.ended").stored, at: now)
            }
            let prints = try PrintTable.jobs(db, where: "stage = 'sending' AND \(PrintTable.isUndone)")
            for job in prints {
                try PrintTable.put(
                    db, job.id, .unknown, reason: Phrase("reason.print-ended").stored, at: now)
            }
            return (entries.count, prints.count)
        }
    }
}
