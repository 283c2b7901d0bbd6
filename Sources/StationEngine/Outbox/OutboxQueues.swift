import DequeModule
import OMS
import StationStore

/// What is to be done for each package, in which order, and which packages have their turn.
struct OutboxQueues {
    /// What is done for a package next.
    enum Work {
        /// Its oldest command is brought further.
        case deliver(OutboxEntry)
        /// It is read because a pack was applied, and not looked at since.
        case compare(OutboxEntry)
    }

    /// What is not finished, by package, oldest first.
    private var queues: [Int: [OutboxEntry]] = [:]
    /// Packs that were applied and whose package was not read since, by package.
    private var comparisons: [Int: [OutboxEntry]] = [:]
    /// Packages whose next work may be done, in their order.
    private var ready: Deque<Int> = []
    /// Packages whose command is being delivered, or waits for its next attempt.
    private var busy: Set<Int> = []

    /// Takes note of how far a command has come.
    mutating func keep(_ entry: OutboxEntry) {
        let package = entry.intent.package
        Self.put(entry, into: &queues[package], if: !entry.stage.isFinal)
        let isToCompare = entry.stage == .applied && entry.intent.kind == .pack && entry.intent.contents != nil
        Self.put(entry, into: &comparisons[package], if: isToCompare)
        offer(package)
    }

    /// Takes note that the package of a pack was read since that was applied.
    mutating func compared(_ entry: OutboxEntry) {
        Self.put(entry, into: &comparisons[entry.intent.package], if: false)
    }

    /// The next work of a package that is not busy, which is busy from then on.
    mutating func next() -> Work? {
        while let package = ready.popFirst() {
            if let work = work(for: package), busy.insert(package).inserted { return work }
        }
        return nil
    }

    /// Takes a package for which there is nothing to do, before its first command; false where it cannot be had.
    mutating func reserve(_ package: Int) -> Bool {
        guard queues[package] == nil, comparisons[package] == nil else { return false }
        return busy.insert(package).inserted
    }

    /// Gives back a package that was taken for a command which could not be written; false where it has one.
    mutating func release(_ package: Int) -> Bool {
        guard queues[package] == nil else { return false }
        return busy.remove(package) != nil
    }

    /// Ends the work of a package, which has its next turn after all others.
    mutating func end(_ package: Int) {
        busy.remove(package)
        offer(package)
    }

    /// Lets a package have its turn, where it waits for one.
    private mutating func offer(_ package: Int) {
        if !busy.contains(package), work(for: package) != nil { ready.append(package) }
    }

    /// What a package waits for; nil where it waits for a person, or for nothing.
    private func work(for package: Int) -> Work? {
        if let entry = comparisons[package]?.first { return .compare(entry) }
        guard let entry = queues[package]?.first, entry.stage != .needsAttention else { return nil }
        return .deliver(entry)
    }

    /// Puts an entry in its place of a list, or takes it out.
    private static func put(_ entry: OutboxEntry, into list: inout [OutboxEntry]?, if belongs: Bool) {
        var entries = list ?? []
        entries.removeAll { $0.id == entry.id }
        if belongs { entries.insert(entry, at: entries.firstIndex { $0.id > entry.id } ?? entries.endIndex) }
        list = entries.isEmpty ? nil : entries
    }
}
