import GRDB
public import OMS

/// The name of a fact that the station keeps for itself, such as how far it has read.
public struct FactName: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name in the file.
    public let rawValue: String

    /// A fact of that name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A fact of that name.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// The greatest `modified_date` up to which all changes have been read, as the OMS writes it.
    public static let watermark: FactName = "watermark"
    /// When the last full comparison was complete.
    public static let lastFullRead: FactName = "last-full-read"
    /// When the mirror was last in agreement with the OMS.
    public static let lastRead: FactName = "last-read"
    /// How far a full comparison has come that is not complete.
    public static let comparison: FactName = "comparison"
    /// What the mirror is a copy of: the OMS, and the stock location.
    public static let origin: FactName = "origin"
    /// Up to when what became of commands was acknowledged by a person.
    public static let acknowledged: FactName = "acknowledged"
    /// The language that was chosen at the bench, by its code.
    public static let language: FactName = "language"
    /// The bench among those of a warehouse: a UUID that is made with the file.
    public static let benchID: FactName = "bench-id"
    /// The last runs of the program, as UUIDs with blanks between, the newest first.
    public static let benchRun: FactName = "bench-run"
    /// Who packs, as it was said at the bench.
    public static let packer: FactName = "packer"
    /// The packages that were checked while the other benches could not be told, by id.
    public static let unsharedSessions: FactName = "unshared-sessions"
    /// The number of the last row of the warehouse's feed that is in the mirror.
    public static let feedPosition: FactName = "feed-position"
    /// The packages that are in the mirror and not yet in the warehouse's feed, by id.
    public static let unsharedPackages: FactName = "unshared-packages"
    /// How far the journal was copied to the warehouse, as JSON; the store's own.
    static let journalCopies: FactName = "journal-copies"
    /// Up to when all that came of print jobs is in the warehouse.
    public static let printsSharedUntil: FactName = "prints-shared-until"
    /// Scan-backs of labels of other benches that the warehouse does not have yet, as JSON.
    public static let unsentScanBacks: FactName = "unsent-scan-backs"
    /// Since when the labels of packages that are packed here are printed here.
    public static let labelsSince: FactName = "labels-since"
    /// Packages whose label has not come and does not count as late, by their ids with blanks between.
    static let dismissedLabels: FactName = "dismissed-labels"
    /// Which of several commands of one kind was chosen at the bench, as JSON by kind.
    static let chosenCommands: FactName = "chosen-commands"
    /// What states mean by which the units of the packages are counted, as JSON; the store's own.
    static let states: FactName = "states"
    /// The number of the full comparison that was begun last; the store's own.
    static let generation: FactName = "generation"
}

/// Facts, packages' logs and denial reasons: the small things that the mirror keeps.
extension StationDatabase {
    /// A fact; nil when it was never set.
    ///
    /// Facts are written with the mirror, in its order: after a power cut a watermark is never ahead of the packages.
    public func fact(_ name: FactName) async throws(StoreError) -> String? {
        try await read { db in try FactTable.value(db, name) }
    }

    /// Sets a fact, or forgets it when the value is nil.
    public func setFact(_ name: FactName, to value: String?) async throws(StoreError) {
        try await writeMirror { db in try FactTable.set(db, name, value) }
    }

    /// Which of several commands of one kind was chosen at the bench.
    public func chosenCommands() async throws(StoreError) -> [CommandKind: ChosenCommand] {
        try await read { db in try FactTable.chosenCommands(db) }
    }

    /// Remembers which of several commands of one kind was chosen at the bench.
    public func keepChosen(_ command: ChosenCommand, for kind: CommandKind) async throws(StoreError) {
        try await writeMirror { db in
            var chosen = try FactTable.chosenCommands(db)
            chosen[kind] = command
            let members = chosen.map { ($0.key.rawValue, $0.value.json) }
            try FactTable.set(
                db, .chosenCommands, JSONValue.object(Dictionary(uniqueKeysWithValues: members)).text)
        }
    }

