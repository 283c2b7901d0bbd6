/// A package in its flat form: what is elsewhere is given by its id.
///
/// Source: `GET /packages/list-simple/` of the seed.
public struct SimplePackage: Hashable, Sendable, Identifiable {
    /// The OMS's id.
    public let id: Int
    /// The number that is printed and scanned; the id where there is none.
    public let number: String
    /// Where the package stands.
    public let state: PackageState
    /// The id of the customer's order.
    public let order: Int?
    /// The id of the warehouse or shop that packs it.
    public let stockLocation: Int?
    /// The id of the address that it goes to.
    public let shippingAddress: Int?
    /// What the carrier calls the parcel.
    public let trackingNumber: String?
    /// The number of the invoice.
    public let invoiceNumber: String?
    /// What another system calls the package.
    public let remoteID: String?
    /// Whether the customer collects it.
    public let isClickAndCollect: Bool
    /// When it was shipped.
    public let shipmentDate: Timestamp?
    /// When it should be packed.
    public let targetPackingDate: Timestamp?
    /// The window of the promised delivery.
    public let deliveryRange: DeliveryRange?
    /// When the OMS made it, and when it last changed it.
    public let createdDate: Timestamp?, modifiedDate: Timestamp?
    /// What is noted on it besides.
    public let extraInformation: JSONValue

    /// Reads one package; nil when it is no object or has no id.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.id = id
        number = json["number"].text ?? String(id)
        state = PackageState(json["state"]) ?? .unknown
        order = Self.id(json["order"])
        stockLocation = Self.id(json["stock_location"])
        shippingAddress = Self.id(json["shipping_address"])
        trackingNumber = json["tracking_number"].text
        invoiceNumber = json["invoice_number"].text
        remoteID = json["remote_id"].text
        isClickAndCollect = json["is_click_and_collect"].bool ?? false
        shipmentDate = json["shipment_date"].timestamp
        targetPackingDate = json["target_packing_date"].timestamp
        deliveryRange = DeliveryRange(json["delivery_range"])
        createdDate = json["created_date"].timestamp
        modifiedDate = json["modified_date"].timestamp
        extraInformation = JSONValue(json["extra_information"])
    }

    /// An id, or the id of the object that stands in its place.
    private static func id(_ json: JSON) -> Int? { json.int ?? json[anyOf: "id", "pk"].int }
}
