import GRDB
public import OMS
import Synchronization

/// The mirror: the station's own copy of the packages, with all their JSON.
extension StationDatabase {
    /// Takes over packages as they were read, in one transaction; returns the summaries of those that changed, in order.
    ///
    /// A package whose `modified_date` is older than what is known is not taken: a delayed answer must
    /// not undo a later one. Where the dates are equal, or one is missing, the later call wins. All are marked as seen in
    /// the running full comparison.
    @discardableResult
    public func upsert(_ packages: [Package], readAt time: Timestamp) async throws(StoreError) -> [PackageSummary] {
        let states = states.withLock(\.self)
        return try await writeMirror { db in
            let table = try PackageTable(db, states)
            return try packages.compactMap { try table.upsert($0, readAt: time) }
        }
    }

    /// Has summaries leave out the items that an installation's states say are cancelled, as a packer does.
    ///
    /// Where the states meant something else the last time, those of all packages are made again from their JSON, which
    /// can take seconds.
    public func understand(_ states: StateTable) async throws(StoreError) {
        self.states.withLock { $0 = states }
        let meanings = JSONValue.object(states.meanings.mapValues { .string($0.rawValue) }).text
        let kept = states.meanings.isEmpty ? nil : meanings
        guard try await fact(.states) != kept else { return }
        try await writeMirror { db in
            try PackageTable.summariseAll(db, states)
            try FactTable.set(db, .states, kept)
        }
    }

    /// The package of that id, as it was last read; nil when it is not in the mirror, or its JSON no longer makes sense.
    public func package(_ id: Int) async throws(StoreError) -> Package? {
        try await read { db in try PackageTable.json(db, of: id).flatMap { Package(raw: $0) } }
    }

    /// When a package was last read; nil when it is not in the mirror.
    public func readTime(of id: Int) async throws(StoreError) -> Timestamp? {
        try await read { db in
            try Int64.fetchOne(db, sql: "SELECT read FROM packages WHERE id = ?", arguments: [id])
                .map(Timestamp.init(microseconds:))
        }
    }

    /// The summaries of all packages, or of the first `limit`: those due first in front, then by id; those without a due
    /// time at the end.
    public func summaries(limit: Int? = nil) async throws(StoreError) -> [PackageSummary] {
        let states = states.withLock(\.self)
        return try await read { db in try PackageTable.summaries(db, limit: limit, states) }
    }

    /// What the newest packages have where a filter can ask for it; to read all of 100,000 would take seconds.
    public func filterValues(newest limit: Int = 5_000) async throws(StoreError) -> FilterValues {
        try await read { db in
            var values = FilterValues()
            let rows = try String.fetchCursor(
                db, sql: "SELECT json FROM package_json ORDER BY id DESC LIMIT ?", arguments: [limit])
            while let json = try rows.next() {
                if let document = try? JSONDocument(json) { values.add(document.root) }
            }
            return values
        }
    }

    /// Those of the packages that the mirror does not have, or has otherwise.
    public func unknown(among packages: [Package]) async throws(StoreError) -> [Package] {
        try await read { db in try packages.filter { try PackageTable.json(db, of: $0.id) != $0.raw } }
    }

    /// How many packages there are.
    package func packageCount() async throws(StoreError) -> Int {
        try await read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM packages") ?? 0 }
    }

    /// Takes packages out of the mirror, with their logs.
    public func remove(_ ids: some Collection<Int> & Sendable) async throws(StoreError) {
        try await writeMirror { db in
            for id in ids {
                for table in ["packages WHERE id", "package_json WHERE id", "package_logs WHERE package"] {
                    try db.cachedStatement(sql: "DELETE FROM \(table) = ?").execute(arguments: [id])
                }
            }
        }
    }

    // MARK: - What has left

    /// Begins a full comparison and returns its generation: what is read from now on is marked with it.
    ///
    /// The generation is kept, so that a comparison that was stopped goes on with it.
    public func beginGeneration() async throws(StoreError) -> Int {
        try await writeMirror { db in
            let next = try FactTable.generation(db) + 1
            try FactTable.set(db, .generation, String(next))
            return next
        }
    }

    /// The packages that were not read since a generation began: after a full comparison, those that have left.
    public func idsNotSeen(since generation: Int) async throws(StoreError) -> [Int] {
        try await read { db in
            try Int.fetchAll(
                db, sql: "SELECT id FROM packages WHERE generation < ? ORDER BY id", arguments: [generation])
        }
    }
}
