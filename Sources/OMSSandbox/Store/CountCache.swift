import Synchronization

/// How many rows a filter has, remembered until the next change: counting half a million rows takes longer than
/// reading a page of them, and each page of a list asks for the same count.
final class CountCache: Sendable {
    private struct Contents {
        var version = 0
        var counts: [String: Int] = [:]
    }

    private let contents = Mutex(Contents())

    /// The remembered count of a filter, or what `count` finds; a count that a change overtook is not remembered.
    func count(of filter: String, _ count: () throws -> Int) throws -> Int {
        let (version, known) = contents.withLock { ($0.version, $0.counts[filter]) }
        if let known { return known }
        let found = try count()
        contents.withLock { contents in
            if contents.version == version { contents.counts[filter] = found }
        }
        return found
    }

    /// Forgets all counts; called before a change and after it.
    func clear() {
        contents.withLock { contents in
            contents.version += 1
            contents.counts = [:]
        }
    }
}
