import Foundation
import Testing

@testable import StationTerminal

@Suite("The screen's thread")
@ScreenActor
struct ScreenThreadTests {
    private var thread: ScreenThread { ScreenActor.shared.thread }

    @Test("alarms ring in the order of their times, one that is forgotten never")
    func alarms() async {
        let (rings, ring) = AsyncStream.makeStream(of: String.self)
        _ = thread.call(after: .milliseconds(30)) { ring.yield("late") }
        let forgotten = thread.call(after: .milliseconds(20)) { ring.yield("forgotten") }
        _ = thread.call(after: .milliseconds(10)) { ring.yield("early") }
        _ = thread.call(after: .milliseconds(40)) { ring.finish() }
        thread.cancel(forgotten)
        var heard: [String] = []
        for await name in rings { heard.append(name) }
        #expect(heard == ["early", "late"])
    }

    @Test("what can be read is told on the thread of the jobs, even while jobs never cease")
    func fairness() async throws {
        let pipe = Pipe()
        let (told, tell) = AsyncStream.makeStream(of: pthread_t.self)
        let waiting = thread.call(whenReadable: pipe.fileHandleForReading.fileDescriptor) { tell.yield(pthread_self()) }
        let traffic = Task { while !Task.isCancelled { await Task.yield() } }
        try pipe.fileHandleForWriting.write(contentsOf: Data("x".utf8))
        var teller: pthread_t?
        for await thread in told {
            teller = thread
            break
        }
        traffic.cancel()
        thread.cancel(waiting)
        #expect(teller == pthread_self())
    }

    @Test("a job given from elsewhere wakes the thread that sleeps, and runs on it")
    func wakes() async {
        let here = pthread_self()
        let isHere = await Task.detached { await Self.isThis(here) }.value
        #expect(isHere)
    }

    private static func isThis(_ thread: pthread_t) -> Bool { thread == pthread_self() }
}
