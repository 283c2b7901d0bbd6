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

/// Tells which of an installation's commands is which, by transition id, slug, name or target state.
///
/// Transitions are configured per installation. What is given for an installation wins; then the slug and the name are
/// compared, letters only; then the state that the command leads to.
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
        for name in [command.slug, command.name].compactMap(\.self) {
            if let kind = Self.kind(named: PackageState.letters(of: name)) { return kind }
        }
        return command.target.flatMap { Self.kindsByTarget[$0.kind] }
    }

    /// The command of that kind among those that a package offers, else the configured transition.
    public func command(_ kind: CommandKind, among commands: [PackageCommand]) -> PackageCommand? {
        if let offered = commands.first(where: { self.kind(of: $0) == kind }) { return offered }
        guard commands.isEmpty, let transition = transitions[kind] else { return nil }
        return PackageCommand(transition: transition, name: kind.rawValue)
    }

    /// Recognises the letters of a slug or name; the longer, more telling words are tried first.
    ///
    /// The word "package" is left out: it names the thing, not what is done with it.
    private static func kind(named letters: String) -> CommandKind? {
        let letters = letters.replacing("package", with: "")
        for (words, kind) in telling where words.contains(where: letters.contains) { return kind }
        return nil
    }

    private static let telling: [(words: [String], kind: CommandKind)] = [
        (["unblock"], .unblock),
        (["block"], .block),
        (["refuse", "denial", "deny", "reject"], .deny),
        (["packedforrefund", "refundpack"], .refundPack),
        (["notfound", "wrongproduct"], .notFound),
        (["updateshippinglabel", "shippinglabel", "cargolabel", "updatelabel"], .shippingLabel),
        (["updateshipmentinformation", "shipmentinformation", "shipmentinfo"], .shipmentInformation),
        (["updateshipmentstatus", "deliver"], .deliver),
        (["completepack"], .pack),
        (["ship"], .ship),
        (["pack"], .pack),
        (["prepare", "prepar"], .prepare),
        (["cancel"], .cancel),
    ]

    private static let kindsByTarget: [PackageState.Kind: CommandKind] = [
        .preparing: .prepare, .packed: .pack, .shipped: .ship, .needsRescheduling: .deny, .outOfStock: .notFound,
        .blocked: .block, .packedForRefund: .refundPack, .delivered: .deliver, .cancelled: .cancel,
    ]
}
