/// Leases: what one bench of the location does for all, such as reading changes, or has for itself, such as a shared printer.
extension Warehouse {
    /// Takes a lease, or prolongs it where it is this bench's already; the token is the same as long as no other bench had it.
    public func takeLease(_ role: String, for time: Duration) async throws(WarehouseError) -> LeaseOutcome {
        // What was held when it was wanted may be free when its holder is read; a third time in a row is no accident.
        for _ in 0..<3 {
            if let row = try await run(LeaseStatements.take(role, for: time, by: bench)).first {
                return .mine(Lease(role: role, token: try row.int(0)))
            }
            if let row = try await run(LeaseStatements.holder(of: role, location: bench.location)).first {
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
