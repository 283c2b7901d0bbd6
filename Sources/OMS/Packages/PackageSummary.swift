/// What a list shows of a package and what a scan can find it by; small, so that a million of them fit in memory.
public struct PackageSummary: Hashable, Sendable, Identifiable {
    /// The OMS's id.
    public let id: Int
    /// The number that is printed and scanned.
    public let number: String
    /// The number of the customer's order.
    public let orderNumber: String?
    /// What the carrier calls the parcel.
    public let trackingNumber: String?
    /// The number of the invoice.
    public let invoiceNumber: String?
    /// Where the package stands.
    public let state: PackageState
    /// The units to be packed.
    public let units: Int
    /// Who gets it.
    public let customer: String?
    /// The city it goes to.
    public let city: String?
    /// When the work should be finished.
    public let due: Timestamp?
    /// When the OMS made it.
    public let createdDate: Timestamp?
    /// Every code that can stand on the goods to be packed: barcodes, chosen barcodes, SKUs and serial numbers, each once.
    public let itemCodes: [String]
    /// Why it cannot be known that everything is in the parcel; nil where each unit can be checked.
    public let contentsFault: Package.ContentsFault?
    /// What the OMS offers to do with it, where its state is not understood by itself; empty elsewhere.
    public var offered: [PackageCommand]
    /// Whether the OMS lists any command for it.
    public let hasCommands: Bool

    /// The short of a package.
    public init(_ package: Package) {
        self.init(
            id: package.id, number: package.number, orderNumber: package.orderNumber,
            trackingNumber: package.trackingNumber, invoiceNumber: package.invoiceNumber, state: package.state,
            units: package.units, customer: package.shippingAddress?.fullName, city: package.city, due: package.due,
            createdDate: package.createdDate, itemCodes: package.neededItems.flatMap(\.codes).uniqued(),
            contentsFault: package.contentsFault,
            offered: package.state.kind == .other ? package.commands.map(\.identity) : [],
            hasCommands: !package.commands.isEmpty)
    }

    /// A summary with these facts.
    public init(
        id: Int, number: String, orderNumber: String? = nil, trackingNumber: String? = nil,
        invoiceNumber: String? = nil, state: PackageState, units: Int = 0, customer: String? = nil,
        city: String? = nil, due: Timestamp? = nil, createdDate: Timestamp? = nil, itemCodes: [String] = [],
        contentsFault: Package.ContentsFault? = nil, offered: [PackageCommand] = [], hasCommands: Bool = true
    ) {
        self.id = id
        self.number = number
        self.orderNumber = orderNumber
        self.trackingNumber = trackingNumber
        self.invoiceNumber = invoiceNumber
        self.state = state
        self.units = units
        self.customer = customer
        self.city = city
        self.due = due
        self.createdDate = createdDate
        self.itemCodes = itemCodes
        self.contentsFault = contentsFault
        self.offered = offered
        self.hasCommands = hasCommands
    }

    /// Whether it can be known that everything is in the parcel: all its items are there and can be read.
    public var isCheckable: Bool { contentsFault == nil }
}

extension PackageItem {
    /// The codes that can stand on this unit: the chosen barcode, the product's, the SKU, and its serial number.
    public var codes: [String] { goodsCodes + [serialNumber].compactMap(\.self) }

    /// The codes that other units have too: the chosen barcode, the product's, and the SKU.
    public var goodsCodes: [String] {
        [selectedBarcode, product.barcode, product.sku.isEmpty ? nil : product.sku].compactMap(\.self)
    }
}
