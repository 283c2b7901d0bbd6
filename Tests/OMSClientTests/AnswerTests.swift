import OMS
import Testing

@testable import OMSClient

@Suite("Answers that are no answers")
struct AnswerTests {
    private func error(
        _ steps: [RawServer.Step], _ request: Request<Package> = .package(73),
        change: (inout OMSClientSettings) -> Void = { _ in }
    ) async throws -> OMSClientError {
        let server = try RawServer { _ in steps }
        let client = try OMSHTTPClient(server) {
            $0.retries = .never
            change(&$0)
        }
        return try #require(await failure { try await client.send(request) })
    }

    @Test("a page of HTML is named by its title")
    func html() async throws {
        let error = try await error([Reply.html(200, "502 Bad Gateway")])
        #expect(error.code == .undecodable)
        #expect(error.description == "The answer of GET /packages/73/ is HTML: 502 Bad Gateway.")
    }

    @Test("JSON that ends in the middle is cut off, even when its length was not announced")
    func cutWithoutLength() async throws {
        let start = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"id\": 73,"
        let error = try await error([.send(Array(start.utf8)), .hangUp])
        #expect(error.code == .cutOff)
    }

    @Test("JSON that is something else says what was missed")
    func otherJSON() async throws {
        let error = try await error([Reply.http(200, "[]")])
        #expect(error.code == .undecodable)
        #expect(
            error.description
                == "The answer of GET /packages/73/ cannot be used: the answer is no package: it has no id.")
    }

    @Test("an endless answer is refused while it arrives")
    func endless() async throws {
        let server = try RawServer { _ in
            [
                .send(Array("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".utf8)),
                .flood(Array(repeating: UInt8(ascii: " "), count: 65_536)),
            ]
        }
        let client = try OMSHTTPClient(server) { $0.longestAnswer = 1_048_576 }
        let error = try #require(await failure { try await client.send(.package(73)) })
        #expect(error.code == .tooLarge)
        #expect(error.description == "The answer of GET /packages/73/ was refused: it is longer than 1 MB.")
        #expect(server.requests.count == 1, "it is not asked for again")
        #expect(server.sentByFlood < 40_000_000, "no more than what the sockets hold was taken after the bound")
    }

    @Test("an answer of 50 MB that says so is refused before its body")
    func announced() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 50000000\r\n\r\n"
        let error = try await error([.send(Array(head.utf8)), .silence]) { $0.longestAnswer = 1_048_576 }
        #expect(error.code == .tooLarge)
    }

    @Test("a small answer that grows too long when unpacked is refused")
    func unpacked() async throws {
        let bytes = Reply.bytes(200, Reply.manyBlanksCompressed, headers: ["Content-Encoding: gzip"])
        let error = try await error([.send(bytes)]) { $0.longestAnswer = 100_000 }
        #expect(error.code == .tooLarge)
        #expect(error.description == "The answer of GET /packages/73/ was refused: it is longer than 97 KB.")
    }

    @Test("an endless head is refused")
    func endlessHead() async throws {
        let line = "X-More: \(String(repeating: "x", count: 8_000))\r\n"
        let error = try await error([.send(Array("HTTP/1.1 200 OK\r\n".utf8)), .flood(Array(line.utf8))])
        #expect(error.code == .tooLarge)
    }

    @Test("a redirect is not followed, and the other host never hears of the token", arguments: [301, 302, 307, 308])
    func redirect(status: Int) async throws {
        let other = try RawServer { _ in [Reply.package] }
        let error = try await error([
            Reply.http(status, "", headers: ["Location: http://127.0.0.1:\(other.port)/packages/73/?token=x"])
        ])
        #expect(error.code == .redirected)
        #expect(error.description.hasSuffix("(to http://127.0.0.1:\(other.port)/packages/73/)."))
        #expect(other.connections == 0)
    }

    @Test("a redirect whose address repeats the token does not get it into an error")
    func redirectWithToken() async throws {
        let error = try await error([
            Reply.http(302, "", headers: ["Location: http://secret-token.example/secret-token/x"])
        ])
        #expect(error.code == .redirected && error.description.contains("/x"))
        var dumped = ""
        dump(error, to: &dumped)
        #expect(!(dumped + error.description).contains("secret-token"))
    }

    @Test("a server that repeats the token does not get it into an error")
    func echoedToken() async throws {
        let server = try RawServer { request in
            [Reply.http(400, #"{"detail": "Bad header \#(request.header("Authorization") ?? "")"}"#)]
        }
        let client = try OMSHTTPClient(server)
        let error = try #require(await failure { try await client.send(.package(73)) })
        var dumped = ""
        dump(error, to: &dumped)
        dump(client, to: &dumped)
        #expect(error.words == "Bad header Bearer •••")
        #expect(!(dumped + error.description).contains("secret-token"))
    }
}
