public import OMS

/// The packages of the mirror as the station looks at them: sorted, searchable, found by any code.
///
/// It answers from memory. Changes are worked in; nothing is rebuilt for one package.
public struct PackageIndex: Sendable {
    /// Every package has a slot that stays its own; a package that left leaves an empty one behind.
    private var packages: [PackageSummary?] = []
    /// What the list goes by, side by side for all slots: a million packages are not to be touched for a letter.
    private var orders: [WorkOrder] = []
    private var kinds: [PackageState.Kind?] = []
    private var slots: [Int: Int32] = [:]
    private var free: [Int32] = []
    private var text = SearchText()
    private var codes = CodeTable()
    private var itemCodes = CodeTable()
    /// Whether the mirror has more packages than are in here yet.
    public let isPart: Bool

    private let states: StateTable

    /// An index of nothing.
    public init(states: StateTable = StateTable()) {
        isPart = false
        self.states = states
    }

    /// An index of these packages; of a part of them where the others are still to come.
    public init(_ packages: [PackageSummary], isPart: Bool = false, states: StateTable = StateTable()) {
        self.isPart = isPart
        self.states = states
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
            guard let old = row(of: id) else { continue }
            changes.append(Change(old: old, new: nil))
            remove(id)
        }
        for package in changed {
            let old = row(of: package.id)
            set(package)
            changes.append(Change(old: old, new: row(of: package.id)))
        }
        codes.settle()
        itemCodes.settle()
        return changes
    }

    /// A package before and after; nil where it was not there yet, or is not there any more.
    public struct Change: Equatable, Sendable {
        let old: Row?
        let new: Row?
    }

    /// What the list goes by: where a package stands, and what its state means.
    struct Row: Equatable, Sendable {
        let order: WorkOrder
        let kind: PackageState.Kind
    }

    private func row(_ slot: Int32) -> Row? {
        kinds[Int(slot)].map { Row(order: orders[Int(slot)], kind: $0) }
    }

    private mutating func set(_ package: PackageSummary) {
        let slot = slots[package.id] ?? free.popLast() ?? Int32(packages.count)
        if Int(slot) == packages.count {
            packages.append(nil)
            orders.append(WorkOrder(package, slot: slot))
            kinds.append(nil)
        }
        let old = packages[Int(slot)]
        guard old != package else { return }
        packages[Int(slot)] = package
        orders[Int(slot)] = WorkOrder(package, slot: slot)
        kinds[Int(slot)] = states.kind(of: package.state)
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
        kinds[Int(slot)] = nil
        text.remove(slot)
        free.append(slot)
    }

    /// Looks at every package, in no particular order.
    func forEach(_ body: (PackageSummary) -> Void) {
        for case let package? in packages { body(package) }
    }

    /// The packages that a predicate admits, in the order of the work.
    func orders(where admits: (Row) -> Bool) -> [WorkOrder] {
        kinds.indices.lazy.compactMap { row(Int32($0)) }.filter(admits).map(\.order).sorted()
    }

    /// Those of some packages whose text holds every one of the folded terms, as they stood.
    func orders(_ orders: [WorkOrder], matching terms: [[UInt8]]) -> [WorkOrder] {
        guard let rarest = terms.max(by: { $0.count < $1.count }) else { return orders }
        // To jump from text to text takes about eight times as long as to read on.
        if orders.count < packages.count / 8 {
            return orders.filter { order in terms.allSatisfy { text.contains($0, in: order.slot) } }
        }
        let hits = text.slots(containing: rarest)
        let others = terms.filter { $0 != rarest }
        return orders.filter { order in
            hits.contains(order.slot) && others.allSatisfy { text.contains($0, in: order.slot) }
        }
    }

    /// Whether the text of a package holds every one of the folded terms.
    func matches(_ order: WorkOrder, terms: [[UInt8]]) -> Bool {
        terms.allSatisfy { text.contains($0, in: order.slot) }
    }

    /// What the list goes by for a package; nil when it is not there.
    func row(of id: Int) -> Row? { slots[id].flatMap(row) }

    /// The packages that are called so: by number, order number, tracking number or invoice number.
    func packages(called code: CodeReading) -> [PackageSummary] {
        slots(among: code.keys.flatMap(codes.candidates)) { package in
            package.ownCodes.contains { code.keys.contains(CodeForm.key($0)) }
        }
        .compactMap { packages[Int($0)] }
    }

    /// The packages that need goods with that code on them, in the order of the work.
    func packages(needing code: CodeReading) -> [PackageSummary] {
        slots(among: code.keys.flatMap(itemCodes.candidates)) { package in
            package.itemCodes.contains { code.keys.contains(CodeForm.key($0)) }
        }
        .sorted { orders[Int($0)] < orders[Int($1)] }
        .compactMap { packages[Int($0)] }
    }

    /// The slots of the packages that fit, each once, as they stand.
    private func slots(among candidates: [Int32], where isMatch: (PackageSummary) -> Bool) -> [Int32] {
        Set(candidates).sorted().filter { packages[Int($0)].map(isMatch) == true }
    }
}

/// The order in which packages are worked on: due first, then the oldest; those without a time come last.
struct WorkOrder: Comparable, Sendable {
    let due: Int64
    let id: Int
    /// Where the index keeps the package; it says nothing of the order.
    let slot: Int32

    init(_ package: PackageSummary, slot: Int32) {
        due = package.due?.microseconds ?? .max
        id = package.id
        self.slot = slot
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
