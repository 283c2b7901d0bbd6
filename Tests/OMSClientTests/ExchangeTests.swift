import OMS
import Testing

@testable import OMSClient

@Suite("An exchange with the OMS")
struct ExchangeTests {
    @Test("a read sends token and query, and brings the value with what is known about the answer")
    func read() async throws {
        let server = try RawServer { _ in
            [Reply.http(200, #"{"id": 73}"#, headers: ["Date: Tue, 12 May 2020 14:11:10 GMT"])]
        }
        let client = try OMSHTTPClient(server)
        let answered = try await client.answer(to: .package(73))
        #expect(answered.value.id == 73)
        #expect(answered.status == 200)
        #expect(answered.date?.text == "2020-05-12T14:11:10.000000Z")
        #expect(answered.bytes == 10)
        #expect(answered.attempts == 1)
        #expect(answered.isOnNewConnection)
        let request = try #require(server.requests.first)
        #expect(request.line == "GET /oms/packages/73/ HTTP/1.1")
        #expect(request.header("Authorization") == "Bearer secret-token")
        #expect(request.header("Accept") == "application/json")
        #expect(request.header("User-Agent")?.hasPrefix("packline/") == true)
        #expect(request.header("Accept-Encoding")?.contains("gzip") == true)
    }

    @Test("what a query holds is escaped, letters of every language included")
    func query() async throws {
        let server = try RawServer { _ in [Reply.http(200, #"{"results": []}"#)] }
        let client = try OMSHTTPClient(server)
        let request = Request<Void>(.packages, query: [QueryItem("customer", "İrem & Öz+1"), QueryItem("none", "")]) {
            _ in
        }
        try await client.send(request)
        let line = server.requests.first?.line
        #expect(line == "GET /oms/packages/?customer=%C4%B0rem%20%26%20%C3%96z%2B1&none= HTTP/1.1")
    }

    @Test("a command sends its JSON and takes 204 with nothing for an answer")
    func command() async throws {
        let server = try RawServer { _ in [Reply.noContent] }
        let client = try OMSHTTPClient(server)
        let answered = try await client.answer(to: .command(73, transition: 7, parameters: ["reason": "Kırık"]))
        #expect(answered.status == 204)
        let request = try #require(server.requests.first)
        #expect(request.line == "POST /oms/packages/73/command/ HTTP/1.1")
        #expect(request.header("Content-Type") == "application/json")
        #expect(request.body == #"{"input_parameters":{"reason":"Kırık"},"transition":7}"#)
        #expect(request.header("Expect") == nil)
    }

    @Test(
        "each method goes out as it is called",
        arguments: [
            (Endpoint.createInvoice, nil, "POST /oms/packages/73/invoice/ HTTP/1.1"),
            (
                .setExtraInformation, JSONValue.object(["extra_information": [:]]),
                "PATCH /oms/packages/73/extra_information/ HTTP/1.1"
            ),
            (.unsubscribeHook, nil, "DELETE /oms/whisperer/hooks/73/ HTTP/1.1"),
        ])
    func methods(endpoint: Endpoint, body: JSONValue?, line: String) async throws {
        let server = try RawServer { _ in [Reply.noContent] }
        let client = try OMSHTTPClient(server)
        try await client.send(Request<Void>(endpoint, path: endpoint.path(73), body: body) { _ in })
        let request = try #require(server.requests.first)
        #expect(request.line == line)
        #expect(request.body == body?.text ?? "")
    }

    @Test("an answer that is compressed is read as what it was")
    func compressed() async throws {
        let server = try RawServer { _ in
            [.send(Reply.bytes(200, Reply.manyBlanksCompressed, headers: ["Content-Encoding: gzip"]))]
        }
        let client = try OMSHTTPClient(server)
        let length = try await client.send(Request(.packages) { $0.count })
        #expect(length == 300_000)
    }

    @Test("the word before the token is the configured one")
    func scheme() async throws {
        let server = try RawServer { _ in [Reply.package] }
        let client = try OMSHTTPClient(server, authorization: Authorization(token: "k1", scheme: .token))
        _ = try await client.send(.package(73))
        #expect(server.requests.first?.header("Authorization") == "Token k1")
    }
}
