/// What an installation's own commands of one kind are known by; each of them is enough.
public struct CommandMarks: Hashable, Sendable {
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

    /// The transition that leads from a state: by its value before its name in any language, else by what it means.
    func transition(from state: PackageState, _ states: StateTable) -> Int? {
        if let value = state.enumValue, let transition = byState[value] { return transition }
        let names = state.names.map(StateTable.form)
        let sorted = byState.sorted { $0.key < $1.key }
        if let found = sorted.first(where: { names.contains(StateTable.form(of: $0.key)) }) { return found.value }
        let kind = states.kind(of: state)
        return sorted.first { kind != .other && PackageState.Kind.named($0.key) == kind }?.value
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
