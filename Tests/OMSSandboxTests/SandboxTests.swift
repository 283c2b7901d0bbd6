import Foundation
import GRDB
import Testing

@testable import OMSSandbox

@Suite("The sandbox as a tool")
struct SandboxTests {
    @Test("the same seed and moment give the same bytes, another seed gives others")
    func sameSeed() async throws {
        func everything(_ seed: UInt64) async throws -> [String] {
            var pages: [String] = []
            var settings = SandboxSettings.fixed
            settings.seed = seed
            try await withSandbox(settings) { sandbox, client in
                for page in 1...2 {
                    let text = try await client.get("/packages/?limit=100&page=\(page)").text
                    pages.append(text.replacing(":\(sandbox.port)/", with: "/"))
                }
            }
            return pages
        }
        let first = try await everything(7)
        #expect(try await everything(7) == first)
        #expect(try await everything(8) != first)
    }

    @Test("more packages leave those of the smaller set as they were, but for their dates")
    func morePackages() async throws {
        var larger = SandboxSettings.fixed
        larger.packages = 300
        let few = try await Sandbox.start(.fixed)
        let many = try await Sandbox.start(larger)
        let (one, other) = (try await few.look(at: 42), try await many.look(at: 42))
        #expect(one.items == other.items)
        await few.stop()
        await many.stop()
    }

    @Test("a request without a good token is refused, with either scheme of a good one it is answered")
    func tokens() async throws {
        try await withSandbox { _, client in
            let none = try await Client(sandbox: client.sandbox, token: nil).get("/packages/")
            #expect(none.status == 401)
            #expect(none.json == .object(["detail": .string("Authentication credentials were not provided.")]))
            let wrong = try await Client(sandbox: client.sandbox, token: "wrong").get("/packages/")
            #expect(wrong.status == 401)
            #expect(wrong.json == .object(["detail": .string("Invalid token.")]))
            for scheme in ["Bearer", "Token"] {
                let reply = try await client.send("GET", "/packages/1/", nil, authorization: "\(scheme) secret")
                #expect(reply.status == 200)
            }
        }
    }

    @Test("after a login the new key is good, and a revoked token is not")
    func login() async throws {
        try await withSandbox { sandbox, client in
            sandbox.revokeTokens()
            #expect(try await client.get("/packages/1/").status == 401)
            let refused = try await client.post(sandbox.loginURL, #"{"username": "packer", "password": "no"}"#)
            #expect(refused.status == 400)
            let reply = try await client.post(sandbox.loginURL, #"{"username": "packer", "password": "packer"}"#)
            let key = try #require(reply.json["key"]?.text)
            #expect(try await Client(sandbox: sandbox, token: key).get("/packages/1/").status == 200)
        }
    }

    @Test("a port in use is named, with what to do")
    func portInUse() async throws {
        try await withSandbox { sandbox, _ in
            var settings = SandboxSettings.fixed
            settings.port = sandbox.port
            let error = await #expect(throws: SandboxError.self) { _ = try await Sandbox.start(settings) }
            #expect(error == .portInUse(host: "127.0.0.1", port: sandbox.port))
            #expect(
                error?.description
                    == "Port \(sandbox.port) of 127.0.0.1 is in use by another program: "
                    + "choose another port, or 0 for any that is free.")
        }
    }

    @Test(
        "a setting out of its bounds is refused with its name",
        arguments: [
            SandboxSettings(port: 70_000), SandboxSettings(packages: -1), SandboxSettings(locations: 0),
            SandboxSettings(token: ""), SandboxSettings(faults: FaultProfile(faults: [Fault(.cut, probability: 2)])),
        ])
    func badSetting(_ settings: SandboxSettings) async throws {
        let error = await #expect(throws: SandboxError.self) { _ = try await Sandbox.start(settings) }
        #expect(error?.description.contains("of the sandbox: it must be") == true, "\(String(describing: error))")
    }

    @Test("what was done stays done after the sandbox was stopped and has come back on the same port")
    func restart() async throws {
        try await withSandbox { sandbox, client in
            let package = try #require(try await sandbox.packages(inState: "Waiting").first)
            #expect(try await client.run(.pack, on: package.id).status == 204)
            await sandbox.stop()
            await #expect(throws: URLError.self) { try await client.get("/packages/") }
            try await sandbox.restart()
            let reply = try await client.get("/packages/\(package.id)/")
            #expect(reply.json["state"]?["name"] == .string("Packed"))
        }
    }

    @Test("a database keeps its packages over the end of the process, whatever the next settings say")
    func database() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var settings = SandboxSettings.fixed
        settings.database = folder.appending(path: "sandbox.sqlite").path
        var before = ""
        try await withSandbox(settings) { sandbox, client in
            let waiting = try #require(try await sandbox.packages(inState: "Waiting").first)
            #expect(try await client.run(.prepare, on: waiting.id).status == 204)
            before = try await sandbox.package(1)
        }
        settings.seed = 99
        settings.packages = 10
        try await withSandbox(settings) { sandbox, _ in
            let after = try await sandbox.package(1)
            #expect(after == before)
            #expect(try await sandbox.packages().count == 200)
            #expect(try await sandbox.appliedCommands().map(\.slug) == ["prepare"])
        }
    }

