/// What a bench learns each time that it says it is there.
public struct Renewal: Hashable, Sendable {
    /// The claims that are not this bench's any more.
    public let lost: [Claim]
    /// Which bench asks the OMS for changes.
    public let reader: ReaderStanding
    /// The number of the feed's last row.
    public let head: Int
    /// How long ago all changes of the OMS were in the feed, where its last row says so.
    public let markAge: Duration?
}

/// Whether this bench asks the OMS for changes, for all benches of the location.
public enum ReaderStanding: Hashable, Sendable {
    /// It does.
    case mine(Lease)
    /// Another bench does, for so long unless it prolongs its lease.
    case held(for: Duration)
    /// Nobody does.
    case free
}

extension Warehouse {
    /// Prolongs claims, says that the bench is there, and takes or prolongs the lease of the reader where that is wanted.
    ///
    /// One statement, because each wakes a bench that has nothing else to do. To be called three times a lease, also without claims.
    /// Where another program has taken the bench's id, the warehouse goes alone with `.benchInUse`, which is thrown too.
    public func renew(_ claims: [Claim], reading: Bool) async throws(WarehouseError) -> Renewal {
        let row = try await run(ClaimStatements.renew(claims, reading: reading, by: asker)).only()
        guard try row.bool(0) else {
            let error = WarehouseError(.benchInUse)
            queue.drop(because: error)
            throw error
        }
        return Renewal(
            lost: try lost(of: claims, renewed: try row.text(1)), reader: try Self.reader(row), head: try row.int(4),
            markAge: row.optionalText(5).flatMap { Int($0) }.map { .milliseconds($0) })
    }

    private static func reader(_ row: PostgresRow) throws(WarehouseError) -> ReaderStanding {
        if row.optionalText(2) != nil { return .mine(Lease(role: "reader", token: try row.int(2))) }
        guard row.optionalText(3) != nil else { return .free }
        let left = try row.int(3)
        return left > 0 ? .held(for: .milliseconds(left)) : .free
    }
}
