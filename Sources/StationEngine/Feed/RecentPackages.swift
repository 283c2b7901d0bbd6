import DequeModule
import OMS

/// What was in the feed last of each package: what is read again because it may have become visible late is not written twice.
struct RecentPackages {
    /// How many packages are remembered: more than change while one reading overlaps the next.
    private static let most = 5_000

    private var known: [Int: Int] = [:]
    /// Their ids, those that came first in front.
    private var order: Deque<Int> = []

    /// Whether nothing is known.
    var isEmpty: Bool { known.isEmpty }

    /// Whether the package was something else the last time, or is not remembered.
    func isNews(_ package: Package) -> Bool { known[package.id] != package.raw.hashValue }

    /// Remembers what is in the feed of a package.
    mutating func note(_ package: Package) {
        if known.updateValue(package.raw.hashValue, forKey: package.id) == nil { order.append(package.id) }
        if order.count > Self.most, let oldest = order.popFirst() { known[oldest] = nil }
    }
}
