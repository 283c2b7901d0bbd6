public import OMS

/// What one bench has checked of a package.
public struct SharedSession: Hashable, Sendable {
    /// The bench.
    public let bench: BenchName
    /// Who checked it; empty where nobody said.
    public let packer: String
    /// The token of the claim that it was checked under; nil for what was checked alone.
    public let token: Int?
    /// Lines, counts, serials and steps, as the bench writes them.
    public let state: JSONValue
    /// When it was written, by the server's clock.
    public let at: Timestamp

    /// Whether it was checked without a claim: it is never added to another's.
    public var isBeside: Bool { token == nil }
}
