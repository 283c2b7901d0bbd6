import OMS
import StationStore

extension StationDatabase {
    /// The command as the mirror's package offers it; nil where the transition is known neither from the command nor there.
    func offered(_ intent: CommandIntent, _ table: CommandTable) async throws(StoreError) -> CommandIntent? {
        if intent.transition != nil { return intent }
        guard let package = try await package(intent.package, table) else { return nil }
        return intent.offered(by: package, try await knowing(table))
    }

    /// The package of the mirror, whose items' states mean what they mean in this installation.
    func package(_ id: Int, _ table: CommandTable) async throws(StoreError) -> Package? {
        try await package(id)?.understood(by: table.states)
    }

    /// What is known of the commands, with what was chosen at the bench.
    func knowing(_ table: CommandTable) async throws(StoreError) -> CommandTable {
        var table = table
        table.chosen = try await chosenCommands()
        return table
    }
}

extension CommandIntent {
    /// The command with the transition that a package offers for it, unless it has one; nil where none is offered.
    func offered(by package: Package, _ table: CommandTable) -> CommandIntent? {
        if transition != nil { return self }
        guard let kind, case .command(let command) = table.choice(kind, of: package) else { return nil }
        return with(transition: command.transition, source: package.state, target: command.target)
    }

    /// The command as a package offers it that was just read; nil where the package offers it no more.
    ///
    /// The transition that it was given with is taken as long as it is offered, then the one of its kind: an installation
    /// can have a transition for each state. Where the OMS lists no commands, the state decides.
    func offered(now package: Package, _ table: CommandTable) -> CommandIntent? {
        if let command = package.commands.first(where: { $0.transition == transition }) {
            return with(transition: command.transition, source: package.state, target: command.target ?? target)
        }
        guard let kind else {
            // Where nothing is listed, the OMS decides about a command of its own.
            guard package.commands.isEmpty, let transition else { return nil }
            return with(transition: transition, source: package.state, target: target)
        }
        if package.commands.isEmpty, kind.isImpossible(in: table.kind(of: package.state)) { return nil }
        guard case .command(let command) = table.choice(kind, of: package) else { return nil }
        let isAsGiven = package.commands.isEmpty && source.map { $0.means(package.state) } ?? false
        return with(
            transition: (isAsGiven ? transition : nil) ?? command.transition, source: package.state,
            target: command.target ?? target)
    }

    private func with(transition: Int, source: PackageState, target: PackageState?) -> CommandIntent {
        CommandIntent(
            package: package, kind: kind, transition: transition, name: name, parameters: parameters, source: source,
            target: target, contents: contents)
    }
}

extension CommandKind {
    /// Whether such a command makes no sense in a state, whatever the OMS calls it.
    fileprivate func isImpossible(in state: PackageState.Kind) -> Bool {
        switch self {
        case .pack, .notFound, .prepare: Self.behindPacking.contains(state)
        case .ship: Self.behindShipping.contains(state)
        default: false
        }
    }

    private static let behindShipping: Set<PackageState.Kind> = [
        .shipped, .delivered, .attemptedDelivery, .deliveryFailed, .cancelled, .packedForRefund,
    ]
    private static let behindPacking = behindShipping.union([.packed, .waitingCargoLabel, .blocked])
}
