public import Language
public import OMS

/// The list of packages as it is shown: which ones, in which order, and which is selected.
public struct PackageList: Equatable, Sendable {
    /// Which packages are listed at all.
    public internal(set) var scope = Scope.toPack
    /// What narrows them, as it is typed.
    public internal(set) var filter = TextField()
    /// What the OMS was asked for; nil while everything of the scope is listed.
    public internal(set) var inquiry: OMSQuery?
    /// The packages of the scope, by their slots in the index, in the order of the work.
    private var all: [Int32] = []
    /// Those of them that the filter lets through, which are shown.
    private(set) var slots: [Int32] = []
    /// The terms that they were found by.
    private var terms: [[UInt8]] = []
    /// The id of the selected package; it stays selected when the list changes around it.
    public private(set) var selected: Int?
    /// Where the selected package stands among those that are shown.
    public private(set) var position = 0
    /// The first row that is shown.
    public private(set) var top = 0
    /// Whether the user has chosen the selected package; until then the first of the list is selected, whichever it is.
    private var isChosen = false
    /// Packages that this bench has worked on: they stay in the list with their new state.
    private var handled: Set<Int> = []

    /// How many packages are shown.
    public var count: Int { slots.count }

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
        /// What is in a state that is not understood: it is unknown what is to be done with it.
        case notUnderstood

        /// What people call it.
        public var label: Phrase {
            switch self {
            case .toPack: Phrase("scope.to-pack")
            case .toShip: Phrase("scope.to-ship")
            case .all: Phrase("scope.all")
            case .notUnderstood: Phrase("scope.not-understood")
            }
        }

        /// What names it behind the word that shows it, in every language.
        private var words: [String] {
            switch self {
            case .toPack: ["to pack", "paketlenecek"]
            case .toShip: ["to ship", "gönderilecek"]
            case .all: ["all", "hepsi"]
            case .notUnderstood: ["state not understood", "anlaşılmayan"]
            }
        }

        /// The list that words name, in any language; nil where they name none.
        static func named(_ words: String) -> Scope? {
            let folded = Folding.fold(words)
            return allCases.first { $0.words.contains { Folding.fold($0) == folded } }
        }

        func admits(_ kind: PackageState.Kind) -> Bool {
            switch self {
            case .toPack: kind.isToPack
            case .toShip: kind == .packed
            case .all: true
            case .notUnderstood: kind == .other
            }
        }
    }

    /// Works out anew which packages are shown.
    mutating func update(from index: PackageIndex) {
        let list = self
        all = index.slots(where: list.admits)
        terms = wantedTerms
        slots = index.slots(all, matching: terms)
        count(in: index)
        follow(in: index)
    }

    /// Works out which packages the filter lets through, after it was changed.
    ///
    /// A filter that says more than before can only let fewer through: they alone are looked at.
    mutating func narrow(from index: PackageIndex) {
        let wanted = wantedTerms
        let isNarrower = terms.allSatisfy { old in wanted.contains { TextSearch.holds($0, old) } }
        slots = index.slots(isNarrower ? slots : all, matching: wanted)
        terms = wanted
        follow(in: index)
    }

    /// Works in changes of the index.
    mutating func update(from index: PackageIndex, after changes: [PackageIndex.Change]) {
        let removed = changes.compactMap(\.old).filter(admits).map(\.order.slot)
        // A package that changed twice is there once, as it is now.
        let added = changes.compactMap(\.new).filter { admits($0) && index.row(of: $0.order.id) == $0 }
            .map(\.order.slot)
        all.workIn(removed: removed, added: added, of: index)
        if terms.isEmpty {
            slots = all
        } else {
            slots.workIn(removed: removed, added: index.slots(added, matching: terms), of: index)
        }
        count(in: index)
        follow(in: index)
    }

    /// Counts what the scope holds: a package that is only kept in sight is none of it.
    private mutating func count(in index: PackageIndex) {
        let kept = inquiry == nil ? handled.compactMap(index.row(of:)).count { !scope.admits($0.kind) } : 0
        total = all.count - kept
    }

    private var wantedTerms: [[UInt8]] { filter.text.split(separator: " ").map { Folding.fold(String($0)) } }

    /// Keeps a package in the list in any state: this bench is working on it.
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
    private mutating func follow(in index: PackageIndex) {
        if isChosen, let selected, let position = position(of: selected, in: index) {
            self.position = position
        } else {
            position = isChosen ? min(position, max(0, slots.count - 1)) : 0
            selected = slots.isEmpty ? nil : index.order(slots[position]).id
        }
    }

    /// Where a package stands among those that are shown; nil when it is not.
    func position(of id: Int, in index: PackageIndex) -> Int? {
        guard let order = index.row(of: id)?.order else { return nil }
        let place = slots.place(of: order, from: 0, in: index)
        return place < slots.count && slots[place] == order.slot ? place : nil
    }

    /// Moves the selection by rows, as far as the list goes.
    mutating func move(by rows: Int, in index: PackageIndex) { move(to: position &+ rows, in: index) }

    /// Selects a row, or the nearest there is.
    mutating func move(to row: Int, in index: PackageIndex) {
        guard !slots.isEmpty else { return }
        isChosen = true
        position = min(max(0, row), slots.count - 1)
        selected = index.order(slots[position]).id
    }

    /// Selects a package, if it is shown.
    mutating func select(_ id: Int, in index: PackageIndex) {
        if let row = position(of: id, in: index) { move(to: row, in: index) }
    }

    /// Scrolls just so far that the selection is among the rows shown.
    mutating func scroll(rows: Int) {
        top = scrolled(top: top, to: position, rows: rows, of: slots.count)
    }
}

