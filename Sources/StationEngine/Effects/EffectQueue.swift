import Station
import Synchronization
import TaskSignals

/// Effects on their way from the station to the engine: put in without waiting, taken out in batches, in order.
final class EffectQueue: Sendable {
    private struct State {
        var effects: [Effect] = []
        var isWorking = false
        var hasEnded = false
        var drains: [CheckedContinuation<Void, Never>] = []

        /// Those who wait for the end of the work, if this is it.
        mutating func takeDrained() -> [CheckedContinuation<Void, Never>] {
            guard hasEnded || (effects.isEmpty && !isWorking) else { return [] }
            defer { drains = [] }
            return drains
        }
    }

    private let state = Mutex(State())
    private let wake = WakeSignal()

    func put(_ effects: [Effect]) {
        guard !effects.isEmpty else { return }
        state.withLock { $0.effects += effects }
        wake.signal()
    }

    /// Everything that waits, as soon as there is anything; nil when the task was cancelled.
    func next() async -> [Effect]? {
        while !Task.isCancelled {
            if let effects = take() { return effects }
            await wake.wait()
        }
        resume { $0.hasEnded = true }
        return nil
    }

    private func take() -> [Effect]? {
        state.withLock { state in
            guard !state.effects.isEmpty else { return nil }
            state.isWorking = true
            defer { state.effects = [] }
            return state.effects
        }
    }

    /// Says that the batch taken last is done.
    func finished() { resume { $0.isWorking = false } }

    /// Returns when everything that was put in has been done.
    func drain() async {
        await withCheckedContinuation { continuation in resume { $0.drains.append(continuation) } }
    }

    /// Changes the state, and lets go on who waits for what has come with that.
    private func resume(after change: (inout State) -> Void) {
        let drained = state.withLock { state in
            change(&state)
            return state.takeDrained()
        }
        for waiter in drained { waiter.resume() }
    }
}

extension Effect {
    /// Whether other benches are told of it.
    var isShared: Bool {
        switch self {
        case .claim, .release, .save, .forget, .choose, .packer, .lookAtPrints, .confirmBenchPrint: true
        default: false
        }
    }

    /// Whether the effect only asks the mirror for a package, which depends on nothing before it.
    var isLookUp: Bool {
        if case .open = self { true } else { false }
    }
}
