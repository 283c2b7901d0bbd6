import OMS

/// What was checked of one package; kept until the package is finished, also across restarts.
public struct PackingSession: Equatable, Sendable {
    /// The package's id.
    public let package: Int
    /// What was done, in order: nothing is forgotten, so that each step can be undone.
    public private(set) var steps: [Step] {
        didSet {
            firstCounting = Self.firstCounting(of: steps)
            count = Self.count(of: steps[firstCounting...])
        }
    }
    /// How many units are checked in all: asked for each row of the list that is drawn.
    public private(set) var count: Int
    /// The first step that counts: the one after checking was started last.
    private var firstCounting: Int

    /// One thing that a packer did.
    public enum Step: Equatable, Sendable {
        /// Units were checked.
        case check(Check)
        /// Checking was started again: the checks before it do not count.
        case restart
    }

    /// One scan that checked something off.
    public struct Check: Equatable, Sendable {
        /// The line's id.
        public let line: String
        /// How many units it checked.
        public let count: Int
        /// The serial number of the unit, and the trade item that it is a number of, where the code had them.
        public let serial: Serial?

        /// So many units of a line.
        public init(line: String, count: Int, serial: Serial? = nil) {
            self.line = line
            self.count = count
            self.serial = serial
        }
    }

    /// What identifies one physical unit.
    public struct Serial: Equatable, Sendable {
        /// The serial number, in the form in which codes are compared.
        public let number: String
        /// The GTIN as 14 digits; nil where the code had none.
        public let gtin: String?

        /// A serial number of a trade item.
        public init(_ number: String, gtin: String?) {
            self.number = number
            self.gtin = gtin
        }

        /// Whether both are on the same unit, if both are of goods of the same line: trade items that both name decide.
        func isSameUnit(as other: Serial) -> Bool {
            guard number == other.number else { return false }
            guard let gtin, let otherGTIN = other.gtin else { return true }
            return gtin == otherGTIN
        }
    }

    /// A session in which these checks were made.
    public init(package: Int, checks: [Check] = []) {
        self.init(package: package, steps: checks.map(Step.check))
    }

    /// A session in which these steps were taken.
    public init(package: Int, steps: [Step]) {
        self.package = package
        self.steps = steps
        firstCounting = Self.firstCounting(of: steps)
        count = Self.count(of: steps[firstCounting...])
    }

    private static func count(of steps: ArraySlice<Step>) -> Int {
        steps.reduce(0) { sum, step in if case .check(let check) = step { sum &+ check.count } else { sum } }
    }

    private static func firstCounting(of steps: [Step]) -> Int { steps.lastIndex(of: .restart).map { $0 + 1 } ?? 0 }

    /// The checks that count, in the order in which they were made: those since checking was started last.
    public var checks: [Check] {
        steps[firstCounting...].compactMap { if case .check(let check) = $0 { check } else { nil } }
    }

    /// Whether there is nothing to keep.
    public var isEmpty: Bool { steps.isEmpty }

    /// How many units of a line are checked.
    public func checked(_ line: PackageLine) -> Int {
        // Asked for each row that is drawn: nothing is copied for it.
        var count = 0
        for step in steps[firstCounting...] {
            if case .check(let check) = step, check.line == line.id { count &+= check.count }
        }
        return count
    }

    /// Whether a unit with that serial number was counted: of any line where the trade item is known, else of this one.
    func hasCounted(_ serial: Serial, line: PackageLine) -> Bool {
        checks.contains { check in
            guard let counted = check.serial, counted.isSameUnit(as: serial) else { return false }
            return check.line == line.id || (serial.gtin != nil && counted.gtin != nil)
        }
    }

    /// Adds a check.
    mutating func add(_ check: Check) { steps.append(.check(check)) }

    /// Takes the last step back: the last check, also of one line, or the last start from the beginning.
    mutating func undo(line: PackageLine? = nil) -> Step? {
        guard let line else { return steps.popLast() }
        let index = steps[firstCounting...].lastIndex { step in
            if case .check(let check) = step { check.line == line.id } else { false }
        }
        return index.map { steps.remove(at: $0) }
    }

    /// Starts checking again; undone by `undo`.
    ///
    /// Of a session that is written with each scan, what was checked before an earlier start is forgotten once it is long.
    mutating func restart() {
        guard firstCounting < steps.count else { return }
        let earlier = firstCounting
        steps.append(.restart)
        if steps.count > Self.mostSteps { steps.removeFirst(earlier) }
    }

    /// How many steps are kept although checking was started again since.
    private static let mostSteps = 500

    /// Takes back what is checked beyond what the lines of the package need now, the newest checks first.
    ///
    /// A check with a serial number that the OMS names stands for that unit; all others stand for the units without one.
    /// `most` says of lines how many units can still be those that were checked, where some were exchanged for others.
    /// Returns the ids of the lines of which units were taken back, with how many.
    mutating func takeBackExcess(over lines: [PackageLine], most: [String: Int] = [:]) -> [(line: String, count: Int)] {
        var taken: [(line: String, count: Int)] = []
        for id in checks.map(\.line).uniqued() {
            let line = lines.first { $0.id == id }
            let marked = checks.filter { $0.line == id && Self.isMarked($0, on: line) }.reduce(0) { $0 + $1.count }
            let plain = checks.reduce(0) { $1.line == id ? $0 &+ $1.count : $0 } - marked
            let room = min(line?.mostUnmarked ?? 0, max(0, (most[id] ?? .max) - marked))
            guard plain > room else { continue }
            taken.append((id, plain - room))
            takeBack(plain - room, of: id) { !Self.isMarked($0, on: line) }
        }
        return taken
    }

    private static func isMarked(_ check: Check, on line: PackageLine?) -> Bool {
        check.serial.map { line?.serial($0.number) != nil } ?? false
    }

    private mutating func takeBack(_ count: Int, of line: String, where fits: (Check) -> Bool) {
        var (steps, excess) = (steps, count)
        for index in steps.indices.reversed() where index >= firstCounting && excess > 0 {
            guard case .check(let check) = steps[index], check.line == line, fits(check) else { continue }
            let rest = max(0, check.count - excess)
            excess -= check.count - rest
            steps[index] = .check(Check(line: line, count: rest, serial: check.serial))
        }
        self.steps = steps.filter { if case .check(let check) = $0 { check.count > 0 } else { true } }
    }
}
