/// The shapes of what happened to a package: its log, its invoice, its webhooks.
extension JSONSchema {
    static let transitionLog = JSONSchema.named(
        "TransitionLog",
        .object([
            "id": .id, "created_date": .moment, "modified_date": .moment, "source_state": .state.orNull,
            "target_state": .state,
            "transition": .object([
                "id": .id, "name": .string(), "source_state": .id.orNull, "target_state": .id,
            ]).orNull,
            "content_type": .contentType, "object_id": .id, "additional_data": .anyObject,
            "user": .object(["id": .id, "username": .string(), "email": .string()]),
        ]))

    static let shortTransitionLog = JSONSchema.named(
        "ShortTransitionLog",
        .object([
            "id": .id, "created_date": .moment, "source_state": .shortState.orNull, "target_state": .shortState,
            "transition_name": .string().orNull, "user": .string(),
        ]))

    static let invoice = JSONSchema.named(
        "Invoice",
        .object([
            "id": .id, "invoice_type": .constant("purchase"), "status": .constant("completed"),
            "channel": .object(["pk": .id, "name": .string()]).orNull, "address": .postalAddress,
            "invoiceitem_set": .array(of: .object(["id": .id, "order_item": .id, "price": .money])),
            "order": .object(["id": .id, "number": .string()]), "package_number": .string(),
            "created_date": .moment, "modified_date": .moment, "number": .string(),
        ]))

    static let invoiceDocument = JSONSchema.object(["html_content": .string()])

    // MARK: Webhooks

    static let eventType = JSONSchema.string(among: SandboxEventType.allCases.map(\.rawValue))

    static let hook = JSONSchema.named(
        "Hook",
        .object([
            "id": .id, "event_type": .eventType, "target_url": .address, "secret_key": .string().orNull,
            "created_date": .moment, "modified_date": .moment, "is_active": .boolean,
        ]))

    static let webhookEvent = JSONSchema.named(
        "WebhookEvent",
        .object([
            "id": .id, "created_date": .moment, "modified_date": .moment, "event_type": .eventType,
            "content_type": .contentType, "object_id": .id, "status": deliveryStatus, "payload": .delivery,
            "response": deliveryResponse.orNull, "retryable": .boolean, "retry_count": .count,
            "next_retry_date": .moment.orNull,
        ]))

    static let shortWebhookEvent = JSONSchema.named(
        "ShortWebhookEvent",
        .object([
            "id": .id, "created_date": .moment, "event_type": .eventType, "status": deliveryStatus,
            "retry_count": .count,
        ]))

    /// What is sent to a subscriber; the package in it has the shape of the webhooks, not that of the API.
    static let delivery = JSONSchema.named(
        "Delivery",
        .object([
            "event": .object(["type": .eventType, "uuid": .string(pattern: "^[0-9a-f]{32}$")]),
            "payload": .object(["id": .id, "number": .string(), "state": .state], others: true),
        ]))

    private static let deliveryStatus = JSONSchema.string(among: ["pending", "success", "failed"])

    private static let deliveryResponse = JSONSchema.either([
        .object(["status_code": .integer(minimum: 0, maximum: 999), "body": .string()]), .object(["error": .string()]),
    ])
}
