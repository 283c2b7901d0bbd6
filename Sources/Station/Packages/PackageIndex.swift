public import OMS

/// The packages of the mirror as the station looks at them: sorted, searchable, found by any code.
///
/// It answers from memory. Changes are worked in; nothing is rebuilt for one package.
public struct PackageIndex: Sendable {
    /// Every package has a slot that stays its own; a package that left leaves an empty one.
    private var packages: [PackageSummary?] = []
    /// What the list goes by, side by side for all slots: a million packages are not to be touched for a letter.
    private var orders: [WorkOrder] = []
    private var kinds: [PackageState.Kind?] = []
    private var slots: [Int: Int32] = [:]
    private var free: [Int32] = []
    /// What is a package's own, its numbers; what many have alike is kept apart, each text once.
    private var text = SearchText()
    private var names = SharedTexts()
    private var goods = ItemCodeIndex()
    private var codes = PackageCodeIndex()
    /// Where packages stand, what that means, and how many stand there.
    private var stateUses: [Standing: (kind: PackageState.Kind, count: Int)] = [:]
    /// Whether the mirror has more packages than are in here yet.
    public let isPart: Bool

    private let commands: CommandTable

    /// A state, with what the OMS offers in it where it is not understood by itself.
    private struct Standing: Hashable {
        let state: PackageState
        let hasCommands: Bool
        let offered: [PackageCommand]

        init(_ package: PackageSummary) {
            (state, hasCommands, offered) = (package.state, package.hasCommands, package.offered)
        }
    }

    /// An empty index; the table says what states mean.
    public init(commands: CommandTable = CommandTable()) {
        isPart = false
        self.commands = commands
    }

    /// An index of these packages; of a part of them where the others are still to come.
    public init(_ packages: [PackageSummary], isPart: Bool = false, commands: CommandTable = CommandTable()) {
        self.isPart = isPart
        self.commands = commands
        self.packages.reserveCapacity(packages.count)
        slots.reserveCapacity(packages.count)
        for package in packages { set(package) }
        codes.settle()
    }

    /// How many packages there are.
    public var count: Int { slots.count }

    /// How many slots there are, empty ones too.
    var slotCount: Int { packages.count }

    /// The package with that id.
    public subscript(id: Int) -> PackageSummary? { slots[id].flatMap { self[slot: $0] } }

    /// The package in a slot.
    subscript(slot slot: Int32) -> PackageSummary? { packages[Int(slot)] }

    /// The states that packages are in.
    var packageStates: Set<PackageState> { Set(stateUses.keys.lazy.map(\.state)) }

    /// Whether there are packages to work on, and the OMS lists no command for any of them.
    public var listsNoCommands: Bool {
        let open = stateUses.filter { $0.value.kind.alwaysHasCommands }
        return !open.isEmpty && open.allSatisfy { !$0.key.hasCommands }
    }

    /// The states that packages are in and from which they are packed, by name.
    var packableStates: [PackageState] { sorted { $0.isToPack && $0.alwaysHasCommands } }

    /// The states that packages are in and that are not understood, by name.
    public var statesNotUnderstood: [PackageState] { sorted { $0 == .other } }

