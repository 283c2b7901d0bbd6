/// What a command was given for: the goods of a package as they were known then, and how many units were checked.
///
/// A pack and a report of missing goods carry it. It is compared with a new reading before the command is sent, so that
/// goods that the OMS added or took off meanwhile are neither left behind nor shipped.
public struct PackContents: Hashable, Sendable {
    /// The lines, in the order of the package.
    public let lines: [Line]
    /// How many items of the package could not be read.
    public let unreadableItems: Int
    /// What is known of those of them that the OMS listed; nil where only their number was kept.
    let unreadable: [UnreadableItem]?
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
        /// The quantities of items that cannot be read, as the OMS wrote them, in order; `needed` counts nothing of them.
        public let unreadableQuantities: [String]

        /// A line with these facts.
        public init(
            _ goods: Goods, title: String, needed: Int, checked: Int, unreadableQuantities: [String] = []
        ) {
            self.goods = goods
            self.title = title
            self.needed = needed
            self.checked = checked
            self.unreadableQuantities = unreadableQuantities.sorted()
        }
    }

    /// What distinguishes the units of one line from those of another.
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
        self.init(lines: lines, unreadableItems: unreadableItems, unreadable: nil, isForced: isForced)
    }

    private init(lines: [Line], unreadableItems: Int, unreadable: [UnreadableItem]?, isForced: Bool) {
        self.lines = lines
        self.unreadableItems = unreadableItems
        self.unreadable = unreadable
        self.isForced = isForced
    }

    /// What a package needs, with how many units of each line are checked.
    public init(of package: Package, isForced: Bool, checked: (Goods) -> Int = { _ in 0 }) {
        var order: [Goods] = []
        var units: [Goods: (title: String, needed: Int, unreadable: [String])] = [:]
        for item in package.neededItems {
            let goods = Goods(item)
            if units[goods] == nil { order.append(goods) }
            units[goods, default: (item.product.title, 0, [])].needed += item.quantity
            if let text = item.unreadableQuantity { units[goods]?.unreadable.append(text) }
        }
        self.init(
            lines: order.compactMap { goods in
                units[goods].map { line in
                    Line(
                        goods, title: line.title, needed: line.needed, checked: checked(goods),
                        unreadableQuantities: line.unreadable)
                }
            },
            unreadableItems: package.unreadableItems, unreadable: package.unreadable, isForced: isForced)
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

// MARK: - On disk

extension PackContents {
    /// The contents as JSON, for the outbox.
    public var json: JSONValue {
        var members: [String: JSONValue] = [
            "lines": .array(lines.map(\.json)), "unreadable": .int(unreadableItems), "forced": .bool(isForced),
        ]
        if let unreadable { members["unreadable_items"] = .array(unreadable.map(\.known)) }
        return .object(members)
    }

    /// Reads back `json`; nil when it is of another form.
    public init?(_ json: JSON) {
        guard json["lines"].kind == .array else { return nil }
        let lines = json["lines"].elements.compactMap(Line.init)
        guard lines.count == json["lines"].elements.count else { return nil }
        let unreadable = json["unreadable_items"]
        self.init(
            lines: lines, unreadableItems: json["unreadable"].int ?? 0,
            unreadable: unreadable.kind == .array
                ? unreadable.elements.map { UnreadableItem(known: JSONValue($0)) } : nil,
            isForced: json["forced"].bool ?? false)
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
        if !unreadableQuantities.isEmpty {
            members["unreadable"] = .array(unreadableQuantities.map(JSONValue.string))
        }
        return .object(members)
    }

    fileprivate init?(_ json: JSON) {
        guard let product = json["product"].string, let title = json["title"].string, let needed = json["needed"].int,
            let checked = json["checked"].int
        else { return nil }
        let goods = PackContents.Goods(
            product: product, chosenBarcode: json["barcode"].string, serialNumber: json["serial"].string)
        self.init(
            goods, title: title, needed: needed, checked: checked,
            unreadableQuantities: json["unreadable"].elements.compactMap(\.string))
    }
}
