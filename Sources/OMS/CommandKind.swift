/// What a packer calls a command.
public enum CommandKind: String, CaseIterable, Hashable, Sendable {
    /// The three that a bench lives on.
    case pack, ship, deny
    /// Work before packing, and goods that are missing.
    case prepare, notFound
    /// Putting aside, taking back, handing over.
    case block, unblock, refundPack, deliver, cancel
    /// Facts about the parcel; they leave the state as it is.
    case shipmentInformation, shippingLabel
}

/// Tells which of an installation's commands is which, by transition id, slug, name and target state.
///
/// Transitions are configured per installation. What is given for an installation wins; then the slug and the name are
/// compared, letters only, and must not contradict the state that the command leads to: "Ready for packaging" does not
/// pack. A command with a name of its own is known by its target state alone.
public struct CommandTable: Hashable, Sendable {
    /// Transition ids that an installation is known to use, also for packages that list no commands.
    public var transitions: [CommandKind: Int]

    /// A table with the transitions of one installation; none are needed where packages list their commands.
    public init(transitions: [CommandKind: Int] = [:]) {
        self.transitions = transitions
    }

    /// What a packer calls that command; nil when it is none of the known ones.
    public func kind(of command: PackageCommand) -> CommandKind? {
        if let configured = transitions.first(where: { $0.value == command.transition }) { return configured.key }
        let names = [command.slug, command.name].compactMap { $0.map(Self.letters) }
        for name in names {
            if let kind = Self.kind(named: name), Self.agrees(kind, with: command.target) { return kind }
        }
        // A command that updates facts leaves the state as it is, so its target says nothing about it.
        guard !names.contains(where: { $0.hasPrefix("update") }) else { return nil }
        return command.target.flatMap { Self.kindsByTarget[$0.kind] }
    }

    /// The command of that kind among those that a package offers, else the configured transition.
    ///
    /// Of several, the one that asks for least is taken: packing without the facts of a shipment before packing with them.
    public func command(_ kind: CommandKind, among commands: [PackageCommand]) -> PackageCommand? {
        let offered = commands.filter { self.kind(of: $0) == kind }
        if let plain = offered.min(by: { $0.requiredCount < $1.requiredCount }) { return plain }
        guard commands.isEmpty, let transition = transitions[kind] else { return nil }
        return PackageCommand(transition: transition, name: kind.rawValue)
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

    /// Whether a command of that kind can lead to that state; a state that nobody knows contradicts nothing.
    private static func agrees(_ kind: CommandKind, with target: PackageState?) -> Bool {
        guard let target, target.kind != .other, let possible = targets[kind] else { return true }
        return possible.contains(target.kind)
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
