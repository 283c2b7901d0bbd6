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

extension Request where Answer == TransitionLog {
    /// One entry of a package's history.
    public static func transitionLog(_ id: Int, log: Int) -> Self {
        one(.transitionLog, id, log)
    }

    /// One entry of a package's history in its short form.
    public static func shortTransitionLog(_ id: Int, log: Int) -> Self {
        one(.shortTransitionLog, id, log)
    }

    private static func one(_ endpoint: Endpoint, _ id: Int, _ log: Int) -> Self {
        .one(endpoint, path: endpoint.path(id, log), "transition log", read: TransitionLog.init)
    }
}

extension Request where Answer == Page<WebhookDelivery> {
    /// A page of the deliveries of a package's events.
    public static func webhookEvents(_ id: Int, page: Int = 1, limit: Int = 100) -> Self {
        .page(
            .webhookEvents, path: Endpoint.webhookEvents.path(id), page: page, limit: limit, row: WebhookDelivery.init)
    }

    /// A page of the deliveries of a package's events in their short form.
    public static func shortWebhookEvents(_ id: Int, page: Int = 1, limit: Int = 100) -> Self {
        .page(
            .shortWebhookEvents, path: Endpoint.shortWebhookEvents.path(id), page: page, limit: limit,
            row: WebhookDelivery.init)
    }
}

extension Request where Answer == WebhookDelivery {
    /// One delivery of an event of a package.
    public static func webhookEvent(_ id: Int, event: Int) -> Self {
        .one(
            .webhookEvent, path: Endpoint.webhookEvent.path(id, event), "webhook event", read: WebhookDelivery.init)
    }
}
