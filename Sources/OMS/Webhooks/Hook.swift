/// A subscription: events of one type are sent to a URL.
///
/// Source: the publisher's open library, dj-whisperer. The secret is never read back, though an OMS may send it.
public struct Hook: Hashable, Sendable, Identifiable {
    /// The OMS's id: what ends the subscription.
    public let id: Int
    /// What is subscribed to, such as `package.status.packed`.
    public let eventType: String?
    /// Where the events are sent.
    public let targetURL: String?
    /// Whether events are sent at present.
    public let isActive: Bool

    /// Reads one subscription; nil when it is no object or has no id.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.id = id
        eventType = json["event_type"].text
        targetURL = json["target_url"].text
        isActive = json["is_active"].bool ?? true
    }
}
