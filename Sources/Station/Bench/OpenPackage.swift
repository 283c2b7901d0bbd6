public import OMS

/// The package on the bench: what is in it, what was checked, and what happened to it before.
public struct OpenPackage: Equatable, Sendable {
    /// The package as the mirror has it.
    public private(set) var package: Package
    /// What a list shows of the package.
    public private(set) var summary: PackageSummary
    /// Its history, the newest first; nil while it has not been read.
    public internal(set) var logs: [TransitionLog]?
    /// Its items, by product.
    public private(set) var lines: [PackageLine]
    /// What was checked.
    public internal(set) var session: PackingSession
    /// The line that the cursor is on, in the items or, past them, in the log.
    public internal(set) var cursor = 0
    /// The first line that is shown.
    public internal(set) var top = 0
    /// What codes with two meanings were said to be, until the package is left.
    var meanings: [String: CodeMeaning] = [:]

    /// What a code is that stands on goods of the package and is another package's number too.
    enum CodeMeaning: Equatable, Sendable {
        case goods, package
    }

    init(_ opened: OpenedPackage, session: PackingSession?) {
        package = opened.package
        summary = PackageSummary(opened.package)
        logs = opened.logs
        lines = PackageLine.lines(of: opened.package)
        self.session = session ?? PackingSession(package: opened.package.id)
    }

    /// Takes over a newer version of the package, and takes back what is checked of units that it no longer needs.
    ///
    /// Returns the ids of the lines of which units were taken back, with how many.
    mutating func update(_ opened: OpenedPackage) -> [(line: String, count: Int)] {
        let same = Self.unitsInBoth(package, opened.package)
        package = opened.package
        summary = PackageSummary(opened.package)
        logs = opened.logs ?? logs
        lines = PackageLine.lines(of: opened.package)
        cursor = min(cursor, max(0, rowCount - 1))
        return session.takeBackExcess(over: lines, most: same)
    }

    /// How many units of each line are in both readings: those that were exchanged for others of the product are not.
    ///
    /// Of a line with a quantity that cannot be read that is not known: nothing is taken back for it.
    private static func unitsInBoth(_ old: Package, _ new: Package) -> [String: Int] {
        func units(_ package: Package) -> [PackContents.Goods: Int] {
            package.neededItems.reduce(into: [:]) { $0[PackContents.Goods($1), default: 0] += $1.quantity }
        }
        let newUnits = units(new)
        let unclear = Set(new.neededItems.filter { $0.unreadableQuantity != nil }.map(\.product.key))
        return units(old).reduce(into: [:]) { same, goods in
            guard !unclear.contains(goods.key.product) else { return }
            same[goods.key.product, default: 0] += min(goods.value, newUnits[goods.key] ?? 0)
        }
    }

    /// Takes over a check of another package, as far as this one needs it; gives how many units that was.
    mutating func add(_ check: PackingSession.Check) -> Int {
        guard let line = lines.first(where: { $0.id == check.line }),
            refusal(of: check.serial, count: check.count, on: line, shown: "") == nil
        else { return 0 }
        let taken = min(check.count, line.needed - session.checked(line))
        guard taken > 0 else { return 0 }
        session.add(PackingSession.Check(line: check.line, count: taken, serial: check.serial))
        return taken
    }

    /// The facts that a bench can set, as far as they are set: the invoice's number, and what another system calls it.
    public var facts: [(fact: FactOffer, value: String)] {
        [(FactOffer.invoiceNumber, package.invoiceNumber), (.remoteID, package.remoteID)].compactMap { fact, value in
            value.flatMap { $0.isEmpty ? nil : (fact, $0) }
        }
    }

    /// How many units are needed.
    public var needed: Int { lines.reduce(0) { $0 &+ $1.needed } }

    /// How many of them are checked.
    public var checked: Int { lines.reduce(0) { $0 &+ min($1.needed, session.checked($1)) } }

