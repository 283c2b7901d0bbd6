import GRDB
import OMS

/// The SQL of the outbox; every function works inside the caller's transaction.
enum OutboxTable {
    static func insert(_ db: Database, _ command: NewCommand) throws -> OutboxEntry {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO outbox
                    (package, number, kind, transition, name, parameters, source, target, contents, scan, stage, created,
                     changed)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?)
                """)
        let (intent, time) = (command.intent, command.time)
        let number = try PackageTable.number(db, of: intent.package)
        try statement.execute(arguments: [
            intent.package, number, intent.kind?.rawValue, intent.transition, intent.name, intent.parameters.text,
            intent.source?.json.text, intent.target?.json.text, intent.contents?.json.text, command.scan,
            time.microseconds, time.microseconds,
        ])
        let id = Int(db.lastInsertedRowID)
        try note(db, id, .queued, reason: nil, at: time)
        guard let omsTime = command.omsTime else {
            return OutboxEntry(
                id: id, intent: intent, packageNumber: number, scan: command.scan, createdAt: time, changedAt: time)
        }
        return try send(db, id, as: intent, omsTime: omsTime, at: time)
    }

    static func send(
        _ db: Database, _ id: Int, as intent: CommandIntent, omsTime: Timestamp, cause: StageCause? = nil,
        at time: Timestamp
    ) throws -> OutboxEntry {
        try move(db, id, to: .sending, reason: nil, cause: cause, at: time)
        let statement = try db.cachedStatement(
            sql: """
                UPDATE outbox SET transition = ?, parameters = ?, source = ?, target = ?, contents = ?, sent = ?,
                    known_log = (SELECT max(id) FROM package_logs WHERE package = outbox.package)
                WHERE id = ?
                """)
        try statement.execute(arguments: [
            intent.transition, intent.parameters.text, intent.source?.json.text, intent.target?.json.text,
            intent.contents?.json.text, omsTime.microseconds, id,
        ])
        return try entry(db, id)
    }

    /// Moves an entry along, if its stage leads there, and is among `from` where that is given.
    ///
    /// Nothing is changed before the check, as `GroupCommitWriter.write` asks.
    @discardableResult
    static func move(
        _ db: Database, _ id: Int, to stage: CommandStage, reason: String?, cause: StageCause? = nil,
        at time: Timestamp
    ) throws -> OutboxEntry {
        let entry = try entry(db, id)
        try check(entry, leadsTo: stage)
        return try put(db, entry, to: stage, reason: reason, cause: cause, at: time)
    }

    /// Puts a command back in the queue that was refused or needs attention, for other goods where there are any.
    static func retry(
        _ db: Database, _ id: Int, contents: PackContents?, reason: String?, at time: Timestamp
    ) throws -> OutboxEntry {
        let entry = try entry(db, id)
        try check(entry, leadsTo: .queued, from: [.refused, .needsAttention])
        switch entry.cause {
        case .contentsChanged where contents == nil:
            throw StoreError(.contentsChanged, try packageName(db, entry))
        case .packageGone: throw StoreError(.packageGone, try packageName(db, entry))
        case .wrongState: throw StoreError(.wrongState, try packageName(db, entry))
        default: break
        }
        if let contents {
            try db.cachedStatement(sql: "UPDATE outbox SET contents = ? WHERE id = ?")
                .execute(arguments: [contents.json.text, id])
        }
        try put(db, entry, to: .queued, reason: reason, at: time)
        return try self.entry(db, id)
    }

    private static func check(
        _ entry: OutboxEntry, leadsTo stage: CommandStage, from allowed: Set<CommandStage>? = nil
    ) throws {
        guard entry.stage.successors.contains(stage), allowed?.contains(entry.stage) ?? true else {
            throw StoreError(
                .notAllowed(from: entry.stage, to: stage), "command \(entry.id) (\(entry.intent.name))")
        }
    }

    /// What people call the package of an entry.
    private static func packageName(_ db: Database, _ entry: OutboxEntry) throws -> String {
        try packageNumber(db, entry) ?? "package \(entry.intent.package)"
    }

    /// What people call the package of an entry now, or called it when the command was accepted; nil where neither is known.
    static func packageNumber(_ db: Database, _ entry: OutboxEntry) throws -> String? {
        try PackageTable.number(db, of: entry.intent.package) ?? entry.packageNumber
    }

    /// Writes the new stage and its line in the history; the caller answers for the step.
    @discardableResult
    static func put(
        _ db: Database, _ entry: OutboxEntry, to stage: CommandStage, reason: String?, cause: StageCause? = nil,
        at time: Timestamp
    ) throws -> OutboxEntry {
        let attempts = entry.attempts + (stage == .sending ? 1 : 0)
        let statement = try db.cachedStatement(
            sql: "UPDATE outbox SET stage = ?, attempts = ?, changed = ?, reason = ?, cause = ? WHERE id = ?")
        try statement.execute(arguments: [
            stage.rawValue, attempts, time.microseconds, reason, cause?.rawValue, entry.id,
        ])
        try note(db, entry.id, stage, reason: reason, at: time)
        if stage == .applied { try DeedTable.add(db, applied: entry) }
        return OutboxEntry(
            id: entry.id, intent: entry.intent, packageNumber: entry.packageNumber, scan: entry.scan, stage: stage,
            attempts: attempts, createdAt: entry.createdAt, changedAt: time, reason: reason, cause: cause,
            mark: entry.mark)
    }

    private static func entry(_ db: Database, _ id: Int) throws -> OutboxEntry {
        let statement = try db.cachedStatement(sql: "SELECT * FROM outbox WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else {
            throw StoreError(.noSuchEntry, "entry \(id)")
        }
        return entry(row)
    }

    private static func note(
        _ db: Database, _ id: Int, _ stage: CommandStage, reason: String?, at time: Timestamp
    ) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO outbox_history (entry, stage, at, reason) VALUES (?, ?, ?, ?)")
        try statement.execute(arguments: [id, stage.rawValue, time.microseconds, reason])
    }

    /// Entries of a condition, which has `?` for what differs from call to call: its statement is kept for the next one.
    static func entries(
        _ db: Database, where condition: String, order: String = "id", arguments: StatementArguments = []
    ) throws -> [OutboxEntry] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM outbox WHERE \(condition) ORDER BY \(order)")
        return try Row.fetchAll(statement, arguments: arguments).map(entry)
    }

    static func packagesNotReadBack(_ db: Database) throws -> [Int] {
        try Int.fetchAll(
            db,
            sql: """
                SELECT DISTINCT package FROM outbox JOIN packages ON packages.id = package
                WHERE stage IN ('applied', 'refused') AND read <= changed ORDER BY package
                """)
    }

    /// The condition of what is not finished; it is that of an index.
    static let isPending = "stage NOT IN ('applied', 'refused', 'discarded')"

    /// The condition of applied packs that are still to be compared; it is that of an index.
    static let isNotCompared = "stage = 'applied' AND kind = 'pack' AND contents IS NOT NULL AND NOT is_compared"

    /// Marks a pack as compared; what is other stands beside it from then on.
    static func compared(_ db: Database, _ id: Int, difference: String?, at time: Timestamp) throws {
        try db.cachedStatement(sql: "UPDATE outbox SET is_compared = 1 WHERE id = ?").execute(arguments: [id])
        guard let difference else { return }
        try db.cachedStatement(sql: "UPDATE outbox SET reason = ?, cause = ? WHERE id = ?")
            .execute(arguments: [difference, StageCause.contentsChanged.rawValue, id])
        try note(db, id, .applied, reason: difference, at: time)
    }

    /// The condition of what was refused, and what no person has acknowledged at the station yet.
    static let isRefusal = "stage = 'refused' AND changed > ?"

    /// What belongs into that condition: when the last refusal was acknowledged.
    static func acknowledged(_ db: Database) throws -> Int64 {
        try FactTable.value(db, .acknowledged).flatMap(Timestamp.init)?.microseconds ?? .min
    }

    static func history(_ db: Database, of entry: Int) throws -> [OutboxChange] {
        let sql = "SELECT stage, at, reason FROM outbox_history WHERE entry = ? ORDER BY id"
        return try Row.fetchAll(db, sql: sql, arguments: [entry]).map(change)
    }

    static func pendingHistories(_ db: Database) throws -> [Int: [OutboxChange]] {
        let sql = """
            SELECT entry, stage, at, reason FROM outbox_history
            WHERE entry IN (SELECT id FROM outbox WHERE \(isPending)) ORDER BY id
            """
        return try Dictionary(grouping: Row.fetchAll(db, sql: sql)) { $0["entry"] }.mapValues { $0.map(change) }
    }

    private static func change(_ row: Row) -> OutboxChange {
        OutboxChange(stage: stage(row["stage"]), at: Timestamp(microseconds: row["at"]), reason: row["reason"])
    }

    static func removeFinished(_ db: Database, before time: Timestamp) throws -> Int {
        let finished = "NOT (\(isPending)) AND changed < \(time.microseconds)"
        try db.execute(
            sql: "DELETE FROM outbox_history WHERE entry IN (SELECT id FROM outbox WHERE \(finished))")
        try db.execute(sql: "DELETE FROM outbox WHERE \(finished)")
        return db.changesCount
    }

    private static func entry(_ row: Row) -> OutboxEntry {
        let intent = CommandIntent(
            package: row["package"], kind: (row["kind"] as String?).flatMap(CommandKind.init),
            transition: row["transition"], name: row["name"],
            parameters: (try? JSONValue(text: row["parameters"])) ?? [:], source: state(row["source"]),
            target: state(row["target"]), contents: contents(row["contents"]))
        return OutboxEntry(
            id: row["id"], intent: intent, packageNumber: row["number"], scan: row["scan"],
            stage: stage(row["stage"]), attempts: row["attempts"],
            createdAt: Timestamp(microseconds: row["created"]), changedAt: Timestamp(microseconds: row["changed"]),
            reason: row["reason"], cause: (row["cause"] as String?).flatMap(StageCause.init),
            mark: (row["sent"] as Int64?).map {
                HistoryMark(time: Timestamp(microseconds: $0), knownLog: row["known_log"])
            })
    }

    /// A stage that cannot be read must not be taken for one in which something is sent.
    private static func stage(_ text: String) -> CommandStage { CommandStage(rawValue: text) ?? .needsAttention }

    private static func contents(_ json: String?) -> PackContents? {
        guard let json, let document = try? JSONDocument(json) else { return nil }
        return PackContents(document.root)
    }

    private static func state(_ json: String?) -> PackageState? {
        guard let json, let document = try? JSONDocument(json) else { return nil }
        return PackageState(document.root)
    }
}

extension PackageState {
    /// The state as the OMS would write it, as far as we know it.
    var json: JSONValue {
        var members: [String: JSONValue] = ["name": .string(name)]
        if let id { members["id"] = .int(id) }
        if let enumValue { members["enum_value"] = .string(enumValue) }
        if !translations.isEmpty { members["translations"] = .array(translations.map(JSONValue.string)) }
        return .object(members)
    }
}
