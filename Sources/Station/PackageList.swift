public import OMS

/// The list of packages as it is shown: which ones, in which order, and which is selected.
public struct PackageList: Equatable, Sendable {
    /// Which packages are listed at all.
    public internal(set) var scope = Scope.toPack
    /// What narrows them, as it is typed.
    public internal(set) var filter = TextField()
    /// What the OMS was asked for; nil while everything of the scope is listed.
    public internal(set) var inquiry: Inquiry?
    /// The packages of the scope, in order.
    private var all: [WorkOrder] = []
    /// Those of them that the filter lets through, in order.
    private var orders: [WorkOrder] = []
    /// The terms that they were found by.
    private var terms: [[UInt8]] = []
    /// The id of the selected package; it stays selected when the list changes around it.
    public private(set) var selected: Int?
    /// Where the selected package stands in `ids`.
    public private(set) var position = 0
    /// The first row that is shown.
    public private(set) var top = 0
    /// Whether somebody has chosen the selected package; until then the first of the list is selected, whichever it is.
    private var isChosen = false
    /// Packages that this bench has worked on: they stay in the list with their new state.
    private var handled: Set<Int> = []

    /// The ids of the packages that are shown, in order.
    public var ids: some RandomAccessCollection<Int> { orders.lazy.map(\.id) }

    /// The ids behind a package in the list; all of them where it is not shown.
    func ids(after id: Int?) -> some Collection<Int> {
        let start = orders.firstIndex { $0.id == id }.map { $0 + 1 } ?? 0
        return orders[start...].lazy.map(\.id)
    }

    /// How many the scope holds without the filter.
    public private(set) var total = 0

    /// Which packages are listed.
    public enum Scope: String, CaseIterable, Sendable {
        /// What waits for the bench.
        case toPack
        /// What waits for the carrier.
        case toShip
        /// Everything of the location.
        case all

        /// What people call it.
        public var label: String {
            switch self {
            case .toPack: "to pack"
            case .toShip: "to ship"
            case .all: "all"
            }
        }

        func admits(_ kind: PackageState.Kind) -> Bool {
            switch self {
            case .toPack: kind.isToPack
            case .toShip: kind == .packed
            case .all: true
            }
        }
    }

    /// Works out anew which packages are shown.
    mutating func update(from index: PackageIndex) {
        let list = self
        all = index.orders(where: list.admits)
        terms = wantedTerms
        orders = index.orders(all, matching: terms)
        count(in: index)
        follow()
    }

    /// Works out which packages the filter lets through, after it was changed.
    ///
    /// A filter that says more than before can only let fewer through: they alone are looked at.
    mutating func narrow(from index: PackageIndex) {
        let wanted = wantedTerms
        let isNarrower = terms.allSatisfy { old in wanted.contains { TextSearch.holds($0, old) } }
        orders = index.orders(isNarrower ? orders : all, matching: wanted)
        terms = wanted
        follow()
    }

    /// Works in changes of the index.
    mutating func update(from index: PackageIndex, after changes: [PackageIndex.Change]) {
        let removed = changes.compactMap(\.old).filter(admits).map(\.order)
        // A package that changed twice is there once, as it is now.
        let added = changes.compactMap(\.new).filter { admits($0) && index.row(of: $0.order.id) == $0 }.map(\.order)
        all.workIn(removed: removed, added: added)
        if terms.isEmpty {
            orders = all
        } else {
            orders.workIn(removed: removed, added: added.filter { index.matches($0, terms: terms) })
        }
        count(in: index)
        follow()
    }

    /// Counts what the scope holds: a package that is only kept in sight is none of it.
    private mutating func count(in index: PackageIndex) {
        let kept = inquiry == nil ? handled.compactMap(index.row(of:)).count { !scope.admits($0.kind) } : 0
        total = all.count - kept
    }

    private var wantedTerms: [[UInt8]] { filter.text.split(separator: " ").map { Folding.fold(String($0)) } }

