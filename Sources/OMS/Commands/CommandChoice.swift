/// Which of the OMS's commands does what a packer wants with a package.
public enum CommandChoice: Hashable, Sendable {
    /// This one.
    case command(PackageCommand)
    /// The OMS offers several of that kind, and nothing says which is meant.
    case several([PackageCommand])
    /// The OMS offers others, but none of that kind.
    case notOffered
    /// The OMS lists no commands, and the configuration does not name this one.
    case notConfigured
    /// The OMS lists no commands, and the configuration names several without the states that they lead from.
    case needsStates
    /// The OMS lists no commands, and the configuration has none that leads from this state.
    case notFromState
}

/// What identifies one command among several of its kind.
public enum CommandRule: Sendable {
    /// The configuration, for the state of the package.
    case byState
    /// What was chosen at the bench.
    case chosen
    /// It alone asks for the fewest values.
    case fewestValues
}

/// Which of several commands of one kind was chosen at the bench.
public struct ChosenCommand: Hashable, Sendable {
    /// Its transition, where it was chosen; another state may have another one for the same command.
    public let transition: Int
    /// Its slug.
    public let slug: String?
    /// Its name.
    public let name: String

    /// A choice of a command with these facts.
    public init(transition: Int, slug: String?, name: String) {
        self.transition = transition
        self.slug = slug
        self.name = name
    }

    /// Reads back `json`; nil when it is of another form.
    public init?(_ json: JSON) {
        guard let transition = json["transition"].int, let name = json["name"].string else { return nil }
        self.init(transition: transition, slug: json["slug"].string, name: name)
    }

    /// The choice as JSON, to be kept.
    public var json: JSONValue {
        ["transition": .int(transition), "slug": slug.map(JSONValue.string) ?? .null, "name": .string(name)]
    }

    /// The choice of a command.
    public init(_ command: PackageCommand) {
        self.init(transition: command.transition, slug: command.slug, name: command.name)
    }

    /// The one of several commands that was chosen; nil where the choice does not decide.
    func command(among commands: [PackageCommand]) -> PackageCommand? {
        let alike = commands.filter { $0.slug == slug && $0.name == name }
        return alike.count == 1 ? alike.first : commands.first { $0.transition == transition }
    }
}

extension CommandTable {
    /// Which command of a package does what is wanted, by a fixed rule.
    ///
    /// 1. Among the commands that the package lists, those that the configuration marks come before those that only are
    ///    called so. Of several, the one that `by_state` gives for the state of the package is taken; else the one that
    ///    was chosen at the bench; else the one that asks for the fewest values, if it is the only such one.
    /// 2. Where the package lists no commands, the configuration decides: `by_state`, else its only transition.
    public func choice(_ kind: CommandKind, of package: Package) -> CommandChoice {
        choice(kind, among: package.commands, in: package.state)
    }

    /// Which of the commands listed for a package in a state does what is wanted; see `choice(_:of:)`.
    public func choice(_ kind: CommandKind, among commands: [PackageCommand], in state: PackageState?) -> CommandChoice
    {
        guard !commands.isEmpty else { return configured(kind, in: state) }
        let offered = candidates(kind, among: commands)
        guard offered.count > 1 else { return offered.first.map(CommandChoice.command) ?? .notOffered }
        return decided(kind, among: offered, in: state).map { .command($0.command) } ?? .several(offered)
    }

    /// Which rule selects the command of that kind among several that a package lists; nil where none does.
    public func rule(_ kind: CommandKind, of package: Package) -> CommandRule? {
        decided(kind, among: candidates(kind, among: package.commands), in: package.state)?.rule
    }

    private func decided(
        _ kind: CommandKind, among offered: [PackageCommand], in state: PackageState?
    ) -> (command: PackageCommand, rule: CommandRule)? {
        if let transition = state.flatMap({ marks[kind]?.transition(from: $0, states) }),
            let command = offered.first(where: { $0.transition == transition })
        {
            return (command, .byState)
        }
        if let command = chosen[kind]?.command(among: offered) { return (command, .chosen) }
        let least = offered.map(\.requiredCount).min()
        let plainest = offered.filter { $0.requiredCount == least }
        return plainest.count == 1 ? (plainest[0], .fewestValues) : nil
    }

    /// The commands of that kind: those that the configuration marks, else those that are called so or lead there.
    ///
    /// A report of missing goods says which: one that takes items comes before one that would take all of them for missing.
    public func candidates(_ kind: CommandKind, among commands: [PackageCommand]) -> [PackageCommand] {
        let marked = commands.filter { markedKind(of: $0) == kind }
        guard marked.isEmpty else { return marked }
        let called = commands.filter { self.kind(of: $0) == kind }
        let taking = kind == .notFound ? called.filter { $0.parameters.contains(where: \.isItems) } : []
        return taking.isEmpty ? called : taking
    }

    /// The command of that kind among those that a package offers, else the configured transition; nil where there is none
    /// or it is not known which is meant.
    public func command(
        _ kind: CommandKind, among commands: [PackageCommand], in state: PackageState? = nil
    ) -> PackageCommand? {
        if case .command(let command) = choice(kind, among: commands, in: state) { command } else { nil }
    }

    /// The configured command for a package that lists none.
    private func configured(_ kind: CommandKind, in state: PackageState?) -> CommandChoice {
        guard let marks = marks[kind] else {
            return state.map { states.kind(of: $0).alwaysHasCommands } ?? true ? .notConfigured : .notOffered
        }
        func command(_ transition: Int) -> CommandChoice {
            .command(PackageCommand(transition: transition, name: kind.rawValue))
        }
        if let transition = state.flatMap({ marks.transition(from: $0, states) }) { return command(transition) }
        switch marks.transitions.count {
        case 0 where marks.byState.isEmpty: return .notConfigured
        case 0: return .notFromState
        case 1: return command(marks.transitions[0])
        default: return .needsStates
        }
    }
}

extension PackageState.Kind {
    /// Whether an OMS that lists commands at all lists some for every package in this state: there is work to do.
    public var alwaysHasCommands: Bool {
        self == .waiting || self == .preparing || self == .readyForPackaging || self == .packed
    }
}

extension PackageCommand {
    /// How many values the OMS refuses the command without.
    fileprivate var requiredCount: Int { parameters.count { $0.isRequired } }
}
