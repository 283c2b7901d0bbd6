import Synchronization

/// Waits that are written down and pass a thousand times as fast; those of an hour and more last, for no test wants what
/// they lead to.
final class Waits: Sendable {
    private let list = Mutex<[Duration]>([])

    var all: [Duration] { list.withLock { $0 } }

    @Sendable func sleep(_ time: Duration) async throws {
        list.withLock { $0.append(time) }
        try await Task.sleep(for: time > .seconds(1_800) ? time : time / 1_000)
    }
}
