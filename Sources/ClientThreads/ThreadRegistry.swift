import Foundation
import Synchronization

/// The threads of C libraries in this process, so that the process can wait for them before it ends.
///
/// `exit` runs OpenSSL's clean-up. A thread that is still closing its connections by then, or whose own clean-up runs
/// after its last line, would use freed memory. Only joining a thread returns after all that.
///
/// This target knows how a thread is started, told to end, and joined. It must not know what the thread does.
public final class ThreadRegistry: Sendable {
    /// The threads of this process.
    public static let ofThisProcess = ThreadRegistry()

    private struct Running {
        let id: pthread_t
        let close: @Sendable () -> Void
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

    /// A registry without any thread.
    public init() {}

    /// Starts a thread that handles no signals; false once no thread may be started any more, and where there can be no
    /// further one.
    ///
    /// `close` tells it to end, from any thread. Signals stay with the other threads: a handler would cut a wait short.
    public func start(
        named name: String, close: @escaping @Sendable () -> Void, _ run: @escaping @Sendable () -> Void
    ) -> Bool {
        for thread in takeEnded() { pthread_join(thread.id, nil) }
        return state.withLock { state in
            guard !state.isOver else { return false }
            let work = DispatchGroup()
            work.enter()
            let body = Unmanaged.passRetained(
                Body {
                    Thread.current.name = name
                    Self.leaveSignalsToOthers()
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
            state.threads.append(Running(id: id, close: close, work: work))
            return true
        }
    }

    private static func leaveSignalsToOthers() {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
    }

    /// Takes the threads that have done their work; joining them hardly waits.
    private func takeEnded() -> [Running] {
        state.withLock { state in
            let ended = state.threads.filter { $0.hasEnded(by: .now()) }
            state.threads.removeAll { thread in ended.contains { $0.work === thread.work } }
            return ended
        }
    }

    /// Closes every thread for good and joins them; false where some have not ended within the time.
    ///
    /// Whoever calls `exit` calls this first.
    public func end(within limit: Duration) -> Bool {
        let threads = state.withLock { state in
            state.isOver = true
            defer { state.threads = [] }
            return state.threads
        }
        for thread in threads { thread.close() }
        let deadline = DispatchTime.now() + .milliseconds(Int(limit / .milliseconds(1)))
        return threads.allSatisfy { $0.hasEnded(by: deadline) && pthread_join($0.id, nil) == 0 }
    }
}
