/// What is known of an item that cannot be read: it cannot be checked, but that it is another one can be seen.
public struct UnreadableItem: Hashable, Sendable {
    /// What the OMS says of the goods, where it says what they are; else all that it wrote but for states and dates.
    let known: JSONValue
    /// What people call the goods: SKU and name; nil where that is not known.
    let title: String?

    /// What is known of what stands in the place of an item.
    init(_ json: JSON) {
        let product = Product(json["order_item"]["product"], sku: json["product_sku"].text)
        title = product.title.isEmpty ? nil : product.title
        guard title != nil || product.barcode != nil else {
            known = Self.lasting(JSONValue(json))
            return
        }
        let facts: [(String, JSONValue?)] = [
            ("product", .string(product.key)), ("title", title.map(JSONValue.string)),
            ("code", product.barcode.map(JSONValue.string)),
            ("barcode", json["selected_barcode"].text.map(JSONValue.string)),
            ("serial", json["serial_no"].text.map(JSONValue.string)),
            ("quantity", json["quantity"].exists ? JSONValue(json["quantity"]) : nil),
        ]
        known = .object(Dictionary(uniqueKeysWithValues: facts.compactMap { name, fact in fact.map { (name, $0) } }))
    }

    /// Reads back `known`.
    init(known: JSONValue) {
        self.known = known
        if case .object(let members) = known, case .string(let title)? = members["title"] {
            self.title = title
        } else {
            title = nil
        }
    }

    /// Whether another one is this one with what was not known of it.
    func admits(_ other: UnreadableItem) -> Bool {
        guard case .object(let mine) = known, case .object(let others) = other.known else { return self == other }
        return mine.allSatisfy { $0.value == .null || others[$0.key] == $0.value }
    }

    /// A value without what changes while the goods stay what they are.
    private static func lasting(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(members.filter { !isPassing($0.key) }.mapValues(lasting))
        case .array(let values): .array(values.map(lasting))
        default: value
        }
    }

    private static func isPassing(_ name: String) -> Bool {
        ["state", "status", "date"].contains { name.lowercased().contains($0) }
    }
}

extension PackContents {
    /// Which items that cannot be read came and went; of those of which nothing is known, only the number counts.
    func unreadableChange(
        to new: PackContents, isPacked: Bool
    ) -> (came: Int, gone: Int, titles: [String]) {
        // An older Packline kept their number alone.
        guard let unreadable, let others = new.unreadable else {
            let more = new.unreadableItems - unreadableItems
            return (max(0, more), max(0, -more), [])
        }
        var (gone, came): ([UnreadableItem], [UnreadableItem]) = ([], others)
        for item in unreadable {
            let place = came.firstIndex(of: item) ?? (isPacked ? came.firstIndex(where: item.admits) : nil)
            if let place { came.remove(at: place) } else { gone.append(item) }
        }
        let more = (new.unreadableItems - others.count) - (unreadableItems - unreadable.count)
        return (came.count + max(0, more), gone.count + max(0, -more), came.compactMap(\.title))
    }
}
