public import OMS

/// The items of one product in a package: so many are needed, so many are checked.
public struct PackageLine: Equatable, Sendable, Identifiable {
    /// What tells the line from the others: the SKU, or the product's name where there is none.
    public let id: String
    /// What it is.
    public let product: Product
    /// The ids of its items.
    public let items: [Int]
    /// Every code that can stand on the goods.
    public let codes: [String]
    /// How many are to go into the parcel.
    public let needed: Int

    /// The barcode that people read on the screen: a chosen one, else the product's.
    public var barcode: String? { codes.first { $0 != product.sku } }

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
        var seen: Set<String> = []
        codes = items.flatMap(\.codes).filter { seen.insert($0).inserted }
        needed = items.reduce(0) { $0 &+ $1.quantity }
    }

    /// Whether a scanned code stands on these goods.
    func has(_ code: CodeReading) -> Bool { codes.contains { code.keys.contains(CodeForm.key($0)) } }
}
