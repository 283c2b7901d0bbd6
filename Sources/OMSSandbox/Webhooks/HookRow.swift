import GRDB

/// A subscription: which events go where.
struct HookRow: FetchableRecord, Equatable, Sendable {
    let id: Int64
    let eventType: String
    let targetURL: String
    /// What deliveries are signed with; nil for deliveries without a signature.
    let secretKey: String?
    let created: Instant

    init(row: Row) {
        id = row["id"]
        eventType = row["event_type"]
        targetURL = row["target_url"]
        secretKey = row["secret_key"]
        created = row["created"]
    }
}
