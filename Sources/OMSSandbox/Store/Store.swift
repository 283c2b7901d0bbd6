import Foundation
import GRDB
import Synchronization

/// The packages of a sandbox, in SQLite.
final class Store: Sendable {
    let seed: UInt64
    let locations: [StockLocation]
    let catalogue: Catalogue
    private let database: any DatabaseWriter
    private let path: String?
    private let clock: Clock
    /// The moment of the last change: the next one is later, so that no two changes have the same `modified_date`.
    private let lastChange: Mutex<Instant>

    /// Opens the database and, when it is new, fills it with packages.
    init(_ settings: SandboxSettings) throws(SandboxError) {
        let clock = Clock(startingAt: settings.now.map(Instant.init))
        do {
            let database = try Store.open(settings.database)
            let seed = try database.write { database in
                if try database.tableExists("package") {
                    return UInt64(bitPattern: try Int64.fetchOne(database, sql: "SELECT seed FROM sandbox") ?? 0)
                }
                try Schema.create(in: database)
                try Store.fill(database, settings, now: settings.now.map(Instant.init) ?? clock.now())
                try Schema.index(database)
                return settings.seed
            }
            self.database = database
            self.seed = seed
            catalogue = Catalogue(seed: seed)
        } catch {
            throw .database(path: settings.database, reason: Store.words(of: error))
        }
        locations = Array(StockLocation.all.prefix(settings.locations))
        path = settings.database
        self.clock = clock
        lastChange = Mutex(clock.now())
    }

    /// Reads what belongs together.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    /// Changes what belongs together; `now` is later than at any change before.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database, _ now: Instant) throws -> Value
    ) async throws -> Value {
        try await database.write { database in
            let now = self.lastChange.withLock { last in
                last = max(self.clock.now(), Instant(microseconds: last.microseconds + 1))
                return last
            }
            return try body(database, now)
        }
    }

    /// The sandbox's time.
    func now() -> Instant {
        clock.now()
    }

    func close() {
        // A connection that is still busy closes when its last use ends.
        try? database.close()
    }

    private static func open(_ path: String?) throws -> any DatabaseWriter {
        var configuration = Configuration()
        // A practice database may lose its last moments in a power cut, and is many times quicker for it.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY") }
        guard let path else { return try DatabaseQueue(configuration: configuration) }
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// SQLite's own words, without the statement.
    static func words(of error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? "SQLite error \(error.resultCode.rawValue)"
    }
}

// MARK: - The first packages

extension Store {
    private static func fill(_ database: Database, _ settings: SandboxSettings, now: Instant) throws {
        let maker = PackageMaker(
            seed: settings.seed, count: settings.packages, now: now,
            locations: Array(StockLocation.all.prefix(settings.locations)), catalogue: Catalogue(seed: settings.seed))
        let packages = try insertion(database, into: "package", PackageRow.columns)
        let items = try insertion(database, into: "item", ItemRow.columns)
        let logs = try insertion(database, into: "log", LogRow.columns)
        let products = try insertion(database, into: "product", ["id", "sku", "barcode"])
        for product in maker.catalogue.products {
            try products.execute(arguments: [product.id, product.sku, product.barcode])
        }
        var item: Int64 = 0
        var log: Int64 = 0
        for id in 1..<Int64(settings.packages + 1) {
            let made = maker.package(id)
            let package = made.package
            try packages.execute(arguments: package.arguments)
            for unit in made.units {
                item += 1
                let row = ItemRow(
                    id: item, package: id, product: unit.product,
                    state: unit.isMissing ? .itemOutOfStock : package.state.ofItems,
                    selectedBarcode: unit.selectedBarcode, serialNumber: unit.serialNumber,
                    denialReason: package.state == .needsRescheduling ? DenialReason.all[0].id : nil,
                    created: package.created, modified: package.modified)
                try items.execute(arguments: row.arguments)
            }
            for step in made.past {
                log += 1
                let row = LogRow(
                    id: log, package: id, created: step.date, source: step.source, target: step.target,
                    transition: step.transition, user: step.user, inputs: nil)
                try logs.execute(arguments: row.arguments)
            }
        }
        try database.execute(
            sql: "INSERT INTO sandbox VALUES (?, ?, ?)",
            arguments: [Int64(bitPattern: settings.seed), settings.packages, now])
    }

    static func insertion(_ database: Database, into table: String, _ columns: [String]) throws -> Statement {
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        return try database.makeStatement(
            sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))")
    }
}

/// The sandbox's time: the real one, or one that started at a given moment and has run on since.
private struct Clock: Sendable {
    private let offset: Int64

    init(startingAt start: Instant?) {
        offset = start.map { $0.microseconds - Instant(Date()).microseconds } ?? 0
    }

    func now() -> Instant {
        Instant(microseconds: Instant(Date()).microseconds + offset)
    }
}
