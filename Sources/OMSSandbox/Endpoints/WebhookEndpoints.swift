import GRDB

/// Subscriptions, and the deliveries of a package's events.
extension Service {
    func subscribe(_ call: Call) async throws -> SandboxAnswer {
        let body = try call.object()
        guard let eventType = body["event_type"] else { throw Refusal.required("event_type") }
        guard let eventType = eventType.text, SandboxEventType(rawValue: eventType) != nil else {
            let choices = SandboxEventType.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal.field("event_type", "Not a valid choice: it must be one of \(choices).")
        }
        guard let target = body["target_url"] else { throw Refusal.required("target_url") }
        guard let target = target.text, HookRow.canReach(target) else {
            throw Refusal.field("target_url", "Enter a valid URL.")
        }
        let secret = body["secret_key"]
        guard secret == nil || secret?.text != nil else { throw Refusal.field("secret_key", "Not a valid string.") }
        try CountdownCheck.check(body)
        let hook = try await store.write { database, now in
            try HookRow.fetchOne(
                database,
                sql: """
                    INSERT INTO hook (event_type, target_url, secret_key, is_active, created) VALUES (?, ?, ?, TRUE, ?)
                    RETURNING *
                    """,
                arguments: [eventType, target, secret?.text, now])
        }
        return .json(status: 201) { json in hook?.write(to: &json) ?? json.null() }
    }

    func unsubscribe(_ call: Call) async throws -> SandboxAnswer {
        let hook = call.path["id"]
        try await store.write { database, _ in
            try database.execute(sql: "DELETE FROM hook WHERE id = ?", arguments: [hook])
            guard database.changesCount > 0 else { throw Refusal.notFound }
        }
        return .noContent
    }

    func events(_ call: Call, _ write: (inout JSONText, WebhookEventRow) -> Void) async throws -> SandboxAnswer {
        let paging = try Paging(call.query)
        let page = try await store.read { database in
            try store.requirePackage(database, call.package)
            let count = try Int.fetchOne(
                database, sql: "SELECT COUNT(*) FROM webhook_event WHERE package = ?", arguments: [call.package])
            let rows = try WebhookEventRow.fetchAll(
                database, sql: "SELECT * FROM webhook_event WHERE package = ? ORDER BY id LIMIT ? OFFSET ?",
                arguments: [call.package, paging.limit, paging.offset])
            return RowPage(count: count ?? 0, rows: rows)
        }
        return try call.page(page, paging, write)
    }

    func event(_ call: Call) async throws -> SandboxAnswer {
        let event = try await store.read { database in
            try WebhookEventRow.fetchOne(
                database, sql: "SELECT * FROM webhook_event WHERE package = ? AND id = ?",
                arguments: [call.package, call.path["webhook_event_id"]])
        }
        guard let event else { throw Refusal.notFound }
        return .json { event.writeFull(to: &$0) }
    }
}
