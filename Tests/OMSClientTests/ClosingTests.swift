import OMS
import Testing

@testable import OMSClient

@Suite("Closing the client")
struct ClosingTests {
    @Test("a request that was asked just before the end is answered, whichever came first", arguments: 0..<40)
    func askedAtTheEnd(round: Int) async throws {
        let client = OMSHTTPClient(settings: try OMSClientSettings(baseURL: "http://127.0.0.1:9/"))
        await withTaskGroup(of: Void.self) { group in
            for id in 1...8 {
                group.addTask { _ = try? await client.send(.package(id)) }
            }
            group.addTask { client.close() }
        }
        await #expect(throws: OMSClientError.self) { try await client.send(.package(1)) }
    }
}
