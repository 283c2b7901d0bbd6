/// A reason that a location may give for denying a package.
///
/// Source: the denial reasons of OMS installations; titles are often Turkish.
public struct DenialReason: Hashable, Sendable, Identifiable {
    /// The OMS's id: what is sent with the command, and what a reason's barcode holds.
    public let id: Int
    /// What people read.
    public let title: String
    /// Where it stands in a list; smaller comes first.
    public let priority: Int
    /// Whether it may still be given.
    public let isActive: Bool

    /// Reads one reason; nil when it is no object or has no id.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.init(
            id: id, title: json[anyOf: "title", "name", "label"].text ?? "Reason \(id)",
            priority: json["priority"].int ?? .max, isActive: json["is_active"].bool ?? true)
    }

    /// A reason with these facts.
    public init(id: Int, title: String, priority: Int = .max, isActive: Bool = true) {
        self.id = id
        self.title = title
        self.priority = priority
        self.isActive = isActive
    }
}
