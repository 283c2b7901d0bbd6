import OMS
import Synchronization
import TestTools

/// The packages that the benches of a simulation have among them: which are left, and in whose hands the others are.
final class SharedWork: Sendable {
    private struct Left {
        let package: Package
        /// The benches that could not do it.
        var refusers: Set<String> = []
    }

    private struct State {
        var left: [Left]
        /// What is being checked, and what is to be packed and is not known to be.
        var hands: [String: (package: Package, bench: String)] = [:]
        var queued: [String: (package: Package, bench: String)] = [:]
        var packed: Set<String> = []
    }

    private let state: Mutex<State>
    private let (news, tell) = AsyncStream.makeStream(of: Int.self)

    init(_ packages: [Package]) { state = Mutex(State(left: packages.map { Left(package: $0) })) }

    /// How many packages were said to be packed.
    var packed: Int { state.withLock(\.packed.count) }

    /// The next package for a bench, nil where none is left; at times one that another bench has.
    func next(for bench: String, takingOver: Bool, chance: inout SeededGenerator) -> Package? {
        let (pick, fromQueue) = (Int.random(in: 0..<1_000_000, using: &chance), chance.happens(0.2))
        return state.withLock { state in
            let others = (fromQueue ? state.queued : state.hands).values.filter { $0.bench != bench }
                .map(\.package).sorted { $0.number < $1.number }
            if takingOver, !others.isEmpty {
                let package = others[pick % others.count]
                state.queued[package.number] = nil
                state.hands[package.number] = (package, bench)
                return package
            }
            guard let index = state.left.firstIndex(where: { !$0.refusers.contains(bench) }) else { return nil }
            let package = state.left.remove(at: index).package
            state.hands[package.number] = (package, bench)
            return package
        }
    }

    /// A bench does not go on with a package: another does, and this one only where it `canDoIt`.
    func giveBack(_ package: Package, from bench: String, canDoIt: Bool) {
        state.withLock { state in
            guard state.hands[package.number]?.bench == bench else { return }
            state.hands[package.number] = nil
            state.left.append(Left(package: package, refusers: canDoIt ? [] : [bench]))
        }
    }

    /// A bench has lost a package to another.
    func lose(_ package: Package, at bench: String) {
        state.withLock { if $0.hands[package.number]?.bench == bench { $0.hands[package.number] = nil } }
    }

    /// A pack is given.
    func queue(_ package: Package, at bench: String) {
        state.withLock { state in
            guard state.hands[package.number]?.bench == bench else { return }
            state.hands[package.number] = nil
            state.queued[package.number] = (package, bench)
        }
    }

    /// A package is said to be packed.
    func finish(_ number: String) {
        let packed = state.withLock { state in
            state.queued[number] = nil
            state.hands[number] = nil
            state.packed.insert(number)
            return state.packed.count
        }
        tell.yield(packed)
    }

    /// Returns when so many packages were said to be packed, or no more will be; for one who waits.
    func waits(forPacked count: Int) async {
        guard packed < count else { return }
        for await packed in news where packed >= count { return }
    }

    /// Says that no more will be packed.
    func close() { tell.finish() }
}

extension SeededGenerator {
    /// Whether something happens that has this probability.
    mutating func happens(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }
}
