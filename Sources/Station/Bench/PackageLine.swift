public import OMS

/// The items of one product in a package: so many are needed, so many are checked.
public struct PackageLine: Equatable, Sendable, Identifiable {
    /// What identifies the line: the SKU, or the product's name where there is none.
    public let id: String
    /// What it is.
    public let product: Product
    /// The ids of its items.
    public let items: [Int]
    /// Every code that can stand on the goods.
    public let codes: [String]
    /// How many are to go into the parcel; 0 where no quantity can be read.
    public let needed: Int
    /// The quantity as the OMS wrote it, where it is no number of units: it is unknown when the line is complete.
    public let unreadableQuantity: String?
    /// The serial numbers of the units that have one, as the OMS writes them.
    public let serials: [String]
    /// How many units have no serial number of their own.
    let unmarked: Int
    /// The codes that all units of a kind share: barcodes and SKU.
    let goodsCodes: [String]

    /// The barcode that people read on the screen: a chosen one, else the product's.
    public var barcode: String? { goodsCodes.first { $0 != product.sku } }

    /// How many units can be checked at most: as many as are needed, or any number where that is not known.
    var mostChecked: Int { unreadableQuantity == nil ? needed : .max }

    /// How many units without a serial number of their own can be checked at most.
    var mostUnmarked: Int { unreadableQuantity == nil ? unmarked : .max }

    /// The lines of a package, in the order in which their products first appear.
    ///
    /// Cancelled items are not packed, so they are not needed.
    static func lines(of package: Package) -> [PackageLine] {
        var order: [String] = []
        var grouped: [String: [PackageItem]] = [:]
        for item in package.neededItems {
            let key = item.product.key
            if grouped[key] == nil { order.append(key) }
            grouped[key, default: []].append(item)
        }
        return order.compactMap { key in grouped[key].flatMap { PackageLine(id: key, items: $0) } }
    }

    private init?(id: String, items: [PackageItem]) {
        guard let first = items.first else { return nil }
        self.id = id
        product = first.product
        self.items = items.map(\.id)
        goodsCodes = items.flatMap(\.goodsCodes).uniqued()
        serials = items.compactMap(\.serialNumber)
        codes = (goodsCodes + serials).uniqued()
        needed = items.reduce(0) { $0 &+ $1.quantity }
        unreadableQuantity = items.lazy.compactMap(\.unreadableQuantity).first
        unmarked = items.reduce(0) { $1.serialNumber == nil ? $0 &+ $1.quantity : $0 }
    }

    /// Whether a scanned code stands on these goods.
    func has(_ code: CodeReading) -> Bool { codes.contains { code.keys.contains(CodeForm.key($0)) } }

    /// The serial number of the OMS that a scanned one is; nil where no unit of the line has it.
    func serial(_ number: String) -> String? { serials.first { CodeForm.key($0) == number } }
}
