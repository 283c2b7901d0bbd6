/// Something to ask of the OMS, and how to read its answer.
public struct Request<Answer: Sendable>: Sendable {
    /// Which endpoint is asked.
    public let endpoint: Endpoint
    /// The path below the base URL.
    public let path: String
    /// The query, not yet escaped.
    public let query: [QueryItem]
    /// The JSON to send; nil for none.
    public let body: JSONValue?
    /// Reads the body of a success.
    public let read: @Sendable ([UInt8]) throws -> Answer

    /// A request whose answer `read` understands.
    public init(
        _ endpoint: Endpoint, path: String? = nil, query: [QueryItem] = [], body: JSONValue? = nil,
        read: @escaping @Sendable ([UInt8]) throws -> Answer
    ) {
        self.endpoint = endpoint
        self.path = path ?? endpoint.route.path
        self.query = query
        self.body = body
        self.read = read
    }

    /// `GET /packages/`, for the log: what was asked, without values that could be secret.
    public var summary: String { "\(endpoint.route.method.rawValue) \(path)" }
}

extension Request {
    /// A request for one page of a list, each row read by `row`.
    ///
    /// A row that cannot be read costs itself, never the page.
    static func page<Row: Sendable>(
        _ endpoint: Endpoint, path: String? = nil, query: [QueryItem] = [], page: Int, limit: Int,
        row: @escaping @Sendable (JSON) -> Row?
    ) -> Request<Page<Row>> where Answer == Page<Row> {
        let paging = [QueryItem("page", String(page)), QueryItem("limit", String(limit))]
        return Request(endpoint, path: path, query: query + paging) { body in
            try Page(JSONDocument(page: body).root, row: row)
        }
    }

    /// A request for one thing, which `read` makes of the answer.
    ///
    /// Errors: `UnreadableAnswer` when the answer has no `name`, which is all that cannot be done without.
    static func one(
        _ endpoint: Endpoint, path: String, body: JSONValue? = nil, _ thing: String, named name: String = "id",
        read: @escaping @Sendable (JSON) -> Answer?
    ) -> Self {
        Request(endpoint, path: path, body: body) { body in
            guard let answer = try read(JSONDocument(body).root) else {
                throw UnreadableAnswer(expected: thing, missing: name)
            }
            return answer
        }
    }
}

extension Request where Answer == Void {
    /// A request for something to be done; the OMS answers 204 and nothing else.
    static func act(_ endpoint: Endpoint, path: String, body: JSONValue? = nil) -> Self {
        Request(endpoint, path: path, body: body) { _ in }
    }
}

/// An answer that was to be one thing, and is something else.
public struct UnreadableAnswer: Error, Equatable, Sendable, CustomStringConvertible {
    /// What it was to be, such as `package`.
    public let expected: String
    /// What it would have to have, such as `id`.
    public let missing: String

    /// One sentence for people.
    public var description: String { "the answer is no \(expected): it has no \(missing)" }
}
