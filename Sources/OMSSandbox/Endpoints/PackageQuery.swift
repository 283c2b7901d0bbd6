import GRDB

import enum OMS.Endpoint

/// The filters of a list of packages, made into SQL.
struct PackageQuery: Sendable {
    /// A condition that rows must meet, and the values in it.
    struct Condition: Sendable {
        let sql: String
        let arguments: [DatabaseValue]
        /// Whether it is about columns that are tallied, and nothing else.
        let isTallied: Bool

        init(
            _ sql: String, _ arguments: [any DatabaseValueConvertible & Sendable] = [], tallied columns: [String] = []
        ) {
            self.sql = sql
            self.arguments = arguments.map(\.databaseValue)
            isTallied = !columns.isEmpty && columns.allSatisfy(RowCounts.columns.contains)
        }
    }

    private let conditions: [Condition]
    private let order: String

    /// Reads the filters and the order that the table gives the endpoint; others are ignored, as the OMS does.
    init(_ query: Query, of endpoint: Endpoint) throws(Refusal) {
        var conditions: [Condition] = []
        for filter in PackageFilterName.of(endpoint) {
            guard let value = query[filter.name], !value.isEmpty else { continue }
            conditions.append(try filter.condition(value))
        }
        self.conditions = conditions
        order = endpoint.canSort ? try Self.order(query["sort"]) : "id"
    }

    /// The ids of the packages on a page, and how many packages there are on all pages.
    func ids(_ database: Database, _ paging: Paging, _ counts: CountCache) throws -> RowPage<Int64> {
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.map { "(\($0.sql))" }.joined(separator: " AND ")
        let arguments = StatementArguments(conditions.flatMap(\.arguments))
        let count = try counts.count(of: "\(filter) \(arguments)") {
            if conditions.allSatisfy(\.isTallied) { return try RowCounts.count(database, filter, arguments) }
            return try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM package \(filter)", arguments: arguments) ?? 0
        }
        guard paging.offset < count else { return RowPage(count: count, rows: []) }
        let rows = try Int64.fetchAll(
            database,
            sql: "SELECT id FROM package \(filter) ORDER BY \(try order(database, count, paging)) LIMIT ? OFFSET ?",
            arguments: arguments + [paging.limit, paging.offset])
        return RowPage(count: count, rows: rows)
    }

    /// The order, written so that SQLite uses an index.
    ///
    /// Where few rows meet the conditions, finding and sorting them all is shorter than going through all packages in
    /// their order until enough were met; SQLite cannot know how few they are. A plus keeps it from using the order.
    private func order(_ database: Database, _ count: Int, _ paging: Paging) throws -> String {
        let (wanted, all) = (paging.offset + paging.limit, try RowCounts.count(database, "", []))
        let isFew = !conditions.isEmpty && Double(count) * Double(count) < Double(wanted) * Double(all)
        return isFew ? "+\(order)" : order
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
