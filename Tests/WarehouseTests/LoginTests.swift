import Foundation
import Testing
import WarehouseTesting

@testable import Warehouse

@Suite("Logins of a warehouse", .timeLimit(.minutes(2)))
struct WarehouseLoginTests {
    /// What becomes of a bench that connects to a URL.
    private func state(_ url: String, password: WarehousePassword? = nil) async throws -> WarehouseState {
        let bench = Warehouse(
            settings: try WarehouseSettings(url: url, password: password),
            bench: WarehouseBench(id: UUID(), name: "bench 1", location: "369"), oms: TestWarehouse.oms)
        try await bench.waits { $0 != .connecting }
        let state = bench.state
        await bench.close()
        return state
    }

    private func isAlone(_ state: WarehouseState, _ code: WarehouseError.Code) -> Bool {
        if case .alone(let reason, _) = state { reason.code == code } else { false }
    }

    @Test("a refused login, a database that is not there and a name that is not known are told apart")
    func refusals() async throws {
        let server = try await PostgresServer.shared()
        #expect(isAlone(try await state(server.url("postgres", role: "nobody-known")), .loginRefused))
        #expect(isAlone(try await state(server.url("no-such-database")), .noSuchDatabase))
        #expect(isAlone(try await state("postgresql://postgres@host.invalid/postgres"), .unreachable))
    }

    @Test("the password is given apart from the URL, and is not in the words of a refusal")
    func password() async throws {
        let shared = try await TestWarehouse()
        let role = "r\(shared.url.suffix(8))"
        try await shared.sql("CREATE ROLE \(role) SUPERUSER LOGIN PASSWORD 'geheim' IN ROLE with_password")
        let url = shared.url.replacing("postgres@", with: "\(role)@")
        #expect(try await state(url, password: WarehousePassword("geheim")) == .connected)
        let refused = try await state(url, password: WarehousePassword("falsch"))
        #expect(isAlone(refused, .loginRefused))
        #expect(!"\(refused)".contains("falsch"))
        try await shared.sql("DROP ROLE \(role)")
    }

    @Test("with verify-full the server's certificate must be trusted and be for its name")
    func encryption() async throws {
        let shared = try await TestWarehouse()
        let trusted = "?sslmode=verify-full&sslrootcert=\(shared.server.certificate)"
        let byName = shared.url.replacing("127.0.0.1", with: "localhost")
        #expect(try await state(byName + trusted) == .connected)
        #expect(isAlone(try await state(shared.url + trusted), .unreachable), "it is for another name")
        #expect(isAlone(try await state(byName + "?sslmode=verify-full&sslrootcert=/dev/null"), .unreachable))
    }
}