extension [Int32] {
    /// Takes slots out and puts others in where they belong in the order of the work; what stays keeps its order.
    fileprivate mutating func workIn(removed: [Int32], added: [Int32], of index: PackageIndex) {
        guard !removed.isEmpty || !added.isEmpty else { return }
        var leaving = SlotSet(capacity: index.slotCount)
        // What is added may stand here already, where it stood before it changed.
        for slot in removed + added { leaving.insert(slot) }
        let staying = leaving.select(from: self, isIn: false)
        let orders = added.map(index.order).sorted()
        var (result, done) = ([Int32](), 0)
        result.reserveCapacity(staying.count + orders.count)
        for order in orders where result.last != order.slot {
            let place = staying.place(of: order, from: done, in: index)
            result.append(contentsOf: staying[done..<place])
            result.append(order.slot)
            done = place
        }
        result.append(contentsOf: staying[done...])
        self = result
    }

    /// Where an order stands, or would stand.
    fileprivate func place(of order: WorkOrder, from first: Int, in index: PackageIndex) -> Int {
        var (low, high) = (first, count)
        while low < high {
            let middle = (low + high) / 2
            if index.order(self[middle]) < order { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// The first row to show so that one row is visible and no line is wasted.
func scrolled(top: Int, to position: Int, rows: Int, of count: Int) -> Int {
    let highest = min(position, max(0, count - rows))
    return min(max(top, position - rows + 1), max(highest, 0))
}

extension PackageState.Kind {
    /// Whether a package in this state still has to be packed; of one that is not understood it is unknown.
    public var isToPack: Bool {
        switch self {
        case .waiting, .waitingRemoteAction, .waitingForTransfer, .preparing, .readyForPackaging, .outOfStock:
            true
        case .other, .waitingCargoLabel, .packed, .shipped, .delivered, .attemptedDelivery, .deliveryFailed,
            .needsRescheduling, .blocked, .cancellationWaiting, .cancelled, .packedForRefund:
            false
        }
    }

    /// Whether something keeps the package from being packed that somebody has to see to first.
    public var isHalted: Bool {
        switch self {
        case .outOfStock, .blocked: true
        case .waiting, .waitingRemoteAction, .waitingForTransfer, .preparing, .readyForPackaging, .other,
            .waitingCargoLabel, .packed, .shipped, .delivered, .attemptedDelivery, .deliveryFailed,
            .needsRescheduling, .cancellationWaiting, .cancelled, .packedForRefund:
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
