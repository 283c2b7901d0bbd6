/// Something that one bench does for all, or has for itself, for a while: `reader`, `printer:ID`.
public struct Lease: Hashable, Sendable {
    /// What it is for.
    public let role: String
    /// The fencing token: it rises whenever another bench gets the lease.
    public let token: Int
}

/// What became of a lease that was wanted.
public enum LeaseOutcome: Hashable, Sendable {
    /// It is this bench's.
    case mine(Lease)
    /// Another bench has it.
    case held(by: BenchName)
}
