import Foundation

/// The sandbox's time: the real one, or one that started at a given moment and has run on since.
struct Clock: Sendable {
    private let offset: Int64

    init(startingAt start: Instant?) {
        offset = start.map { $0.microseconds - Instant(Date()).microseconds } ?? 0
    }

    func now() -> Instant {
        Instant(microseconds: Instant(Date()).microseconds + offset)
    }
}
