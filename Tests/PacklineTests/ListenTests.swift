import Foundation
import FoundationNetworking
import OMS
import OMSSandbox
import Testing
import Warehouse
import WarehouseTesting

@testable import packline

@Suite("packline listen", .timeLimit(.minutes(2)))
struct ListenTests {
    private static func deliver(_ body: [String: Any], to port: Substring) async throws {
        var delivery = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)/")))
        delivery.httpMethod = "POST"
        delivery.httpBody = try JSONSerialization.data(withJSONObject: body)
        _ = try await URLSession.shared.data(for: delivery)
    }

    @Test("what the OMS sends to a listener reaches the benches of its location, once for each event, as it was read")
    func warehouse() async throws {
        let sandbox = try await Sandbox.start(SandboxSettings(packages: 20, seed: 7, locations: 1))
        let server = try await PostgresServer.shared()
        let url = try await server.makeDatabase()
        let environment = [
            "PACKLINE_OMS_URL": sandbox.baseURL, "PACKLINE_OMS_TOKEN": sandbox.token, "PACKLINE_WAREHOUSE_URL": url,
            "PACKLINE_STATION_LANGUAGE": "en",
        ]
        #expect(try await Program.packline(["warehouse", "init"], environment: environment).status == 0)
        let package = try #require(try await sandbox.packages().first { $0.state == "Waiting" })
        let bench = Warehouse(
            settings: try WarehouseSettings(url: url),
            bench: WarehouseBench(id: UUID(), name: "bench 3", location: package.location), oms: sandbox.baseURL)
        for await state in bench.states() where state == .connected { break }
        var changes = bench.changes().makeAsyncIterator()

        // It has no location of its own, and is told of all.
        let folder = try Folder()
        let listener = try RunningProgram(
            ["listen", "--webhooks", "127.0.0.1:0", "--json"], in: folder, environment: environment)
        let greeting = String(decoding: await listener.complaint(), as: UTF8.self)
        let port = try #require(greeting.firstMatch(of: /127\.0\.0\.1:(\d+)/)?.1)
        let isThere = "(SELECT count(*) FROM packline.benches WHERE run IS NOT NULL) = 2"
        try await server.run("DO 'BEGIN WHILE NOT \(isThere) LOOP PERFORM pg_sleep(0.02); END LOOP; END'", in: url)
        try await sandbox.run("block", on: package.id)
        let event = ["type": "package.status.transitioned", "uuid": UUID().uuidString]
        for _ in 1...2 { try await Self.deliver(["event": event, "payload": ["pk": package.id]], to: port) }
        var rows: [FeedRow] = []
        while rows.isEmpty, await changes.next() != nil {
            if case .rows(let read, _, _) = try await bench.feed(after: 0) { rows = read }
        }
        guard case .package(let id, let json)? = rows.first?.content else {
            Issue.record("\(rows)")
            return
        }
        #expect(id == Int(package.id) && Package(raw: json)?.state.name == "Blocked")
        #expect(rows.count == 1)
        let (rest, status) = await listener.ended()
        #expect(status == 0, "\(String(decoding: rest, as: UTF8.self))")
        #expect(try await server.run("SELECT count(*) FROM packline.benches WHERE run IS NOT NULL", in: url) == "1")
        await bench.close()
        await sandbox.stop()
    }
}
