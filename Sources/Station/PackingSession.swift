/// What was checked of one package; kept until the package is finished, also across restarts.
public struct PackingSession: Equatable, Sendable {
    /// The package's id.
    public let package: Int
    /// The checks in the order in which they were made, each with the line and how many it added.
    public private(set) var checks: [Check]

    /// One scan that checked something off.
    public struct Check: Equatable, Sendable {
        /// The line's id.
        public let line: String
        /// How many units it checked.
        public let count: Int

        /// So many units of a line.
        public init(line: String, count: Int) {
            self.line = line
            self.count = count
        }
    }

    /// A session in which these checks were made.
    public init(package: Int, checks: [Check] = []) {
        self.package = package
        self.checks = checks
    }

    /// How many units of a line are checked.
    public func checked(_ line: PackageLine) -> Int {
        checks.reduce(0) { $1.line == line.id ? $0 &+ $1.count : $0 }
    }

    /// How many units are checked in all.
    var count: Int { checks.reduce(0) { $0 &+ $1.count } }

    /// Checks units of a line.
    mutating func check(_ line: PackageLine, count: Int) {
        add(Check(line: line.id, count: count))
    }

    /// Adds a check.
    mutating func add(_ check: Check) { checks.append(check) }

    /// Takes the last check back: of one line, or of any.
    mutating func undo(line: PackageLine? = nil) -> Check? {
        guard let index = checks.lastIndex(where: { line == nil || $0.line == line?.id }) else { return nil }
        return checks.remove(at: index)
    }

    /// Forgets every check.
    mutating func reset() { checks = [] }
}
