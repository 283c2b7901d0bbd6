/// One delivery of an event, as the OMS keeps it for a package.
///
/// Source: `GET /packages/{id}/webhook_events/` and its short form in the seed; both are read here.
public struct WebhookDelivery: Hashable, Sendable, Identifiable {
    /// The OMS's id of the delivery.
    public let id: Int
    /// When the event happened.
    public let createdDate: Timestamp?
    /// When the delivery last changed; nil in the short form.
    public let modifiedDate: Timestamp?
    /// What happened, such as `package.created`.
    public let eventType: String?
    /// How far the delivery is, in the OMS's word, such as `pending`.
    public let status: String?
    /// How often it was repeated.
    public let retryCount: Int
    /// Whether it will be repeated; nil in the short form.
    public let isRetryable: Bool?
    /// When it will be repeated; nil when it will not, and in the short form.
    public let nextRetryDate: Timestamp?
    /// What was sent, and what the receiver answered; `null` in the short form.
    public let payload: JSONValue, response: JSONValue

    /// Reads one delivery; nil when it is no object or has no id.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.id = id
        createdDate = json["created_date"].timestamp
        modifiedDate = json["modified_date"].timestamp
        eventType = json["event_type"].text
        status = json["status"].text
        retryCount = json["retry_count"].int ?? 0
        isRetryable = json["retryable"].bool
        nextRetryDate = json["next_retry_date"].timestamp
        payload = JSONValue(json["payload"])
        response = JSONValue(json["response"])
    }
}
