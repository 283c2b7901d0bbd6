import CLinux
import CNcurses
import Foundation
import Synchronization

/// The thread that serves the terminal: it sleeps until there is a job, something to read, or a time has come.
///
/// What is waited for is called as a job of `ScreenActor`. Jobs that came together run together; then it is looked
/// whether something can be read, so that keys never wait behind a stream of jobs.
final class ScreenThread: SerialExecutor {
    /// Something that is waited for; given to `forget`.
    struct Waiting: Hashable {
        fileprivate let number: Int
    }

    typealias Action = @ScreenActor @Sendable () -> Void

    private struct State {
        var jobs: [UnownedJob] = []
        var readers: [Int: (descriptor: Int32, action: Action)] = [:]
        var alarms: [Int: (time: ContinuousClock.Instant, action: Action)] = [:]
        var lastNumber = 0
        var isAsleep = false
    }

    private let state = Mutex(State())
    /// A pipe: a byte at its one end wakes the thread that waits at the other.
    private let bell: (sleeper: Int32, button: Int32)

    init() {
        var (sleeper, button): (Int32, Int32) = (-1, -1)
        _ = packline_linux_pipe(&sleeper, &button)
        bell = (sleeper, button)
        Thread.detachNewThread { [self] in serve() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isAsleep = state.withLock { state in
            state.jobs.append(job)
            defer { state.isAsleep = false }
            return state.isAsleep
        }
        if isAsleep { write(bell.button, [1], 1) }
    }

    // MARK: - What is waited for

    /// Calls whenever a descriptor can be read or is closed, until it is forgotten.
    @ScreenActor
    func call(whenReadable descriptor: Int32, _ action: @escaping Action) -> Waiting {
        add { $0.readers[$1] = (descriptor, action) }
    }

    /// Calls once, after a time.
    @ScreenActor
    func call(after delay: Duration, _ action: @escaping Action) -> Waiting {
        let time = ContinuousClock.now + delay
        return add { $0.alarms[$1] = (time, action) }
    }

    /// Calls no more; what has been called already may still be on its way.
    @ScreenActor
    func forget(_ waiting: Waiting) {
        state.withLock {
            $0.readers[waiting.number] = nil
            $0.alarms[waiting.number] = nil
        }
    }

    @ScreenActor
    private func add(_ change: (inout sending State, Int) -> Void) -> Waiting {
        state.withLock { state in
            state.lastNumber += 1
            change(&state, state.lastNumber)
            return Waiting(number: state.lastNumber)
        }
    }

    // MARK: - The thread

    private func serve() -> Never {
        packline_crash_prepare_thread()
        while true {
            runJobs()
            for action in wait() { Task { @ScreenActor in action() } }
        }
    }

    private func runJobs() {
        let jobs = state.withLock { state in
            defer { state.jobs = [] }
            return state.jobs
        }
        for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }

    /// Sleeps until there is something to do, and gives what is to be called; does not sleep when jobs are there.
    private func wait() -> [Action] {
        var (descriptors, timeout) = state.withLock { state in
            state.isAsleep = state.jobs.isEmpty
            let bell = pollfd(fd: bell.sleeper, events: Int16(POLLIN), revents: 0)
            let readers = state.readers.values.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
            return ([bell] + readers, state.isAsleep ? Self.timeout(until: state.alarms.values.map(\.time).min()) : 0)
        }
        // Without a pipe (too many files are open) the station is still told so, by an error that nobody could wake for.
        let patience = bell.sleeper < 0 && !(0..<10).contains(timeout) ? 10 : timeout
        poll(&descriptors, nfds_t(descriptors.count), patience)
        if descriptors[0].revents != 0 {
            var rings: [UInt8] = [0, 0, 0, 0]
            read(bell.sleeper, &rings, rings.count)
        }
        let ready = descriptors.dropFirst().filter { $0.revents != 0 }.map(\.fd)
        return state.withLock { state in
            state.isAsleep = false
            return state.readers.values.filter { ready.contains($0.descriptor) }.map { $0.action }
                + Self.takeDue(from: &state)
        }
    }

    /// Takes out the alarms whose time has come, in its order.
    private static func takeDue(from state: inout State) -> [Action] {
        let now = ContinuousClock.now
        guard state.alarms.values.contains(where: { $0.time <= now }) else { return [] }
        let due = state.alarms.filter { $0.value.time <= now }.sorted { $0.value.time < $1.value.time }
        for alarm in due { state.alarms[alarm.key] = nil }
        return due.map { $0.value.action }
    }

    /// Milliseconds for `poll`, rounded up so that it never wakes before the time; -1 waits for ever.
    private static func timeout(until time: ContinuousClock.Instant?) -> Int32 {
        guard let time else { return -1 }
        let left = ContinuousClock.now.duration(to: time) / .milliseconds(1)
        return Int32(min(max(0, left.rounded(.up)), 60_000))
    }
}
