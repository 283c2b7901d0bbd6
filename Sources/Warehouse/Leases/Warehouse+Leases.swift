/// Leases: what one bench of the location does for all, such as reading changes, or has for itself, such as a shared printer.
extension Warehouse {
    /// Takes a lease, or prolongs it where it is this bench's already; the token is the same as long as no other bench had it.
    ///
    /// It has an answer within `limit`, where one is given. A role has no blanks in it.
    public func takeLease(
        _ role: String, for time: Duration, within limit: Duration? = nil
    ) async throws(WarehouseError) -> LeaseOutcome {
        let end = limit.map { ContinuousClock.now + $0 }
        // What was held when it was wanted may be free when its holder is read; a third time in a row is no accident.
        for _ in 0..<3 {
            let take = LeaseStatements.take(role, for: time, by: bench)
            if let row = try await run(take, within: end.map { $0 - .now }).first {
                return .mine(Lease(role: role, token: try row.int(0)))
            }
            let holder = LeaseStatements.holder(of: role, location: bench.location)
            if let row = try await run(holder, within: end.map { $0 - .now }).first {
                return .held(by: BenchName(id: try row.uuid(0), name: try row.text(1)))
            }
        }
        throw WarehouseError(.timedOut)
    }

    /// Gives a lease back; one that another bench has by now stays as it is.
    public func releaseLease(_ lease: Lease) async throws(WarehouseError) {
        try await run(LeaseStatements.release(lease, by: bench))
    }
}
