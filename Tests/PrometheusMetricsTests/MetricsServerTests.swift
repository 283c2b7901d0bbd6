import Foundation
import HTTPListener
import PrometheusMetrics
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite("The port on which figures are asked for", .timeLimit(.minutes(1)))
struct MetricsServerTests {
    private struct Unreadable: Error {}

    private static let loopback = ListeningAddress(host: "127.0.0.1", port: 0)

    private static func answer(
        _ server: MetricsServer, _ path: String, method: String = "GET"
    ) async throws -> (status: Int, type: String?, text: String) {
        var request = URLRequest(url: try #require(URL(string: "http://\(server.address)\(path)")))
        request.httpMethod = method
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return (
            answer.statusCode, answer.value(forHTTPHeaderField: "Content-Type"), String(decoding: data, as: UTF8.self)
        )
    }

    @Test("the figures are read at each request, and nothing else is answered")
    func figures() async throws {
        let server = try await MetricsServer.start(at: Self.loopback) {
            [MetricFamily("a_total", .counter, "A.", [MetricSample(1)])]
        }
        let answer = try await Self.answer(server, "/metrics")
        #expect(answer.status == 200 && answer.type == "text/plain; version=0.0.4; charset=utf-8")
        #expect(answer.text == "# HELP a_total A.\n# TYPE a_total counter\na_total 1\n")
        #expect(try await Self.answer(server, "/metrics?format=text").status == 200)
        #expect(try await Self.answer(server, "/").status == 404)
        #expect(try await Self.answer(server, "/metrics", method: "POST").status == 405)
        await server.stop()
    }

    @Test("an answer to HEAD has no body, so that the next one on the connection is understood")
    func heads() async throws {
        let server = try await MetricsServer.start(at: Self.loopback) {
            [MetricFamily("a_total", .counter, "A.", [MetricSample(1)])]
        }
        for path in ["/metrics", "/", "/metrics"] {
            let head = try await Self.answer(server, path, method: "HEAD")
            #expect(head.status == (path == "/" ? 404 : 200) && head.text.isEmpty)
            #expect(try await Self.answer(server, "/metrics").text.hasSuffix("a_total 1\n"))
        }
        await server.stop()
    }

    @Test("figures that cannot be read are a 503, which says nothing of why")
    func unreadable() async throws {
        let server = try await MetricsServer.start(at: Self.loopback) { throw Unreadable() }
        let answer = try await Self.answer(server, "/metrics")
        #expect(answer.status == 503 && !answer.text.contains("Unreadable"))
        await server.stop()
    }

    @Test("a port that is in use is refused")
    func inUse() async throws {
        let server = try await MetricsServer.start(at: Self.loopback) { [] }
        await #expect(throws: HTTPListenerError.portInUse) {
            try await MetricsServer.start(at: server.address) { [] }
        }
        await server.stop()
    }

    @Test(
        "a port alone is one of this computer, for its own programs",
        arguments: [
            ("9464", "127.0.0.1:9464"), ("0.0.0.0:9464", "0.0.0.0:9464"), ("[::]:9464", "[::]:9464"), ("", nil),
            (":9464", nil), ("70000", nil), ("nine", nil), ("127.0.0.1", nil), (" 9464", nil),
        ])
    func address(text: String, address: String?) {
        #expect(ListeningAddress(loopbackUnlessNamed: text)?.description == address)
    }
}
