import Foundation
import OMS

/// What IT does with a warehouse's database: make its tables, look at them, and free a package by hand.
///
/// It is no bench: it claims nothing, and connects once. A lost connection is not made again.
public final class WarehouseSetup: Sendable {
    private let queue = StatementQueue(waitsForConnection: true)
    let schema: WarehouseSchema
    private let time: Duration

    /// Connects; what is asked waits for the connection.
    public convenience init(settings: WarehouseSettings) {
        self.init(settings: settings, schema: .current)
    }

    init(settings: WarehouseSettings, schema: WarehouseSchema) {
        self.schema = schema
        var settings = settings
        // Changes of tables wait for whoever works with them, and two of these wait for each other.
        settings.statementTimeout = settings.statementTimeout * 10
        time = settings.connectTimeout + settings.statementTimeout
        let timeout = settings.statementTimeout
        PostgresLoop.start(
            queue,
            ConnectionPlan(
                settings: settings, greeting: { [.limits(timeout, name: "packline warehouse")] }, reconnects: false,
                now: { .now }))
    }

    deinit { queue.close() }

    /// Closes the connection, and returns when that is done.
    public func close() async {
        queue.close()
        await queue.waitForEnd()
    }

    /// Makes the tables that are not there yet, for the OMS at a URL; returns the numbers of the steps that were made.
    ///
    /// It is one transaction, and a second one at the same time waits for it. Tables of a newer program stay as they are.
    ///
    /// Errors: `.newerSchema`, `.otherInstallation`, `.notPermitted` for a role that may not make a schema in the database.
    public func prepare(oms url: String) async throws(WarehouseError) -> [Int] {
        do {
            try await run(Statement("BEGIN"))
            // Any number that nobody else in the database uses: “packline” in ASCII.
            try await run(Statement("SELECT pg_advisory_xact_lock(8097855880413900389)"))
            let made = try await makeSteps()
            try await take(installation: url)
            try await run(Statement("COMMIT"))
            return made
        } catch {
            _ = try? await run(Statement("ROLLBACK"))
            throw error
        }
    }

    @discardableResult
    func run(_ statement: Statement) async throws(WarehouseError) -> PostgresRows {
        try await queue.run(statement, within: time)
    }

    private func makeSteps() async throws(WarehouseError) -> [Int] {
        let version = try await version()
        guard version.oldest <= schema.number else {
            throw WarehouseError(.newerSchema(needed: version.oldest))
        }
        if try await !run(Statement("SELECT to_regnamespace('packline') IS NOT NULL")).only().bool(0) {
            try await run(Statement("CREATE SCHEMA packline"))
        }
        var (made, oldest): ([Int], Int) = ([], max(1, version.oldest))
        for (place, step) in schema.steps.enumerated() where place + 1 > version.number {
            for sql in step.statements { try await run(Statement(sql)) }
            if step.raisesOldest { oldest = place + 1 }
            try await run(
                Statement(
                    "INSERT INTO packline.schema_version (n, oldest) VALUES ($1::integer, $2::integer)", place + 1,
                    oldest))
            made.append(place + 1)
        }
        return made
    }

    func version() async throws(WarehouseError) -> WarehouseSchema.Version {
        let isThere = try await run(Statement("SELECT to_regclass('packline.schema_version') IS NOT NULL"))
        guard try isThere.only().bool(0) else { return WarehouseSchema.Version(number: 0, oldest: 0) }
        return try WarehouseSchema.version(in: await run(WarehouseSchema.reading).only())
    }

    private func take(installation url: String) async throws(WarehouseError) {
        let url = WarehouseSchema.installation(url)
        try await run(
            Statement("INSERT INTO packline.installation (url) VALUES ($1) ON CONFLICT (single) DO NOTHING", url))
        let found = try await run(Statement("SELECT url FROM packline.installation")).only().text(0)
        guard found == url else { throw WarehouseError(.otherInstallation(url: found)) }
    }
}

extension Timestamp {
    /// This machine's clock.
    static var now: Timestamp { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
}

extension GreetingStep {
    /// What the server ends by itself: statements, waits for locks, and transactions that nobody goes on with.
    ///
    /// As a statement, and not as an option of the connection, which poolers refuse.
    static func limits(_ timeout: Duration, name: String) -> GreetingStep {
        let timeout = timeout.wholeMilliseconds
        return GreetingStep(
            Statement(
                """
                SELECT set_config('statement_timeout', $1, false), set_config('lock_timeout', $1, false),
                       set_config('idle_in_transaction_session_timeout', $1, false),
                       set_config('application_name', $2, false)
                """, timeout, name))
    }
}
