import Station
import Synchronization

/// Effects on their way from the station to the engine: put in without waiting, taken out in batches, in order.
final class EffectQueue: Sendable {
    private struct State {
        var effects: [Effect] = []
        var waiter: CheckedContinuation<[Effect]?, Never>?
        var isWorking = false
        var isCancelled = false
        var drains: [CheckedContinuation<Void, Never>] = []

        /// Those who wait for the end of the work, if this is it.
        mutating func takeDrained() -> [CheckedContinuation<Void, Never>] {
            guard isCancelled || (effects.isEmpty && !isWorking) else { return [] }
            defer { drains = [] }
            return drains
        }
    }

    private let state = Mutex(State())

    func put(_ effects: [Effect]) {
        guard !effects.isEmpty else { return }
        let waiter = state.withLock { state -> (CheckedContinuation<[Effect]?, Never>, [Effect])? in
            state.effects += effects
            guard let waiter = state.waiter else { return nil }
            state.waiter = nil
            state.isWorking = true
            defer { state.effects = [] }
            return (waiter, state.effects)
        }
        waiter.map { $0.0.resume(returning: $0.1) }
    }

    /// Everything that waits, as soon as there is anything; nil when the task was cancelled.
    func next() async -> [Effect]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready = state.withLock { state -> [Effect]?? in
                    if state.isCancelled { return .some(nil) }
                    guard !state.effects.isEmpty else {
                        state.waiter = continuation
                        return .none
                    }
                    state.isWorking = true
                    defer { state.effects = [] }
                    return state.effects
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            let (waiter, drained) = state.withLock { state in
                state.isCancelled = true
                defer { state.waiter = nil }
                return (state.waiter, state.takeDrained())
            }
            waiter?.resume(returning: nil)
            for waiter in drained { waiter.resume() }
        }
    }

    /// Says that the batch taken last is done.
    func finished() {
        let drained = state.withLock { state in
            state.isWorking = false
            return state.takeDrained()
        }
        for waiter in drained { waiter.resume() }
    }

    /// Returns when everything that was put in has been done.
    func drain() async {
        await withCheckedContinuation { continuation in
            let drained = state.withLock { state in
                state.drains.append(continuation)
                return state.takeDrained()
            }
            for waiter in drained { waiter.resume() }
        }
    }
}
