import Foundation
import OMS
import Synchronization
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

    @Test("whoever ends the program waits until every thread of HTTP has ended")
    func allThreadsEnd() {
        let threads = HTTPThreads()
        let ended = Atomic(0)
        for _ in 0..<8 {
            let (queue, asked) = (TransferQueue(), DispatchSemaphore(value: 0))
            let isStarted = threads.start(queue) {
                asked.signal()
                // Until it is closed, as the loop of libcurl.
                while !queue.take().isClosed { sched_yield() }
                ended.add(1, ordering: .relaxed)
            }
            #expect(isStarted)
            asked.wait()
        }
        #expect(threads.end(within: .seconds(60)))
        #expect(ended.load(ordering: .relaxed) == 8)
        #expect(!threads.start(TransferQueue()) {}, "nothing begins behind the end")
    }

    @Test("a thread of HTTP that hangs does not hold up the end of the program")
    func hangingThread() {
        let threads = HTTPThreads()
        let release = DispatchSemaphore(value: 0)
        #expect(threads.start(TransferQueue()) { release.wait() })
        #expect(!threads.end(within: .milliseconds(1)))
        release.signal()
    }
}