    /// Keeps a package in sight whatever becomes of it: this bench is working on it.
    mutating func keep(_ id: Int, in index: PackageIndex) {
        let isListed = index.row(of: id).map(admits) ?? true
        guard handled.insert(id).inserted, !isListed, let row = index.row(of: id) else { return }
        update(from: index, after: [PackageIndex.Change(old: nil, new: row)])
    }

    /// Lets go of the packages that were kept in sight, and works out anew which are shown.
    mutating func letGo(in index: PackageIndex) {
        handled = []
        update(from: index)
    }

    private func admits(_ row: PackageIndex.Row) -> Bool {
        if let inquiry, !inquiry.isUnanswered { return inquiry.ids.contains(row.order.id) }
        return scope.admits(row.kind) || handled.contains(row.order.id)
    }

    /// Keeps the selection on its package, or near where it was when the package has left.
    private mutating func follow() {
        if isChosen, let selected, let position = orders.firstIndex(where: { $0.id == selected }) {
            self.position = position
        } else {
            position = isChosen ? min(position, max(0, orders.count - 1)) : 0
            selected = orders.isEmpty ? nil : orders[position].id
        }
    }

    /// Moves the selection by rows, as far as the list goes.
    mutating func move(by rows: Int) { move(to: position &+ rows) }

    /// Selects a row, or the nearest there is.
    mutating func move(to row: Int) {
        guard !orders.isEmpty else { return }
        isChosen = true
        position = min(max(0, row), orders.count - 1)
        selected = orders[position].id
    }

    /// Selects a package, if it is shown.
    mutating func select(_ id: Int) {
        if let row = orders.firstIndex(where: { $0.id == id }) { move(to: row) }
    }

    /// Scrolls just so far that the selection is among the rows shown.
    mutating func scroll(rows: Int) {
        top = scrolled(top: top, to: position, rows: rows, of: orders.count)
    }
}

extension [WorkOrder] {
    /// Takes rows out of sorted ones and puts others in, whatever their order; what lies between is moved as a whole.
    fileprivate mutating func workIn(removed: [WorkOrder], added: [WorkOrder]) {
        guard !removed.isEmpty || !added.isEmpty else { return }
        let (old, changes) = (self, removed.map { ($0, false) } + added.map { ($0, true) })
        var (result, done) = ([WorkOrder](), 0)
        result.reserveCapacity(count + added.count)
        for (order, isAdded) in changes.sorted(by: { $0.0 < $1.0 || $0.0 == $1.0 && !$0.1 && $1.1 }) {
            let place = old.place(of: order, from: done)
            result.append(contentsOf: old[done..<place])
            if isAdded, result.last != order { result.append(order) }
            done = place < old.count && old[place] == order ? place + 1 : place
        }
        result.append(contentsOf: old[done...])
        self = result
    }

    /// Where an order stands, or would stand.
    private func place(of order: WorkOrder, from first: Int) -> Int {
        var (low, high) = (first, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < order { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The first row to show so that one row is visible and no room is wasted.
func scrolled(top: Int, to position: Int, rows: Int, of count: Int) -> Int {
    let highest = min(position, max(0, count - rows))
    return min(max(top, position - rows + 1), max(highest, 0))
}

extension PackageState.Kind {
    /// Whether a package in this state still has to be packed.
    public var isToPack: Bool {
        switch self {
        case .waiting, .waitingRemoteAction, .waitingForTransfer, .preparing, .readyForPackaging, .outOfStock, .other:
            true
        case .waitingCargoLabel, .packed, .shipped, .delivered, .attemptedDelivery, .deliveryFailed,
            .needsRescheduling, .blocked, .cancellationWaiting, .cancelled, .packedForRefund:
            false
        }
    }

    /// Whether nothing more is to be put into the parcel.
    public var isClosed: Bool {
        switch self {
        case .packed, .waitingCargoLabel, .shipped, .delivered, .attemptedDelivery, .deliveryFailed,
            .needsRescheduling, .cancellationWaiting, .cancelled, .packedForRefund:
            true
        case .waiting, .waitingRemoteAction, .waitingForTransfer, .preparing, .readyForPackaging, .outOfStock,
            .blocked, .other:
            false
        }
    }
}
