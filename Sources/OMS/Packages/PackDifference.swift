extension PackContents {
    /// How the goods of a newer reading differ from these; nil when they are the same, line by line.
    public func difference(to package: Package) -> PackDifference? { difference(to: package, isPacked: false) }

    /// How the goods of a package that was packed for these differ from them; nil when they are the same.
    ///
    /// The OMS may have noted a barcode or a serial number while it packed: goods without one fit those with any.
    public func difference(toPacked package: Package) -> PackDifference? { difference(to: package, isPacked: true) }

    private func difference(to package: Package, isPacked: Bool) -> PackDifference? {
        let new = PackContents(of: package, isForced: isForced)
        var gone = Units.counts(of: lines), came = Units.counts(of: new.lines)
        for units in Array(gone.keys) { Units.cancel(units, in: &gone, units, in: &came) }
        if isPacked { Units.cancelWhatWasNoted(in: &gone, &came) }
        let others = unreadableChange(to: new, isPacked: isPacked)
        guard !gone.isEmpty || !came.isEmpty || others.came > 0 || others.gone > 0 else { return nil }

        // What goods with a quantity that cannot be read need is not known: nothing of them is to be taken out.
        let unclear = Set(came.keys.filter { $0.quantity != nil }.map(\.goods))
        let replaced = Set(came.keys.map(\.goods))
        let putIn = new.lines.compactMap { line in
            PackDifference.Change(line, count: came[Units(goods: line.goods)] ?? 0)
        }
        let left = lines.compactMap { line -> Left? in
            if unclear.contains(where: { line.goods == $0 || isPacked && line.goods.admits($0) }) { return nil }
            let isReplaced = replaced.contains(line.goods)
            return Left(
                line: line, units: gone[Units(goods: line.goods)] ?? 0,
                unclear: isReplaced ? 0 : gone.filter { $0.key.isUnclear(of: line.goods) }.values.reduce(0, +))
        }
        let (takeOut, unneeded) = parted(left, new)
        let unreadable = came.filter { $0.key.quantity != nil }.values.reduce(0, +)
        return PackDifference(
            putIn: putIn, takeOut: takeOut, unneeded: unneeded, unreadable: unreadable + others.came,
            unreadableTitles: others.titles, unreadableGone: others.gone)
    }

    /// What is no longer needed of a line: so many units, and so many items whose quantities could not be read.
    private struct Left {
        let line: Line
        let units: Int, unclear: Int
    }

    /// Parts what is no longer needed into what was checked of it, which is in the parcel, and what was not.
    ///
    /// Units without a serial number are counted by product: which of two barcodes was checked is not known.
    private func parted(_ left: [Left], _ new: PackContents) -> (takeOut: [Change], unneeded: [Change]) {
        // Where a quantity cannot be read, it is unknown whether more goods are checked than are needed.
        let open = Set(new.lines.filter { !$0.unreadableQuantities.isEmpty }.map(\.goods.counted))
        var excess: [Goods: Int] = [:]
        for line in lines where !open.contains(line.goods.counted) {
            excess[line.goods.counted, default: 0] += line.checked - line.needed
        }
        for left in left where !open.contains(left.line.goods.counted) {
            excess[left.line.goods.counted, default: 0] += left.units
        }
        var (takeOut, unneeded): ([Change], [Change]) = ([], [])
        for left in left {
            let checked = max(0, excess[left.line.goods.counted] ?? 0)
            // An item whose quantity could not be read was at least one unit, or as many as were checked of it.
            let count = left.unclear > 0 ? checked : min(checked, left.units)
            excess[left.line.goods.counted, default: 0] -= count
            if let change = Change(left.line, count: count) { takeOut.append(change) }
            if let change = Change(left.line, count: left.units + left.unclear - count) { unneeded.append(change) }
        }
        return (takeOut, unneeded)
    }

    private typealias Change = PackDifference.Change
}

/// Units of the same goods; or items of them with the same quantity that cannot be read.
private struct Units: Hashable {
    let goods: PackContents.Goods
    /// The quantity as the OMS wrote it, where that is no number of units.
    var quantity: String?

