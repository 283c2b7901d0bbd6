import GRDB

extension Service {
    /// The distinct delivery ranges that packages have, the earliest first.
    func deliveryRanges(_ call: Call) async throws -> SandboxAnswer {
        let paging = try Paging(call.query)
        let conditions = try DeliveryRangeFilterName.conditions(call.query)
        let page = try await store.read { database in
            let filter = (["range_lower IS NOT NULL"] + conditions.map { "(\($0.sql))" }).joined(separator: " AND ")
            let arguments = StatementArguments(conditions.flatMap(\.arguments))
            let ranges = "SELECT DISTINCT range_lower, range_upper FROM package WHERE \(filter)"
            let count = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM (\(ranges))", arguments: arguments)
            let rows = try Row.fetchAll(
                database, sql: "\(ranges) ORDER BY range_lower, range_upper LIMIT ? OFFSET ?",
                arguments: arguments + [paging.limit, paging.offset])
            return RowPage(
                count: count ?? 0,
                rows: rows.map { (lower: $0[0] as Instant, upper: $0[1] as Instant) })
        }
        return try call.page(page, paging) { json, range in
            json.object { json in
                json.member("lower", range.lower)
                json.member("upper", range.upper)
            }
        }
    }
}

/// The parameters of `GET /packages/delivery-ranges/`.
enum DeliveryRangeFilterName {
    /// The names, each with the condition on packages that does the same.
    static let all: [PackageFilterName] = [
        .moment("date", lower: "range_lower", upper: "range_upper"),
        .bound("lower__gte", "range_lower >= ?"),
        .bound("lower__lte", "range_lower <= ?"),
        .bound("upper__gte", "range_upper >= ?"),
        .bound("upper__lte", "range_upper <= ?"),
    ]

    static func conditions(_ query: Query) throws(Refusal) -> [PackageQuery.Condition] {
        var conditions: [PackageQuery.Condition] = []
        for filter in all {
            guard let value = query[filter.name], !value.isEmpty else { continue }
            conditions.append(try filter.condition(value))
        }
        return conditions
    }
}
