import enum OMS.Endpoint

extension Endpoint {
    /// The endpoint for the API description: the route is that of the table, the rest is what is served.
    var operation: Operation {
        let details = details
        return Operation(
            id: rawValue, method: route.method.rawValue, path: Routes.root + route.path, tag: "OMS",
            summary: details.summary, parameters: pathParameters + queryParameters + [.format], body: details.body,
            success: details.success, refusals: details.refusals)
    }

    private var pathParameters: [Operation.Parameter] {
        route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
            Operation.Parameter(
                name: String(part.dropFirst().dropLast()), location: .path, schema: .pathID, help: "The row's id.")
        }
    }

    private var queryParameters: [Operation.Parameter] {
        guard let limitName else { return [] }
        let filters = self == .deliveryRanges ? DeliveryRangeFilterName.all : PackageFilterName.of(self)
        return [.page, .limit(limitName)] + filters.map { Operation.Parameter($0, among: parameters) }
            + (canSort ? [.sort] : [])
    }

    private var details: Summary {
        switch self {
        case .packages: .list("Packages, whole", of: .package)
        case .package: .row("A package, whole", .package)
        case .shortPackages: .list("Packages without their items", of: .shortPackage)
        case .shortPackage: .row("A package without what belongs to its order", .packageWithoutOrder)
        case .simplePackages:
            .list("Packages with ids instead of objects", of: .simplePackage)
        case .deliveryRanges:
            .list("The distinct delivery ranges of packages", of: .deliveryRange)
        case .packageItems: .list("The items of a package", of: .packageItem)
        case .command: .change("Runs a command on a package", .commandBody, orElse: [.notAllowed])
        case .createInvoice:
            Summary(
                summary: "Creates the purchase invoice of a package", success: .success(200, .invoice),
                refusals: [.unauthorized, .notFound, .notAllowed])
        case .invoiceDocument: .row("The invoice of a package as HTML", .invoiceDocument)
        case .setInvoiceNumber: .change("Sets the invoice's number", .invoiceNumberBody)
        case .setRemoteID: .change("Sets the remote id", .remoteIDBody)
        case .setExtraInformation: .change("Replaces the extra information", .extraInformationBody)
        case .transitionLogs: .list("The transition log of a package", of: .transitionLog)
        case .transitionLog: .row("An entry of the transition log", .transitionLog)
        case .shortTransitionLogs: .list("The transition log of a package, short", of: .shortTransitionLog)
        case .shortTransitionLog: .row("An entry of the transition log, short", .shortTransitionLog)
        case .webhookEvents: .list("The deliveries of a package's events", of: .webhookEvent)
        case .webhookEvent: .row("A delivery of an event", .webhookEvent)
        case .shortWebhookEvents: .list("The deliveries of a package's events, short", of: .shortWebhookEvent)
        case .denialReasons: .list("The denial reasons", of: .denialReason)
        case .olderDenialReasons: .list("The denial reasons, under their older path", of: .denialReason)
        case .subscribeHook: .change("Subscribes to an event", .hookBody, .success(201, .hook))
        case .unsubscribeHook:
            Summary(
                summary: "Ends a subscription", success: .success(204, nil), refusals: [.unauthorized, .notFound])
        }
    }
}

/// What the table of endpoints does not know.
private struct Summary {
    let summary: String
    var body: JSONSchema?
    let success: Operation.Response
    let refusals: [Operation.Response]

    static func row(_ summary: String, _ schema: JSONSchema) -> Summary {
        Summary(summary: summary, success: .success(200, schema), refusals: [.unauthorized, .notFound])
    }

    static func list(_ summary: String, of row: JSONSchema) -> Summary {
        Summary(
            summary: summary, success: .success(200, .page(of: row)),
            refusals: [.badRequest, .unauthorized, .notFound])
    }

    static func change(
        _ summary: String, _ body: JSONSchema, _ success: Operation.Response = .success(204, nil),
        orElse others: [Operation.Response] = []
    ) -> Summary {
        Summary(
            summary: summary, body: body, success: success,
            refusals: [.badRequest, .unauthorized, .notFound, .tooLarge] + others)
    }
}
