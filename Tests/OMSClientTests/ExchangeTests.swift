import OMS
import Testing

@testable import OMSClient

@Suite("An exchange with the OMS")
struct ExchangeTests {
    @Test("a read sends the token and the query, and brings the value with what is known about the answer")
    func read() async throws {
        let server = try RawServer { _ in
            [Reply.http(200, #"{"id": 73}"#, headers: ["Date: Tue, 12 May 2020 14:11:10 GMT"])]
        }
        let client = try OMSClient(server)
        let answered = try await client.answer(to: .package(73))
        #expect(answered.value.id == 73)
        #expect(answered.status == 200)
        #expect(answered.date?.text == "2020-05-12T14:11:10.000000Z")
        #expect(answered.bytes == 10)
        #expect(answered.attempts == 1)
        let request = try #require(server.requests.first)
        #expect(request.line == "GET /oms/packages/73/ HTTP/1.1")
        #expect(request.header("Authorization") == "Bearer secret-token")
        #expect(request.header("Accept") == "application/json")
        #expect(request.header("User-Agent")?.hasPrefix("packline/") == true)
        #expect(request.header("Accept-Encoding")?.contains("gzip") == true)
    }
}