    /// The packages whose label has not come, and does not count as late because a person has seen to it.
    public func dismissedLabels() async throws(StoreError) -> Set<Int> {
        let text = try await fact(.dismissedLabels) ?? ""
        return Set(text.split(separator: " ").compactMap { Int($0) })
    }

    /// Remembers these packages, in the place of all kept before.
    public func keepDismissedLabels(_ packages: Set<Int>) async throws(StoreError) {
        let text = packages.sorted().map(String.init).joined(separator: " ")
        try await setFact(.dismissedLabels, to: text.isEmpty ? nil : text)
    }

    /// Keeps a package's transition log as it was read, in its order, in the place of the last one.
    public func keepLogs(_ logs: [TransitionLog], of package: Int) async throws(StoreError) {
        try await writeMirror { db in
            try db.execute(sql: "DELETE FROM package_logs WHERE package = ?", arguments: [package])
            for (position, log) in logs.enumerated() {
                try db.execute(
                    sql: "INSERT INTO package_logs (package, position, id, json) VALUES (?, ?, ?, ?)",
                    arguments: [package, position, log.id, log.json.text])
            }
        }
    }

    /// A package's transition log as it was last kept; empty when it never was.
    public func logs(of package: Int) async throws(StoreError) -> [TransitionLog] {
        try await read { db in
            try String.fetchAll(
                db, sql: "SELECT json FROM package_logs WHERE package = ? ORDER BY position", arguments: [package]
            ).compactMap { try? JSONDocument($0) }.compactMap { TransitionLog($0.root) }
        }
    }

    /// Keeps the reasons for denials, in the place of all kept before.
    public func keepDenialReasons(_ reasons: [DenialReason]) async throws(StoreError) {
        try await writeMirror { db in
            try db.execute(sql: "DELETE FROM denial_reasons")
            for reason in reasons {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO denial_reasons (id, title, priority, is_active) VALUES (?, ?, ?, ?)",
                    arguments: [reason.id, reason.title, reason.priority, reason.isActive])
            }
        }
    }

    /// The reasons for denials by priority, then id.
    public func denialReasons() async throws(StoreError) -> [DenialReason] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM denial_reasons ORDER BY priority, id").map { row in
                DenialReason(
                    id: row["id"], title: row["title"], priority: row["priority"], isActive: row["is_active"])
            }
        }
    }
}

/// The SQL of facts.
enum FactTable {
    static func value(_ db: Database, _ name: FactName) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT value FROM facts WHERE name = ?"), arguments: [name.rawValue])
    }

    static func set(_ db: Database, _ name: FactName, _ value: String?) throws {
        if let value {
            try db.execute(
                sql: "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", arguments: [name.rawValue, value])
        } else {
            try db.execute(sql: "DELETE FROM facts WHERE name = ?", arguments: [name.rawValue])
        }
    }

    static func chosenCommands(_ db: Database) throws -> [CommandKind: ChosenCommand] {
        guard let text = try value(db, .chosenCommands), let document = try? JSONDocument(text) else { return [:] }
        return document.root.members.reduce(into: [:]) { chosen, member in
            if let kind = CommandKind(rawValue: member.name) { chosen[kind] = ChosenCommand(member.value) }
        }
    }

    static func generation(_ db: Database) throws -> Int { try value(db, .generation).flatMap { Int($0) } ?? 0 }
}

extension TransitionLog {
    /// The entry as the OMS would write it, as far as we know it.
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["id": .int(id)]
        if let createdDate { members["created_date"] = .string(createdDate.text) }
        if let source { members["source_state"] = source.json }
        if let target { members["target_state"] = target.json }
        if let transition { members["transition"] = .int(transition) }
        if let transitionName { members["transition_name"] = .string(transitionName) }
        if let user { members["user"] = .string(user) }
        return .object(members)
    }
}