    @Test("a sandbox that is cancelled while it makes its packages up ends at once and leaves no file")
    func cancelled() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let settings = SandboxSettings(packages: 5_000_000, database: folder.appending(path: "sandbox.sqlite").path)
        let running = Task { try await Sandbox.run(settings) { _ in Issue.record("it became ready") } }
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test("a sandbox that runs ends when it is cancelled, and its port is free again")
    func ends() async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let running = Task { try await Sandbox.run(.fixed) { continuation.yield($0.port) } }
        for await port in ports {
            running.cancel()
            try await running.value
            var settings = SandboxSettings.fixed
            settings.port = port
            try await withSandbox(settings) { sandbox, _ in #expect(sandbox.port == port) }
            break
        }
    }

    @Test(
        "a database of another program or of another version is refused with what to do, and left as it was",
        arguments: [
            ("CREATE TABLE invoices (id INTEGER)", "it is a database of another program; name another file"),
            (
                "CREATE TABLE sandbox (seed INTEGER); PRAGMA user_version = 2",
                "another version of the sandbox made it; remove it, or name another file"
            ),
        ])
    func foreign(_ sql: String, _ reason: String) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).sqlite")
        defer { try? FileManager.default.removeItem(at: file) }
        let other = try DatabaseQueue(path: file.path)
        try await other.write { try $0.execute(sql: sql) }
        try other.close()
        let before = try Data(contentsOf: file)
        let error = await #expect(throws: SandboxError.self) {
            try await Sandbox.start(SandboxSettings(database: file.path))
        }
        #expect(error == .database(path: file.path, reason: reason))
        #expect(error?.description == "The sandbox cannot use the database \(file.path): \(reason).")
        #expect(try Data(contentsOf: file) == before)
    }

    @Test("a file that is no database is refused with its path and SQLite's words")
    func noDatabase() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).sqlite")
        try Data("not a database, but a text that is long enough to look like one".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let error = await #expect(throws: SandboxError.self) {
            try await Sandbox.start(SandboxSettings(database: file.path))
        }
        #expect(error == .database(path: file.path, reason: "file is not a database"))
    }

    @Test("the journal names each request with its user, its status and its body")
    func journal() async throws {
        try await withSandbox { sandbox, client in
            sandbox.clearRequests()
            _ = try await client.get("/packages/?page=99")
            _ = try await client.run(.deny, on: 1)
            let requests = sandbox.requests()
            #expect(requests.map(\.status) == [404, 400])
            #expect(requests.map(\.user) == ["packer", "packer"])
            #expect(requests[0].query == "page=99")
            #expect(requests[1].body == #"{"transition": 17, "input_parameters": {}}"#)
            let served = try await client.get("/_sandbox/requests")
            #expect(served.text.contains(#""path":"/api/v1/oms/packages/1/command/""#))
        }
    }
}
