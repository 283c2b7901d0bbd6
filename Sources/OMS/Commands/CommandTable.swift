/// Tells which of an installation's commands is which, by transition id, slug, name and target state.
///
/// Transitions are configured per installation. What is given for an installation wins; then the slug and the name are
/// compared, letters only, and must not contradict the state that the command leads to: "Ready for packaging" does not
/// pack. A command with a name of its own is known by its target state alone.
public struct CommandTable: Hashable, Sendable {
    /// What is known of the installation's own commands.
    public var marks: [CommandKind: CommandIdentifiers]
    /// What the states mean that commands lead to, and in which packages are.
    public var states: StateTable
    /// Which of several commands of one kind was chosen at the bench.
    public var chosen: [CommandKind: ChosenCommand] = [:]

    /// A table for one installation; nothing is needed where commands and states are called as usual.
    public init(_ marks: [CommandKind: CommandIdentifiers] = [:], states: StateTable = StateTable()) {
        self.marks = marks
        self.states = states
    }

    /// What the state of a package means, where nothing is known of what the OMS offers to do with it.
    public func kind(of state: PackageState) -> PackageState.Kind { states.kind(of: state) }

    /// What the state of a package means: by itself, else by what the OMS offers to do in it.
    public func kind(of package: Package) -> PackageState.Kind {
        kind(of: package.state, offering: package.commands)
    }

    /// What the state of a package means: by itself, else by what the OMS offers to do in it.
    public func kind(of package: PackageSummary) -> PackageState.Kind {
        kind(of: package.state, offering: package.offered)
    }

    /// What a state means in which the OMS offers some commands.
    public func kind(of state: PackageState, offering commands: [PackageCommand]) -> PackageState.Kind {
        let kind = states.kind(of: state)
        guard kind == .other, !commands.isEmpty else { return kind }
        let offered = Set(commands.compactMap(self.kind(of:)))
        return Self.kindsByOffer.first { offered.contains($0.offered) }?.state ?? .other
    }

    /// The state in which a command is possible; what else may be possible in several states says nothing.
    ///
    /// What comes later in the life of a package comes first here: packing can be taken back, and begun anew, after it.
    private static let kindsByOffer: [(offered: CommandKind, state: PackageState.Kind)] = [
        (.unblock, .blocked), (.ship, .packed), (.deliver, .shipped), (.pack, .readyForPackaging), (.prepare, .waiting),
    ]

    /// What a packer calls that command; nil when it is none of the known ones.
    public func kind(of command: PackageCommand) -> CommandKind? {
        markedKind(of: command) ?? usualKind(of: command)
    }

    func markedKind(of command: PackageCommand) -> CommandKind? {
        guard !marks.isEmpty else { return nil }
        for aspect in CommandIdentifiers.Aspect.allCases {
            let kind = CommandKind.allCases.first { marks[$0]?.fit(command, by: aspect) ?? false }
            if let kind { return kind }
        }
        return nil
    }

    /// What a command is by what it is usually called, or by where it leads.
    private func usualKind(of command: PackageCommand) -> CommandKind? {
        let names = [command.slug, command.name].compactMap(\.self) + command.translations
        let target = command.target.map(states.kind)
        for name in names {
            switch CommandNames.meaning(of: name) {
            case .kind(let kind) where Self.agrees(kind, with: target): return kind
            // Where it leads says nothing more: what takes packing back leads to the state that preparing leads to.
            case .noKind: return nil
            case .kind, nil: break
            }
        }
        // A command that updates facts leaves the state as it is, so its target says nothing about it.
        guard !names.contains(where: Self.isUpdate) else { return nil }
        return target.flatMap { Self.kindsByTarget[$0] }
    }

    private static func isUpdate(_ name: String) -> Bool {
        let letters = NameFolding.of(name)
        return letters.replacing("package", with: "").hasPrefix("update") || letters.hasSuffix("guncelle")
    }

    /// Whether commands of that kind lead to that state.
    public func leads(_ kind: CommandKind, to state: PackageState) -> Bool {
        Self.targets[kind]?.contains(states.kind(of: state)) ?? false
    }

    /// Whether a command of that kind can lead to that state; an unknown state contradicts nothing.
    private static func agrees(_ kind: CommandKind, with target: PackageState.Kind?) -> Bool {
        guard let target, target != .other, let possible = targets[kind] else { return true }
        return possible.contains(target)
    }

    private static let targets: [CommandKind: Set<PackageState.Kind>] = [
        .pack: [.packed, .waitingCargoLabel], .ship: [.shipped], .prepare: [.preparing], .deliver: [.delivered],
        .deny: [.needsRescheduling, .cancelled, .waiting], .notFound: [.outOfStock, .needsRescheduling],
        .refundPack: [.packedForRefund], .block: [.blocked], .cancel: [.cancelled, .cancellationWaiting],
    ]

    /// Whether commands of that kind usually lead from a state; those whose source states are unknown do from none.
    public func leads(_ kind: CommandKind, from state: PackageState) -> Bool {
        Self.sources[kind]?.contains(states.kind(of: state)) ?? false
    }

    private static let sources: [CommandKind: Set<PackageState.Kind>] = [
        .prepare: [.waiting], .pack: [.waiting, .preparing, .readyForPackaging], .ship: [.packed],
        .deny: [.waiting, .preparing], .notFound: [.waiting, .preparing],
        .block: [.waiting, .preparing, .readyForPackaging], .unblock: [.blocked], .refundPack: [.waiting, .outOfStock],
        .deliver: [.shipped, .attemptedDelivery, .deliveryFailed],
        .shipmentInformation: [.packed, .shipped], .shippingLabel: [.packed, .shipped],
    ]

    private static let kindsByTarget: [PackageState.Kind: CommandKind] = [
        .preparing: .prepare, .packed: .pack, .shipped: .ship, .needsRescheduling: .deny, .outOfStock: .notFound,
        .blocked: .block, .packedForRefund: .refundPack, .delivered: .deliver, .cancelled: .cancel,
    ]
}
