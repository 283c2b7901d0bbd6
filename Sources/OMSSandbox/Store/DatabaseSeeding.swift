import Foundation
import GRDB
import Synchronization

/// Makes a sandbox's database, and fills it with packages.
struct DatabaseSeeding: Sendable {
    let settings: SandboxSettings
    let now: Instant
    let stop: StopFlag

    /// The database of the settings; one that is not there yet is made first.
    func open() throws -> any DatabaseWriter {
        guard let path = settings.database else {
            let database = try DatabaseQueue(configuration: Self.configuration("PRAGMA temp_store = MEMORY"))
            try database.write(fill)
            return database
        }
        if Self.isNew(path) { try make(at: path) } else { try Self.refuseForeign(path) }
        // A practice database may lose its last moments in a power cut, and is many times quicker for it.
        let pragmas = "PRAGMA synchronous = NORMAL; PRAGMA mmap_size = 4294967296"
        return try DatabasePool(path: path, configuration: Self.configuration(pragmas))
    }

    /// Refuses a database that another program or another version made, without changing a byte of it.
    private static func refuseForeign(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let database = try DatabaseQueue(path: path, configuration: configuration)
        guard try database.read({ try $0.tableExists("sandbox") }) else {
            throw SandboxError.database(path: path, reason: "it is a database of another program; name another file")
        }
        guard try database.read({ try Int.fetchOne($0, sql: "PRAGMA user_version") }) == SandboxSchema.version else {
            throw SandboxError.database(
                path: path, reason: "another version of the sandbox made it; remove it, or name another file")
        }
    }

    /// Makes the file under another name, without a journal, and gives it its name when it is whole.
    private func make(at path: String) throws {
        let making = "\(path).making"
        do {
            try? FileManager.default.removeItem(atPath: making)
            let pragmas = """
                PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
                PRAGMA cache_size = -131072; PRAGMA temp_store = MEMORY
                """
            let database = try DatabaseQueue(path: making, configuration: Self.configuration(pragmas))
            try database.write(fill)
            try database.close()
            try? FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: making, toPath: path)
        } catch {
            // A half-made database is of no use.
            try? FileManager.default.removeItem(atPath: making)
            throw error
        }
    }

    /// Whether there is no file yet, or an empty one.
    private static func isNew(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes.map { ($0[.size] as? NSNumber)?.intValue == 0 } ?? true
    }

    private static func configuration(_ pragmas: String) -> Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: pragmas) }
        return configuration
    }

    private func fill(_ database: Database) throws {
        try SandboxSchema.create(in: database)
        let maker = PackageMaker(
            seed: settings.seed, count: settings.packages, now: now,
            locations: Array(FixtureLocation.all.prefix(settings.locations)), catalogue: Catalogue(seed: settings.seed),
            isDueAroundNow: settings.isDueAroundNow)
        try insert(maker, into: database)
        try database.execute(
            sql: "INSERT INTO sandbox VALUES (?, ?, ?)",
            arguments: [Int64(bitPattern: settings.seed), settings.packages, now])
        try SandboxSchema.index(database, packages: settings.packages)
    }

    private func insert(_ maker: PackageMaker, into database: Database) throws {
        let products = try Store.insertion(database, into: "product", ["id", "sku", "barcode"])
        for product in maker.catalogue.products {
            try products.execute(arguments: [product.id, product.sku, product.barcode])
        }
        let packages = try Store.insertion(database, into: "package", PackageRow.columns)
        let items = try Store.insertion(database, into: "item", ItemRow.columns)
        let logs = try Store.insertion(database, into: "log", LogRow.columns)
        var (item, log): (Int64, Int64) = (0, 0)
        for id in 1..<Int64(settings.packages + 1) {
            if id.isMultiple(of: 1000) { try stop.check() }
            let made = maker.package(id)
            try packages.execute(arguments: made.package.arguments)
            for unit in made.units {
                item += 1
                try items.execute(arguments: Self.item(item, unit, of: made.package).arguments)
            }
            for step in made.past {
                log += 1
                try logs.execute(arguments: Self.log(log, step, of: made.package).arguments)
            }
        }
    }

    private static func item(_ id: Int64, _ unit: FixturePackage.Unit, of package: PackageRow) -> ItemRow {
        ItemRow(
            id: id, package: package.id, product: unit.product,
            state: unit.isMissing ? .itemOutOfStock : package.state.ofItems,
            selectedBarcode: unit.selectedBarcode, serialNumber: unit.serialNumber,
            denialReason: package.state == .needsRescheduling ? FixtureDenialReason.all[0].id : nil,
            created: package.created, modified: package.modified)
    }

    private static func log(_ id: Int64, _ step: HistoryStep, of package: PackageRow) -> LogRow {
        LogRow(
            id: id, package: package.id, created: step.date, source: step.source, target: step.target,
            transition: step.transition, user: step.user, inputs: nil)
    }
}

/// Cancels work that is not a task.
final class StopFlag: Sendable {
    private let isRaised = Mutex(false)

    func raise() {
        isRaised.withLock { $0 = true }
    }

    /// Throws `SandboxError.stopped` when the flag is up.
    func check() throws {
        if isRaised.withLock({ $0 }) { throw SandboxError.stopped }
    }
}