    /// How many there are of each.
    static func counts(of lines: [PackContents.Line]) -> [Units: Int] {
        var counts: [Units: Int] = [:]
        for line in lines {
            if line.needed != 0 { counts[Units(goods: line.goods), default: 0] += line.needed }
            for quantity in line.unreadableQuantities {
                counts[Units(goods: line.goods, quantity: quantity), default: 0] += 1
            }
        }
        return counts
    }

    /// Whether it is items of these goods whose quantities cannot be read.
    func isUnclear(of goods: PackContents.Goods) -> Bool { quantity != nil && self.goods == goods }

    /// Takes as many units of both sides away as there are on both.
    static func cancel(_ old: Units, in gone: inout [Units: Int], _ new: Units, in came: inout [Units: Int]) {
        guard let before = gone[old], let after = came[new] else { return }
        gone[old] = before > after ? before - after : nil
        came[new] = after > before ? after - before : nil
    }

    /// Takes away what differs only by a barcode or a serial number that was not known before.
    static func cancelWhatWasNoted(in gone: inout [Units: Int], _ came: inout [Units: Int]) {
        // Goods of which more is known fit less: they have the first choice.
        for old in gone.keys.sorted(by: { $0.goods.knownMarks > $1.goods.knownMarks }) {
            for new in came.keys where new.quantity == old.quantity && old.goods.admits(new.goods) {
                cancel(old, in: &gone, new, in: &came)
            }
        }
    }
}

extension PackContents.Goods {
    /// How much is known of the unit; a serial number is more specific than a barcode.
    fileprivate var knownMarks: Int { (serialNumber == nil ? 0 : 2) + (chosenBarcode == nil ? 0 : 1) }

    /// The goods as their units are counted when they are checked: a chosen barcode makes no difference there.
    fileprivate var counted: Self { Self(product: product, serialNumber: serialNumber) }

    /// Whether other goods are these with what was not known of them.
    fileprivate func admits(_ other: Self) -> Bool {
        product == other.product && (chosenBarcode == nil || chosenBarcode == other.chosenBarcode)
            && (serialNumber == nil || serialNumber == other.serialNumber)
    }
}

/// How the goods of a package differ from those that a command was given for.
public struct PackDifference: Hashable, Sendable {
    /// What the package needs besides.
    public let putIn: [Change]
    /// What was checked and is not needed any more.
    public let takeOut: [Change]
    /// What is not needed any more and was not checked: nothing of it need be in the parcel.
    public let unneeded: [Change]
    /// How many items came that cannot be read, or whose quantities cannot.
    public let unreadable: Int
    /// What people call the goods of those of them of which that is known.
    public let unreadableTitles: [String]
    /// How many items could not be read and are no longer there.
    public let unreadableGone: Int

    /// So many units of some goods.
    public struct Change: Hashable, Sendable {
        /// What people call the goods.
        public let title: String
        /// What distinguishes them from others of the same name: the serial number or the chosen barcode, if any.
        public let mark: String?
        /// How many units.
        public let count: Int

        /// So many units of these goods.
        public init(title: String, mark: String? = nil, count: Int) {
            self.title = title
            self.mark = mark
            self.count = count
        }

        /// Units of a line; nil where there are none.
        init?(_ line: PackContents.Line, count: Int) {
            guard count > 0 else { return nil }
            title = line.title
            mark = line.goods.serialNumber ?? line.goods.chosenBarcode
            self.count = count
        }
    }

    /// A difference with these facts.
    public init(
        putIn: [Change], takeOut: [Change], unneeded: [Change] = [], unreadable: Int = 0,
        unreadableTitles: [String] = [], unreadableGone: Int = 0
    ) {
        self.putIn = putIn
        self.takeOut = takeOut
        self.unneeded = unneeded
        self.unreadable = unreadable
        self.unreadableTitles = unreadableTitles
        self.unreadableGone = unreadableGone
    }
}
