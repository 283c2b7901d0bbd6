/// What an installation's own commands of one kind are known by; each of them is enough.
public struct CommandMarks: Hashable, Sendable {
    /// Transition ids; the first also stands in for packages that list no commands.
    public var transitions: [Int]
    /// Slugs.
    public var slugs: [String]
    /// Names for people, in any case of letters.
    public var names: [String]
    /// States that they lead to, by value or by name.
    public var targets: [String]

    /// Marks; none of them is needed.
    public init(transitions: [Int] = [], slugs: [String] = [], names: [String] = [], targets: [String] = []) {
        self.transitions = transitions
        self.slugs = slugs
        self.names = names
        self.targets = targets
    }

    /// What a mark looks at, the surest first.
    fileprivate enum Aspect: CaseIterable { case transition, slug, name, target }

    fileprivate func fit(_ command: PackageCommand, by aspect: Aspect) -> Bool {
        switch aspect {
        case .transition: transitions.contains(command.transition)
        case .slug: command.slug.map(slugs.contains) ?? false
        case .name: Self.contains(names, command.name)
        case .target:
            command.target.map { target in
                Self.contains(targets, target.name) || target.enumValue.map(targets.contains) ?? false
            } ?? false
        }
    }

    private static func contains(_ names: [String], _ name: String) -> Bool {
        names.contains { $0.lowercased() == name.lowercased() }
    }
}

/// Tells which of an installation's commands is which, by transition id, slug, name and target state.
///
/// Transitions are configured per installation. What is given for an installation wins; then the slug and the name are
/// compared, letters only, and must not contradict the state that the command leads to: "Ready for packaging" does not
/// pack. A command with a name of its own is known by its target state alone.
public struct CommandTable: Hashable, Sendable {
    /// What is known of the installation's own commands.
    public var marks: [CommandKind: CommandMarks]
    /// What the states mean that commands lead to, and in which packages are.
    public var states: StateTable

    /// A table for one installation; nothing is needed where commands and states are called as usual.
    public init(_ marks: [CommandKind: CommandMarks] = [:], states: StateTable = StateTable()) {
        self.marks = marks
        self.states = states
    }

    /// What a state means.
    public func kind(of state: PackageState) -> PackageState.Kind { states.kind(of: state) }

    /// What a packer calls that command; nil when it is none of the known ones.
    public func kind(of command: PackageCommand) -> CommandKind? {
        markedKind(of: command) ?? usualKind(of: command)
    }

    /// The command of that kind among those that a package offers, else the configured transition.
    ///
    /// Marked ones come before those that only are called so. Of several, the one that asks for least is taken: packing
    /// without the facts of a shipment before packing with them.
    public func command(_ kind: CommandKind, among commands: [PackageCommand]) -> PackageCommand? {
        let marked = commands.filter { markedKind(of: $0) == kind }
        let offered = marked.isEmpty ? commands.filter { self.kind(of: $0) == kind } : marked
        if let plain = offered.min(by: { $0.requiredCount < $1.requiredCount }) { return plain }
        guard commands.isEmpty, let transition = marks[kind]?.transitions.first else { return nil }
        return PackageCommand(transition: transition, name: kind.rawValue)
    }

    private func markedKind(of command: PackageCommand) -> CommandKind? {
        guard !marks.isEmpty else { return nil }
        for aspect in CommandMarks.Aspect.allCases {
            let kind = CommandKind.allCases.first { marks[$0]?.fit(command, by: aspect) ?? false }
            if let kind { return kind }
        }
        return nil
    }

    /// What a command is by what it is usually called, or by where it leads.
    private func usualKind(of command: PackageCommand) -> CommandKind? {
        let names = [command.slug, command.name].compactMap { $0.map(Self.letters) }
        let target = command.target.map(states.kind)
        for name in names {
            if let kind = Self.kind(named: name), Self.agrees(kind, with: target) { return kind }
        }
        // A command that updates facts leaves the state as it is, so its target says nothing about it.
        guard !names.contains(where: { $0.hasPrefix("update") }) else { return nil }
        return target.flatMap { Self.kindsByTarget[$0] }
    }

    /// The letters of a slug or name without the word "package": it names the thing, not what is done with it.
    private static func letters(of name: String) -> String {
        PackageState.letters(of: name).replacing("package", with: "")
    }

    /// Recognises the letters of a slug or name; the first row that fits decides.
    private static func kind(named letters: String) -> CommandKind? {
        rows.first { row in
            row.beginnings.contains(where: letters.hasPrefix) || row.parts.contains(where: letters.contains)
        }?.kind
    }

    private static let rows: [(kind: CommandKind, beginnings: [String], parts: [String])] = [
        (.unblock, ["unblock"], []),
        (.block, ["block"], []),
        (.deny, ["refuse", "deny", "denial", "reject"], ["withdenialreason"]),
        (.notFound, [], ["notfound", "wrongproduct"]),
        (.refundPack, [], ["forrefund"]),
        (.shippingLabel, ["updateshipmentlabel", "updateshippinglabel", "updatecargolabel", "updatelabel"], []),
        (.shipmentInformation, ["updateshipmentinfo", "shipmentinfo"], []),
        (.deliver, ["updateshipmentstatus", "deliver"], []),
        (.pack, ["completepack", "pack"], []),
        (.ship, ["ship"], []),
        (.prepare, ["prepare"], []),
        (.cancel, ["cancel"], []),
    ]

    /// Whether commands of that kind lead to that state.
    public func leads(_ kind: CommandKind, to state: PackageState) -> Bool {
        Self.targets[kind]?.contains(states.kind(of: state)) ?? false
    }

    /// Whether a command of that kind can lead to that state; a state that nobody knows contradicts nothing.
    private static func agrees(_ kind: CommandKind, with target: PackageState.Kind?) -> Bool {
        guard let target, target != .other, let possible = targets[kind] else { return true }
        return possible.contains(target)
    }

    private static let targets: [CommandKind: Set<PackageState.Kind>] = [
        .pack: [.packed, .waitingCargoLabel], .ship: [.shipped], .prepare: [.preparing], .deliver: [.delivered],
        .deny: [.needsRescheduling, .cancelled, .waiting], .notFound: [.outOfStock, .needsRescheduling],
        .refundPack: [.packedForRefund], .block: [.blocked], .cancel: [.cancelled, .cancellationWaiting],
    ]

    private static let kindsByTarget: [PackageState.Kind: CommandKind] = [
        .preparing: .prepare, .packed: .pack, .shipped: .ship, .needsRescheduling: .deny, .outOfStock: .notFound,
        .blocked: .block, .packedForRefund: .refundPack, .delivered: .deliver, .cancelled: .cancel,
    ]
}

extension PackageCommand {
    /// How many values the OMS refuses the command without.
    fileprivate var requiredCount: Int { parameters.count { $0.isRequired } }
}
