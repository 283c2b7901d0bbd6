/// What a command was given for: the goods of a package as they were known then, and how many units were checked.
///
/// A pack and a report of missing goods carry it. It is compared with a new reading before the command is sent, so that
/// goods that the OMS added or took off meanwhile are neither left behind nor shipped.
public struct PackContents: Hashable, Sendable {
    /// The lines, in the order of the package.
    public let lines: [Line]
    /// How many items of the package could not be read.
    public let unreadableItems: Int
    /// Whether it was given although not every unit was checked.
    public let isForced: Bool

    /// Units of the same goods.
    public struct Line: Hashable, Sendable {
        /// What the units are.
        public let goods: Goods
        /// What people call them: SKU and name.
        public let title: String
        /// How many units the package needs.
        public let needed: Int
        /// How many units were checked; in a report of missing goods, how many are not reported.
        public let checked: Int

        /// A line with these facts.
        public init(_ goods: Goods, title: String, needed: Int, checked: Int) {
            self.goods = goods
            self.title = title
            self.needed = needed
            self.checked = checked
        }
    }

    /// What tells the units of one line from those of another.
    ///
    /// The OMS's id of an item is no part of it: the OMS makes items anew without changing what is to be packed.
    public struct Goods: Hashable, Sendable {
        /// The SKU, or the product's name where there is none.
        public let product: String
        /// The barcode that was chosen for the unit.
        public let chosenBarcode: String?
        /// The serial number of the unit.
        public let serialNumber: String?

        /// Goods with these facts.
        public init(product: String, chosenBarcode: String? = nil, serialNumber: String? = nil) {
            self.product = product
            self.chosenBarcode = chosenBarcode
            self.serialNumber = serialNumber
        }

        /// The goods that an item is a unit of.
        public init(_ item: PackageItem) {
            self.init(
                product: item.product.key, chosenBarcode: item.selectedBarcode, serialNumber: item.serialNumber)
        }
    }

    /// Contents with these facts.
    public init(lines: [Line], unreadableItems: Int = 0, isForced: Bool = false) {
        self.lines = lines
        self.unreadableItems = unreadableItems
        self.isForced = isForced
    }

    /// What a package needs, with how many units of each line are checked.
    public init(of package: Package, isForced: Bool, checked: (Goods) -> Int = { _ in 0 }) {
        var order: [Goods] = []
        var units: [Goods: (title: String, needed: Int)] = [:]
        for item in package.neededItems {
            let goods = Goods(item)
            if units[goods] == nil { order.append(goods) }
            units[goods, default: (item.product.title, 0)].needed += item.quantity
        }
        self.init(
            lines: order.compactMap { goods in
                units[goods].map { Line(goods, title: $0.title, needed: $0.needed, checked: checked(goods)) }
            },
            unreadableItems: package.unreadableItems, isForced: isForced)
    }

    /// How the goods of a newer reading differ from these; nil when they are the same, line by line.
    public func difference(to package: Package) -> PackDifference? {
        let new = PackContents(of: package, isForced: isForced)
        let before = Dictionary(lines.map { ($0.goods, $0.needed) }, uniquingKeysWith: +)
        let after = Dictionary(new.lines.map { ($0.goods, $0.needed) }, uniquingKeysWith: +)
        let putIn = new.lines.compactMap { line in
            PackDifference.Change(line, count: line.needed - (before[line.goods] ?? 0))
        }
        let takeOut = lines.compactMap { line in
            PackDifference.Change(line, count: line.needed - (after[line.goods] ?? 0))
        }
        let unreadable = new.unreadableItems - unreadableItems
        guard !putIn.isEmpty || !takeOut.isEmpty || unreadable != 0 else { return nil }
        return PackDifference(putIn: putIn, takeOut: takeOut, unreadable: max(0, unreadable))
    }

    /// The ids of the items of a reading that make up the units which are not checked, line by line.
    ///
    /// An item that stands for several units is taken whole.
    public func uncheckedItems(in package: Package) -> [Int] {
        let items = Dictionary(grouping: package.neededItems, by: Goods.init)
        return lines.flatMap { line -> [Int] in
            var left = line.needed - line.checked
            var ids: [Int] = []
            for item in (items[line.goods] ?? []).reversed() where left > 0 {
                ids.append(item.id)
                left -= max(1, item.quantity)
            }
            return ids.reversed()
        }
    }
}

/// How the goods of a package differ from those that a command was given for.
public struct PackDifference: Hashable, Sendable {
    /// What the package needs besides.
    public let putIn: [Change]
    /// What it does not need any more.
    public let takeOut: [Change]
    /// How many items came that cannot be read.
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

// MARK: - On disk

extension PackContents {
    /// The contents as JSON, for the outbox.
    public var json: JSONValue {
        [
            "lines": .array(lines.map(\.json)), "unreadable": .int(unreadableItems), "forced": .bool(isForced),
        ]
    }

    /// Reads back `json`; nil when it is of another form.
    public init?(_ json: JSON) {
        guard json["lines"].kind == .array else { return nil }
        let lines = json["lines"].elements.compactMap(Line.init)
        guard lines.count == json["lines"].elements.count else { return nil }
        self.init(
            lines: lines, unreadableItems: json["unreadable"].int ?? 0, isForced: json["forced"].bool ?? false)
    }
}

extension PackContents.Line {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "product": .string(goods.product), "title": .string(title), "needed": .int(needed),
            "checked": .int(checked),
        ]
        if let barcode = goods.chosenBarcode { members["barcode"] = .string(barcode) }
        if let serial = goods.serialNumber { members["serial"] = .string(serial) }
        return .object(members)
    }

    fileprivate init?(_ json: JSON) {
        guard let product = json["product"].string, let title = json["title"].string, let needed = json["needed"].int,
            let checked = json["checked"].int
        else { return nil }
        let goods = PackContents.Goods(
            product: product, chosenBarcode: json["barcode"].string, serialNumber: json["serial"].string)
        self.init(goods, title: title, needed: needed, checked: checked)
    }
}
