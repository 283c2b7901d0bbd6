import Foundation

/// A bench of the location, and what it needs of people, as it says itself.
public struct WarehouseBenchNeeds: Hashable, Sendable {
    /// The bench.
    public let bench: BenchName
    /// Who packs there; empty where nobody said.
    public let packer: String
    /// Whether its program runs.
    public let isRunning: Bool
    /// How many commands and labels wait for a person there.
    public let attention: Int
    /// The printers that need a hand, as the bench wrote them; empty for none.
    public let printers: String
}

extension Warehouse {
    /// Says what this bench needs of people.
    public func setNeeds(attention: Int, printers: String) async throws(WarehouseError) {
        try await run(
            Statement(
                """
                UPDATE packline.benches SET attention = $2::integer, printers = $3
                WHERE id = $1::uuid AND (attention, printers) IS DISTINCT FROM ($2::integer, $3)
                """, bench.id, attention, printers))
    }

    /// The benches of the location, by their names.
    public func benchNeeds() async throws(WarehouseError) -> [WarehouseBenchNeeds] {
        try await run(
            Statement(
                """
                SELECT id, name, packer, run IS NOT NULL, attention, printers FROM packline.benches
                WHERE location = $1 ORDER BY name, id
                """, bench.location)
        ).map { row throws(WarehouseError) in
            WarehouseBenchNeeds(
                bench: BenchName(id: try row.uuid(0), name: try row.text(1)), packer: try row.text(2),
                isRunning: try row.bool(3), attention: try row.int(4), printers: try row.text(5))
        }
    }

    /// The figures of all benches, in the order of their subjects.
    public func figures(_ query: FigureQuery) async throws(WarehouseError) -> [FigureRow] {
        try query.rows(try await run(FigureStatements.figures(query)))
    }
}
