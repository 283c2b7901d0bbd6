/// One entry of a package's history: who moved it from which state to which, and when.
///
/// Source: `GET /packages/{id}/transition_logs/` and its short form in the seed; both are read here.
public struct TransitionLog: Hashable, Sendable, Identifiable {
    /// The OMS's id of the entry.
    public let id: Int
    /// When it happened.
    public let createdDate: Timestamp?
    /// Where the package stood; nil for its creation.
    public let source: PackageState?
    /// Where it stood afterwards.
    public let target: PackageState?
    /// The id of the transition; nil in the short form.
    public let transition: Int?
    /// What the transition is called.
    public let transitionName: String?
    /// Who did it.
    public let user: String?

    /// Reads one entry; nil when it is no object or has no id.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.id = id
        createdDate = json["created_date"].timestamp
        source = PackageState(json["source_state"])
        target = PackageState(json["target_state"])
        transition = json["transition"]["id"].int ?? json["transition"].int
        transitionName = json["transition"]["name"].text ?? json["transition_name"].text
        user = json["user"][anyOf: "username", "email"].text ?? json["user"].text
    }
}
