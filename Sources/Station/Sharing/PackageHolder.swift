public import Language
public import OMS

/// The bench that has a package in its hands, as another bench sees it.
public struct PackageHolder: Equatable, Sendable {
    /// What the bench is called.
    public let bench: String
    /// Who packs there; nil where nobody said so.
    public let packer: String?
    /// Since when.
    public let since: Timestamp
    /// The number of this hold, by which exactly this one is taken over.
    public let token: Int
    /// The command for the package that the bench has not finished: it goes on although the bench is away.
    public let command: CommandKind?

    /// A bench, its packer, where anybody said who that is, and its hold.
    public init(bench: String, packer: String?, since: Timestamp, token: Int, command: CommandKind? = nil) {
        (self.bench, self.since) = (bench, since)
        self.packer = packer?.isEmpty == true ? nil : packer
        (self.token, self.command) = (token, command)
    }
}

extension CommandKind {
    /// The commands that only the bench that has the package may give: they end the work on it.
    public static let needingClaim: Set<CommandKind> = [.pack, .notFound, .deny, .cancel]

    /// Whether only the bench that has the package may give it.
    public var needsClaim: Bool { Self.needingClaim.contains(self) }
}

/// The answer to `Effect.claim`.
public enum ClaimAnswer: Equatable, Sendable {
    /// The package is this bench's.
    ///
    /// `from` had it before; `session` is what was checked of it there, nil where this bench's own is the newest.
    case mine(from: PackageHolder?, session: PackingSession?)
    /// The package is this bench's, and several benches have counted it without knowing of each other.
    ///
    /// What two benches counted is never added: one count is chosen, or it is counted again.
    case counted([CountedSession])
    /// Another bench has it.
    case held(PackageHolder)
    /// The warehouse did not answer: the bench goes on alone.
    case unanswered
}

/// How the bench stands to the other benches of its warehouse.
public enum SharingState: Equatable, Sendable {
    /// There is no warehouse: the bench is the only one.
    case single
    /// What the benches share is at hand.
    case shared
    /// It cannot be reached: the bench goes on alone, since then.
    case alone(since: Timestamp, why: Phrase)
}
