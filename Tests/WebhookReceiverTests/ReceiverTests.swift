import Foundation
import HTTPListener
import OMS
import Synchronization
import Testing
import WebhookSignature

@testable import WebhookReceiver

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A receiver on a port of its own, and what it has taken.
private final class ReceiverBench: Sendable {
    let receiver: WebhookServer
    private let taken: ReceivedEvents

    private final class ReceivedEvents: Sendable {
        let events = Mutex<[WebhookEvent]>([])
    }

    var events: [WebhookEvent] { taken.events.withLock(\.self) }

    private init(_ receiver: WebhookServer, _ taken: ReceivedEvents) {
        self.receiver = receiver
        self.taken = taken
    }

    static func run(secret: String? = nil, _ body: (ReceiverBench) async throws -> Void) async throws {
        let taken = ReceivedEvents()
        let receiver = try await WebhookServer.start(
            at: ListeningAddress(host: "127.0.0.1", port: 0), secret: secret
        ) { event in taken.events.withLock { $0.append(event) } }
        do {
            try await body(ReceiverBench(receiver, taken))
        } catch {
            await receiver.stop()
            throw error
        }
        await receiver.stop()
    }

    /// Sends something, and expects a status.
    func expect(
        _ status: Int, _ body: String, method: String = "POST", path: String = "/", signature: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let answer = try await send(body, method: method, path: path, signature: signature)
        #expect(answer.status == status, "\(signature ?? ""): \(answer.body)", sourceLocation: sourceLocation)
    }

    struct Answer: Equatable {
        let status: Int
        let body: String
    }

    func send(
        _ body: String, method: String = "POST", path: String = "/", signature: String? = nil
    ) async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: "http://\(receiver.address)\(path)")))
        request.httpMethod = method
        if let signature { request.setValue(signature, forHTTPHeaderField: BodySignature.header) }
        if method == "POST" { request.httpBody = Data(body.utf8) }
        let (data, response) = try await URLSession.shared.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        return Answer(status: status, body: String(decoding: data, as: UTF8.self))
    }
}

@Suite("The receiver of webhooks", .timeLimit(.minutes(1)))
struct ReceiverTests {
    private static let event = #"{"event": {"type": "package.created", "uuid": "u-1"}, "payload": {"pk": 73}}"#

    @Test("an event is taken wherever it is posted, and answered with success")
    func taken() async throws {
        try await ReceiverBench.run { bench in
            for path in ["/", "/hooks/packline?bench=3"] {
                try await bench.expect(204, Self.event, path: path)
            }
            #expect(bench.events.map(\.type) == ["package.created", "package.created"])
            #expect(bench.events.first?.package?.id == 73)
        }
    }

    @Test("with a secret only what is signed with it is believed, and the rest is a 401 that stops nothing")
    func signed() async throws {
        let right = try BodySignature(signing: Array(Self.event.utf8), secret: "s3cret").headerValue
        try await ReceiverBench.run(secret: "s3cret") { bench in
            let wrong = try BodySignature(signing: Array(Self.event.utf8), secret: "other").headerValue
            for signature in [nil, "", wrong, String(right.dropLast(2)), String(right.dropFirst(7)), right + "00"] {
                try await bench.expect(401, Self.event, signature: signature)
            }
            try await bench.expect(401, Self.event + " ", signature: right)
            #expect(bench.events.isEmpty)
            try await bench.expect(204, Self.event, signature: right)
            #expect(bench.events.count == 1)
        }
    }

    @Test(
        "a broken body is a 400 with a reason, and stops nothing",
        arguments: ["", "{", "[]", "null", #"{"event": {"type": "package.created"}}"#, #"{"event": "x"}"#, "\u{0}"])
    func broken(body: String) async throws {
        try await ReceiverBench.run { bench in
            let answer = try await bench.send(body)
            #expect(answer.status == 400)
            #expect(answer.body.hasPrefix(#"{"detail":"This is no event"#), "\(answer.body)")
            #expect(bench.events.isEmpty)
            try await bench.expect(204, Self.event)
        }
    }

    @Test("a body that is too long is refused before it is read, and anything but POST is told what would be right")
    func bounded() async throws {
        try await ReceiverBench.run { bench in
            let long = String(repeating: "x", count: DeliveryResponder.longestBody + 1)
            // The answer may come while the body is still being sent, which some clients take for a broken connection.
            let status = try? await bench.send(long).status
            #expect(status == nil || status == 413)
            try await bench.expect(405, "", method: "GET")
            #expect(bench.events.isEmpty)
            try await bench.expect(204, Self.event)
        }
    }

    @Test("an event without a package is taken too: something happened")
    func withoutPackage() async throws {
        try await ReceiverBench.run { bench in
            let body = #"{"event": {"type": "package.refused", "uuid": "u-2"}, "payload": null}"#
            try await bench.expect(204, body)
            #expect(bench.events.map(\.uuid) == ["u-2"])
        }
    }

    @Test("a port that is taken is said in one sentence")
    func portInUse() async throws {
        try await ReceiverBench.run { bench in
            let address = bench.receiver.address
            await #expect {
                try await WebhookServer.start(at: address, secret: nil) { _ in }
            } throws: { error in
                "\(error)"
                    == "Webhooks cannot be received on \(address): another program uses the port; choose another."
            }
        }
    }

    @Test(
        "an address is read as it is written",
        arguments: [
            ("127.0.0.1:8766", "127.0.0.1", 8_766), ("[::1]:0", "::1", 0), ("bench-3.local:80", "bench-3.local", 80),
        ])
    func address(text: String, host: String, port: Int) {
        #expect(ListeningAddress(text) == ListeningAddress(host: host, port: port))
        #expect(ListeningAddress(text)?.description == text)
    }

    @Test("and what is none is refused", arguments: ["", "8766", ":8766", "::1:80", "a:", "a:70000", "a:-1", "a b:80"])
    func noAddress(text: String) { #expect(ListeningAddress(text) == nil) }
}
