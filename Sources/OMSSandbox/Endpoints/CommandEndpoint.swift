import GRDB

extension Service {
    /// Runs a command on a package: its state, its items, its log and its `modified_date` change together.
    func command(_ call: Call) async throws -> SandboxAnswer {
        let command = try Command(try call.object())
        try await store.apply(command, to: call.package, by: call.user, overHTTP: true)
        webhooks.wake()
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
            if let label = try self.label(database, of: after.package, after: command) { after.package.label = label }
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

    /// The label that a command brings, in the shape that is the package's turn; nil where it brings none.
    private func label(_ database: Database, of package: PackageRow, after command: Command) throws -> String? {
        guard !labels.isEmpty else { return nil }
        let shape = labels[Int(package.id) % labels.count]
        switch command.transition {
        case .pack where makesShipments, .packWithShipment: return shape.field(of: package)
        case .updateLabel where command.inputs["label"] == nil:
            let steps = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM log WHERE package = ?", arguments: [package.id])
            return shape.field(of: package, edition: steps ?? 1)
        default: return nil
        }
    }
}
