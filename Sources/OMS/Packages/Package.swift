/// A packing order of the OMS: what has to go into one parcel, for whom, and what may be done with it.
///
/// Source: `GET /packages/{id}/` of the seed and the webhook's example. Every field but `id` may be missing.
public struct Package: Sendable, Identifiable, Equatable {
    /// The OMS's id.
    public let id: Int
    /// The number that is printed on papers and scanned, such as `000000073`; the id where there is none.
    public let number: String
    /// The number of the customer's order.
    public let orderNumber: String?
    /// Where the package stands.
    public let state: PackageState
    /// The units to be packed, one entry each.
    public let items: [PackageItem]
    /// How many entries of the items could not be read; what is in them is not known.
    public let unreadableItems: Int
    /// What is known of those of them that are there.
    let unreadable: [UnreadableItem]
    /// How many items it has; the short form gives this number instead of the items.
    public let itemCount: Int
    /// What the OMS offers to do with the package now.
    public let commands: [PackageCommand]

    /// The shop that sold it.
    public let channelName: String?
    /// The city of the shipping address, as the list shows it.
    public let city: String?
    /// Where the parcel goes.
    public let shippingAddress: Address?
    /// The warehouse or shop that packs it.
    public let stockLocation: StockLocation?
    /// How it was paid.
    public let paymentType: String?
    /// What the carrier calls the parcel.
    public let trackingNumber: String?
    /// What makes a shipment of the package another one: the id of the shipment, else what the carrier calls the parcel.
    ///
    /// Nil while there is neither: the tracking number can come later than the label.
    public let shipmentIdentity: String?
    /// The carrier's labels, one for each box; empty while there is none.
    public let labels: [LabelContent]
    /// The number of the invoice.
    public let invoiceNumber: String?
    /// What another system calls the package.
    public let remoteID: String?
    /// Whether the customer collects it.
    public let isClickAndCollect: Bool
    /// How it is delivered, in words.
    public let deliveryType: String?
    /// The text of the gift note, where the order has a gift box.
    public let giftNote: String?
    /// Whether a gift box was ordered.
    public let hasGiftBox: Bool
    /// What the customer or the shop wrote on the order.
    public let orderNotes: String?

    /// When the customer ordered.
    public let datePlaced: Timestamp?
    /// When it should be packed.
    public let targetPackingDate: Timestamp?
    /// The window of the promised delivery.
    public let deliveryRange: DeliveryRange?
    /// When it was shipped.
    public let shipmentDate: Timestamp?
    /// When the OMS made it.
    public let createdDate: Timestamp?
    /// When the OMS last changed it; the webhook's example has none.
    public let modifiedDate: Timestamp?

    /// The JSON as it came, unknown fields and all.
    public let raw: String

    /// What the states of its items mean, where an installation has its own names for them.
    public var states = StateTable()

    /// Reads one package; nil when it is no object or has no id, which is all that cannot be done without.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.id = id
        number = json["number"].text ?? String(id)
        orderNumber = json["order_number"].text
        state = PackageState(json["state"]) ?? .unknown
        let entries = json["packageitem_set"].elements
        let read = entries.map(PackageItem.init)
        items = read.compactMap(\.self)
        unreadable = items.count == entries.count ? [] : zip(entries, read).compactMap { $1 == nil ? .init($0) : nil }
        itemCount = json["packageitem_count"].int.flatMap { $0 < 0 ? nil : $0 } ?? items.count
        // A number of items without the items themselves is the short form, which does not show what is in it.
        unreadableItems = max(entries.count, entries.isEmpty ? 0 : itemCount) - items.count
        commands = json["commands"].elements.compactMap(PackageCommand.init)
        channelName = json["channel_name"].text
        shippingAddress = Address(json["shipping_address"])
        city = json["city"].text ?? shippingAddress?.city
        stockLocation = StockLocation(json["stock_location"])
        paymentType = json["payment_type"].text
        let shipment = json["shipment"]
        let shipmentNumber = shipment["tracking_number"].text ?? shipment["awb_number"].text
        trackingNumber = json["tracking_number"].text ?? shipmentNumber
        shipmentIdentity = shipment[anyOf: "id", "pk"].text ?? shipmentNumber ?? trackingNumber
        labels = LabelField(json["shipping_label"]).labels
        invoiceNumber = json["invoice_number"].text
        remoteID = json["remote_id"].text
        isClickAndCollect = json["is_click_and_collect"].bool ?? false
        deliveryType = json["delivery_type"][anyOf: "label", "value"].text ?? json["delivery_type"].text
        giftNote = json["order_gift_box_note"].text
        hasGiftBox = json["order_has_gift_box"].bool ?? false
        orderNotes = json["order_notes"].text
        datePlaced = json["date_placed"].timestamp
        targetPackingDate = json["target_packing_date"].timestamp
        deliveryRange = DeliveryRange(json["delivery_range"])
        shipmentDate = json["shipment_date"].timestamp
        createdDate = json["created_date"].timestamp
        modifiedDate = json["modified_date"].timestamp
        raw = String(decoding: json.raw, as: UTF8.self)
    }

    /// Reads back the raw JSON of a package; nil when it is not a package.
    public init?(raw: String) {
        guard let document = try? JSONDocument(raw) else { return nil }
        self.init(document.root)
    }

    /// When the work should be finished: the target packing date, else the start of the delivery window.
    public var due: Timestamp? { targetPackingDate ?? deliveryRange?.lower }

    /// The package with what the states of its items mean in an installation.
    public func understood(by states: StateTable) -> Package {
        var package = self
        package.states = states
        return package
    }

    /// The items that are to be packed: a cancelled one is not.
    public var neededItems: [PackageItem] { items.filter { states.itemKind(of: $0.state) != .cancelled } }

    /// The units to be packed, counting items that stand for several.
    public var units: Int { neededItems.reduce(0) { $0 &+ $1.quantity } }

    /// Why it cannot be known that everything is in the parcel; nil where each unit can be checked.
    public var contentsFault: ContentsFault? {
        let unreadable = unreadableItems + neededItems.count { $0.unreadableQuantity != nil }
        if unreadable > 0 { return .unreadable(unreadable) }
        return neededItems.isEmpty ? .noItems : nil
    }

    /// What keeps the goods of a package from being checked one by one.
    public enum ContentsFault: Hashable, Sendable {
        /// The OMS lists no item that is to be packed.
        case noItems
        /// So many items, or their quantities, cannot be read.
        case unreadable(Int)
    }

    /// Two packages are the same when the OMS wrote them the same.
    public static func == (left: Package, right: Package) -> Bool { left.id == right.id && left.raw == right.raw }
}

/// The window in which a delivery was promised.
public struct DeliveryRange: Hashable, Sendable {
    /// Not before.
    public let lower: Timestamp?
    /// Not after.
    public let upper: Timestamp?

    /// Reads `{"lower", "upper"}`; nil when neither is a date.
    public init?(_ json: JSON) {
        lower = json["lower"].timestamp
        upper = json["upper"].timestamp
        if lower == nil && upper == nil { return nil }
    }
}

extension JSON {
    /// The moment that a string says; nil for anything else.
    public var timestamp: Timestamp? { string.flatMap(Timestamp.init) }
}
