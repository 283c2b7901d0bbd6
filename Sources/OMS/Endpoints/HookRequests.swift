extension Request where Answer == Hook {
    /// Has events of one type sent to a URL, signed with a secret where one is given.
    public static func subscribeHook(
        to type: WebhookEventType, at target: String, secret: String? = nil, retrying: RetryCountdown = .usual
    ) -> Self {
        subscribeHook(to: type.rawValue, at: target, secret: secret, retrying: retrying)
    }

    /// Has events of a type sent to a URL, by the type's name; an installation may have types of its own.
    public static func subscribeHook(
        to type: String, at target: String, secret: String? = nil, retrying: RetryCountdown = .usual
    ) -> Self {
        var body: [String: JSONValue] = [
            "event_type": .string(type), "target_url": .string(target), "retry_countdown_config": retrying.json,
        ]
        if let secret { body["secret_key"] = .string(secret) }
        return .one(
            .subscribeHook, path: Endpoint.subscribeHook.path(), body: .object(body), "subscription", read: Hook.init)
    }
}

extension Request where Answer == Void {
    /// Ends a subscription.
    public static func unsubscribeHook(_ hook: Int) -> Self {
        .act(.unsubscribeHook, path: Endpoint.unsubscribeHook.path(hook))
    }
}
