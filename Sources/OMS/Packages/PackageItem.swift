/// One unit to be packed (or several of a kind, where the installation sends a quantity).
///
/// Source: `packageitem_set` of both seed documents; `serial_no` and `quantity` are known from newer versions.
public struct PackageItem: Hashable, Sendable, Identifiable {
    /// The OMS's id of the item.
    public let id: Int
    /// Where the item stands.
    public let state: PackageState
    /// What it is.
    public let product: Product
    /// The barcode that was chosen for this unit, where it differs from the product's.
    public let selectedBarcode: String?
    /// The serial number of the unit.
    public let serialNumber: String?
    /// How many units it stands for; 0 where `unreadableQuantity` says what the OMS wrote instead.
    public let quantity: Int
    /// The quantity as the OMS wrote it, where it is no whole number from 1 to 100,000.
    public let unreadableQuantity: String?

    /// Reads one item; nil when it is no object, has no id, or says nothing of what it is.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.id = id
        state = PackageState(json["state"]) ?? .unknown
        product = Product(json["order_item"]["product"], sku: json["product_sku"].text)
        // Nobody could say what to look for.
        guard !product.key.isEmpty || product.barcode != nil else { return nil }
        selectedBarcode = json["selected_barcode"].text
        serialNumber = json["serial_no"].text
        (quantity, unreadableQuantity) = Self.quantity(json["quantity"])
    }

    /// Reads how many units an item stands for; an item without a quantity is one unit, as in the seed.
    private static func quantity(_ json: JSON) -> (Int, String?) {
        guard json.exists else { return (1, nil) }
        guard let number = json.wholeNumber, (1...mostUnits).contains(number) else {
            // A text that shows nothing is shown with its quotes.
            let shown = json.string.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
            return (0, shown ?? String(decoding: json.raw, as: UTF8.self))
        }
        return (number, nil)
    }

    /// More units of one item than any parcel holds: such a number is a mistake.
    private static let mostUnits = 100_000
}

/// What a unit is: its number in the shop, its name and its barcode.
public struct Product: Hashable, Sendable {
    /// The OMS's id of the product.
    public let id: Int?
    /// The shop's number; always there in full packages.
    public let sku: String
    /// The name for people.
    public let name: String
    /// The product's barcode; null in the seed's example.
    public let barcode: String?
    /// What distinguishes the product from others of the same name, such as size and colour; empty where nothing does.
    public let variant: String

    /// Reads a product; a missing one is still something that a person can look for.
    init(_ json: JSON, sku: String?) {
        id = json[anyOf: "id", "pk"].int
        self.sku = json["sku"].text ?? sku ?? ""
        name = json["name"].text ?? ""
        barcode = json["barcode"].text
        variant = json["attributes"].members.compactMap(\.value.text).joined(separator: ", ")
    }

    /// What identifies the product within a package: the SKU, or the name where there is none.
    public var key: String { sku.isEmpty ? name : sku }

    /// SKU and name, as messages show them.
    public var title: String { [sku, name].filter { !$0.isEmpty }.joined(separator: " ") }
}