    /// Whether everything is checked; never where items are missing or cannot be read.
    public var isComplete: Bool { summary.isCheckable && missing.isEmpty }

    /// What is not checked, and what keeps it from being checked; nil where everything is.
    var uncheckedUnits: UncheckedUnits? {
        isComplete
            ? nil : UncheckedUnits(count: needed - checked, needed: needed, fault: summary.contentsFault)
    }

    /// The lines that lack something, with how many.
    public var missing: [(line: PackageLine, count: Int)] {
        lines.compactMap { line in
            let count = line.needed - session.checked(line)
            return count > 0 ? (line, count) : nil
        }
    }

    /// How many lines the cursor can be on: those of the items, then those of the log.
    var rowCount: Int { lines.count + (logs?.count ?? 0) }

    /// The goods as they are known now, with what is checked of them, for a command that depends on them.
    var contents: PackContents {
        var left = countsByGoods
        return PackContents(of: package, isForced: !isComplete) { goods in left.removeValue(forKey: goods) ?? 0 }
    }

    /// What is checked, by goods: a unit with a serial number is itself, and others fill the rest of their line in order.
    private var countsByGoods: [PackContents.Goods: Int] {
        var counts: [PackContents.Goods: Int] = [:]
        for line in lines {
            let checks = session.checks.filter { $0.line == line.id }
            var plain = checks.reduce(0) { $0 + $1.count }
            let items = package.neededItems.filter { $0.product.key == line.id }
            for item in items {
                guard let serial = item.serialNumber.map(CodeForm.key) else { continue }
                let isChecked = checks.contains { $0.serial?.number == serial }
                counts[PackContents.Goods(item), default: 0] += isChecked ? item.quantity : 0
                if isChecked { plain -= item.quantity }
            }
            for item in items where item.serialNumber == nil {
                let count = min(item.quantity, max(0, plain))
                counts[PackContents.Goods(item), default: 0] += count
                plain -= count
            }
            // Nobody knows how many are needed where the quantity cannot be read: what is left was checked of that.
            if plain > 0, let item = items.first(where: { $0.unreadableQuantity != nil }) {
                counts[PackContents.Goods(item), default: 0] += plain
            }
        }
        return counts
    }

    /// The serial numbers of units of a line that are not checked yet.
    public func missingSerials(of line: PackageLine) -> [String] {
        let counted = session.checks.filter { $0.line == line.id }.compactMap(\.serial?.number)
        return line.serials.filter { !counted.contains(CodeForm.key($0)) }
    }

    /// How many units without a serial number of their own a line still needs.
    func missingUnmarked(of line: PackageLine) -> Int {
        let own = line.serials.map(CodeForm.key)
        let marked = session.checks.count { check in
            check.line == line.id && (check.serial.map { own.contains($0.number) } ?? false)
        }
        return line.unmarked - (session.checked(line) - marked)
    }

    /// Why units of a line cannot be counted by a serial number, or without one; nil where they can.
    ///
    /// `shown` is the serial number as it was read.
    func refusal(
        of serial: PackingSession.Serial?, factor: Int = 1, count: Int, on line: PackageLine, shown: String
    ) -> AlertMessage? {
        let missing = missingSerials(of: line)
        guard let serial else {
            let isTooMany = session.checked(line) + count > line.mostChecked
            let fits = line.serials.isEmpty || missingUnmarked(of: line) >= count
            return fits || isTooMany ? nil : .serialNeeded(title: line.title, serials: missing)
        }
        if factor > 1 { return .oneUnit(title: line.title, serial: shown) }
        if session.hasCounted(serial, line: line) { return .sameUnit(title: line.title, serial: shown) }
        if line.serials.isEmpty || line.serial(serial.number) != nil || missingUnmarked(of: line) > 0 { return nil }
        return .wrongSerial(title: line.title, serial: shown, serials: missing)
    }
}
