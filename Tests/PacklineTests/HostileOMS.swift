import Foundation
import HTTPListener
import Hummingbird
import NIOCore
import OMSSandbox
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A sandbox behind a relay that puts unsafe text into whatever a person would read of its answers.
struct HostileOMS {
    let sandbox: Sandbox
    private let listener: HTTPServer

    /// What the relay does with a request.
    enum Answering: Sendable, CaseIterable {
        /// It is answered by the sandbox, with unsafe text in every text of the answer.
        case inEveryText
        /// It is refused, with unsafe text as the reason.
        case byRefusing
        /// It is refused as a proxy does, with unsafe text alone.
        case byRefusingWithoutJSON
        /// What changes something is refused, and reading is not.
        case byRefusingChanges
    }

    static func run(
        _ answering: Answering, _ body: (HostileOMS) async throws -> Void
    ) async throws {
        let sandbox = try await Sandbox.start(SandboxSettings(packages: 60))
        let relay = Relay(answering: answering, upstream: sandbox.baseURL, token: sandbox.token)
        let listener = try await HTTPServer.start(relay, host: "127.0.0.1", port: 0, name: "relay")
        let result = await Result { try await body(HostileOMS(sandbox: sandbox, listener: listener)) }
        await listener.stop()
        await sandbox.stop()
        try result.get()
    }

    /// The environment in which the program asks the relay.
    var environment: [String: String] {
        let path = URLComponents(string: sandbox.baseURL)?.path ?? ""
        return [
            "PACKLINE_OMS_URL": "http://127.0.0.1:\(listener.port)\(path)", "PACKLINE_OMS_TOKEN": sandbox.token,
            "PACKLINE_STATION_TIME_ZONE": "Europe/Istanbul",
        ]
    }
}

/// Hands requests on to the sandbox, and its answers back with other texts.
private struct Relay: HTTPResponder {
    typealias Context = BasicRequestContext

    let answering: HostileOMS.Answering
    let upstream: String
    let token: String

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        if let refusal = refusal(of: request) { return refusal }
        var request = request
        let body = try await request.collectBody(upTo: 1_000_000)
        var handedOn = URLRequest(url: try #require(URL(string: address(of: request))))
        handedOn.httpMethod = request.method.rawValue
        handedOn.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        if body.readableBytes > 0 {
            handedOn.setValue("application/json", forHTTPHeaderField: "Content-Type")
            handedOn.httpBody = Data(body.readableBytesView)
        }
        let (data, answer) = try await URLSession.shared.data(for: handedOn)
        let status = (answer as? HTTPURLResponse)?.statusCode ?? 500
        return response(status, "application/json", data.isEmpty ? data : try Self.hostile(data))
    }

    private func address(of request: Request) -> String {
        let root = upstream.split(separator: "/", maxSplits: 3).prefix(2).joined(separator: "//")
        return root + request.uri.string
    }

    private func refusal(of request: Request) -> Response? {
        switch answering {
        case .inEveryText: nil
        case .byRefusing: response(400, "application/json", Self.refusal)
        case .byRefusingWithoutJSON: response(400, "text/plain", Data("No.\(UnsafeText.sample) Ask others.".utf8))
        case .byRefusingChanges: request.method == .get ? nil : response(400, "application/json", Self.refusal)
        }
    }

    private static let refusal = Data(
        (try? JSONSerialization.data(withJSONObject: ["detail": "No \(UnsafeText.sample)"])) ?? Data())

    private func response(_ status: Int, _ type: String, _ body: Data) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: body))
        )
    }

    private static func hostile(_ data: Data) throws -> Data {
        let json = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
        return try JSONSerialization.data(withJSONObject: hostile(json, of: ""), options: .fragmentsAllowed)
    }

    /// What programs alone read.
    private static let kept: Set<String> = [
        "next", "previous", "uuid", "enum_value", "enum_class", "slug",
    ]

    private static func hostile(_ value: Any, of name: String) -> Any {
        switch value {
        case let members as [String: Any]:
            Dictionary(uniqueKeysWithValues: members.map { ($0.key, hostile($0.value, of: $0.key)) })
        case let elements as [Any]: elements.map { hostile($0, of: name) }
        case let text as String where !kept.contains(name) && !name.hasSuffix("_date") && !isMoment(text):
            text + UnsafeText.sample
        default: value
        }
    }

    private static func isMoment(_ text: String) -> Bool { text.firstMatch(of: /^\d{4}-\d{2}-\d{2}/) != nil }
}

extension Result where Failure == any Error {
    /// What came of something, to be looked at once other things are done.
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
