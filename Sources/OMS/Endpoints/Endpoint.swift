/// One of the OMS's endpoints: its method, its path, what it is asked with and what it answers.
///
/// Client, sandbox and command line are checked against this one table, so that none can be forgotten.
/// Source: the seed document of the API; the denial reasons, the hooks and the login are known from other public pages.
public enum Endpoint: String, CaseIterable, Hashable, Sendable {
    /// Packages.
    case packages, package, shortPackages, shortPackage, simplePackages, deliveryRanges
    /// What is done to a package.
    case command, createInvoice, setInvoiceNumber, setRemoteID, setExtraInformation
    /// What belongs to a package.
    case invoiceDocument, packageItems
    /// A package's history.
    case transitionLogs, transitionLog, shortTransitionLogs, shortTransitionLog
    /// Deliveries of webhooks.
    case webhookEvents, webhookEvent, shortWebhookEvents
    /// Reasons for denying, under their newer and older path.
    case denialReasons, olderDenialReasons
    /// Subscriptions of webhooks.
    case subscribeHook, unsubscribeHook

    /// How HTTP is asked.
    public enum Method: String, Sendable {
        /// Reads; may be sent again.
        case get = "GET"
        /// Does something; never sent again automatically.
        case post = "POST", patch = "PATCH", delete = "DELETE"
    }

    /// The method, and the path below the base URL with `{…}` where values go.
    public var route: (method: Method, path: String) {
        switch self {
        case .packages: (.get, "/packages/")
        case .package: (.get, "/packages/{id}/")
        case .shortPackages: (.get, "/packages/short/")
        case .shortPackage: (.get, "/packages/{id}/short/")
        case .simplePackages: (.get, "/packages/list-simple/")
        case .deliveryRanges: (.get, "/packages/delivery-ranges/")
        case .command: (.post, "/packages/{id}/command/")
        case .createInvoice: (.post, "/packages/{id}/invoice/")
        case .invoiceDocument: (.get, "/packages/{id}/invoice_document/")
        case .setInvoiceNumber: (.post, "/packages/{id}/set_invoice_number/")
        case .setRemoteID: (.post, "/packages/{id}/set_remote_id/")
        case .setExtraInformation: (.patch, "/packages/{id}/extra_information/")
        case .packageItems: (.get, "/packages/{id}/package-items/")
        case .transitionLogs: (.get, "/packages/{id}/transition_logs/")
        case .transitionLog: (.get, "/packages/{id}/transition_logs/{log_id}/")
        case .shortTransitionLogs: (.get, "/packages/{id}/transition_logs/short/")
        case .shortTransitionLog: (.get, "/packages/{id}/transition_logs/short/{log_id}/")
        case .webhookEvents: (.get, "/packages/{id}/webhook_events/")
        case .webhookEvent: (.get, "/packages/{id}/webhook_events/{webhook_event_id}/")
        case .shortWebhookEvents: (.get, "/packages/{id}/webhook_events/short/")
        case .denialReasons: (.get, "/packages/package_denial_reason/")
        case .olderDenialReasons: (.get, "/package-denial-reason/")
        case .subscribeHook: (.post, "/whisperer/hooks/")
        case .unsubscribeHook: (.delete, "/whisperer/hooks/{id}/")
        }
    }

    /// Whether asking twice is the same as asking once.
    public var isRead: Bool { route.method == .get }

    /// The path with its values filled in, from left to right.
    public func path(_ values: Int...) -> String {
        var rest = values[...]
        return route.path.split(separator: "/", omittingEmptySubsequences: false)
            .map { part in part.hasPrefix("{") ? rest.popFirst().map(String.init) ?? String(part) : String(part) }
            .joined(separator: "/")
    }
}
