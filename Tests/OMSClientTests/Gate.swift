import Dispatch

/// A gate on which threads of servers wait until the test opens it, once; open for ever after.
final class Gate: Sendable {
    private let group = DispatchGroup()

    init() { group.enter() }

    /// Holds the calling thread until the gate is open.
    func pass() { group.wait() }

    /// Holds the calling task until the gate is open.
    func opened() async {
        await withCheckedContinuation { continuation in
            group.notify(queue: .global()) { continuation.resume() }
        }
    }

    func open() { group.leave() }
}
