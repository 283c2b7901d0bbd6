import DequeModule
import OMS

/// The package that was asked for and has not come yet, and what waits in line for it.
struct PackageOpening: Equatable, Sendable {
    /// The package that was asked for.
    private(set) var package: Int?
    /// The scan that opened the package on the bench; nil where it was not opened by its own code.
    private(set) var scan: Scan?
    /// The finished package whose log is to say when and by whom, and whether the OMS is still asked for it.
    private(set) var finished: FinishedPackage?
    /// What waits, in its order.
    private(set) var waiting: Deque<Waiting> = []

    /// A finished package that was opened, until its log has said when it was finished and by whom.
    struct FinishedPackage: Equatable, Sendable {
        let id: Int
        let scan: Scan
    }

    /// Something that waits until the package that was asked for has come.
    enum Waiting: Equatable, Sendable {
        case scan(Scan)
        case command(CommandKind, Scan)
        /// A program's order to pack a package of which something was checked before.
        case packing(String, JSONValue, isForced: Bool, Scan)

        /// The scan, or the key or word, that waits.
        var scan: Scan {
            switch self {
            case .scan(let scan), .command(_, let scan), .packing(_, _, _, let scan): scan
            }
        }

        /// Whether it is a command for the package that is being opened.
        var isCommand: Bool { if case .scan = self { false } else { true } }
    }

    // MARK: - The package

    /// A package is asked for.
    mutating func begin(_ package: Int) {
        (self.package, scan, finished) = (package, nil, nil)
    }

    /// The package that is asked for is opened by that scan; `isFinished` where nothing is left to be packed.
    mutating func note(_ scan: Scan, isFinished: Bool) {
        self.scan = scan
        if isFinished, let package { finished = FinishedPackage(id: package, scan: scan) }
    }

    /// The package has come, or cannot come; false where another one is asked for.
    mutating func end(_ package: Int) -> Bool {
        guard self.package == package else { return false }
        self.package = nil
        return true
    }

    /// The log of the finished package is no longer waited for.
    mutating func endWaitForLog() { finished = nil }

    // MARK: - The line

    mutating func append(_ waiting: Waiting) { self.waiting.append(waiting) }

    /// Puts something before all that waits.
    mutating func insertFirst(_ waiting: Waiting) { self.waiting.prepend(waiting) }

    /// Puts a scan before all that waits, or in the place where it waits already.
    mutating func replaceWaiting(_ scan: Scan) {
        if let place = waiting.firstIndex(where: { $0.scan.number == scan.number }) {
            waiting[place] = .scan(scan)
        } else {
            insertFirst(.scan(scan))
        }
    }

    /// Takes the next that waits; nil where nothing does.
    mutating func popFirst() -> Waiting? { waiting.popFirst() }

    /// Takes the next that waits if it is a command.
    mutating func popFirstCommand() -> Waiting? { waiting.first?.isCommand == true ? waiting.popFirst() : nil }

    /// Takes all that waits.
    mutating func removeAll() -> [Waiting] {
        defer { waiting = [] }
        return Array(waiting)
    }

    /// Takes what waits at the front as long as it was meant for the package, but for what is kept; gives what was taken.
    mutating func removeFirst(
        while isMeant: (Waiting) -> Bool, unless isKept: (Waiting) -> Bool
    ) -> [Waiting] {
        let meant = waiting.prefix(while: isMeant)
        let kept = meant.filter(isKept)
        let dropped = Array(meant.filter { !kept.contains($0) })
        waiting.replaceSubrange(meant.indices, with: kept)
        return dropped
    }
}
