public import HTTPListener
import Hummingbird
import NIOCore

/// The port on which the figures of a program are asked for: `GET /metrics`.
public final class MetricsServer: Sendable {
    /// Where it listens, with the port that was chosen where any was asked for.
    public let address: ListeningAddress
    private let listener: HTTPServer

    /// How many connections are held at once: a Prometheus has one, and a person with a browser a few.
    private static let mostConnections = 16
    /// When a connection without traffic ends; a Prometheus asks every 15 to 60 s.
    private static let idleTimeout: Duration = .seconds(90)

    private init(address: ListeningAddress, listener: HTTPServer) {
        self.address = address
        self.listener = listener
    }

    /// Starts to listen; it accepts connections when this returns.
    ///
    /// `figures` is called for each request, on any thread; where it throws, the answer is 503, and says no more.
    public static func start(
        at address: ListeningAddress, figures: @escaping @Sendable () async throws -> [MetricFamily]
    ) async throws(HTTPListenerError) -> MetricsServer {
        let listener = try await HTTPServer.start(
            MetricsResponder(figures: figures), host: address.host, port: address.port, name: "packline",
            mostConnections: mostConnections, idleTimeout: idleTimeout)
        return MetricsServer(
            address: ListeningAddress(host: address.host, port: listener.port), listener: listener)
    }

    /// Ends all connections, and returns when the port is free.
    public func stop() async { await listener.stop() }
}

/// Answers `GET /metrics`, and refuses everything else.
private struct MetricsResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let figures: @Sendable () async throws -> [MetricFamily]

    func respond(to request: Request, context: Context) async throws -> Response {
        guard request.uri.path == "/metrics" else {
            return Self.answer(.notFound, "The figures are at /metrics.\n")
        }
        guard request.method == .get || request.method == .head else {
            var refusal = Self.answer(.methodNotAllowed, "The figures are asked for with GET.\n")
            refusal.headers[.allow] = "GET, HEAD"
            return refusal
        }
        do {
            return Self.answer(.ok, MetricText.text(try await figures()), MetricText.contentType)
        } catch {
            return Self.answer(.serviceUnavailable, "The figures cannot be read now.\n")
        }
    }

    private static func answer(
        _ status: HTTPResponse.Status, _ text: String, _ type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
