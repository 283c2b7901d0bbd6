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

    /// The query, in the order of the parameters.
    public var query: [QueryItem] {
        let conditions = PackageParameter.allCases.compactMap { parameter in
            self.conditions[parameter].map { QueryItem(parameter.facts.name, $0) }
        }
        return conditions + (sort.map { [QueryItem("sort", $0.text)] } ?? [])
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
