import Synchronization

/// Those who follow something, each by a stream of its own.
final class Subscribers<Element: Sendable>: Sendable {
    private struct State {
        var streams: [Int: AsyncStream<Element>.Continuation] = [:]
        var lastNumber = 0
        var isFinished = false
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let mark: Element?

    /// Keeps so many elements for who is slow; where older ones are dropped, `whenDropped` follows the newest.
    init(keepingNewest capacity: Int, whenDropped mark: Element? = nil) {
        self.capacity = capacity
        self.mark = mark
    }

    /// A new stream, from now on.
    func stream(beginningWith first: Element? = nil) -> AsyncStream<Element> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Element.self, bufferingPolicy: .bufferingNewest(capacity))
        if let first { continuation.yield(first) }
        let number: Int? = state.withLock { state in
            guard !state.isFinished else { return nil }
            state.lastNumber += 1
            state.streams[state.lastNumber] = continuation
            return state.lastNumber
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.streams[number] = nil } }
        return stream
    }

    /// Hands an element to all.
    func send(_ element: Element) {
        let streams = state.withLock { Array($0.streams.values) }
        for stream in streams {
            if case .dropped = stream.yield(element), let mark { stream.yield(mark) }
        }
    }

    /// Ends all streams, and each that is asked for later.
    func finish() {
        let streams = state.withLock { state in
            defer { state.streams = [:] }
            state.isFinished = true
            return Array(state.streams.values)
        }
        for stream in streams { stream.finish() }
    }
}
