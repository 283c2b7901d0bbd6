import CCurl
import Synchronization

/// What the Swift tasks hand to the thread of libcurl, and what wakes it.
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

    /// The bell of the thread.
    ///
    /// Sendable, because `curl_multi_wakeup` is the one function of a multi handle that any thread may call; that the
    /// handle still lives is ensured by `State`, which forgets the bell, under its lock, before the handle is cleaned up.
    struct Bell: @unchecked Sendable {
        let multi: UnsafeMutableRawPointer
        func ring() { curl_multi_wakeup(multi) }
    }

    private struct State {
        var messages: [Message] = []
        var bell: Bell?
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
    /// Leaves a message and wakes the thread; false when it takes no more.
    func post(_ message: Message) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.messages.append(message)
            state.bell?.ring()
            return true
        }
    }

    /// Asks the thread to end.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.bell?.ring()
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
    /// Gives the mailbox its bell.
    func hang(_ bell: Bell) {
        state.withLock { $0.bell = bell }
    }

    /// Takes all messages; `isClosed` when there will be no more.
    func take() -> (messages: [Message], isClosed: Bool) {
        state.withLock { state in
            defer { state.messages = [] }
            return (state.messages, state.isClosed)
        }
    }

    /// Closes the mailbox from inside: the bell is gone, and what is left in it is handed out.
    func takeLast() -> [Message] {
        state.withLock { state in
            defer { state.messages = [] }
            (state.isClosed, state.bell) = (true, nil)
            return state.messages
        }
    }

    /// Tells who waits that the thread has ended.
    func end() {
        let waiting = state.withLock { state in
            defer { state.waitingForEnd = [] }
            state.hasEnded = true
            return state.waitingForEnd
        }
        for continuation in waiting { continuation.resume() }
    }
}
