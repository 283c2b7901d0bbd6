import GRDB
public import OMS

// What can be read of a station's file beside the station that works with it.
extension StationDatabase {
    /// Reads a station's file, whether or not a station works with it; nil where there is none.
    ///
    /// Nothing is locked, changed or waited for. Errors: `StoreError`, `newer` among them.
    static func look<T: Sendable>(
        at path: String, _ read: @escaping @Sendable (Database) throws -> T
    ) async throws(StoreError) -> T? {
        let files = StoreFiles(path: path)
        if files.isNew { return nil }
        if let damage = files.visibleDamage { throw StoreError(.damaged, path, detail: damage) }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(2)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            return try await queue.read { db in
                if try StoreSchema.isForeign(db) {
                    throw StoreError(.damaged, path, detail: "it is a database of something else")
                }
                guard try db.tableExists("outbox") else { return nil }
                if try StoreSchema.migrator.hasBeenSuperseded(db) { throw StoreError(.newer, path) }
                return try read(db)
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Which of several commands of one kind was chosen at the bench whose file this is, whether or not a station runs.
    public static func chosenCommands(
        at path: String
    ) async throws(StoreError) -> [CommandKind: ChosenCommand] {
        try await look(at: path) { db in try FactTable.chosenCommands(db) } ?? [:]
    }
}
