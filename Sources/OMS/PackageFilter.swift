/// Which packages a list is to hold: conditions that all must be met, and an order.
public struct PackageFilter: Hashable, Sendable {
    /// The conditions.
    public var conditions: [PackageParameter: String]
    /// The order of the rows.
    public var sort: Sort?

    /// An order of the rows.
    public struct Sort: Hashable, Sendable {
        /// What the OMS can sort by.
        public enum Field: String, CaseIterable, Sendable {
            /// The package's id.
            case id
            /// When it was made.
            case createdDate = "created_date"
            /// When it was last changed.
            case modifiedDate = "modified_date"
            /// Its order's id.
            case orderID = "order_id"
        }

        /// What to sort by.
        public let field: Field
        /// Whether the largest comes first.
        public let isDescending: Bool

        /// An order by a field.
        public init(_ field: Field, descending: Bool = false) {
            self.field = field
            isDescending = descending
        }

        /// Reads `id` or `-id`; nil for a field that the OMS cannot sort by.
        public init?(_ text: String) {
            guard let field = Field(rawValue: text.hasPrefix("-") ? String(text.dropFirst()) : text) else { return nil }
            self.init(field, descending: text.hasPrefix("-"))
        }

        /// The value to put into a query.
        public var text: String { (isDescending ? "-" : "") + field.rawValue }
    }

    /// A filter with these conditions.
    public init(_ conditions: [PackageParameter: String] = [:], sort: Sort? = nil) {
        self.conditions = conditions
        self.sort = sort
    }

    /// The query, under the names of an installation, in the order of the parameters.
    public func query(_ names: ParameterNames = .init()) -> [QueryItem] {
        let conditions = PackageParameter.allCases.compactMap { parameter in
            self.conditions[parameter].map { QueryItem(names[parameter], $0) }
        }
        return conditions + (sort.map { [QueryItem("sort", $0.text)] } ?? [])
    }

    /// Whether a package that came back can be what was asked for.
    ///
    /// Servers of this family ignore a parameter that they do not know and answer with everything, so what can be
    /// checked against the row is checked; conditions on what a row does not show are taken as met.
    public func admits(_ package: Package) -> Bool {
        conditions.allSatisfy { parameter, value in
            switch parameter {
            case .stateValue: package.state.enumValue == nil || package.state.enumValue == value
            case .stateValueNot: package.state.enumValue != value
            case .stockLocationCode: package.stockLocation?.erpCode.map { $0 == value } ?? true
            case .stockLocation: package.stockLocation?.id.map { String($0) == value } ?? true
            case .stockLocationCodes:
                package.stockLocation?.erpCode.map { value.split(separator: ",").contains(Substring($0)) } ?? true
            case .orderNumberPrefix: package.orderNumber?.hasPrefix(value) ?? true
            case .modifiedFrom: Self.meets(package.modifiedDate, value, by: >=)
            case .modifiedTo: Self.meets(package.modifiedDate, value, by: <=)
            case .createdFrom: Self.meets(package.createdDate, value, by: >=)
            case .createdTo: Self.meets(package.createdDate, value, by: <=)
            case .idAfter: Int(value).map { package.id > $0 } ?? true
            case .idFrom: Int(value).map { package.id >= $0 } ?? true
            case .idBefore: Int(value).map { package.id < $0 } ?? true
            case .idTo: Int(value).map { package.id <= $0 } ?? true
            case .ids: value.split(separator: ",").contains(Substring(String(package.id)))
            case .productSKU: package.items.isEmpty || package.items.contains { $0.product.sku == value }
            case .productBarcode: package.items.isEmpty || package.items.contains { $0.product.barcode == value }
            default: true
            }
        }
    }

    private static func meets(_ date: Timestamp?, _ bound: String, by order: (Timestamp, Timestamp) -> Bool) -> Bool {
        guard let date, let bound = Timestamp(bound) else { return true }
        return order(date, bound)
    }
}

/// A name and a value in a query, not yet escaped.
public struct QueryItem: Hashable, Sendable {
    /// The parameter.
    public let name: String
    /// Its value.
    public let value: String

    /// A parameter with its value.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
