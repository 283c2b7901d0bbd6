/// An event that the OMS sends by webhook: what happened, and the package as it was then.
///
/// The same event can come more than once, with the same `uuid`, and events come in no order: the package is a hint to
/// read it again, never the truth. Source: the seed document of the webhooks, `{"event": {"type", "uuid"}, "payload"}`.
public struct WebhookEvent: Sendable, Equatable {
    /// What happened, in the OMS's word, such as `package.created`.
    public let type: String
    /// What tells the event from any other, however often it is sent.
    public let uuid: String
    /// The package as it was; nil when the payload is no package.
    public let package: Package?

    /// How long a type or a uuid may be, in bytes: they are logged and stored, and anyone can send them.
    private static let longestName = 200

    /// Reads the body of a delivery.
    ///
    /// Errors: `JSONError` when it is not JSON, `UnreadableAnswer` when no type or no uuid of 200 bytes at most says what
    /// it is.
    public init(_ body: [UInt8]) throws {
        guard let event = WebhookEvent(try JSONDocument(body).root) else {
            throw UnreadableAnswer(expected: "webhook event", missing: "type or no uuid of 200 bytes at most")
        }
        self = event
    }

    /// Reads the body of a delivery; nil when no type or no uuid of 200 bytes at most says what it is.
    public init?(_ json: JSON) {
        guard let type = json["event"]["type"].text, let uuid = json["event"]["uuid"].text,
            max(type.utf8.count, uuid.utf8.count) <= Self.longestName
        else { return nil }
        self.type = type
        self.uuid = uuid
        package = Package(json["payload"])
    }
}

/// What can happen to a package.
///
/// Source: the seed document of the webhooks; the last two are known from other public pages.
public enum WebhookEventType: String, CaseIterable, Hashable, Sendable {
    /// There is a new package.
    case created = "package.created"
    /// A package has moved to another state, whichever it is.
    case transitioned = "package.status.transitioned"
    /// A package was packed.
    case packed = "package.status.packed"
    /// A package was cancelled.
    case cancelled = "package.status.cancelled"
    /// A package has left.
    case shipped = "package.status.shipped"
    /// The carrier has given a number.
    case trackingNumber = "package.shipment.awb_number"
    /// A package was packed to be sent back.
    case packedForRefund = "package.status.packed_for_refund"
    /// A location has denied a package.
    case refused = "package.refused"
}
