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
    /// One page of a list.
    private static func page<Row: Sendable>(
        _ endpoint: Endpoint, path: String? = nil, query: [QueryItem] = [], page: Int, limit: Int,
        row: @escaping @Sendable (JSON) -> Row?
    ) -> Request<Page<Row>> where Answer == Page<Row> {
        let paging = [QueryItem("page", String(page)), QueryItem("limit", String(limit))]
        return Request(endpoint, path: path, query: query + paging) { body in
            try Page(JSONDocument(body).root, row: row)
        }
    }
}

extension Request where Answer == Page<Package> {
    /// A page of full packages.
    public static func packages(
        _ filter: PackageFilter = .init(), names: ParameterNames = .init(), page: Int = 1, limit: Int = 100
    ) -> Self {
        .page(.packages, query: filter.query(names), page: page, limit: limit, row: Package.init)
    }

    /// A page of packages without their items.
    public static func shortPackages(page: Int = 1, limit: Int = 100) -> Self {
        .page(.shortPackages, page: page, limit: limit, row: Package.init)
    }
}

extension Request where Answer == Package {
    /// One full package.
    public static func package(_ id: Int) -> Self {
        Request(.package, path: Endpoint.package.path(id)) { body in
            guard let package = try Package(JSONDocument(body).root) else { throw NotAPackage() }
            return package
        }
    }
}

extension Request where Answer == Void {
    /// Runs a command on a package.
    ///
    /// The OMS answers 204 and nothing else.
    public static func command(_ id: Int, transition: Int, parameters: JSONValue = [:]) -> Self {
        Request(
            .command, path: Endpoint.command.path(id),
            body: ["transition": .int(transition), "input_parameters": parameters]
        ) { _ in }
    }
}

extension Request where Answer == Page<PackageItemReference> {
    /// A page of the SKUs in a package.
    public static func packageItems(_ id: Int, page: Int = 1, limit: Int = 100) -> Self {
        .page(
            .packageItems, path: Endpoint.packageItems.path(id), page: page, limit: limit,
            row: PackageItemReference.init)
    }
}

extension Request where Answer == Page<TransitionLog> {
    /// A page of a package's history.
    public static func transitionLogs(_ id: Int, page: Int = 1, limit: Int = 100) -> Self {
        .page(
            .transitionLogs, path: Endpoint.transitionLogs.path(id), page: page, limit: limit, row: TransitionLog.init)
    }

    /// A page of a package's history in its short form.
    public static func shortTransitionLogs(_ id: Int, page: Int = 1, limit: Int = 100) -> Self {
        .page(
            .shortTransitionLogs, path: Endpoint.shortTransitionLogs.path(id), page: page, limit: limit,
            row: TransitionLog.init)
    }
}

extension Request where Answer == Page<DenialReason> {
    /// A page of denial reasons; `older` asks under the path of older installations.
    ///
    /// The newer path pages with `page_size`, the older with `limit`: both are sent, an unknown one is ignored.
    public static func denialReasons(older: Bool = false, page: Int = 1, limit: Int = 100) -> Self {
        .page(
            older ? .olderDenialReasons : .denialReasons, query: [QueryItem("page_size", String(limit))], page: page,
            limit: limit, row: DenialReason.init)
    }
}

/// An entry of `GET /packages/{id}/package-items/`.
public struct PackageItemReference: Hashable, Sendable, Identifiable {
    /// The item's id.
    public let id: Int
    /// The product's number in the shop.
    public let productSKU: String

    /// Reads `{id, product_sku}`; nil when there is no id.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.id = id
        productSKU = json["product_sku"].text ?? ""
    }
}

/// An answer that was to be a package, and is not.
public struct NotAPackage: Error, Equatable, Sendable, CustomStringConvertible {
    /// One sentence for people.
    public var description: String { "the answer is no package: it has no id" }
}
