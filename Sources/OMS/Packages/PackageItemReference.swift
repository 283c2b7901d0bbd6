/// An entry of `GET /packages/{id}/package-items/`.
public struct PackageItemReference: Hashable, Sendable, Identifiable {
    /// The item's id.
    public let id: Int
    /// The product's number in the shop.
    public let productSKU: String

    /// Reads `{id, product_sku}`; nil when there is no id.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.id = id
        productSKU = json["product_sku"].text ?? ""
    }
}
