import OMS
import Testing

@testable import OMSClient

@Suite("Encryption", .enabled(if: SecureServer.isAvailable, "needs \(SecureServer.program)"))
struct EncryptionTests {
    private func error<Answer>(
        _ server: SecureServer, authority: String?, _ request: Request<Answer>
    ) async throws -> OMSClientError {
        let settings = try OMSClientSettings(
            baseURL: "https://127.0.0.1:\(server.port)/oms", authorization: Authorization(token: "secret-token"),
            certificateAuthorities: authority)
        let client = OMSHTTPClient(settings: settings)
        return try #require(await failure { try await client.send(request) })
    }

    @Test("stands when the configured authority signed the certificate")
    func trusted() async throws {
        let server = try SecureServer(for: "IP:127.0.0.1")
        let error = try await error(server, authority: server.authority, .package(73))
        #expect(error.code == .undecodable, "the page came, so the encryption stood: \(error)")
    }

    @Test("is refused when nobody known signed the certificate, before anything is sent")
    func unknownAuthority() async throws {
        let server = try SecureServer(for: "IP:127.0.0.1")
        let error = try await error(server, authority: nil, .pack)
        #expect(error.code == .tls)
        #expect(error.deliveryStatus == .notSent)
        #expect(error.description.contains("certificate"))
    }

    @Test("is refused when the certificate is another host's")
    func otherHost() async throws {
        let server = try SecureServer(for: "DNS:oms.example")
        let error = try await error(server, authority: server.authority, .pack)
        #expect(error.code == .tls)
        #expect(error.deliveryStatus == .notSent)
    }
}
