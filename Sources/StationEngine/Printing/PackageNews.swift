import OMS
import Synchronization

/// What may make a label wanted.
enum PackageNews: Sendable {
    /// The mirror has other packages than before.
    case changed([Int])
    /// A command of this bench packed a package.
    case packed(Int, at: Timestamp)
    /// A person wants the label as it is now.
    case asked(Int)
    /// A person has seen to a label that has not come.
    case dismissed(Int)
    /// What came of the links that are labels of a package.
    case fetched([LabelLink: FetchedLabel], of: Int)
    /// Links of a package that could not be fetched are to be tried again.
    case fetchAgain(Int)
    /// Somebody waits until what came before was dealt with.
    case mark
}

/// Who waits until the news that came before were dealt with, in the order of the marks.
final class NewsMarks: Sendable {
    private struct State {
        var waiting: [CheckedContinuation<Void, Never>] = []
        var hasEnded = false
    }

    private let state = Mutex(State())

    /// Returns when the mark that `put` puts behind the news is reached, or when nobody reads them any more.
    func wait(_ put: () -> Void) async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiting.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() } else { put() }
        }
    }

    /// The next mark was reached.
    func reach() {
        let next = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
        next?.resume()
    }

    /// Nobody reads the news any more.
    func end() {
        let rest = state.withLock { state in
            state.hasEnded = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in rest { waiter.resume() }
    }
}
