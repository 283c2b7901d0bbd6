import protocol OMS.QueryParameter

/// What lists are asked with.
extension Operation.Parameter {
    static let page = Operation.Parameter(
        name: "page", location: .query, schema: .integer(minimum: 1, maximum: 1_000_000_000), help: "page number",
        mayBeEmpty: true)

    static func limit(_ name: String) -> Operation.Parameter {
        Operation.Parameter(
            name: name, location: .query, schema: .integer(minimum: 1, maximum: .max),
            help: "rows on a page, 20 unless told otherwise; more than 100 are 100", mayBeEmpty: true)
    }

    static let sort = Operation.Parameter(
        name: "sort", location: .query,
        schema: .string(among: PackageQuery.sorts.flatMap { [$0.name, "-\($0.name)"] }),
        help: "sorting field, the greatest first with a - before it", mayBeEmpty: true)

    static let format = Operation.Parameter(
        name: "format", location: .query, schema: .constant("json"), help: "response format")

    /// A filter as it is served, with what the vocabulary says that it does.
    init(_ filter: PackageFilterName, among parameters: [any QueryParameter]) {
        let help = parameters.first { $0.facts.name == filter.name }?.facts.help
        self.init(
            name: filter.name, location: .query, schema: filter.schema, help: help ?? filter.name, mayBeEmpty: true)
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
