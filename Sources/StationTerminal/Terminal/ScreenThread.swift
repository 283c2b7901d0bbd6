import CLinux
import CNcurses
import Foundation
import Synchronization

/// The thread that serves the terminal: it sleeps until there is a job, something to read, or a time has come.
///
/// What is waited for is called as a job of `ScreenActor`. Jobs that came together run together; then it is checked
/// whether something can be read, so that a stream of jobs cannot starve the keys.
final class ScreenThread: SerialExecutor {
    /// Something that is waited for; given to `cancel`.
    struct Registration: Hashable {
        fileprivate let number: Int
    }

    typealias Action = @ScreenActor @Sendable () -> Void

    private struct State {
        var jobs: [UnownedJob] = []
        var readers: [Int: (descriptor: Int32, action: Action)] = [:]
        var timers: [Int: (time: ContinuousClock.Instant, action: Action)] = [:]
        var lastNumber = 0
        var isAsleep = false
    }

    private let state = Mutex(State())
    /// A pipe: a byte at its one end wakes the thread that waits at the other.
    private let wakePipe: (readEnd: Int32, writeEnd: Int32)

    init() {
        var (readEnd, writeEnd): (Int32, Int32) = (-1, -1)
        _ = packline_linux_pipe(&readEnd, &writeEnd)
        wakePipe = (readEnd, writeEnd)
        Thread.detachNewThread { [self] in serve() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isAsleep = state.withLock { state in
            state.jobs.append(job)
            defer { state.isAsleep = false }
            return state.isAsleep
        }
        if isAsleep { write(wakePipe.writeEnd, [1], 1) }
    }

    // MARK: - What is waited for

    /// Calls whenever a descriptor can be read or is closed, until it is cancelled.
    @ScreenActor
    func call(whenReadable descriptor: Int32, _ action: @escaping Action) -> Registration {
        add { $0.readers[$1] = (descriptor, action) }
    }

    /// Calls once, after a time.
    @ScreenActor
    func call(after delay: Duration, _ action: @escaping Action) -> Registration {
        let time = ContinuousClock.now + delay
        return add { $0.timers[$1] = (time, action) }
    }

    /// Cancels a registration; a call that is scheduled already may still happen.
    @ScreenActor
    func cancel(_ registration: Registration) {
        state.withLock {
            $0.readers[registration.number] = nil
            $0.timers[registration.number] = nil
        }
    }

    @ScreenActor
    private func add(_ change: (inout sending State, Int) -> Void) -> Registration {
        state.withLock { state in
            state.lastNumber += 1
            change(&state, state.lastNumber)
            return Registration(number: state.lastNumber)
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
            let wakePipe = pollfd(fd: wakePipe.readEnd, events: Int16(POLLIN), revents: 0)
            let readers = state.readers.values.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
            return (
                [wakePipe] + readers, state.isAsleep ? Self.timeout(until: state.timers.values.map(\.time).min()) : 0
            )
        }
        // Without a pipe (too many open files) the thread cannot be woken, so it polls; the error is still shown.
        let limit = wakePipe.readEnd < 0 && !(0..<10).contains(timeout) ? 10 : timeout
        poll(&descriptors, nfds_t(descriptors.count), limit)
        if descriptors[0].revents != 0 {
            var bytes: [UInt8] = [0, 0, 0, 0]
            read(wakePipe.readEnd, &bytes, bytes.count)
        }
        let ready = descriptors.dropFirst().filter { $0.revents != 0 }.map(\.fd)
        return state.withLock { state in
            state.isAsleep = false
            return state.readers.values.filter { ready.contains($0.descriptor) }.map { $0.action }
                + Self.removeDue(from: &state)
        }
    }

    /// Takes out the timers whose time has come, in its order.
    private static func removeDue(from state: inout State) -> [Action] {
        let now = ContinuousClock.now
        guard state.timers.values.contains(where: { $0.time <= now }) else { return [] }
        let due = state.timers.filter { $0.value.time <= now }.sorted { $0.value.time < $1.value.time }
        for timer in due { state.timers[timer.key] = nil }
        return due.map { $0.value.action }
    }

    /// Milliseconds for `poll`, rounded up so that it never wakes before the time; -1 waits for ever.
    private static func timeout(until time: ContinuousClock.Instant?) -> Int32 {
        guard let time else { return -1 }
        let left = ContinuousClock.now.duration(to: time) / .milliseconds(1)
        return Int32(min(max(0, left.rounded(.up)), 60_000))
    }
}
