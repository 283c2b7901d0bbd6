import DequeModule
import Foundation
import Synchronization

/// The requests that reached the sandbox, the last 10,000 of them.
final class RequestJournal: Sendable {
    private struct Pages {
        var entries: Deque<LoggedRequest> = []
        var next = 1
    }

    private static let most = 10_000
    private static let longestBody = 65_536

    private let pages = Mutex(Pages())

    /// What becomes known of a request while it is handled.
    struct Outcome: Sendable {
        var user: String?
        var status: Int?
        var fault: Fault.Kind?
    }

    var entries: [LoggedRequest] {
        pages.withLock { Array($0.entries) }
    }

    func clear() {
        pages.withLock { $0.entries = [] }
    }

    /// Writes a request down on arrival, so that one that is never answered is there too.
    func begin(_ date: Date, method: String, path: String, query: String?, body: [UInt8]) -> Int {
        pages.withLock { pages in
            let entry = LoggedRequest(
                number: pages.next, date: date, method: method, path: path, query: query,
                body: String(decoding: body.prefix(Self.longestBody), as: UTF8.self),
                user: nil, status: nil, fault: nil, seconds: 0)
            pages.next += 1
            if pages.entries.count == Self.most { pages.entries.removeFirst() }
            pages.entries.append(entry)
            return entry.number
        }
    }

    /// Writes down what became of it.
    func end(_ number: Int, _ outcome: Outcome, seconds: Double) {
        pages.withLock { pages in
            guard let index = pages.entries.lastIndex(where: { $0.number == number }) else { return }
            let entry = pages.entries[index]
            pages.entries[index] = LoggedRequest(
                number: entry.number, date: entry.date, method: entry.method, path: entry.path, query: entry.query,
                body: entry.body, user: outcome.user, status: outcome.status, fault: outcome.fault, seconds: seconds)
        }
    }
}
