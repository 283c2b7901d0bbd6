import GRDB

extension Service {
    /// Runs a command on a package: its state, its items, its log and its `modified_date` change together.
    func command(_ call: Call) async throws -> SandboxAnswer {
        let command = try Command(try call.object())
        try await store.apply(command, to: call.package, by: call.user, overHTTP: true)
        webhooks.wake()
        carrier.wake()
        return .noContent
    }
}

extension Store {
    /// Applies a command or refuses it; nothing changes when it is refused.
    func apply(_ command: Command, to id: Int64, by user: User, overHTTP: Bool) async throws {
        try await write { database, now in
            let before = try self.package(database, id)
            var after = try command.applied(to: before.package, before.items, at: now)
            if self.makesShipments, command.transition == .pack { after.package.makeShipment(at: now) }
            try self.askCarrier(database, for: &after.package, was: before.package, after: command, at: now)
            try self.update(database, after.package)
            for item in after.items { try self.update(database, item) }
            let log = LogRow(
                id: 0, package: id, created: now, source: before.package.state, target: after.package.state,
                transition: command.transition, user: user, inputs: command.inputs.json, isOverHTTP: overHTTP)
            try self.append(database, log)
            let document = PackageDocument(package: after.package, items: after.items, catalogue: self.catalogue)
            try self.queueWebhooks(database, from: before.package, to: document, at: now)
        }
    }
}
