import GRDB

/// A package as it is stored: a column for whatever is filtered, sorted or changed.
///
/// What belongs to the order is repeated in each of its packages, so that every filter looks at one table.
struct PackageRow: Sendable {
    var id: Int64
    var number: String
    var state: State
    var location: Int64
    var created: Instant
    var modified: Instant
    var due: Instant
    var rangeLower: Instant?
    var rangeUpper: Instant?
    var isClickAndCollect: Bool
    var shippingOption: String
    var cancellationFailure: Bool
    var remoteID: String?
    var invoiceNumber: String?
    /// An object of JSON.
    var extraInformation: String

    // The shipment.
    var shipmentCreated: Instant?
    var shipped: Instant?
    var cargoCompany: Int64?
    var trackingNumber: String?
    /// ZPL, or the JSON of the whole field.
    var label: String?

    // The order.
    var order: Int64
    var orderNumber: String
    var orderOmnitronID: Int64
    var channel: Int64
    var placed: Instant
    var deliveryType: String
    var retailStore: Int64?
    var paymentType: String
    var notes: String?
    var giftNote: String?
    var hasGiftBox: Bool

    // The customer and the shipping address, whose id is the order's.
    var firstName: String
    var lastName: String
    var email: String
    var phone: String
    var line: String
    var postcode: String
    var place: FixturePlace
}

extension PackageRow: FetchableRecord {
    /// The columns, in the order of `arguments`.
    static let columns = [
        "id", "number", "state", "location", "created", "modified", "due", "range_lower", "range_upper",
        "click_and_collect", "shipping_option", "cancellation_failure", "remote_id", "invoice_number", "extra",
        "shipment_created", "shipped", "cargo_company", "tracking_number", "label",
        "order_id", "order_number", "order_omnitron_id", "channel", "placed", "delivery_type", "retail_store",
        "payment_type", "notes", "gift_note", "gift_box",
        "first_name", "last_name", "email", "phone", "line", "postcode", "township", "city", "country",
    ]

    init(row: Row) {
        id = row["id"]
        number = row["number"]
        state = State.package(row["state"]) ?? .waiting
        location = row["location"]
        created = row["created"]
        modified = row["modified"]
        due = row["due"]
        rangeLower = row["range_lower"]
        rangeUpper = row["range_upper"]
        isClickAndCollect = row["click_and_collect"]
        shippingOption = row["shipping_option"]
        cancellationFailure = row["cancellation_failure"]
        remoteID = row["remote_id"]
        invoiceNumber = row["invoice_number"]
        extraInformation = row["extra"]
        shipmentCreated = row["shipment_created"]
        shipped = row["shipped"]
        cargoCompany = row["cargo_company"]
        trackingNumber = row["tracking_number"]
        label = row["label"]
        order = row["order_id"]
        orderNumber = row["order_number"]
        orderOmnitronID = row["order_omnitron_id"]
        channel = row["channel"]
        placed = row["placed"]
        deliveryType = row["delivery_type"]
        retailStore = row["retail_store"]
        paymentType = row["payment_type"]
        notes = row["notes"]
        giftNote = row["gift_note"]
        hasGiftBox = row["gift_box"]
        firstName = row["first_name"]
        lastName = row["last_name"]
        email = row["email"]
        phone = row["phone"]
        line = row["line"]
        postcode = row["postcode"]
        place = FixturePlace.with(township: row["township"]) ?? FixturePlace.all[0]
    }

    /// The values of `columns`.
    var arguments: StatementArguments {
        [
            id, number, state.id, location, created, modified, due, rangeLower, rangeUpper,
            isClickAndCollect, shippingOption, cancellationFailure, remoteID, invoiceNumber, extraInformation,
            shipmentCreated, shipped, cargoCompany, trackingNumber, label,
            order, orderNumber, orderOmnitronID, channel, placed, deliveryType, retailStore,
            paymentType, notes, giftNote, hasGiftBox,
            firstName, lastName, email, phone, line, postcode, place.township.id, place.city.id, place.country.id,
        ]
    }
}
