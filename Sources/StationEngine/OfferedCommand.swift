import OMS
import StationStore

extension StationStore {
    /// The command as the mirror's package offers it; nil where the transition is known neither from the command nor there.
    func offered(_ intent: CommandIntent, _ table: CommandTable) async throws(StoreError) -> CommandIntent? {
        if intent.transition != nil { return intent }
        guard let package = try await package(intent.package) else { return nil }
        return intent.offered(by: package, table)
    }
}

extension CommandIntent {
    /// The command with the transition that a package offers for it, unless it has one; nil where none is offered.
    func offered(by package: Package, _ table: CommandTable) -> CommandIntent? {
        if transition != nil { return self }
        guard let kind, let command = table.command(kind, among: package.commands) else { return nil }
        return CommandIntent(
            package: self.package, kind: kind, transition: command.transition, name: name, parameters: parameters,
            source: package.state, target: command.target)
    }
}
