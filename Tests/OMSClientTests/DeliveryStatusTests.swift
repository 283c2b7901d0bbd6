import OMS
import Testing

@testable import OMSClient

/// How a command can end, and what must be known about it then.
struct Ending: Sendable, CustomTestStringConvertible {
    let name: String
    let steps: [RawServer.Step]
    let code: OMSClientError.Code
    let deliveryStatus: OMSClientError.DeliveryStatus
    let sentence: String

    init(
        _ name: String, _ steps: [RawServer.Step], _ code: OMSClientError.Code,
        _ deliveryStatus: OMSClientError.DeliveryStatus,
        _ sentence: String
    ) {
        (self.name, self.steps, self.code, self.deliveryStatus, self.sentence) = (
            name, steps, code, deliveryStatus, sentence
        )
    }

    var testDescription: String { name }

    static let pack = "POST /packages/73/command/"
    static let notKnown = "; whether it was applied is not known."

    static let all = [
        Ending(
            "refused with words", [Reply.http(400, #"{"transition": ["Not allowed."]}"#)], .status(400), .refused,
            "The OMS refused \(pack) with 400: transition: Not allowed."),
        Ending(
            "a token without the right", [Reply.http(403, #"{"detail": "No permission."}"#)], .status(403), .refused,
            "The OMS refused \(pack) with 403: No permission."),
        Ending(
            "not there", [Reply.http(404, #"{"detail": "Not found."}"#)], .status(404), .refused,
            "The OMS refused \(pack) with 404: Not found."),
        Ending(
            "a business error", [Reply.http(406, #"{"code": "package_100_2", "en": "Wrong state."}"#)], .status(406),
            .refused, "The OMS refused \(pack) with 406: Wrong state. (package_100_2)."),
        Ending(
            "too many requests", [Reply.http(429, "", headers: ["Retry-After: 7"])], .status(429), .refused,
            "The OMS refused \(pack) with 429."),
        Ending(
            "a server error", [Reply.http(500, "")], .status(500), .unknown,
            "The OMS failed at \(pack) with 500\(notKnown)"),
        Ending(
            "a proxy's error", [Reply.html(502, "502 Bad Gateway")], .status(502), .unknown,
            "The OMS failed at \(pack) with 502: 502 Bad Gateway\(notKnown)"),
        Ending(
            "a login page", [Reply.html(200, "Sign in")], .undecodable, .unknown,
            "The answer of \(pack) is HTML: Sign in\(notKnown)"),
        Ending(
            "garbage", [Reply.http(200, "%&!")], .undecodable, .unknown,
            "The answer of \(pack) cannot be used: this is not JSON: byte 0 makes no sense there\(notKnown)"),
        Ending(
            "a redirect", [Reply.http(302, "", headers: ["Location: https://elsewhere.example/x?key=1"])],
            .redirected, .refused,
            "The OMS sends \(pack) elsewhere, where the token must not go (to https://elsewhere.example/x)."),
        Ending(
            "a reset", [.reset], .cutOff, .unknown,
            "The connection was lost before \(pack) was answered whole (Recv failure: Connection reset by peer)\(notKnown)"
        ),
        Ending(
            "nothing at all", [.hangUp], .cutOff, .unknown,
            "The connection was lost before \(pack) was answered whole (Empty reply from server)\(notKnown)"),
        Ending(
            "an answer cut off", [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{".utf8)), .hangUp],
            .cutOff, .unknown,
            "The connection was lost before \(pack) was answered whole "
                + "(transfer closed with 49 bytes remaining to read)\(notKnown)"),
        Ending(
            "not HTTP", [.send(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)), .hangUp], .undecodable, .unknown,
            "The answer of \(pack) is not HTTP (Received HTTP/0.9 when not allowed)\(notKnown)"),
        Ending(
            "silence", [.silence], .timedOut, .unknown,
            "\(pack) was not answered in time (after 200 ms)\(notKnown)"),
        Ending(
            "a slow drip", [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{".utf8)), .silence], .timedOut,
            .unknown, "\(pack) was not answered in time (after 200 ms)\(notKnown)"),
    ]
}

@Suite("What became of a command")
struct DeliveryStatusTests {
    @Test("is known after each way to end, and said in one sentence", arguments: Ending.all)
    func endings(_ ending: Ending) async throws {
        let server = try RawServer { _ in ending.steps }
        let client = try OMSHTTPClient(server) {
            if ending.code == .timedOut { $0.commandTimeout = .milliseconds(200) }
        }
        let error = try #require(await failure { try await client.send(.pack) })
        #expect(error.code == ending.code)
        #expect(error.deliveryStatus == ending.deliveryStatus)
        #expect(error.isAmbiguous == (ending.deliveryStatus == .unknown))
        #expect(error.description == ending.sentence)
        #expect(error.asked == Ending.pack)
        #expect(server.requests.count <= 1, "a command goes out once at most")
    }

    @Test("is that it never went out, when nothing listens")
    func nothingListens() async throws {
        let ending = try await LoopbackPort.whileDeaf { url in
            let client = OMSHTTPClient(settings: try OMSClientSettings(baseURL: url))
            return await failure { try await client.send(.pack) }
        }
        let error = try #require(ending)
        #expect(error.code == .couldNotConnect)
        #expect(error.deliveryStatus == .notSent)
        #expect(error.description.hasPrefix("\(Ending.pack) could not be sent: nothing answers at the OMS's address"))
    }

    @Test("is that it never went out, when the host's name is not known")
    func unknownHost() async throws {
        let name = String(repeating: "a", count: 70)  // no name has parts that long, so nobody is asked
        let client = OMSHTTPClient(settings: try OMSClientSettings(baseURL: "https://\(name).invalid"))
        let error = try #require(await failure { try await client.send(.pack) })
        #expect(error.code == .unknownHost)
        #expect(error.deliveryStatus == .notSent)
    }

    @Test("is that it never went out, when no encryption comes about")
    func noEncryption() async throws {
        let server = try RawServer(greeting: [Reply.http(400, ""), .hangUp])
        let settings = try OMSClientSettings(
            baseURL: "https://127.0.0.1:\(server.port)/oms", authorization: Authorization(token: "secret-token"))
        let client = OMSHTTPClient(settings: settings)
        let error = try #require(await failure { try await client.send(.pack) })
        #expect(error.code == .tls)
        #expect(error.deliveryStatus == .notSent)
    }

    @Test("is that it never went out, when there was no connection in time")
    func noConnectionInTime() async throws {
        let server = try RawServer(greeting: [.silence])
        var settings = try OMSClientSettings(baseURL: "https://127.0.0.1:\(server.port)/oms")
        settings.connectTimeout = .milliseconds(100)
        let client = OMSHTTPClient(settings: settings)
        let error = try #require(await failure { try await client.send(.pack) })
        #expect(error.code == .timedOut)
        #expect(error.deliveryStatus == .notSent)
        #expect(error.description == "\(Ending.pack) was not answered in time (no connection within 100 ms).")
    }

    @Test(
        "is not known when its kept connection dies, and libcurl may not send it again by itself",
        arguments: [
            (Endpoint.command, JSONValue.object(["transition": 7])), (.createInvoice, nil), (.unsubscribeHook, nil),
        ])
    func keptConnectionDies(endpoint: Endpoint, body: JSONValue?) async throws {
        let server = try RawServer { request in request.line.hasPrefix("GET") ? [Reply.package] : [.reset] }
        let client = try OMSHTTPClient(server)
        _ = try await client.send(.package(73))
        let request = Request<Void>(endpoint, path: endpoint.path(73), body: body) { _ in }
        let error = try #require(await failure { try await client.send(request) })
        #expect(error.code == .cutOff)
        #expect(error.deliveryStatus == .unknown)
        #expect(server.requests.map(\.connection) == [1, 1], "both on one connection, the command once")
    }

    @Test("is no question for a read")
    func read() async throws {
        let server = try RawServer { _ in [.reset] }
        let client = try OMSHTTPClient(server) { $0.retries = .never }
        let error = try #require(await failure { try await client.send(.package(73)) })
        #expect(error.deliveryStatus == .harmless)
        #expect(!error.isAmbiguous)
    }
}
