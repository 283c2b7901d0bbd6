/// A command as it was asked for, before it is known which transition of the installation carries it out.
///
/// An intent is what the outbox keeps: it stays true while the package changes, where a transition id need not.
public struct CommandIntent: Hashable, Sendable {
    /// The package.
    public let package: Int
    /// What a packer calls it; nil for a command without a word.
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
    /// The goods that it was given for; nil where it does not depend on them, or they are not known.
    public let contents: PackContents?

    /// An intent with these facts.
    public init(
        package: Int, kind: CommandKind?, transition: Int? = nil, name: String, parameters: JSONValue = [:],
        source: PackageState? = nil, target: PackageState? = nil, contents: PackContents? = nil
    ) {
        self.package = package
        self.kind = kind
        self.transition = transition
        self.name = name
        self.parameters = parameters
        self.source = source
        self.target = target
        self.contents = contents
    }

    /// The same command, as one that a package lists.
    public func listed(as command: PackageCommand) -> CommandIntent {
        CommandIntent(
            package: package, kind: kind, transition: command.transition, name: command.name, parameters: parameters,
            source: source, target: command.target, contents: contents)
    }

    /// The same command, given for these goods.
    public func given(for contents: PackContents) -> CommandIntent {
        CommandIntent(
            package: package, kind: kind, transition: transition, name: name, parameters: parameters, source: source,
            target: target, contents: contents)
    }
}

/// Why a command is in its stage, for what can be done about it; the words for people are beside it.
public enum StageCause: String, CaseIterable, Hashable, Sendable {
    /// The goods of the package are not those that the command was given for: it is opened and checked again.
    case contentsChanged = "contents-changed"
    /// The OMS no longer has the package: nothing can be sent.
    case packageGone = "package-gone"
    /// The package is in a state in which the OMS does not offer the command: sending it again cannot help.
    case wrongState = "wrong-state"
    /// The OMS is busy with the package: the command is sent again soon.
    case busy
    /// It was sent although the other benches could not be asked whether one of them has the package.
    case alone
}

/// How far a command has come.
public enum CommandStage: String, CaseIterable, Hashable, Sendable {
    /// On disk, not yet sent.
    case queued
    /// Sent; not yet answered.
    case sending
    /// Sent, and it is unknown whether it was applied: the package must be read before anything else.
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