    /// The states that packages are in and whose meaning fits, by name.
    private func sorted(where fits: (PackageState.Kind) -> Bool) -> [PackageState] {
        Set(stateUses.filter { fits($0.value.kind) }.map(\.key.state))
            .sorted { ($0.name, $0.enumValue ?? "") < ($1.name, $1.enumValue ?? "") }
    }

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
        let package = sharingOffers(package)
        packages[Int(slot)] = package
        orders[Int(slot)] = WorkOrder(package, slot: slot)
        slots[package.id] = slot
        if old.map(Standing.init) != Standing(package) {
            if let old { leave(Standing(old)) }
            kinds[Int(slot)] = enter(Standing(package))
        }
        note(package, insteadOf: old, in: slot)
    }

    private mutating func remove(_ id: Int) {
        guard let slot = slots.removeValue(forKey: id), let old = packages[Int(slot)] else { return }
        packages[Int(slot)] = nil
        kinds[Int(slot)] = nil
        leave(Standing(old))
        note(nil, insteadOf: old, in: slot)
        free.append(slot)
    }

    /// Counts a package that stands somewhere; what that means is asked once for all packages.
    private mutating func enter(_ standing: Standing) -> PackageState.Kind {
        let kind = stateUses[standing]?.kind ?? commands.kind(of: standing.state, offering: standing.offered)
        stateUses[standing, default: (kind, 0)].count += 1
        return kind
    }

    private mutating func leave(_ standing: Standing) {
        guard let use = stateUses[standing] else { return }
        stateUses[standing] = use.count > 1 ? (use.kind, use.count - 1) : nil
    }

    /// The package with its offered commands shared by all in the same state: a million need not have their own.
    private func sharingOffers(_ package: PackageSummary) -> PackageSummary {
        guard !package.offered.isEmpty, let use = stateUses.index(forKey: Standing(package)) else { return package }
        var package = package
        package.offered = stateUses[use].key.offered
        return package
    }

    /// Keeps what a package is found by; only what has changed is touched.
    private mutating func note(_ new: PackageSummary?, insteadOf old: PackageSummary?, in slot: Int32) {
        let (codesNow, codesBefore) = (new?.ownCodes ?? [], old?.ownCodes ?? [])
        if codesNow != codesBefore {
            for code in codesBefore { codes.remove(CodeForm.key(code), slot: slot) }
            for code in codesNow { codes.add(CodeForm.key(code), slot: slot) }
            if let new { text.set(new.ownText, for: slot) } else { text.remove(slot) }
        }
        let (namesNow, namesBefore) = (new?.names ?? [], old?.names ?? [])
        for name in namesBefore where !namesNow.contains(name) { names.remove(name, from: slot) }
        for name in namesNow where !namesBefore.contains(name) { names.add(name, to: slot) }
        let (goodsNow, goodsBefore) = (new?.itemCodes ?? [], old?.itemCodes ?? [])
        guard goodsNow != goodsBefore else { return }
        if !goodsBefore.isEmpty {
            for code in Set(goodsBefore).subtracting(goodsNow) { goods.remove(code, from: slot) }
        }
        for code in goodsNow { goods.add(code, to: slot) }
    }

    // MARK: - Finding

    /// The slots of the packages that a predicate admits, in the order of the work.
    func slots(where admits: (Row) -> Bool) -> [Int32] {
        var admitted: [WorkOrder] = []
        for slot in kinds.indices {
            if let row = row(Int32(slot)), admits(row) { admitted.append(row.order) }
        }
        admitted.sort()
        return admitted.map(\.slot)
    }

    /// Those of some slots whose package holds every one of the folded terms, as they stood.
    func slots(_ slots: [Int32], matching terms: [[UInt8]]) -> [Int32] {
        terms.sorted { $0.count > $1.count }.reduce(slots) { rest, term in
            guard !rest.isEmpty else { return rest }
            var found = SlotSet(capacity: packages.count)
            // To jump from text to text takes about eight times as long as to read on.
            let isShort = rest.count < packages.count / 8
            found.fill { found in
                if !isShort { text.forEachSlot(containing: term, found.insert) }
                names.insertSlots(containing: term, into: found)
            }
            // A digit or two are in nearly every number: the goods can add nothing then.
            if found.count < count { found.fill { goods.texts.insertSlots(containing: term, into: $0) } }
            return isShort
                ? rest.filter { found.contains($0) || text.contains(term, in: $0) } : found.select(from: rest)
        }
    }

    /// What the list goes by for a package; nil when it is not there.
    func row(of id: Int) -> Row? { slots[id].flatMap(row) }

    /// Where a slot stands in the order of the work.
    func order(_ slot: Int32) -> WorkOrder { orders[Int(slot)] }

    /// The packages that are called so: by number, order number, tracking number or invoice number.
    package func packages(called code: CodeReading) -> [PackageSummary] {
        Set(code.keys.flatMap(codes.candidates)).sorted().compactMap { self[slot: $0] }.filter { package in
            package.ownCodes.contains { code.keys.contains(CodeForm.key($0)) }
        }
    }

    /// Packages in these kinds of states, in no order, but not more than so many.
    func packages(in wanted: Set<PackageState.Kind>, atMost most: Int) -> [PackageSummary] {
        Array(
            kinds.indices.lazy.filter { kinds[$0].map(wanted.contains) ?? false }.compactMap { packages[$0] }
                .prefix(most))
    }

    /// Whether any package needs goods with that code on them.
    package func isNeeded(_ code: CodeReading) -> Bool { goods.isNeeded(code) }

    /// The first package in the order of the work that needs goods with that code on them, and fits.
    package func firstPackage(needing code: CodeReading, where fits: (PackageSummary) -> Bool) -> PackageSummary? {
        var first: (order: WorkOrder, package: PackageSummary)?
        goods.forEachSlot(needing: code) { slot in
            let order = orders[Int(slot)]
            if let first, first.order < order { return }
            if let package = packages[Int(slot)], fits(package) { first = (order, package) }
        }
        return first?.package
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

    /// What the filter finds of the package's own numbers, folded.
    fileprivate var ownText: [UInt8] {
        var result: [UInt8] = []
        for part in [number, orderNumber, trackingNumber].compactMap(\.self) {
            Folding.append(part, to: &result)
            result.append(0x1F)
        }
        return result
    }

    /// What the filter finds of it that others have too, besides the codes of its goods.
    fileprivate var names: [String] { [customer, city, state.name].compactMap(\.self) }
}
