/// What somebody wants done to a package, before it is known which transition of the installation does it.
///
/// An intent is what the outbox keeps: it stays true while the package changes, where a transition id need not.
public struct CommandIntent: Hashable, Sendable {
    /// The package.
    public let package: Int
    /// What a packer calls it; nil for a command that has no word of its own.
    public let kind: CommandKind?
    /// The transition, where it was offered when the command was given.
    public let transition: Int?
    /// What people call it, for messages.
    public let name: String
    /// The values to send along.
    public let parameters: JSONValue
    /// Where the package stood when the command was given; what is compared before it is sent a second time.
    public let source: PackageState?
    /// Where the package should stand afterwards, as far as the OMS said.
    public let target: PackageState?

    /// An intent with these facts.
    public init(
        package: Int, kind: CommandKind?, transition: Int? = nil, name: String, parameters: JSONValue = [:],
        source: PackageState? = nil, target: PackageState? = nil
    ) {
        self.package = package
        self.kind = kind
        self.transition = transition
        self.name = name
        self.parameters = parameters
        self.source = source
        self.target = target
    }
}

/// How far a command has come.
public enum CommandStage: String, CaseIterable, Hashable, Sendable {
    /// On disk, not yet sent.
    case queued
    /// On its way; not yet answered.
    case sending
    /// Sent, and nobody knows whether it was applied: the package must be read before anything else.
    case unknown
    /// The OMS has applied it.
    case applied
    /// The OMS will not do it, in its own words.
    case refused
    /// Something else happened to the package meanwhile: a person must decide.
    case needsAttention
    /// Taken back by a person.
    case discarded

    /// Whether nothing more will happen by itself.
    public var isFinal: Bool { self == .applied || self == .refused || self == .discarded }
}
