import Foundation
import OMS
import Synchronization

/// What the benches of one warehouse share, on PostgreSQL: claims, sessions, prints, leases and the feed.
///
/// This target knows PostgreSQL: connections that are made again, statements and their times, tables and their versions,
/// leases and fencing tokens on the server's clock, and what an error says. libpq runs on one thread of its own
/// (`PostgresLoop`), with one connection to work and one to listen, and sleeps while nothing is asked.
///
/// It must not know what a bench does with a claim (`Station`), what waits while it is alone (`StationStore`), when anything is asked
/// or renewed (`StationEngine`), nor how people are told.
///
/// Without a connection every call fails at once with the reason, and none waits longer than its time: a bench never needs
/// the warehouse to go on. After `.timedOut` and `.cutOff` a change may have been made all the same. Every call may be made again.
public final class Warehouse: Sendable {
    let settings: WarehouseSettings
    let queue = StatementQueue(waitsForConnection: false)
    private let current: CurrentBench

    /// Connects a bench, for the OMS at a URL; `states` says what comes of it.
    public convenience init(settings: WarehouseSettings, bench: WarehouseBench, oms url: String) {
        self.init(settings: settings, bench: bench, oms: url, schema: .current)
    }

    init(settings: WarehouseSettings, bench: WarehouseBench, oms url: String, schema: WarehouseSchema) {
        self.settings = settings
        let current = CurrentBench(bench)
        self.current = current
        let plan = ConnectionPlan(
            settings: settings,
            greeting: {
                Self.greeting(current.bench, settings, schema: schema, oms: WarehouseSchema.installation(url))
            },
            listening: [GreetingStep(Statement("LISTEN packline"))],
            change: { ChangeNotice.change($0, location: bench.location) },
            now: { .now })
        PostgresLoop.start(queue, plan)
    }

    deinit { queue.close() }

    /// This bench, with whoever packs there now.
    public var bench: WarehouseBench { current.bench }

    /// Says who packs from now on; the others see it with the next claim, or the next time that claims are renewed.
    public func setPacker(_ packer: String) { current.setPacker(packer) }

    /// How often claims are to be renewed: three times a lease.
    public var renewalInterval: Duration { settings.lease / 3 }

    /// How long a deed at the bench waits for an answer before it is done without one.
    public var assertTimeout: Duration { settings.assertTimeout }

    /// Whether the bench works with the others now.
    public var state: WarehouseState { queue.connection }

    /// The state now, and each later one; who is slow gets the newest.
    public func states() -> AsyncStream<WarehouseState> { queue.connectionStates() }

    /// What other benches of the location change, as wake-ups; `.anything` after each new connection.
    public func changes() -> AsyncStream<WarehouseChange> { queue.changes.stream() }

    /// Says that the bench has ended, gives the reader's lease away, closes the connections, and returns when the thread has ended.
    ///
    /// Claims stay until their leases run out.
    public func close() async {
        if case .connected = queue.connection {
            _ = try? await run(BenchStatements.leave(bench), within: .seconds(1))
        }
        queue.close()
        await queue.waitForEnd()
    }
}

extension Warehouse {
    /// Who asks for claims.
    var asker: ClaimStatements.Asker { ClaimStatements.Asker(bench: bench, lease: settings.lease) }

    @discardableResult
    func run(_ statement: Statement, within time: Duration? = nil) async throws(WarehouseError) -> PostgresRows {
        try await queue.run(statement, within: time ?? settings.statementTimeout)
    }

    /// What a bench asks and says as soon as a connection is there.
    private static func greeting(
        _ bench: WarehouseBench, _ settings: WarehouseSettings, schema: WarehouseSchema, oms url: String
    ) -> [GreetingStep] {
        [
            .limits(settings.statementTimeout, name: "packline \(bench.name)"),
            GreetingStep(WarehouseSchema.reading) { rows throws(WarehouseError) in
                let row = try rows.only()
                try schema.check(WarehouseSchema.version(in: row))
                if let found = row.optionalText(2), found != url {
                    throw WarehouseError(.otherInstallation(url: found))
                }
            },
            GreetingStep(BenchStatements.register(bench, lease: settings.lease)) { rows throws(WarehouseError) in
                if rows.isEmpty { throw WarehouseError(.benchInUse) }
            },
        ]
    }
}

/// The bench, whose packer changes.
private final class CurrentBench: Sendable {
    private let state: Mutex<WarehouseBench>

    init(_ bench: WarehouseBench) { state = Mutex(bench) }

    var bench: WarehouseBench { state.withLock { $0 } }

    func setPacker(_ packer: String) { state.withLock { $0.packer = packer } }
}
