/// What an installation's own commands of one kind are known by; each of them is enough.
public struct CommandIdentifiers: Hashable, Sendable {
    /// Transition ids; a single one also stands in for packages that list no commands.
    public var transitions: [Int]
    /// Transition ids by the state that they lead from: its value or its name.
    public var byState: [String: Int]
    /// Slugs.
    public var slugs: [String]
    /// Names for people, in any case of letters.
    public var names: [String]
    /// States that they lead to, by value or by name.
    public var targets: [String]

    /// Marks; none of them is needed.
    public init(
        transitions: [Int] = [], byState: [String: Int] = [:], slugs: [String] = [], names: [String] = [],
        targets: [String] = []
    ) {
        self.transitions = transitions
        self.byState = byState
        self.slugs = slugs
        self.names = names
        self.targets = targets
    }

    /// The transition of `byState` that leads from a state: by its value before its name in any language, else by what it means.
    public func transition(from state: PackageState, _ states: StateTable) -> Int? {
        if let value = state.enumValue, let transition = byState[value] { return transition }
        let names = state.names.map(StateTable.form)
        let sorted = byState.sorted { $0.key < $1.key }
        if let found = sorted.first(where: { names.contains(StateTable.form(of: $0.key)) }) { return found.value }
        let kind = states.kind(of: state)
        return sorted.first { kind != .other && PackageState.Kind.named($0.key) == kind }?.value
    }

    /// The states of `byState` that are nowhere: neither among some states, nor known by value or name.
    public func unknownStates(among seen: [PackageState], _ states: StateTable) -> [String] {
        let forms = Set((seen.flatMap(\.names) + states.meanings.keys).map(StateTable.form))
        let values = Set(seen.compactMap(\.enumValue) + PackageState.knownValues.map(\.value))
        return byState.keys.sorted().filter { key in
            !values.contains(key) && !forms.contains(StateTable.form(of: key)) && PackageState.Kind.named(key) == nil
        }
    }

    /// Whether nothing of it fits any of some commands.
    public func fitsNone(of commands: [PackageCommand]) -> Bool {
        !commands.contains { command in Aspect.allCases.contains { fit(command, by: $0) } }
    }

    /// What of it fits none of some commands: each transition, slug, name and target as it is written.
    public func unfit(among commands: [PackageCommand]) -> [String] {
        let alone =
            transitions.map { CommandIdentifiers(transitions: [$0]) } + slugs.map { CommandIdentifiers(slugs: [$0]) }
            + names.map { CommandIdentifiers(names: [$0]) } + targets.map { CommandIdentifiers(targets: [$0]) }
        let written = transitions.map(String.init) + slugs + names + targets
        return zip(written, alone).filter { $1.fitsNone(of: commands) }.map(\.0)
    }

    /// What a mark looks at, the surest first.
    enum Aspect: CaseIterable { case transition, slug, name, target }

    func fit(_ command: PackageCommand, by aspect: Aspect) -> Bool {
        switch aspect {
        case .transition: transitions.contains(command.transition) || byState.values.contains(command.transition)
        case .slug: command.slug.map { Self.contains(slugs, [$0]) } ?? false
        case .name: Self.contains(names, [command.name] + command.translations)
        case .target:
            command.target.map { target in
                Self.contains(targets, target.names) || target.enumValue.map(targets.contains) ?? false
            } ?? false
        }
    }

    private static func contains(_ known: [String], _ names: [String]) -> Bool {
        guard !known.isEmpty else { return false }
        let forms = names.map(StateTable.form)
        return known.contains { forms.contains(StateTable.form(of: $0)) }
    }
}
