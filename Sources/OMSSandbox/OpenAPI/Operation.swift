/// What can be asked of a path: with what, and what is answered.
struct Operation: Sendable {
    /// A value in the path or after the question mark.
    struct Parameter: Sendable {
        enum Location: String, Sendable {
            case path, query
        }

        let name: String
        let location: Location
        let schema: JSONSchema
        let help: String
        /// Whether it may be there without a value, which is the same as not being there.
        var mayBeEmpty = false
    }

    /// A status with what it means, and the shape of what comes with it; nil when nothing does.
    struct Response: Sendable {
        let status: Int
        let meaning: String
        let schema: JSONSchema?
    }

    let id: String
    let method: String
    /// The whole path, with `{…}` where values go.
    let path: String
    let tag: String
    let summary: String
    var parameters: [Parameter] = []
    var body: JSONSchema?
    var needsToken = true
    let success: Response
    var refusals: [Response] = []

    /// Every schema that it mentions.
    var schemas: [JSONSchema] {
        parameters.map(\.schema) + [body, success.schema].compactMap(\.self) + refusals.compactMap(\.schema)
    }
}

extension Operation.Response {
    static func success(_ status: Int = 200, _ schema: JSONSchema?) -> Operation.Response {
        .init(status: status, meaning: schema == nil ? "Done." : "What was asked for.", schema: schema)
    }

    static let badRequest = Operation.Response(
        status: 400, meaning: "A parameter, a member of the body or the body as a whole is wrong.",
        schema: .either([.fieldErrors, .detail]))
    static let unauthorized = Operation.Response(
        status: 401, meaning: "The request carries no token, or none that is known.", schema: .detail)
    static let notFound = Operation.Response(
        status: 404, meaning: "There is no such row, page or format.", schema: .detail)
    static let notAllowed = Operation.Response(
        status: 406, meaning: "The business does not allow it.", schema: .businessError)
    static let tooLarge = Operation.Response(
        status: 413, meaning: "The body is longer than 4 MiB.", schema: .detail)
}

// MARK: - As JSON

extension Operation {
    func write(to json: inout JSONText) {
        json.object { json in
            json.member("operationId", id)
            json.array("tags", [tag]) { $0.value($1) }
            json.member("summary", summary)
            if !needsToken { json.array("security", [String]()) { $0.value($1) } }
            if !parameters.isEmpty { json.array("parameters", parameters) { $1.write(to: &$0) } }
            if let body {
                json.object("requestBody") { json in
                    json.member("required", true)
                    Self.write(content: body, to: &json)
                }
            }
            json.object("responses") { json in
                for answer in [success] + refusals {
                    json.member(String(answer.status)) { answer.write(to: &$0) }
                }
            }
        }
    }

    /// The member `content` of a body that is JSON.
    fileprivate static func write(content schema: JSONSchema, to json: inout JSONText) {
        json.object("content") { json in
            json.object("application/json") { json in json.member("schema") { schema.write(to: &$0) } }
        }
    }
}

extension Operation.Parameter {
    fileprivate func write(to json: inout JSONText) {
        json.object { json in
            json.member("name", name)
            json.member("in", location.rawValue)
            json.member("description", help)
            json.member("required", location == .path)
            if mayBeEmpty { json.member("allowEmptyValue", true) }
            json.member("schema") { schema.write(to: &$0) }
        }
    }
}

extension Operation.Response {
    fileprivate func write(to json: inout JSONText) {
        json.object { json in
            json.member("description", meaning)
            if let schema { Operation.write(content: schema, to: &json) }
        }
    }
}
