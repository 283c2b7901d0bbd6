import GRDB

extension AppliedCommand {
    fileprivate init?(_ log: LogRow) {
        guard let transition = log.transition, let inputs = log.inputs else { return nil }
        self.log = log.id
        package = log.package
        self.transition = transition.id
        slug = transition.slug
        user = log.user.username
        date = log.created.date
        self.inputs = inputs
        isOverHTTP = log.isOverHTTP
    }
}

extension Store {
    /// The commands that were applied in this sandbox, in order.
    func appliedCommands() async throws -> [AppliedCommand] {
        try await read { database in
            try LogRow.fetchAll(database, sql: "SELECT * FROM log WHERE inputs IS NOT NULL ORDER BY id")
                .compactMap(AppliedCommand.init)
        }
    }
}
