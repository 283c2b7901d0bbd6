import OMS
import Synchronization

@testable import OMSClient

/// The error of something that must fail; nil when it did not.
func failure<Value: Sendable>(of body: () async throws -> Value) async -> OMSClientError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? OMSClientError
    }
}

extension Request where Answer == Void {
    /// The command of these tests.
    static let pack = Request.command(73, transition: 7)
}

/// A pace at which no wait takes time, and which remembers the waits; its clock is moved by the test.
final class QuickClock: Sendable {
    private let state = Mutex((waits: [Duration](), clock: ContinuousClock.now))

    /// The waits so far.
    var waits: [Duration] { state.withLock(\.waits) }

    /// Lets time pass.
    func pass(_ duration: Duration) { state.withLock { $0.clock += duration } }

    var clock: ClientClock {
        ClientClock(
            wait: { [self] duration in
                try Task.checkCancellation()
                state.withLock { $0.waits.append(duration) }
            }, now: { [self] in state.withLock(\.clock) }, chance: { 0 })
    }
}

/// Counts what happens on several threads.
final class Counter: Sendable {
    private let count = Atomic(0)

    /// Increments the count, and returns it.
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
