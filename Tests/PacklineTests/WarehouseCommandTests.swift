import Foundation
import OMS
import Testing
import Warehouse
import WarehouseTesting

@testable import packline

@Suite("packline warehouse", .timeLimit(.minutes(2)))
struct WarehouseCommandTests {
    /// An empty database, and the variables of a station that shares it.
    private struct Site {
        let url: String
        let server: PostgresServer

        init() async throws {
            server = try await .shared()
            url = try await server.makeDatabase()
        }

        var environment: [String: String] {
            [
                "PACKLINE_OMS_URL": "http://127.0.0.1:1/x", "PACKLINE_OMS_TOKEN": "t", "PACKLINE_WAREHOUSE_URL": url,
                "PACKLINE_STATION_LOCATION": "369", "PACKLINE_STATION_LANGUAGE": "en",
            ]
        }

        func run(_ arguments: String..., more: [String: String] = [:]) async throws -> Program {
            try await Program.packline(
                ["warehouse"] + arguments, environment: environment.merging(more) { $1 })
        }

        /// A bench that holds a package.
        func bench(holding package: Int) async throws -> Warehouse {
            let bench = Warehouse(
                settings: try WarehouseSettings(url: url),
                bench: WarehouseBench(id: UUID(), name: "bench 3", location: "369", packer: "Ay\u{1B}şe"),
                oms: "http://127.0.0.1:1/x")
            for await state in bench.states() where state == .connected { break }
            _ = try await bench.claim(package)
            return bench
        }
    }

    @Test("a database is prepared once, and its status says whether benches can work with it")
    func prepared() async throws {
        let site = try await Site()
        let before = try await site.run("status")
        #expect(
            before.status == 78
                && before.errors == "packline: The database is not prepared: run packline warehouse init.\n")
        let first = try await site.run("init")
        #expect(first.status == 0 && first.text == "The tables are made, up to step 3.\n", "\(first.errors)")
        #expect(try await site.run("init").text == "There is nothing to make: the tables are up to date.\n")
        let after = try await site.run("status")
        #expect(after.status == 0 && after.text.contains("step 3 of 3") && after.text.contains("http://127.0.0.1:1/x"))
        let other = try await site.run("status", more: ["PACKLINE_OMS_URL": "https://other/x"])
        #expect(other.status == 78)
        #expect(other.errors == "packline: The database belongs to another OMS, http://127.0.0.1:1/x.\n")
        let json = try JSONDocument(try await site.run("status", "--json").text).root
        let doctor = try await Program.packline(["doctor"], environment: site.environment)
        #expect(doctor.text.contains("OK       warehouse      PostgreSQL "), "\(doctor.text)")
        #expect(json["schema"].int == 3 && !json["fault"].exists && json["held"].elements.isEmpty)
    }

    @Test("benches and what they hold are listed, and a package is freed by hand")
    func freed() async throws {
        let site = try await Site()
        _ = try await site.run("init")
        let bench = try await site.bench(holding: 73)
        let benches = try await site.run("benches")
        #expect(benches.lines.count == 2 && benches.text.contains("bench 3") && benches.errors == "1 bench\n")
        #expect(!benches.text.contains("\u{1B}"), "what another bench says is shown, and not done")
        let status = try await site.run("status")
        #expect(status.text.contains("73       369       bench 3"), "\(status.text)")
        let dropped = try await site.run("drop-claim", "73")
        #expect(dropped.status == 0 && dropped.text.hasPrefix("Package 73 is free; bench 3 had it since "))
        let again = try await site.run("drop-claim", "73")
        #expect(again.status == 65 && again.errors == "packline: Nobody has package 73 at the location 369.\n")
        #expect(try await bench.holder(of: 73) == nil)
        await bench.close()
        #expect(try await site.run("benches").text.contains("ended"))
    }

    @Test("without a URL, with a password in it, or with nobody there, it says so")
    func mistakes() async throws {
        let site = try await Site()
        let none = try await site.run("status", more: ["PACKLINE_WAREHOUSE_URL": ""])
        #expect(none.status == 78 && none.errors.contains("set warehouse.url in config.yaml"))
        let open = try await site.run("status", more: ["PACKLINE_WAREHOUSE_URL": "postgresql://r:geheim@h/d"])
        #expect(open.status == 78 && open.errors.contains("without a password") && !open.errors.contains("geheim"))
        let gone = try await site.run("status", more: ["PACKLINE_WAREHOUSE_URL": "postgresql://r@127.0.0.1:1/d"])
        #expect(gone.status == 69 && gone.errors.hasPrefix("packline: PostgreSQL cannot be reached: "))
    }

    @Test("the password comes from a private file")
    func password() async throws {
        let site = try await Site()
        let role = "r\(site.url.suffix(8))"
        try await site.server.run(
            "CREATE ROLE \(role) SUPERUSER LOGIN PASSWORD 'geheim' IN ROLE with_password", in: site.url)
        let url = site.url.replacing("postgres@", with: "\(role)@")
        let folder = try Folder()
        let path = folder.path + "/password"
        try Data("geheim\n".utf8).write(to: URL(filePath: path))
        let variables = ["PACKLINE_WAREHOUSE_URL": url, "PACKLINE_WAREHOUSE_PASSWORD_FILE": path]
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(try await site.run("init", more: variables).errors.contains("chmod 600"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(try await site.run("init", more: variables).status == 0)
        let wrong = try await site.run("init", more: ["PACKLINE_WAREHOUSE_URL": url])
        #expect(wrong.status == 77 || wrong.status == 69, "\(wrong.errors)")
        try await site.server.run("DROP OWNED BY \(role) CASCADE; DROP ROLE \(role)", in: site.url)
    }
}
