/// What a JSON value looks like, in the words of JSON Schema (draft 2020-12) as OpenAPI 3.1 has them.
indirect enum JSONSchema: Sendable {
    case anything
    case null
    case boolean
    case number(minimum: Double? = nil, maximum: Double? = nil)
    case integer(minimum: Int64? = nil, maximum: Int64? = nil)
    /// A whole number of 64 bits without a sign.
    case unsigned
    case string(
        pattern: String? = nil, format: String? = nil, among: [String]? = nil, atLeast: Int = 0, atMost: Int? = nil)
    case array(of: JSONSchema, atLeast: Int = 0)
    /// Members by name; those in `optional` may be absent, and others than these are there only if `others` says so.
    case object(Members, optional: Set<String> = [], others: Bool = false)
    /// Any names, each with a value of one kind.
    case map(of: JSONSchema)
    case either([JSONSchema])
    /// A schema that is written once, among the components, and pointed at from everywhere else.
    case named(String, JSONSchema)

    /// The members of an object in their order.
    struct Members: ExpressibleByDictionaryLiteral, Sendable {
        let list: [(name: String, schema: JSONSchema)]

        init(dictionaryLiteral members: (String, JSONSchema)...) {
            list = members.map { (name: $0.0, schema: $0.1) }
        }

        init(_ list: [(name: String, schema: JSONSchema)]) {
            self.list = list
        }

        static func + (left: Members, right: Members) -> Members {
            Members(left.list + right.list)
        }
    }

    /// This, or null.
    var orNull: JSONSchema {
        .either([self, .null])
    }

    /// One text and no other.
    static func constant(_ text: String) -> JSONSchema {
        .string(among: [text])
    }
}

// MARK: - As JSON

extension JSONSchema {
    func write(to json: inout JSONText) {
        switch self {
        case .named(let name, _): json.object { $0.member("$ref", "#/components/schemas/\(name)") }
        case .either(let schemas): json.object { json in json.array("anyOf", schemas) { $1.write(to: &$0) } }
        case .anything, .null, .boolean, .number, .integer, .unsigned, .string, .array, .object, .map:
            json.object(writeKeywords)
        }
    }

    private func writeKeywords(_ json: inout JSONText) {
        switch self {
        case .anything, .named, .either: break
        case .null: json.member("type", "null")
        case .boolean: json.member("type", "boolean")
        case .number(let minimum, let maximum):
            json.member("type", "number")
            if let minimum { json.member("minimum") { $0.value(minimum) } }
            if let maximum { json.member("maximum") { $0.value(maximum) } }
        case .integer(let minimum, let maximum):
            json.member("type", "integer")
            json.member("format", "int64")
            if let minimum { json.member("minimum", minimum) }
            if let maximum { json.member("maximum", maximum) }
        case .unsigned:
            json.member("type", "integer")
            json.member("format", "uint64")
            json.member("minimum", 0)
            json.member("maximum") { $0.verbatim("\(UInt64.max)") }
        case .string(let pattern, let format, let choices, let least, let most):
            json.member("type", "string")
            if let pattern { json.member("pattern", pattern) }
            if let format { json.member("format", format) }
            if let choices { json.array("enum", choices) { $0.value($1) } }
            if least > 0 { json.member("minLength", Int64(least)) }
            if let most { json.member("maxLength", Int64(most)) }
        case .array(let element, let count):
            json.member("type", "array")
            json.member("items") { element.write(to: &$0) }
            if count > 0 { json.member("minItems", Int64(count)) }
        case .map(let value):
            json.member("type", "object")
            json.member("additionalProperties") { value.write(to: &$0) }
        case .object(let members, let optional, let others):
            Self.write(members, optional: optional, others: others, to: &json)
        }
    }

    private static func write(_ members: Members, optional: Set<String>, others: Bool, to json: inout JSONText) {
        let required = members.list.map(\.name).filter { !optional.contains($0) }
        json.member("type", "object")
        json.object("properties") { json in
            for member in members.list { json.member(member.name) { member.schema.write(to: &$0) } }
        }
        if !required.isEmpty { json.array("required", required) { $0.value($1) } }
        if !others { json.member("additionalProperties", false) }
    }

    /// Adds the named schemas in this one, and in those, to what is known already.
    func collect(into named: inout [String: JSONSchema]) {
        switch self {
        case .anything, .null, .boolean, .number, .integer, .unsigned, .string: break
        case .array(let schema, _), .map(let schema): schema.collect(into: &named)
        case .object(let members, _, _): for member in members.list { member.schema.collect(into: &named) }
        case .either(let schemas): for schema in schemas { schema.collect(into: &named) }
        case .named(let name, let schema):
            guard named.updateValue(schema, forKey: name) == nil else { return }
            schema.collect(into: &named)
        }
    }
}
