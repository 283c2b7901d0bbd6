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
    /// How many units it stands for, at least 1.
    public let quantity: Int

    /// Reads one item; nil when it is no object or has no id.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.id = id
        state = PackageState(json["state"]) ?? .unknown
        product = Product(json["order_item"]["product"], sku: json["product_sku"].text)
        selectedBarcode = json["selected_barcode"].text
        serialNumber = json["serial_no"].text
        quantity = min(max(1, json["quantity"].int ?? 1), 1_000_000)
    }
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

    /// Reads a product; a missing one is still something that a person can look for.
    init(_ json: JSON, sku: String?) {
        id = json[anyOf: "id", "pk"].int
        self.sku = json["sku"].text ?? sku ?? ""
        name = json["name"].text ?? ""
        barcode = json["barcode"].text
    }
}
