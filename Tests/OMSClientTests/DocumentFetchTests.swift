import Testing

@testable import OMSClient

@Suite("Documents that lie elsewhere than at the OMS")
struct DocumentFetchTests {
    private static let here: Set<String> = ["127.0.0.1"]

    private func client(_ server: RawServer) throws -> OMSHTTPClient { try OMSHTTPClient(server) }

    private func error(_ server: RawServer, _ address: String, hosts: Set<String> = here) async throws -> OMSClientError
    {
        let client = try client(server)
        return try #require(await failure { try await client.document(at: address, from: hosts) })
    }

    @Test("a document comes as it is, over redirects to hosts that are allowed, and no token is sent")
    func fetched() async throws {
        let server = try RawServer { request in
            request.line.hasPrefix("GET /first ")
                ? [Reply.http(302, "", headers: ["Location: /label?sig=x%2Fy"])]
                : [Reply.http(200, "^XA^XZ", headers: ["Content-Type: text/plain"])]
        }
        let client = try client(server)
        let bytes = try await client.document(at: "http://127.0.0.1:\(server.port)/first", from: Self.here)
        #expect(String(decoding: bytes, as: UTF8.self) == "^XA^XZ")
        #expect(server.requests.map(\.line) == ["GET /first HTTP/1.1", "GET /label?sig=x%2Fy HTTP/1.1"])
        #expect(server.requests.allSatisfy { $0.header("Authorization") == nil && $0.header("Cookie") == nil })
    }

    @Test("a host that is not allowed is asked nothing, also where a redirect leads there")
    func foreign() async throws {
        let server = try RawServer()
        let first = try await error(server, "https://labels.example/1?sig=secret")
        #expect(first.code == .foreignHost && first.detail == "labels.example" && !"\(first)".contains("secret"))
        let other = try RawServer { _ in [Reply.http(302, "", headers: ["Location: https://evil.example/x"])] }
        let second = try await error(other, "http://127.0.0.1:\(other.port)/1")
        #expect(second.code == .foreignHost && second.detail == "evil.example")
        #expect(server.requests.isEmpty && other.requests.count == 1)
    }

    @Test(
        "an address with a user, without encryption, or of another kind is not asked",
        arguments: ["http://labels.example/1", "ftp://labels.example/1", "https://a:b@labels.example/1", "labels"])
    func notAsked(address: String) async throws {
        let server = try RawServer()
        let error = try await error(server, address, hosts: ["labels.example"])
        #expect(error.code == .foreignHost || error.code == .undecodable)
    }

    @Test(
        "what is too long, empty, refused, or points in a circle is told, with the host and nothing else of the address"
    )
    func faults() async throws {
        let long = try RawServer { _ in [Reply.http(200, String(repeating: "a", count: 9 << 20))] }
        #expect(try await error(long, "http://127.0.0.1:\(long.port)/a?sig=secret").code == .tooLarge)
        let empty = try RawServer { _ in [Reply.http(200, "")] }
        #expect(try await error(empty, "http://127.0.0.1:\(empty.port)/").code == .undecodable)
        let gone = try RawServer { _ in [Reply.http(404, "no")] }
        let missing = try await error(gone, "http://127.0.0.1:\(gone.port)/a?sig=secret")
        #expect(missing.code == .status(404) && !"\(missing)".contains("secret") && "\(missing)".contains("127.0.0.1"))
        let round = try RawServer { _ in [Reply.http(307, "", headers: ["Location: /again"])] }
        #expect(try await error(round, "http://127.0.0.1:\(round.port)/").code == .redirected)
        #expect(round.requests.count == 5)
    }
}
