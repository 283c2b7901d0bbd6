import Foundation
import GRDB
import Testing

@testable import OMSSandbox

@Suite("How many rows there are")
struct CountTests {
    @Test("the tally agrees with the packages after each kind of change")
    func tally() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).sqlite").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) } }
        var settings = SandboxSettings.fixed
        settings.database = file
        try await withSandbox(settings) { sandbox, client in
            try await agree(file)
            let waiting = try await sandbox.packages(inState: "Waiting").map(\.id)
            #expect(try await client.run(.prepare, on: waiting[0]).status == 204)
            #expect(try await client.run(.packWithShipment, on: waiting[1], #"{"cargo_company": 1}"#).status == 204)
            _ = try await sandbox.arrive(5)
            try await sandbox.remove(waiting[2])
            let item = try #require(try await sandbox.look(at: waiting[3]).items.first)
            _ = try await sandbox.cancelItem(item.id, of: waiting[3])
            try await agree(file)
        }
    }

    @Test("a page and its count are right where few rows of many meet a condition, in every order")
    func few() async throws {
        try await withSandbox { sandbox, client in
            let all = try await client.get("/packages/?limit=100").results
            let name = try #require(Self.lastName(all[3]))
            let escaped = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
            let query = "limit=100&id__lte=100&order__customer__last_name=\(escaped)"
            let expected = Set(all.filter { Self.lastName($0) == name }.compactMap { $0["id"]?.integer })
            #expect(!expected.isEmpty && expected.count < 20)
            for (sort, _) in PackageQuery.sorts {
                let up = try await client.get("/packages/?\(query)&sort=\(sort)")
                let down = try await client.get("/packages/?\(query)&sort=-\(sort)")
                #expect(Set(up.ids) == expected && up.ids == down.ids.reversed(), "\(sort)")
                #expect(up.json["count"] == .integer(Int64(expected.count)))
                let keys = up.results.compactMap { package in package[sort] }
                if sort.hasSuffix("id") {
                    #expect(keys.compactMap(\.integer) == keys.compactMap(\.integer).sorted())
                } else {
                    #expect(keys.compactMap(\.text) == keys.compactMap(\.text).sorted())
                }
            }
            let nothing = try await client.get("/packages/?created_date__lte=2001-01-01")
            #expect(nothing.json["count"] == .integer(0) && nothing.results.isEmpty && nothing.status == 200)
        }
    }

    private static func lastName(_ package: JSONInput) -> String? {
        package["shipping_address"]?["customer"]?["last_name"]?.text
    }

    /// Compares the tally with the packages, kind by kind.
    private func agree(_ file: String) async throws {
        let columns = RowCounts.columns.joined(separator: ", ")
        let counted = "SELECT \(columns), COUNT(*) FROM package GROUP BY \(columns)"
        let tallied = "SELECT \(columns), packages FROM tally WHERE packages <> 0"
        let both = [(counted, tallied), (tallied, counted)].map { "SELECT * FROM (\($0) EXCEPT \($1))" }
        let differences = try await DatabaseQueue(path: file).read { database in
            try Row.fetchAll(database, sql: both.joined(separator: " UNION ALL ")).map(\.description)
        }
        #expect(differences == [])
    }
}
