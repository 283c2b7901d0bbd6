import Foundation
import GRDB

/// A subscription: which events go where.
struct HookRow: FetchableRecord, Equatable, Sendable {
    let id: Int64
    let eventType: String
    let targetURL: String
    /// What deliveries are signed with; nil for deliveries without a signature.
    let secretKey: String?
    let created: Instant

    /// What a target must look like: an absolute URL of HTTP, its host a name, an IPv4 address or `[::1]`.
    static let targetPattern =
        #"^https?://([A-Za-z0-9.-]+|\[::1\])(:[0-9]{1,5})?([/?]([A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?$"#

    /// Whether deliveries can be sent to a target.
    static func canReach(_ target: String) -> Bool {
        // The pattern is one, so there is always an expression.
        guard let pattern = try? Regex(targetPattern) else { return false }
        return target.wholeMatch(of: pattern) != nil && URL(string: target) != nil
    }

    init(row: Row) {
        id = row["id"]
        eventType = row["event_type"]
        targetURL = row["target_url"]
        secretKey = row["secret_key"]
        created = row["created"]
    }
}
