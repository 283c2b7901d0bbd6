import Foundation
import Testing

import enum OMS.Endpoint
import enum OMS.PackageParameter

@testable import OMSSandbox

@Suite("The description in OpenAPI")
struct DescriptionTests {
    @Test("it is served to anybody, as JSON")
    func served() async throws {
        try await withSandbox { sandbox, _ in
            let reply = try await Client(sandbox: sandbox, token: nil).get("/_sandbox/openapi.json")
            #expect(reply.status == 200 && reply.headers["content-type"] == "application/json")
            #expect(reply.json["openapi"] == .string("3.1.0"))
        }
    }

    @Test("it has every endpoint of the table, every control, and every parameter of the vocabulary with its type")
    func complete() throws {
        let description = try #require(JSONInput(APIDescription.document))
        for endpoint in Endpoint.allCases {
            let path = description["paths"]?["/api/v1/oms\(endpoint.route.path)"]
            #expect(path?[endpoint.route.method.rawValue.lowercased()]?["operationId"] == .string(endpoint.rawValue))
        }
        for control in Control.allCases {
            #expect(description["paths"]?[control.route.path]?[control.route.method.lowercased()] != nil)
        }
        let parameters = description["paths"]?["/api/v1/oms/packages/"]?["get"]?["parameters"].elements ?? []
        for parameter in PackageParameter.allCases {
            let (name, kind, help) = parameter.facts
            let described = try #require(parameters.first { $0["name"] == .string(name) }, "\(name)")
            #expect(described["description"] == .string(help))
            #expect(Self.kinds(of: described["schema"]).contains(kind), "\(name)")
        }
        let names = parameters.compactMap { $0["name"]?.text }
        #expect(Set(names).count == names.count && names.count == PackageParameter.allCases.count + 4)
    }

    @Test(
        "each endpoint is described as the table has it: its query, its body and its answer",
        arguments: Endpoint.allCases)
    func table(_ endpoint: Endpoint) throws {
        let description = try #require(JSONInput(APIDescription.document))
        let (method, path) = endpoint.route
        let told = try #require(description["paths"]?["/api/v1/oms\(path)"]?[method.rawValue.lowercased()])
        let query = told["parameters"].elements.filter { $0["in"] == .string("query") }.compactMap { $0["name"]?.text }
        #expect(query.sorted() == (endpoint.queryNames + ["format"]).sorted())
        let check = SchemaCheck(description: description)
        let body = told["requestBody"]?["content"]?["application/json"]?["schema"]
        #expect((body != nil) == !endpoint.body.isEmpty)
        for member in endpoint.body {
            let schemas = body.map { check.members(of: $0, named: member.name) } ?? []
            #expect(!schemas.isEmpty, "\(member.name) is not described")
            #expect(schemas.allSatisfy(\.isRequired) || !member.isRequired, "\(member.name) may be left out")
        }
        let answer = told["responses"]?[endpoint.answer == .nothing ? "204" : method == .post ? "201" : "200"]
        switch endpoint.answer {
        case .nothing: #expect(answer != nil && answer?["content"] == nil)
        case .one, .page:
            let content = (answer ?? told["responses"]?["200"])?["content"]?["application/json"]?["schema"]
            let schema = try #require(content.map(check.whole))
            #expect((schema["properties"]?["results"] != nil) == (endpoint.limitName != nil))
        }
    }

    /// The kinds of the vocabulary that a parameter of this schema can be.
    private static func kinds(of schema: JSONInput?) -> [PackageParameter.ValueKind] {
        if schema?["anyOf"] != nil { return [.date] }
        if schema?["type"] == .string("integer") { return [.integer] }
        if schema?["enum"] != nil { return [.flag] }
        return schema?["pattern"] == nil ? [.text, .texts] : [.integers]
    }

    @Test("what is answered, by lists and rows alike, is as it says, and nothing is left out")
    func answers() async throws {
        try await withSandbox { sandbox, client in
            let check = SchemaCheck(description: try await client.get("/_sandbox/openapi.json").json)
            sandbox.faults = FaultProfile(faults: [Fault(.ignore, parameters: ["no_such_parameter"], rows: 2)])
            for path in try await Self.paths(sandbox, client) {
                let reply = try await client.get(path.asked)
                #expect(reply.status == 200, "\(path.asked)")
                #expect(check.faults(of: reply, path.described, "get") == [], "\(path.asked)")
            }
        }
    }

    /// What to ask for: whole lists, and rows of packages in each state with all that can be done to them done.
    private static func paths(
        _ sandbox: Sandbox, _ client: Client
    ) async throws -> [(asked: String, described: String)] {
        let (denied, packed) = try await makeHistory(sandbox, client)
        var paths = ["", "short/", "list-simple/"].flatMap { list in
            (1...2).map { ("/packages/\(list)?page=\($0)&limit=100", "/packages/\(list)") }
        }
        for list in ["/packages/delivery-ranges/", "/packages/package_denial_reason/", "/package-denial-reason/"] {
            paths.append((list, list))
        }
        for id in [denied, packed] {
            let log = try #require(try await client.get("/packages/\(id)/transition_logs/").ids.last)
            for part in ["", "short/", "package-items/", "transition_logs/", "transition_logs/short/"] {
                paths.append(("/packages/\(id)/\(part)", "/packages/{id}/\(part)"))
            }
            for part in ["", "short/"] {
                paths.append(
                    (
                        "/packages/\(id)/transition_logs/\(part)\(log)/",
                        "/packages/{id}/transition_logs/\(part){log_id}/"
                    ))
                paths.append(("/packages/\(id)/webhook_events/\(part)", "/packages/{id}/webhook_events/\(part)"))
            }
        }
        let event = try #require(try await client.get("/packages/\(packed)/webhook_events/").ids.first)
        paths.append(
            ("/packages/\(packed)/webhook_events/\(event)/", "/packages/{id}/webhook_events/{webhook_event_id}/"))
        paths.append(("/packages/\(packed)/invoice_document/", "/packages/{id}/invoice_document/"))
        let controls = Control.allCases.filter { $0.route.method == "GET" }.map { ($0.route.path, $0.route.path) }
        return paths + controls
    }

