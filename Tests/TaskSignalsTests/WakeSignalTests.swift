import Synchronization
import TaskSignals
import Testing

@Suite("The wake signal", .timeLimit(.minutes(1)))
struct WakeSignalTests {
    @Test("a signal that nobody waited for ends the next wait, and only that one")
    func kept() async {
        let signal = WakeSignal()
        signal.signal()
        signal.signal()
        await signal.wait()
        let isOver = Atomic(false)
        await signal.wait(within: .zero) { _ in isOver.store(true, ordering: .relaxed) }
        let hasWaited = isOver.load(ordering: .relaxed)
        #expect(hasWaited, "nothing was left to wake for")
    }

    @Test("who waits is woken")
    func woken() async {
        let signal = WakeSignal()
        async let waiting: Void = signal.wait()
        signal.signal()
        await waiting
    }

    @Test("a wait with a time ends with the signal")
    func beforeTheTime() async {
        let signal = WakeSignal()
        async let waiting: Void = signal.wait(within: .seconds(3_600))
        signal.signal()
        await waiting
    }

    @Test("a wait ends when its task is cancelled, before it begins or after")
    func cancelled() async {
        let signal = WakeSignal()
        let task = Task { await signal.wait() }
        task.cancel()
        await task.value
        let timed = Task { await signal.wait(within: .seconds(3_600)) }
        timed.cancel()
        await timed.value
    }
}
