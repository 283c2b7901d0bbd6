import GRDB

/// The filters of a list of packages, made into SQL.
struct PackageQuery: Sendable {
    /// A condition that rows must meet, and the values in it.
    struct Condition: Sendable {
        let sql: String
        let arguments: [DatabaseValue]

        init(_ sql: String, _ arguments: [any DatabaseValueConvertible & Sendable] = []) {
            self.sql = sql
            self.arguments = arguments.map(\.databaseValue)
        }
    }

    private let conditions: [Condition]
    private let order: String

    /// All packages by id.
    static let everything = PackageQuery(conditions: [], order: "id")

    private init(conditions: [Condition], order: String) {
        self.conditions = conditions
        self.order = order
    }

    /// Reads the filters of `GET /packages/`; parameters that it does not know are ignored, as the OMS does.
    init(_ query: Query, filters: [PackageFilterName] = PackageFilterName.all) throws(Refusal) {
        var conditions: [Condition] = []
        for filter in filters {
            guard let value = query[filter.name], !value.isEmpty else { continue }
            conditions.append(try filter.condition(value))
        }
        self.conditions = conditions
        order = try Self.order(query["sort"])
    }

    /// The ids of the packages on a page, and how many packages there are on all pages.
    func ids(_ database: Database, _ paging: Paging, _ counts: CountCache) throws -> Page<Int64> {
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.map { "(\($0.sql))" }.joined(separator: " AND ")
        let arguments = StatementArguments(conditions.flatMap(\.arguments))
        let count = try counts.count(of: "\(filter) \(arguments)") {
            try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM package \(filter)", arguments: arguments) ?? 0
        }
        let rows = try Int64.fetchAll(
            database, sql: "SELECT id FROM package \(filter) ORDER BY \(order) LIMIT ? OFFSET ?",
            arguments: arguments + [paging.limit, paging.offset])
        return Page(count: count, rows: rows)
    }

    /// What can be sorted by, each with its column.
    static let sorts: [(name: String, column: String)] = [
        ("id", "id"), ("created_date", "created"), ("modified_date", "modified"), ("order_id", "order_id"),
    ]

    private static func order(_ sort: String?) throws(Refusal) -> String {
        guard let sort, !sort.isEmpty else { return "id" }
        let direction = sort.hasPrefix("-") ? "DESC" : "ASC"
        let name = sort.hasPrefix("-") ? sort.dropFirst() : sort[...]
        guard let column = sorts.first(where: { $0.name == name })?.column else {
            let names = sorts.map(\.name).joined(separator: ", ")
            throw .field("sort", "\"\(sort)\" is not a valid choice: \(names), or one of them after a -.")
        }
        return column == "id" ? "id \(direction)" : "\(column) \(direction), id \(direction)"
    }
}
