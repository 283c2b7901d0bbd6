public import OMS

/// The packages of the mirror as the station looks at them: sorted, searchable, found by any code.
///
/// It answers from memory. Changes are worked in; nothing is rebuilt for one package.
public struct PackageIndex: Sendable {
    /// Every package has a slot that stays its own; a package that left leaves an empty one behind.
    private var packages: [PackageSummary?] = []
    private var slots: [Int: Int32] = [:]
    private var free: [Int32] = []
    private var text = SearchText()
    private var codes = CodeTable()
    private var itemCodes = CodeTable()
    /// Grows with every change, so that two versions can be told apart without comparing them.
    private(set) var revision = 0

    /// An index of nothing.
    public init() {}

    /// An index of these packages.
    public init(_ packages: [PackageSummary]) {
        self.packages.reserveCapacity(packages.count)
        slots.reserveCapacity(packages.count)
        apply(packages, removed: [])
    }

    /// How many packages there are.
    public var count: Int { slots.count }

    /// The package with that id.
    public subscript(id: Int) -> PackageSummary? { slots[id].flatMap { packages[Int($0)] } }

    /// Works in packages that are new or changed, and takes out those that left.
    public mutating func apply(_ changed: [PackageSummary], removed: [Int]) {
        for id in removed { remove(id) }
        for package in changed { set(package) }
        codes.settle()
        itemCodes.settle()
        revision += 1
    }

    private mutating func set(_ package: PackageSummary) {
        let slot = slots[package.id] ?? free.popLast() ?? Int32(packages.count)
        if Int(slot) == packages.count { packages.append(nil) }
        let old = packages[Int(slot)]
        guard old != package else { return }
        packages[Int(slot)] = package
        slots[package.id] = slot
        text.set(package.searchText, for: slot)
        for code in package.ownCodes { codes.add(CodeForm.key(code), slot: slot) }
        if old?.itemCodes != package.itemCodes {
            for code in package.itemCodes { itemCodes.add(CodeForm.key(code), slot: slot) }
        }
    }

    private mutating func remove(_ id: Int) {
        guard let slot = slots.removeValue(forKey: id) else { return }
        packages[Int(slot)] = nil
        text.remove(slot)
        free.append(slot)
    }

    /// How many packages a predicate admits.
    func count(where admits: (PackageSummary) -> Bool) -> Int {
        packages.reduce(0) { count, package in
            package.map(admits) == true ? count + 1 : count
        }
    }

    /// The packages that a predicate admits, in the order of the work: due first, then the oldest.
    func ids(where admits: (PackageSummary) -> Bool) -> [Int] {
        sorted(packages.lazy.compactMap(\.self).filter(admits))
    }

    /// The packages whose text holds every one of the folded terms, in the order of the work.
    func ids(matching terms: [[UInt8]], where admits: (PackageSummary) -> Bool) -> [Int] {
        guard let rarest = terms.max(by: { $0.count < $1.count }) else { return ids(where: admits) }
        let hits = text.slots(containing: rarest).filter { slot in
            terms.allSatisfy { $0 == rarest || text.contains($0, in: slot) }
        }
        return sorted(hits.lazy.compactMap { packages[Int($0)] }.filter(admits))
    }

    private func sorted(_ packages: some Sequence<PackageSummary>) -> [Int] {
        packages.map { (due: $0.due?.microseconds ?? .max, id: $0.id) }
            .sorted { $0 < $1 }
            .map(\.id)
    }

    /// The packages that are called so: by number, order number, tracking number or invoice number.
    func packages(called code: CodeReading) -> [PackageSummary] {
        matches(code.keys.flatMap(codes.candidates)) { $0.ownCodes.contains { code.keys.contains(CodeForm.key($0)) } }
    }

    /// The packages that need goods with that code on them, the oldest first.
    func packages(needing code: CodeReading) -> [PackageSummary] {
        matches(code.keys.flatMap(itemCodes.candidates)) {
            $0.itemCodes.contains { code.keys.contains(CodeForm.key($0)) }
        }
        .sorted { ($0.due?.microseconds ?? .max, $0.id) < ($1.due?.microseconds ?? .max, $1.id) }
    }

    private func matches(_ slots: [Int32], where isMatch: (PackageSummary) -> Bool) -> [PackageSummary] {
        var seen: Set<Int32> = []
        return slots.sorted().compactMap { slot in
            guard seen.insert(slot).inserted, let package = packages[Int(slot)], isMatch(package) else { return nil }
            return package
        }
    }
}

extension PackageIndex: Equatable {
    /// Two indexes are equal when they hold the same packages.
    public static func == (left: PackageIndex, right: PackageIndex) -> Bool {
        left.slots.count == right.slots.count && left.slots.keys.allSatisfy { left[$0] == right[$0] }
    }
}

extension PackageSummary {
    /// The codes that name the package itself.
    fileprivate var ownCodes: [String] {
        [number, orderNumber, trackingNumber, invoiceNumber].compactMap(\.self)
    }

    /// What the filter looks at, folded: number, order, customer, city, SKUs, barcodes and state.
    fileprivate var searchText: [UInt8] {
        var result: [UInt8] = []
        for part in [number, orderNumber, trackingNumber, customer, city, state.name].compactMap(\.self) + itemCodes {
            Folding.append(part, to: &result)
            result.append(0x1F)
        }
        return result
    }
}
