public import OMS

/// The package on the bench: what is in it, what was checked, and what happened to it before.
public struct OpenPackage: Equatable, Sendable {
    /// The package as the mirror has it.
    public internal(set) var package: Package
    /// Its history, the newest first; nil while it has not been read.
    public internal(set) var logs: [TransitionLog]?
    /// Its items, by product.
    public internal(set) var lines: [PackageLine]
    /// What was checked.
    public internal(set) var session: PackingSession
    /// The line that the cursor is on, in the items or, past them, in the log.
    public internal(set) var cursor = 0
    /// The first line that is shown.
    public internal(set) var top = 0

    init(_ opened: OpenedPackage, session: PackingSession?) {
        package = opened.package
        logs = opened.logs
        lines = PackageLine.lines(of: opened.package)
        self.session = session ?? PackingSession(package: opened.package.id)
    }

    /// Takes over a newer version of the package; what was checked stays checked.
    mutating func update(_ opened: OpenedPackage) {
        package = opened.package
        logs = opened.logs ?? logs
        lines = PackageLine.lines(of: opened.package)
        cursor = min(cursor, max(0, rowCount - 1))
    }

    /// How many units are needed.
    public var needed: Int { lines.reduce(0) { $0 &+ $1.needed } }

    /// How many of them are checked.
    public var checked: Int { lines.reduce(0) { $0 &+ min($1.needed, session.checked($1)) } }

    /// Whether everything is checked.
    public var isComplete: Bool { lines.allSatisfy { session.checked($0) >= $0.needed } }

    /// The lines that lack something, with how many.
    public var missing: [(line: PackageLine, count: Int)] {
        lines.compactMap { line in
            let count = line.needed - session.checked(line)
            return count > 0 ? (line, count) : nil
        }
    }

    /// How many lines the cursor can be on: those of the items, then those of the log.
    var rowCount: Int { lines.count + (logs?.count ?? 0) }
}
