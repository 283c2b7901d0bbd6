import ClientThreads
import Foundation
import Synchronization
import Testing

@Suite("Threads of C libraries")
struct ThreadRegistryTests {
    @Test("whoever ends the program waits until every thread has ended")
    func allThreadsEnd() {
        let threads = ThreadRegistry()
        let ended = Atomic(0)
        for _ in 0..<8 {
            let (asked, closed) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let isStarted = threads.start(named: "test", close: { closed.signal() }) {
                asked.signal()
                closed.wait()
                ended.add(1, ordering: .relaxed)
            }
            #expect(isStarted)
            asked.wait()
        }
        #expect(threads.end(within: .seconds(60)))
        #expect(ended.load(ordering: .relaxed) == 8)
        let isStarted = threads.start(named: "late", close: {}, {})
        #expect(!isStarted, "nothing begins behind the end")
    }

    @Test("a thread that hangs does not hold up the end of the program")
    func hangingThread() {
        let threads = ThreadRegistry()
        let release = DispatchSemaphore(value: 0)
        let isStarted = threads.start(named: "hanging", close: {}) { release.wait() }
        #expect(isStarted)
        #expect(!threads.end(within: .milliseconds(1)))
        release.signal()
    }
}
