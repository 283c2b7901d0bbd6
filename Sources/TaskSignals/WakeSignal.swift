import Synchronization

/// Wakes the one task that waits for it; a signal sent while none waits ends the next wait.
///
/// It carries nothing: a task looks for work elsewhere, and waits where there is none. Several signals before it looks
/// count as one.
public final class WakeSignal: Sendable {
    private struct State {
        var isSet = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// A signal that nobody has given yet.
    public init() {}

    /// Wakes who waits, or the next one who does.
    public func signal() {
        let waiter = state.withLock { state in
            state.isSet = state.waiter == nil
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }

    /// Returns on a signal, or when the task is cancelled.
    public func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isSet = state.withLock { state in
                    if state.isSet || Task.isCancelled {
                        state.isSet = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isSet { continuation.resume() }
            }
        } onCancel: {
            signal()
        }
    }

    /// Returns on a signal, when the time is over, or when the task is cancelled.
    public func wait(
        within time: Duration,
        _ sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await sleep(time) }
            group.addTask { await self.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}
