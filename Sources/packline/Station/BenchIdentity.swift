import Foundation
import Station
import StationStore
import Warehouse

/// Which bench of the warehouse a station's file is.
enum BenchIdentity {
    /// The warehouse as this bench sees it; its id is made with the station's file, and each run has one of its own.
    static func warehouse(
        _ access: WarehouseSettings, _ settings: Settings, _ store: StationDatabase
    ) async throws -> Warehouse {
        let station = try settings.station()
        do throws(StoreError) {
            let id = try await uuid(.benchID, in: store)
            let earlier = try await store.fact(.benchRun).flatMap(UUID.init(uuidString:))
            let run = UUID()
            try await store.setFact(.benchRun, to: run.uuidString)
            let packer = try await store.fact(.packer) ?? station.packer
            let bench = WarehouseBench(
                id: id, run: run, earlierRun: earlier, name: station.station, location: settings.location ?? "",
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
