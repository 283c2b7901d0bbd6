import Foundation
import Synchronization

/// The threads of libpq of this process, so that the process can wait for them before it ends.
///
/// `exit` runs OpenSSL's clean-up. A thread that is still closing its connections by then, or whose own clean-up runs
/// after its last line, would use freed memory. Only joining a thread returns after all that.
final class PostgresThreads: Sendable {
    /// Those of this process.
    static let ofThisProcess = PostgresThreads()

    private struct Running {
        let id: pthread_t
        let queue: StatementQueue
        /// Left by the thread on its last line.
        let work: DispatchGroup

        func hasEnded(by deadline: DispatchTime) -> Bool { work.wait(timeout: deadline) == .success }
    }

    private struct State {
        var threads: [Running] = []
        var isOver = false
    }

    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let state = Mutex(State())

    /// Starts the thread of a queue; false once no thread may be started any more, and where there can be no further one.
    func start(_ queue: StatementQueue, _ run: @escaping @Sendable () -> Void) -> Bool {
        for thread in takeEnded() { pthread_join(thread.id, nil) }
        return state.withLock { state in
            guard !state.isOver else { return false }
            let work = DispatchGroup()
            work.enter()
            let body = Unmanaged.passRetained(
                Body {
                    run()
                    work.leave()
                })
            var id = pthread_t()
            let result = pthread_create(
                &id, nil,
                { argument in
                    if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                    return nil
                }, body.toOpaque())
            guard result == 0 else {
                body.release()
                work.leave()
                return false
            }
            state.threads.append(Running(id: id, queue: queue, work: work))
            return true
        }
    }

    /// Takes the threads that have done their work; joining them hardly waits.
    private func takeEnded() -> [Running] {
        state.withLock { state in
            let ended = state.threads.filter { $0.hasEnded(by: .now()) }
            state.threads.removeAll { thread in ended.contains { $0.work === thread.work } }
            return ended
        }
    }

    /// Closes every queue and joins the threads; false where some have not ended by then.
    func end(within limit: Duration) -> Bool {
        let threads = state.withLock { state in
            state.isOver = true
            defer { state.threads = [] }
            return state.threads
        }
        for thread in threads { thread.queue.close() }
        let deadline = DispatchTime.now() + .milliseconds(limit.wholeMilliseconds)
        return threads.allSatisfy { $0.hasEnded(by: deadline) && pthread_join($0.id, nil) == 0 }
    }
}

extension Warehouse {
    /// Closes every connection of this process for good and waits for their threads; whether all have ended within the time.
    ///
    /// Whoever calls `exit` calls this first.
    public static func endAll(within limit: Duration) -> Bool {
        PostgresThreads.ofThisProcess.end(within: limit)
    }
}
