import Language
import OMS
import StationEngine
import Warehouse

/// Whether the database that benches share is there, and this bench can work with it.
struct WarehouseCheck {
    let settings: Settings

    /// What it says; nil where no warehouse is set, or not rightly.
    func finding() async -> Finding? {
        guard let access = try? settings.warehouse() else { return nil }
        let setup = WarehouseSetup(settings: access)
        let finding = await finding(setup)
        await setup.close()
        return finding
    }

    private func finding(_ setup: WarehouseSetup) async -> Finding {
        do throws(WarehouseError) {
            let status = try await setup.status()
            if let fault = status.fault(oms: settings[.url]) { throw fault }
            let found = Phrase(
                "program.doctor.warehouse",
                ["version": status.serverVersion, "seconds": String(abs(status.serverTime.seconds(since: .now)))])
            return .ok("warehouse", found)
        } catch {
            let failure = Failure(error)
            return .wrong("warehouse", failure.phrase, failure.status)
        }
    }
}