    /// A package that was denied and one that was packed, with deliveries that failed.
    private static func makeHistory(_ sandbox: Sandbox, _ client: Client) async throws -> (Int64, Int64) {
        for type in ["package.refused", "package.status.packed"] {
            let body = #"{"event_type": "\#(type)", "target_url": "http://127.0.0.1:1/", \#(Client.retrying)}"#
            #expect(try await client.post("/whisperer/hooks/", body).status == 201)
        }
        let waiting = try await sandbox.packages(inState: "Waiting")
        #expect(try await client.run(.deny, on: waiting[0].id, #"{"denial_reason": 3}"#).status == 204)
        #expect(try await client.run(.packWithShipment, on: waiting[1].id, #"{"cargo_company": 1}"#).status == 204)
        #expect(try await client.post("/packages/\(waiting[1].id)/invoice/").status == 200)
        await sandbox.settleWebhooks()
        return (waiting[0].id, waiting[1].id)
    }

    @Test(
        "a refusal has a status and a shape that are described",
        arguments: [
            ("GET", "/packages/?page=99", "/packages/", nil, 404),
            ("GET", "/packages/?state=x", "/packages/", nil, 400),
            ("GET", "/packages/4711/", "/packages/{id}/", nil, 404),
            ("POST", "/packages/1/command/", "/packages/{id}/command/", "{", 400),
            ("POST", "/packages/1/command/", "/packages/{id}/command/", #"{"transition": 999}"#, 400),
            ("POST", "/packages/1/invoice/", "/packages/{id}/invoice/", nil, 406),
            ("POST", "/packages/1/set_remote_id/", "/packages/{id}/set_remote_id/", "{}", 400),
            ("POST", "/whisperer/hooks/", "/whisperer/hooks/", "{}", 400),
            ("DELETE", "/whisperer/hooks/4711/", "/whisperer/hooks/{id}/", nil, 404),
            ("PUT", "/_sandbox/faults", "/_sandbox/faults", "[]", 400),
        ] as [(String, String, String, String?, Int)])
    func refusals(_ method: String, _ path: String, _ described: String, _ body: String?, _ status: Int) async throws {
        try await withSandbox { _, client in
            _ = try await client.post("/packages/1/invoice/")
            let check = SchemaCheck(description: try await client.get("/_sandbox/openapi.json").json)
            let reply = try await client.send(method, path, body)
            #expect(reply.status == status)
            #expect(check.faults(of: reply, described, method.lowercased()) == [])
            let stranger = try await client.send(method, path, body, authorization: "Bearer wrong")
            #expect(stranger.status == 401)
            #expect(check.faults(of: stranger, described, method.lowercased()) == [])
        }
    }

    @Test("a method that a path does not have is answered with those that it has")
    func otherMethods() async throws {
        try await withSandbox { _, client in
            for (path, allowed) in [
                ("/packages/", "GET"), ("/_sandbox/faults", "GET, PUT"), ("/_sandbox/applied", "GET"),
            ] {
                let reply = try await client.send("DELETE", path, nil)
                #expect(reply.status == 405 && reply.headers["allow"] == allowed)
            }
        }
    }

    @Test(
        "a public validator finds nothing wrong with it",
        .enabled(if: validator != nil, "openapi-spec-validator is not installed"))
    func validated() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
        try Data(APIDescription.document).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: try #require(Self.validator))
        process.arguments = [file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(words)")
    }

    /// Where the validator is; nil when it is not installed.
    private static let validator = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/openapi-spec-validator" }.first(where: FileManager.default.isExecutableFile)
}

extension SchemaCheck {
    /// What is wrong with an answer, for all that is said of the path below `/api/v1/oms`, or of one of the controls.
    fileprivate func faults(of reply: Client.Reply, _ path: String, _ method: String) -> [String] {
        let operation = description["paths"]?[path.hasPrefix("/_") ? path : "/api/v1/oms\(path)"]?[method]
        guard let answer = operation?["responses"]?[String(reply.status)] else {
            return ["\(reply.status) is not described"]
        }
        guard let schema = answer["content"]?["application/json"]?["schema"] else {
            return reply.body.isEmpty ? [] : ["a body is not described"]
        }
        return faults(of: reply.json, schema)
    }
}

extension SchemaCheck {
    /// What an object, or any of several that it can be, says of a member.
    fileprivate func members(
        of schema: JSONInput, named name: String
    ) -> [(schema: JSONInput, isRequired: Bool)] {
        let schema = whole(schema)
        if let choices = schema["anyOf"] { return Optional(choices).elements.flatMap { members(of: $0, named: name) } }
        guard let member = schema["properties"]?[name] else { return [] }
        return [(member, schema["required"].elements.contains(.string(name)))]
    }
}
