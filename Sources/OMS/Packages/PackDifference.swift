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
        guard !gone.isEmpty || !came.isEmpty || new.unreadableItems != unreadableItems else { return nil }

        // What goods with a quantity that cannot be read need is not known: nothing of them is to be taken out.
        let unclear = Set(came.keys.filter { $0.quantity != nil }.map(\.goods))
        let replaced = Set(came.keys.map(\.goods))
        let putIn = new.lines.compactMap { line in
            PackDifference.Change(line, count: came[Units(goods: line.goods)] ?? 0)
        }
        let takeOut = lines.compactMap { line -> PackDifference.Change? in
            if unclear.contains(where: { line.goods == $0 || isPacked && line.goods.admits($0) }) { return nil }
            // An item whose quantity could not be read, and is no longer there, was at least one unit.
            let left = gone.filter {
                $0.key.goods == line.goods && ($0.key.quantity == nil || !replaced.contains(line.goods))
            }
            return PackDifference.Change(line, count: left.values.reduce(0, +))
        }
        let unreadable = came.filter { $0.key.quantity != nil }.values.reduce(0, +)
        return PackDifference(
            putIn: putIn, takeOut: takeOut, unreadable: unreadable + max(0, new.unreadableItems - unreadableItems))
    }
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
    /// How much is known of the unit; a serial number tells more than a barcode.
    fileprivate var knownMarks: Int { (serialNumber == nil ? 0 : 2) + (chosenBarcode == nil ? 0 : 1) }

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
    /// What it does not need any more.
    public let takeOut: [Change]
    /// How many items came that cannot be read, or whose quantities cannot.
    public let unreadable: Int

    /// So many units of some goods.
    public struct Change: Hashable, Sendable {
        /// What people call the goods.
        public let title: String
        /// What tells them from others of the same name: the serial number or the chosen barcode, where there is one.
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
    public init(putIn: [Change], takeOut: [Change], unreadable: Int = 0) {
        self.putIn = putIn
        self.takeOut = takeOut
        self.unreadable = unreadable
    }
}
