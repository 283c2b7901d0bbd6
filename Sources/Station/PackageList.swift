public import OMS

/// The list of packages as it is shown: which ones, in which order, and which is selected.
public struct PackageList: Equatable, Sendable {
    /// Which packages are listed at all.
    public internal(set) var scope = Scope.toPack
    /// What narrows them, as it is typed.
    public internal(set) var filter = TextField()
    /// The ids of the packages that are shown, in order.
    public private(set) var ids: [Int] = []
    /// What each of them is sorted by.
    private var orders: [WorkOrder] = []
    /// How many the scope holds without the filter.
    public private(set) var total = 0
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

        func admits(_ state: PackageState) -> Bool {
            switch self {
            case .toPack: state.kind.isToPack
            case .toShip: state.kind == .packed
            case .all: true
            }
        }
    }

    /// Works out which packages are shown.
    mutating func update(from index: PackageIndex) {
        let list = self
        orders = index.orders(matching: terms, where: list.admits)
        ids = orders.map(\.id)
        total = terms.isEmpty ? ids.count : index.count(where: list.admits)
        follow()
    }

    /// Works in changes of the index: what it costs depends on what changed, not on how many packages there are.
    mutating func update(from index: PackageIndex, after changes: [PackageIndex.Change]) {
        // From some size on, sorting anew is quicker than moving rows one by one.
        guard changes.count < 1_000 else {
            update(from: index)
            return
        }
        let terms = terms
        for change in changes {
            if let old = change.old, admits(old) {
                total -= 1
                remove(WorkOrder(old))
            }
            if let new = change.new, admits(new) {
                total += 1
                if index.matches(new.id, terms: terms) { insert(WorkOrder(new)) }
            }
        }
        follow()
    }

    private mutating func remove(_ order: WorkOrder) {
        let position = place(of: order)
        guard position < orders.count, orders[position] == order else { return }
        orders.remove(at: position)
        ids.remove(at: position)
    }

    private mutating func insert(_ order: WorkOrder) {
        let position = place(of: order)
        orders.insert(order, at: position)
        ids.insert(order.id, at: position)
    }

    /// Where an order stands, or would stand.
    private func place(of order: WorkOrder) -> Int {
        var (low, high) = (0, orders.count)
        while low < high {
            let middle = (low + high) / 2
            if orders[middle] < order { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private var terms: [[UInt8]] { filter.text.split(separator: " ").map { Folding.fold(String($0)) } }

    /// Keeps a package in the list whatever becomes of it: this bench has worked on it.
    mutating func keep(_ id: Int, in index: PackageIndex) {
        guard handled.insert(id).inserted, let package = index[id], !scope.admits(package.state) else { return }
        update(from: index)
    }

    private func admits(_ package: PackageSummary) -> Bool {
        scope.admits(package.state) || handled.contains(package.id)
    }

    /// Keeps the selection on its package, or near where it was when the package has left.
    private mutating func follow() {
        if isChosen, let selected, let position = ids.firstIndex(of: selected) {
            self.position = position
        } else {
            position = isChosen ? min(position, max(0, ids.count - 1)) : 0
            selected = ids.isEmpty ? nil : ids[position]
        }
    }

    /// Moves the selection by rows, as far as the list goes.
    mutating func move(by rows: Int) { move(to: position &+ rows) }

    /// Selects a row, or the nearest there is.
    mutating func move(to row: Int) {
        guard !ids.isEmpty else { return }
        isChosen = true
        position = min(max(0, row), ids.count - 1)
        selected = ids[position]
    }

    /// Selects a package, if it is shown.
    mutating func select(_ id: Int) {
        if let row = ids.firstIndex(of: id) { move(to: row) }
    }

    /// Scrolls just so far that the selection is among the rows shown.
    mutating func scroll(rows: Int) {
        top = scrolled(top: top, to: position, rows: rows, of: ids.count)
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
