import OMS
import Synchronization
import Testing

@testable import OMSClient

@Suite("What is told of each exchange")
struct ExchangeRecordTests {
    private final class Records: Sendable {
        let all = Mutex<[ExchangeRecord]>([])
    }

    @Test("each time that a request is sent, with its endpoint, the status or why there is none, and how long it took")
    func each() async throws {
        let (counter, records) = (Counter(), Records())
        let steps: [[RawServer.Step]] = [[.reset], [Reply.http(503)], [Reply.package]]
        let server = try RawServer { _ in steps[counter.next() - 1] }
        let client = try OMSHTTPClient(server, clock: QuickClock().clock) { settings in
            settings.onExchange = { record in records.all.withLock { $0.append(record) } }
        }
        _ = try await client.send(.package(73))
        let told = records.all.withLock(\.self)
        #expect(told.map(\.subject) == Array(repeating: .endpoint(.package), count: 3))
        #expect(told.map(\.outcome) == [.failed(.cutOff), .answered(503), .answered(200)])
        #expect(told.allSatisfy { $0.duration > .zero && $0.duration < .seconds(60) })
    }
}
