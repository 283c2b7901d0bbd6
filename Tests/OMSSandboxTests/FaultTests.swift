import Foundation
import FoundationNetworking
import Testing

@testable import OMSSandbox

@Suite("Faults")
struct FaultTests {
    private func withFault(_ fault: Fault, _ body: (Sandbox, Client) async throws -> Void) async throws {
        var settings = SandboxSettings.fixed
        settings.faults = FaultProfile(faults: [fault])
        try await withSandbox(settings, body)
    }

    @Test("a status is answered with its Retry-After, and the request is not handled")
    func status() async throws {
        try await withFault(Fault(.status, times: 1, status: 429, retryAfter: 2)) { sandbox, client in
            let reply = try await client.run(.pack, on: 1)
            #expect(reply.status == 429 && reply.headers["retry-after"] == "2")
            #expect(reply.json["detail"]?.text?.hasPrefix("Too Many Requests") == true)
            #expect(try await sandbox.appliedCommands().isEmpty)
            #expect(try await client.get("/packages/1/").status == 200, "it happens once")
        }
    }

    @Test("a status is answered with the body that was asked for", arguments: [#"["Paket kilitli"]"#, "locked"])
    func body(_ body: String) async throws {
        try await withFault(Fault(.status, status: 400, body: body)) { _, client in
            let reply = try await client.run(.pack, on: 1)
            #expect(reply.status == 400 && reply.text == body)
            let type = body == "locked" ? "text/plain; charset=utf-8" : "application/json"
            #expect(reply.headers["content-type"] == type)
        }
    }

    @Test(
        "a package changes before a request is handled, and the request is handled then",
        arguments: [Fault.Kind.addItem, .removeItem, .renewItems, .cancelPackage, .removePackage])
    func changes(_ kind: Fault.Kind) async throws {
        try await withFault(Fault(kind, paths: ["*/command/"], times: 1)) { sandbox, client in
            let packages = try await sandbox.packages(inState: "Waiting")
            let before = try #require(packages.first { $0.items.count > 1 })
            #expect(try await client.get("/packages/\(before.id)/").status == 200)
            let reply = try await client.run(.pack, on: before.id)
            if kind == .removePackage {
                #expect(reply.status == 404)
                return
            }
            #expect(reply.status == (kind == .cancelPackage ? 400 : 204))
            let after = try await sandbox.look(at: before.id)
            #expect(after.modified > before.modified)
            switch kind {
            case .addItem: #expect(Array(after.items.dropLast()).map(\.id) == before.items.map(\.id))
            case .removeItem: #expect(after.items.map(\.id) == before.items.dropLast().map(\.id))
            case .renewItems:
                #expect(after.items.map(\.sku) == before.items.map(\.sku))
                #expect(Set(after.items.map(\.id)).isDisjoint(with: before.items.map(\.id)))
            default: #expect(after.state == "Cancelled")
            }
        }
    }

    @Test("an HTML page comes with its status")
    func html() async throws {
        try await withFault(Fault(.html, status: 502)) { _, client in
            let reply = try await client.get("/packages/")
            #expect(reply.status == 502 && reply.headers["content-type"] == "text/html; charset=utf-8")
            #expect(reply.text.contains("<title>502 Bad Gateway</title>"))
        }
    }

    @Test(
        "a connection reset before the command leaves it undone, one reset after it leaves it done",
        arguments: [(Fault.Kind.resetBefore, 0), (.resetAfter, 1), (.cut, 1), (.silence, 1)])
    func resets(_ kind: Fault.Kind, _ applied: Int) async throws {
        try await withFault(Fault(kind, paths: ["*/command/"], methods: ["POST"], seconds: 0.01)) { sandbox, client in
            let waiting = try #require(try await sandbox.packages(inState: "Waiting").first)
            await #expect(throws: URLError.self) { try await client.run(.pack, on: waiting.id) }
            #expect(try await sandbox.appliedCommands().count == applied)
            #expect(try await client.get("/packages/\(waiting.id)/").status == 200, "other paths are spared")
            let command = try #require(sandbox.requests().first)
            #expect(command.fault == kind && command.method == "POST")
        }
    }

    @Test("an answer is cut although its length was announced")
    func cut() async throws {
        try await withFault(Fault(.cut)) { _, client in
            await #expect(throws: URLError.self) { try await client.get("/packages/") }
        }
    }

    @Test("garbage is answered as JSON with status 200")
    func garbage() async throws {
        try await withFault(Fault(.garbage)) { _, client in
            let reply = try await client.get("/packages/")
            #expect(reply.status == 200 && reply.headers["content-type"] == "application/json")
            #expect(reply.json == .null && reply.body.count == 512)
        }
    }

    @Test("a number of the first row, or of the one thing that was asked for, is none")
    func nan() async throws {
        try await withFault(Fault(.nan)) { _, client in
            for path in ["/packages/", "/packages/1/"] {
                let reply = try await client.get(path)
                #expect(reply.status == 200)
                #expect(reply.json == .null)
                #expect(reply.text.matches(of: /NaN/).count == 1)
            }
        }
    }

    @Test("a dripping answer and a late one are whole in the end")
    func drip() async throws {
        try await withSandbox { sandbox, client in
            let whole = try await client.get("/packages/1/").text
            sandbox.faults = FaultProfile(faults: [Fault(.latency, seconds: 0.01), Fault(.drip, seconds: 0.04)])
            let slow = try await client.get("/packages/1/").text
            #expect(slow == whole)
        }
    }

    @Test("a parameter that is ignored changes nothing, and another fault can happen besides")
    func ignored() async throws {
        try await withSandbox { sandbox, client in
            sandbox.faults = FaultProfile(faults: [Fault(.ignore, parameters: ["id__gt"]), Fault(.cut, times: 1)])
            await #expect(throws: URLError.self) { try await client.get("/packages/?id__gt=5&limit=3") }
            let rows = try await client.get("/packages/?id__gt=5&limit=3").json["results"].elements
            #expect(rows.map { $0["id"]?.integer } == [1, 2, 3])
        }
    }

    @Test("packages leave once they were answered")
    func leaving() async throws {
        try await withFault(Fault(.leave, paths: ["*/packages/"], times: 1, rows: 2)) { _, client in
            let before = try await client.get("/packages/?limit=3").json["results"].elements
            let after = try await client.get("/packages/?limit=3").json["results"].elements
            #expect(before.map { $0["id"]?.integer } == [1, 2, 3])
            #expect(after.map { $0["id"]?.integer } == [3, 4, 5])
        }
    }

    @Test("a huge answer has the length that was asked for")
    func huge() async throws {
        try await withFault(Fault(.huge, bytes: 300_001)) { _, client in
            let reply = try await client.get("/packages/")
            #expect(reply.body.count == 300_001)
        }
    }

    @Test("the same seed makes the same requests fail, about as often as was asked for")
    func random() {
        func falls(_ seed: UInt64) -> [Bool] {
            let random = FaultInjector(FaultProfile(seed: seed, faults: [Fault(.status, probability: 0.3)]))
            return (0..<1000).map { _ in random.fall(method: "GET", path: "/").fault != nil }
        }
        #expect(falls(1) == falls(1))
        #expect(falls(1) != falls(2))
        #expect((250...350).contains(falls(1).count(where: \.self)))
    }

    @Test(
        "paths fit a pattern as a whole, a star standing for any characters",
        arguments: [
            ("/a/*/c", "/a/b/c", true), ("/a/*/c", "/a//c", true), ("/a/*/c", "/a/c", false), ("*", "", true),
            ("/a", "/a", true), ("/a", "/a/", false), ("*/command/", "/x/1/command/", true), ("a*a", "a", false),
            ("*b*", "abc", true), ("*b*", "ac", false), ("a*b*c", "axbxc", true), ("a*b*c", "acb", false),
        ])
    func patterns(_ pattern: String, _ path: String, _ fits: Bool) {
        #expect(Fault(.cut, paths: [pattern]).fits(method: "GET", path: path) == fits)
    }

    @Test("a profile is set and read while the sandbox runs, and its own paths are spared")
    func control() async throws {
        try await withSandbox { sandbox, client in
            let profile = #"{"seed": 3, "faults": [{"kind": "status", "status": 503, "retry_after": 1}]}"#
            let set = try await client.send("PUT", "/_sandbox/faults", profile)
            #expect(set.status == 200)
            #expect(sandbox.faults == FaultProfile(seed: 3, faults: [Fault(.status, status: 503, retryAfter: 1)]))
            #expect(try await client.get("/packages/").status == 503)
            #expect(try await client.get("/_sandbox/faults").text == set.text)
            #expect(try await client.send("PUT", "/_sandbox/faults", "{}").status == 200)
            #expect(try await client.get("/packages/").status == 200)
        }
    }

    @Test(
        "what is wrong with a profile is said in one sentence, and the old one stays",
        arguments: [
            (#"{"faults": [{"kind": "flood"}]}"#, "faults[0].kind is no kind of fault"),
            (#"{"faults": [{}]}"#, "faults[0].kind is missing"),
            (#"{"faults": [{"kind": "cut", "probability": "often"}]}"#, "faults[0].probability"),
            (#"{"faults": [{"kind": "cut", "probability": 2}]}"#, "2.0 is no value for probability"),
            ("often", "not JSON"),
        ])
    func badProfile(_ profile: String, _ words: String) async throws {
        try await withSandbox { sandbox, client in
            let reply = try await client.send("PUT", "/_sandbox/faults", profile)
            #expect(reply.status == 400)
            #expect(reply.text.replacing(#"\""#, with: "\"").contains(words), "\(reply.text)")
            #expect(sandbox.faults == FaultProfile())
        }
    }
}
