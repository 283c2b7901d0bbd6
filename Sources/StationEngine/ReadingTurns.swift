import Synchronization

/// Which reading of a package was begun last of those that have come to their end: answers can overtake one another.
final class ReadingTurns: Sendable {
    private struct State {
        var last = 0
        var kept: [Int: Int] = [:]
    }

    private let state = Mutex(State())

    /// The turn of a reading that begins now.
    func begin() -> Int {
        state.withLock { state in
            state.last += 1
            return state.last
        }
    }

    /// Whether no reading of the package that began later has ended already; it counts as the newest then.
    func isNewest(_ turn: Int, of package: Int) -> Bool {
        state.withLock { state in
            guard state.kept[package, default: 0] < turn else { return false }
            state.kept[package] = turn
            return true
        }
    }
}
