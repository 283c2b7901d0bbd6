import Testing

@testable import OMSSandbox

@Suite("Ids")
struct IdentityTests {
    @Test("a package that arrives after the newest was taken away has an id, a number and items of its own")
    func neverAgain() async throws {
        try await withSandbox { sandbox, client in
            let first = try #require(try await sandbox.arrive().first)
            let items = try await sandbox.look(at: first).items.map(\.id)
            try await sandbox.remove(first)
            let second = try #require(try await sandbox.arrive().first)
            #expect(second > first)
            #expect(Set(try await sandbox.look(at: second).items.map(\.id)).isDisjoint(with: items))
            #expect(try await client.get("/packages/\(first)/").status == 404)
        }
    }

    @Test("the replacement of a package that is then taken away leaves its id unused, too")
    func replacement() async throws {
        try await withSandbox { sandbox, _ in
            let old = try #require(try await sandbox.packages(inState: "Preparing").first { $0.items.count > 1 })
            let new = try #require(try await sandbox.cancelItem(old.items[0].id, of: old.id))
            try await sandbox.remove(new)
            let arrived = try #require(try await sandbox.arrive().first)
            #expect(arrived > new)
        }
    }

    @Test("a hook that was removed leaves its id to no other")
    func hooks() async throws {
        try await withSandbox { _, client in
            let body = #"{"event_type": "package.created", "target_url": "http://127.0.0.1:1/", \#(Client.retrying)}"#
            let first = try #require(try await client.post("/whisperer/hooks/", body).json["id"]?.integer)
            #expect(try await client.send("DELETE", "/whisperer/hooks/\(first)/", nil).status == 204)
            let second = try #require(try await client.post("/whisperer/hooks/", body).json["id"]?.integer)
            #expect(second > first)
        }
    }

    @Test("what was done to a package that was taken away is still told, but not at its path")
    func applied() async throws {
        try await withSandbox { sandbox, client in
            let id = try #require(try await sandbox.packages(inState: "Waiting").first).id
            #expect(try await client.run(.prepare, on: id).status == 204)
            let log = try #require(try await client.get("/packages/\(id)/transition_logs/").ids.last)
            try await sandbox.remove(id)
            #expect(try await client.get("/packages/\(id)/transition_logs/\(log)/").status == 404)
            #expect(try await sandbox.appliedCommands().map(\.log) == [log])
        }
    }
}
