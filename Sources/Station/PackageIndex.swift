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
    /// Whether the mirror has more packages than are in here yet.
    public let isPart: Bool

    /// An index of nothing.
    public init() { isPart = false }

    /// An index of these packages; of a part of them where the others are still to come.
    public init(_ packages: [PackageSummary], isPart: Bool = false) {
        self.isPart = isPart
        self.packages.reserveCapacity(packages.count)
        slots.reserveCapacity(packages.count)
        apply(packages, removed: [])
    }

    /// How many packages there are.
    public var count: Int { slots.count }

    /// The package with that id.
    public subscript(id: Int) -> PackageSummary? { slots[id].flatMap { packages[Int($0)] } }

    /// Takes out packages that left, then works in those that are new or changed; gives what that came to, in order.
    @discardableResult
    public mutating func apply(_ changed: [PackageSummary], removed: [Int]) -> [Change] {
        var changes: [Change] = []
        for id in removed {
            guard let old = self[id] else { continue }
            changes.append(Change(old: old, new: nil))
            remove(id)
        }
        for package in changed {
            changes.append(Change(old: self[package.id], new: package))
            set(package)
        }
        codes.settle()
        itemCodes.settle()
        return changes
    }

    /// A package before and after; nil where it was not there yet, or is not there any more.
    public struct Change: Equatable, Sendable {
        let old: PackageSummary?
        let new: PackageSummary?
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
    func orders(where admits: (PackageSummary) -> Bool) -> [WorkOrder] {
        sorted(packages.lazy.compactMap(\.self).filter(admits))
    }

    /// The packages whose text holds every one of the folded terms, in the order of the work.
    func orders(matching terms: [[UInt8]], where admits: (PackageSummary) -> Bool) -> [WorkOrder] {
        guard let rarest = terms.max(by: { $0.count < $1.count }) else { return orders(where: admits) }
        let hits = text.slots(containing: rarest).filter { slot in
            terms.allSatisfy { $0 == rarest || text.contains($0, in: slot) }
        }
        return sorted(hits.lazy.compactMap { packages[Int($0)] }.filter(admits))
    }

    /// Whether the text of a package holds every one of the folded terms.
    func matches(_ id: Int, terms: [[UInt8]]) -> Bool {
        guard let slot = slots[id] else { return false }
        return terms.allSatisfy { text.contains($0, in: slot) }
    }

    private func sorted(_ packages: some Sequence<PackageSummary>) -> [WorkOrder] {
        packages.map(WorkOrder.init).sorted()
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
        .sorted { WorkOrder($0) < WorkOrder($1) }
    }

    private func matches(_ slots: [Int32], where isMatch: (PackageSummary) -> Bool) -> [PackageSummary] {
        var seen: Set<Int32> = []
        return slots.sorted().compactMap { slot in
            guard seen.insert(slot).inserted, let package = packages[Int(slot)], isMatch(package) else { return nil }
            return package
        }
    }
}

/// The order in which packages are worked on: due first, then the oldest; those without a time come last.
struct WorkOrder: Comparable, Sendable {
    let due: Int64
    let id: Int

    init(_ package: PackageSummary) {
        due = package.due?.microseconds ?? .max
        id = package.id
    }

    static func < (left: WorkOrder, right: WorkOrder) -> Bool { (left.due, left.id) < (right.due, right.id) }
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
