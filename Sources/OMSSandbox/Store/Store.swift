import Foundation
import GRDB
import Synchronization

/// The packages of a sandbox, in SQLite.
final class Store: Sendable {
    let seed: UInt64
    let locations: [FixtureLocation]
    let catalogue: Catalogue
    let labels: [SandboxLabel]
    /// How long the carrier takes for what comes late.
    let labelDelay: Duration
    /// Whether packing makes the shipment by itself.
    let makesShipments: Bool
    let counts = CountCache()
    private let database: any DatabaseWriter
    private let clock: Clock
    /// The moment of the last change: the next one is later, so that no two changes have the same `modified_date`.
    private let lastChange: Mutex<Instant>

    /// Opens the database and, when it is new, fills it with packages, off the threads that others wait for.
    static func open(_ settings: SandboxSettings) async throws(SandboxError) -> Store {
        let stop = StopFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(returning: Result { try Store(settings, stop) })
                }
            }
        } onCancel: {
            stop.raise()
        }
        do {
            return try result.get()
        } catch let error as SandboxError {
            throw error
        } catch {
            throw .database(path: settings.database, reason: Store.words(of: error))
        }
    }

    private init(_ settings: SandboxSettings, _ stop: StopFlag) throws {
        let start = settings.now.map(Instant.init)
        let filling = DatabaseSeeding(settings: settings, now: start ?? Instant(Date()), stop: stop)
        database = try filling.open()
        let (seed, last) = try database.read { database in
            let seed = try Int64.fetchOne(database, sql: "SELECT seed FROM sandbox")
            return (seed, try Instant.fetchOne(database, sql: "SELECT MAX(modified) FROM package"))
        }
        self.seed = UInt64(bitPattern: seed ?? 0)
        catalogue = Catalogue(seed: self.seed)
        labels = settings.labels
        labelDelay = settings.labelDelay
        makesShipments = settings.dialect.contains(.shipmentWhenPacked)
        locations = Array(FixtureLocation.all.prefix(settings.locations))
        // A moment that was given lies before what was done since in a database that is opened again.
        clock = Clock(startingAt: start.map { max($0, last ?? $0) })
        lastChange = Mutex(max(clock.now(), last ?? clock.now()))
    }

    /// Reads what belongs together.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    /// Changes what belongs together; `now` is later than at any change before.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database, _ now: Instant) throws -> Value
    ) async throws -> Value {
        // A reader may have begun to count before the change and ended after it.
        counts.clear()
        defer { counts.clear() }
        return try await database.write { database in
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

    /// SQLite's own words, without the statement.
    static func words(of error: any Error) -> String {
        guard let error = error as? DatabaseError else { return "\(error)" }
        return error.message ?? "SQLite error \(error.resultCode.rawValue)"
    }
}
