public import Foundation
public import OMS

/// A bench of the warehouse.
public struct SeenBench: Hashable, Sendable {
    /// The bench's id.
    public let id: UUID
    /// What it is called.
    public let name: String
    /// The stock location where it stands.
    public let location: String
    /// Who packs there; empty where nobody said.
    public let packer: String
    /// The version of its program.
    public let version: String
    /// Whether its program runs, or ended without saying so.
    public let isRunning: Bool
    /// When it was last heard of, by the server's clock.
    public let seenAt: Timestamp
}

extension SeenBench {
    init(row: PostgresRow) throws(WarehouseError) {
        self.init(
            id: try row.uuid(0), name: try row.text(1), location: try row.text(2), packer: try row.text(3),
            version: try row.text(4), isRunning: try row.bool(5), seenAt: try row.timestamp(6))
    }
}
