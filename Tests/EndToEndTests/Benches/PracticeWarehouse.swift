import Testing
import WarehouseTesting

/// A database that benches share, with the tables that the program itself has made in it.
struct PracticeWarehouse {
    /// The PostgreSQL, which a test of its own may stop.
    let server: PostgresServer
    /// The database.
    let url: String

    /// Prepares one for the benches of an OMS; on the server that all tests use, where none is given.
    init(for oms: PracticeOMS, in folder: Folder, on server: PostgresServer? = nil) async throws {
        self.server = if let server { server } else { try await .shared() }
        url = try await self.server.makeDatabase()
        let made = try await BuiltProgram.run(["warehouse", "init"], environment: environment("init", of: oms, folder))
        try #require(made.status == 0, "\(made)")
    }

    /// What a bench needs to know to share it; each has a state folder of its own.
    func environment(
        _ bench: String, packer: String = "", of oms: PracticeOMS, _ folder: Folder
    ) -> [String: String] {
        var environment = oms.environment(folder)
        environment["PACKLINE_STATION_STATE_FOLDER"] = "\(folder.path)/\(bench)"
        environment["PACKLINE_STATION_NAME"] = bench
        environment["PACKLINE_STATION_PACKER"] = packer.isEmpty ? nil : packer
        environment["PACKLINE_WAREHOUSE_URL"] = url
        return environment
    }
}
