import GRDB

/// A delivery of one event to one subscriber, and how far it has come.
struct WebhookEventRow: FetchableRecord, Equatable, Sendable {
    /// Where a delivery stands.
    enum Status: String, Sendable {
        /// Not tried yet, or to be tried again.
        case pending
        /// The subscriber answered with a 2xx.
        case success
        /// Failed for good.
        case failed
    }

    let id: Int64
    let hook: Int64
    let package: Int64
    /// The same for every retry.
    let uuid: String
    let eventType: String
    let status: Status
    /// The body as it is sent.
    let payload: String
    /// What the subscriber said last, as JSON; nil before the first attempt.
    let response: String?
    let retryCount: Int64
    let nextRetry: Instant?
    let created: Instant
    let modified: Instant

    init(row: Row) {
        id = row["id"]
        hook = row["hook"]
        package = row["package"]
        uuid = row["uuid"]
        eventType = row["event_type"]
        status = Status(rawValue: row["status"]) ?? .failed
        payload = row["payload"]
        response = row["response"]
        retryCount = row["retry_count"]
        nextRetry = row["next_retry"]
        created = row["created"]
        modified = row["modified"]
    }
}
