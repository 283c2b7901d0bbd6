import Foundation
import GRDB

/// The deliveries in the store: written together with the change that they report, and updated after each attempt.
extension Store {
    /// Queues a delivery for each subscription to one of the events of a change.
    func queueWebhooks(_ database: Database, from before: PackageRow?, to after: PackageDocument, at now: Instant)
        throws
    {
        let types = SandboxEventType.events(from: before, to: after.package)
        let hooks = try HookRow.fetchAll(database, sql: "SELECT * FROM hook ORDER BY id")
        for type in types {
            for hook in hooks where hook.eventType == type.rawValue {
                let uuid = UUID().uuidString.lowercased().replacing("-", with: "")
                let payload = WebhookDocument(type: type, uuid: uuid, package: after).body
                try database.execute(
                    sql: """
                        INSERT INTO webhook_event
                        (hook, package, uuid, event_type, status, payload, retry_count, next_retry, created, modified)
                        VALUES (?, ?, ?, ?, 'pending', ?, 0, ?, ?, ?)
                        """,
                    arguments: [hook.id, after.package.id, uuid, type.rawValue, payload, now, now, now])
            }
        }
    }

    /// The deliveries whose time has come, with their subscriptions; those of a subscription that is gone have failed.
    func dueWebhooks(limit: Int) async throws -> [(event: WebhookEventRow, hook: HookRow)] {
        let now = now()
        return try await write { database, _ in
            try database.execute(
                sql: """
                    UPDATE webhook_event SET status = 'failed', next_retry = NULL, response = '{"error":"unsubscribed"}'
                    WHERE status = 'pending' AND hook NOT IN (SELECT id FROM hook)
                    """)
            let events = try WebhookEventRow.fetchAll(
                database,
                sql: "SELECT * FROM webhook_event WHERE status = 'pending' AND next_retry <= ? ORDER BY id LIMIT ?",
                arguments: [now, limit])
            let hooks = try HookRow.fetchAll(database, sql: "SELECT * FROM hook")
            return events.compactMap { event in hooks.first { $0.id == event.hook }.map { (event, $0) } }
        }
    }

    /// When the next delivery is to be tried; nil when none is pending.
    func nextWebhook() async throws -> Instant? {
        try await read { database in
            try Instant.fetchOne(database, sql: "SELECT MIN(next_retry) FROM webhook_event WHERE status = 'pending'")
        }
    }

    /// Writes down how an attempt went; `nextRetry` is nil when there is none.
    func record(_ event: WebhookEventRow, _ status: WebhookEventRow.Status, response: String, nextRetry: Instant?)
        async throws
    {
        let isRetry = status != .success
        try await write { database, now in
            try database.execute(
                sql: """
                    UPDATE webhook_event
                    SET status = ?, response = ?, retry_count = retry_count + ?, next_retry = ?, modified = ? WHERE id = ?
                    """,
                arguments: [status.rawValue, response, isRetry ? 1 : 0, nextRetry, now, event.id])
        }
    }
}
