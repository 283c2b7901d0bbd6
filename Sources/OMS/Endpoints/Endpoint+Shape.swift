extension Endpoint {
    /// A thing that an endpoint answers with, or a list of them.
    public enum Document: String, CaseIterable, Hashable, Sendable {
        /// Packages in their full, short and flat forms, and windows of delivery.
        case package, shortPackage, simplePackage, deliveryRange
        /// What belongs to a package.
        case packageItem, invoice, invoiceDocument
        /// A package's history.
        case transitionLog, shortTransitionLog, webhookEvent, shortWebhookEvent
        /// What is there besides packages.
        case denialReason, hook
    }

    /// What a success is answered with.
    public enum Answer: Hashable, Sendable {
        /// `{"count", "next", "previous", "results"}` with these in `results`.
        case page(Document)
        /// One of these.
        case one(Document)
        /// 204, and no body.
        case nothing
    }

    /// What a success is answered with.
    public var answer: Answer {
        switch self {
        case .packages: .page(.package)
        case .shortPackages: .page(.shortPackage)
        case .simplePackages: .page(.simplePackage)
        case .deliveryRanges: .page(.deliveryRange)
        case .packageItems: .page(.packageItem)
        case .transitionLogs: .page(.transitionLog)
        case .shortTransitionLogs: .page(.shortTransitionLog)
        case .webhookEvents: .page(.webhookEvent)
        case .shortWebhookEvents: .page(.shortWebhookEvent)
        case .denialReasons, .olderDenialReasons: .page(.denialReason)
        // The short form of one package has its items, and lacks what belongs to the order.
        case .package, .shortPackage: .one(.package)
        case .createInvoice: .one(.invoice)
        case .invoiceDocument: .one(.invoiceDocument)
        case .transitionLog: .one(.transitionLog)
        case .shortTransitionLog: .one(.shortTransitionLog)
        case .webhookEvent: .one(.webhookEvent)
        case .subscribeHook: .one(.hook)
        case .command, .setInvoiceNumber, .setRemoteID, .setExtraInformation, .unsubscribeHook: .nothing
        }
    }

    /// A value that is sent in a body.
    public struct Member: Hashable, Sendable {
        /// What a value is.
        public enum Kind: Hashable, Sendable {
            /// A whole number, a text, an object of any content.
            case integer, text, object
        }

        /// Its name.
        public let name: String
        /// What it is.
        public let kind: Kind
        /// Whether it must be there.
        public let isRequired: Bool
    }

    /// What is sent in the body, as an object; nothing for most.
    public var body: [Member] {
        switch self {
        case .command: [.required("transition", .integer), .optional("input_parameters", .object)]
        case .setInvoiceNumber: [.required("invoice_number", .text)]
        case .setRemoteID: [.required("remote_id", .text)]
        case .setExtraInformation: [.required("extra_information", .object)]
        case .subscribeHook:
            [
                .required("event_type", .text), .required("target_url", .text), .optional("secret_key", .text),
                .required("retry_countdown_config", .object),
            ]
        default: []
        }
    }

    /// The name under which a page's length is asked for; nil where there are no pages.
    public var limitName: String? {
        guard case .page = answer else { return nil }
        return self == .denialReasons ? "page_size" : "limit"
    }

    /// The filters of the query, besides those for pages.
    public var parameters: [any QueryParameter] {
        switch self {
        case .packages: PackageParameter.allCases
        case .simplePackages: SimplePackageParameter.allCases
        case .deliveryRanges: DeliveryRangeParameter.allCases
        default: []
        }
    }

    /// Whether the rows can be sorted.
    public var canSort: Bool { self == .packages }

    /// The usual names of everything that a query can hold, in the order of the table.
    public var queryNames: [String] {
        guard let limitName else { return [] }
        return parameters.map(\.facts.name) + (canSort ? ["sort"] : []) + ["page", limitName]
    }
}

extension Endpoint.Member {
    fileprivate static func required(_ name: String, _ kind: Kind) -> Self {
        Self(name: name, kind: kind, isRequired: true)
    }

    fileprivate static func optional(_ name: String, _ kind: Kind) -> Self {
        Self(name: name, kind: kind, isRequired: false)
    }
}
