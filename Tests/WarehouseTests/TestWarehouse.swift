import Foundation
import Testing
import WarehouseTesting

@testable import Warehouse

/// A database with the tables of a warehouse, and benches that work with it.
struct TestWarehouse {
    static let oms = "https://demo-oms.akinon.net/api/v1/oms"

    let server: PostgresServer
    let url: String

    /// A new database of the server, prepared for the usual OMS.
    init(on server: PostgresServer? = nil, isPrepared: Bool = true) async throws {
        self.server = if let server { server } else { try await .shared() }
        url = try await self.server.makeDatabase()
        guard isPrepared else { return }
        let setup = try self.setup()
        _ = try await setup.prepare(oms: Self.oms)
        await setup.close()
    }

    func setup(schema: WarehouseSchema = .current) throws -> WarehouseSetup {
        WarehouseSetup(settings: try settings(), schema: schema)
    }

    /// Waits for answers that a busy machine keeps, and short ones between connections; a test of failures has its own.
    func settings(
        through port: Int? = nil, change: (inout WarehouseSettings) -> Void = { _ in }
    ) throws -> WarehouseSettings {
        let url = port.map { self.url.replacing(":\(server.port)/", with: ":\($0)/") } ?? self.url
        var settings = try WarehouseSettings(url: url)
        (settings.connectTimeout, settings.statementTimeout) = (.seconds(20), .seconds(20))
        settings.assertTimeout = .seconds(20)
        settings.firstRetry = .milliseconds(20)
        settings.longestRetry = .milliseconds(200)
        change(&settings)
        return settings
    }

    /// A bench that has connected.
    func bench(
        _ number: Int, packer: String = "", location: String = "369", through port: Int? = nil,
        change: (inout WarehouseSettings) -> Void = { _ in }
    ) async throws -> Warehouse {
        let warehouse = Warehouse(
            settings: try settings(through: port, change: change),
            bench: WarehouseBench(
                id: UUID(), name: "bench \(number)", location: location, packer: packer, version: "1"),
            oms: Self.oms)
        try await warehouse.waits { $0 == .connected }
        return warehouse
    }

    @discardableResult
    func sql(_ sql: String) async throws -> String { try await server.run(sql, in: url) }

    /// Returns when so many benches listen: that connection is made after the one by which they are connected.
    func waits(forListening count: Int) async throws {
        let listening =
            "SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN packline' AND state = 'idle' "
            + "AND datname = current_database()"
        while try await sql(listening) != "\(count)" {}
    }

    /// Lets the leases of all claims run out.
    func endLeases() async throws {
        try await sql("UPDATE packline.claims SET lease_until = clock_timestamp() - interval '1 second'")
    }
}

extension Warehouse {
    /// Returns when the state is as wanted; a test that waits in vain is ended by its time limit.
    func waits(for isWanted: (WarehouseState) -> Bool) async throws {
        for await state in states() where isWanted(state) { return }
        Issue.record("the warehouse was closed in the state \(state)")
    }

    func isAlone(for code: WarehouseError.Code) async throws {
        try await waits { if case .alone(let reason, _) = $0 { reason.code == code } else { false } }
    }

    func claimed(_ package: Int) async throws -> Claim {
        switch try await claim(package) {
        case .mine(let claim): return claim
        case .held(let holder): throw WarehouseError(.failed(sqlState: ""), detail: "held by \(holder)")
        }
    }

    func refused(_ package: Int) async throws -> ClaimHolder {
        switch try await claim(package) {
        case .mine(let claim): throw WarehouseError(.failed(sqlState: ""), detail: "free: \(claim)")
        case .held(let holder): return holder
        }
    }
}

/// The error that a call ends with; nil where it succeeds.
func failure<Value>(_ call: () async throws -> Value) async -> WarehouseError.Code? {
    do {
        _ = try await call()
        return nil
    } catch {
        return (error as? WarehouseError)?.code ?? .failed(sqlState: "\(error)")
    }
}
