import Foundation
import Station
import StationStore
import Warehouse

/// Which bench of the warehouse a station's file is.
enum BenchIdentity {
    /// How many runs are kept: of those that were killed one after the other, before the first of them had connected.
    private static let mostRuns = 16

    /// The warehouse as this bench sees it; its id is made with the station's file, and each run has one of its own.
    static func warehouse(
        _ access: WarehouseSettings, _ settings: Settings, _ store: StationDatabase
    ) async throws -> Warehouse {
        let station = try settings.station()
        do throws(StoreError) {
            let id = try await uuid(.benchID, in: store)
            let kept = try await store.fact(.benchRun) ?? ""
            let earlier = kept.split(separator: " ").compactMap { UUID(uuidString: String($0)) }
            let run = UUID()
            let runs = ([run] + earlier).prefix(mostRuns)
            try await store.setFact(.benchRun, to: runs.map(\.uuidString).joined(separator: " "))
            let packer = try await store.fact(.packer) ?? station.packer
            let bench = WarehouseBench(
                id: id, run: run, earlierRuns: earlier, name: station.station, location: settings.location ?? "",
                packer: packer ?? "", version: Packline.version)
            return Warehouse(settings: access, bench: bench, oms: settings.origin)
        } catch {
            throw Failure(error)
        }
    }

    private static func uuid(_ fact: FactName, in store: StationDatabase) async throws(StoreError) -> UUID {
        if let known = try await store.fact(fact).flatMap(UUID.init(uuidString:)) { return known }
        let new = UUID()
        try await store.setFact(fact, to: new.uuidString)
        return new
    }
}
