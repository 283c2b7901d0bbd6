import enum OMS.PackageParameter

/// What lists are asked with.
extension Operation.Parameter {
    static let page = Operation.Parameter(
        name: "page", place: .query, schema: .integer(minimum: 1, maximum: 1_000_000_000), help: "page number",
        mayBeEmpty: true)

    static func limit(_ name: String) -> Operation.Parameter {
        Operation.Parameter(
            name: name, place: .query, schema: .integer(minimum: 1, maximum: .max),
            help: "rows on a page, 20 unless told otherwise; more than 100 are 100", mayBeEmpty: true)
    }

    static let sort = Operation.Parameter(
        name: "sort", place: .query,
        schema: .string(among: PackageQuery.sorts.flatMap { [$0.name, "-\($0.name)"] }),
        help: "sorting field, the greatest first with a - before it", mayBeEmpty: true)

    static let format = Operation.Parameter(
        name: "format", place: .query, schema: .constant("json"), help: "response format")

    fileprivate init(_ filter: PackageFilterName, help: String) {
        self.init(name: filter.name, place: .query, schema: filter.schema, help: help, mayBeEmpty: true)
    }
}

extension [Operation.Parameter] {
    static var packageFilters: Self {
        filters(PackageFilterName.all)
    }

    static var simpleFilters: Self {
        filters(PackageFilterName.simple)
    }

    static var deliveryRangeFilters: Self {
        DeliveryRangeFilter.all.map { Operation.Parameter($0.filter, help: $0.help) }
    }

    /// The filters as they are served, each with what the vocabulary says that it does.
    private static func filters(_ names: [PackageFilterName]) -> Self {
        let help = Dictionary(uniqueKeysWithValues: PackageParameter.allCases.map { ($0.facts.name, $0.facts.help) })
        return names.map { Operation.Parameter($0, help: help[$0.name] ?? $0.name) }
    }
}

/// What values of parameters look like.
extension JSONSchema {
    static let pathID = JSONSchema.integer(minimum: 1, maximum: .max)
    static let wholeNumber = JSONSchema.integer(minimum: .min, maximum: .max)
    static let wholeNumbers = JSONSchema.string(pattern: "^[0-9]{1,18}(,[0-9]{1,18}){0,999}$")
    static let flag = JSONSchema.string(among: ["true", "false", "True", "False", "1", "0"])
    static let dayOrMoment = JSONSchema.either([.string(format: "date"), .string(format: "date-time")])
}
