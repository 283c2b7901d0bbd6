import DequeModule
import Synchronization

/// Which reading of a package was begun last of those that have come to their end: answers can overtake one another.
///
/// Readings of a package are stored and reported one after the other: an older one that is still being written must
/// not finish after a newer one.
final class ReadOrdering: Sendable {
    /// What a reading brings: a package can be read without its history.
    enum Part: Hashable { case package, history }

    private struct Key: Hashable {
        let package: Int
        let part: Part
    }

    private struct State {
        var last = 0
        var kept: [Key: Int] = [:]
        /// Packages of which a reading is being kept, and those that wait for its end.
        var waiters: [Int: Deque<CheckedContinuation<Void, Never>>] = [:]
    }

    /// Of how many of the last readings is known which were kept.
    private static let mostKept = 4_000

    private let state = Mutex(State())

    /// The turn of a reading that begins now.
    func begin() -> Int {
        state.withLock { state in
            state.last += 1
            return state.last
        }
    }

    /// Whether no reading of the package that began later has been kept already; it counts as the newest then.
    func isNewest(_ turn: Int, of package: Int, _ part: Part) -> Bool {
        state.withLock { state in
            let place = Key(package: package, part: part)
            guard state.kept[place, default: 0] < turn else { return false }
            state.kept[place] = turn
            // A reading that so many have overtaken has long timed out.
            if state.kept.count > 2 * Self.mostKept {
                state.kept = state.kept.filter { $0.value > state.last - Self.mostKept }
            }
            return true
        }
    }

    /// Does the work once no other work for the package is running.
    func inTurn<Failure>(of package: Int, _ work: () async throws(Failure) -> Void) async throws(Failure) {
        await begin(package)
        defer { end(package) }
        try await work()
    }

    private func begin(_ package: Int) async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.waiters[package] == nil else {
                    state.waiters[package]?.append(continuation)
                    return false
                }
                state.waiters[package] = []
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    private func end(_ package: Int) {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let waiters = state.waiters[package], !waiters.isEmpty else {
                state.waiters[package] = nil
                return nil
            }
            return state.waiters[package]?.removeFirst()
        }
        next?.resume()
    }
}
