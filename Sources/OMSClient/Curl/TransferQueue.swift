import CCurl
import Synchronization

/// The messages from Swift tasks to the thread of libcurl, and what wakes it.
final class TransferQueue: Sendable {
    typealias Outcome = Result<HTTPResponse, HTTPFailure>
    typealias Answer = CheckedContinuation<Outcome, Never>

    /// One thing for the thread to do.
    enum Message: Sendable {
        case start(Exchange, Answer)
        case cancel(Exchange)
    }

    /// A request of one task, by which it can be cancelled.
    final class Exchange: Sendable {
        let request: HTTPRequest
        let isCancelled = Atomic(false)

        init(_ request: HTTPRequest) { self.request = request }
    }

    /// Wakes the thread.
    ///
    /// Sendable, because `curl_multi_wakeup` is the one function of a multi handle that any thread may call; that the
    /// handle still exists is ensured by `State`, which drops the wake handle under its lock before that is cleaned up.
    struct WakeHandle: @unchecked Sendable {
        let multi: UnsafeMutableRawPointer
        func wake() { curl_multi_wakeup(multi) }
    }

    private struct State {
        var messages: [Message] = []
        var wakeHandle: WakeHandle?
        var isClosed = false
        var hasEnded = false
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// How often the thread has come out of its wait; it must not when there is nothing to do.
    let wakeUps = Atomic(0)
}

// MARK: For the tasks

extension TransferQueue {
    /// Enqueues a message and wakes the thread; false once the queue is closed.
    func enqueue(_ message: Message) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.messages.append(message)
            state.wakeHandle?.wake()
            return true
        }
    }

    /// Asks the thread to end.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.wakeHandle?.wake()
        }
    }

    /// Returns when the thread has ended and everything of libcurl has been cleaned up.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waitingForEnd.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }
}

// MARK: For the thread

extension TransferQueue {
    /// Sets what wakes the thread.
    func setWakeHandle(_ wakeHandle: WakeHandle) {
        state.withLock { $0.wakeHandle = wakeHandle }
    }

    /// Takes all messages; `isClosed` when there will be no more.
    func take() -> (messages: [Message], isClosed: Bool) {
        state.withLock { state in
            defer { state.messages = [] }
            return (state.messages, state.isClosed)
        }
    }

    /// Closes the queue from the thread: it can be woken no more, and the messages that are left are returned.
    func takeLast() -> [Message] {
        state.withLock { state in
            defer { state.messages = [] }
            (state.isClosed, state.wakeHandle) = (true, nil)
            return state.messages
        }
    }

    /// Resumes those who wait for the end of the thread.
    func end() {
        let waiting = state.withLock { state in
            defer { state.waitingForEnd = [] }
            state.hasEnded = true
            return state.waitingForEnd
        }
        for continuation in waiting { continuation.resume() }
    }
}
