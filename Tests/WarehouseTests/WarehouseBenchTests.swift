import Foundation
import Testing

@testable import Warehouse

@Suite("Benches of a warehouse", .timeLimit(.minutes(2)))
struct WarehouseBenchTests {
    private func warehouse(_ shared: TestWarehouse, _ bench: WarehouseBench) throws -> Warehouse {
        Warehouse(settings: try shared.settings(), bench: bench, oms: TestWarehouse.oms)
    }

    @Test("of two running programs with one bench's id the second works alone, until the first has ended")
    func twoPrograms() async throws {
        let shared = try await TestWarehouse()
        let first = try await shared.bench(1)
        let second = try warehouse(shared, WarehouseBench(id: first.bench.id, name: "copy", location: "369"))
        try await second.isAlone(for: .benchInUse)
        #expect(await failure { try await second.claim(73) } == .benchInUse)
        await first.close()
        try await second.waits { $0 == .connected }
    }

    @Test("a program that was killed is started again at once: the station's file knows its run")
    func killed() async throws {
        let shared = try await TestWarehouse()
        let first = try await shared.bench(1)
        let claim = try await first.claimed(73)
        let again = try warehouse(
            shared,
            WarehouseBench(
                id: first.bench.id, earlierRuns: [UUID(), first.bench.run], name: "bench 1", location: "369"))
        try await again.waits { $0 == .connected }
        #expect(try await again.claimed(73).token > claim.token)
        #expect(await failure { try await first.renew([claim]) } == .benchInUse, "the older program is told")
        try await first.isAlone(for: .benchInUse)
    }

    @Test("a program that is not heard of for a lease counts as ended")
    func notHeardOf() async throws {
        let shared = try await TestWarehouse()
        let first = try await shared.bench(1)
        let second = try warehouse(shared, WarehouseBench(id: first.bench.id, name: "bench 1", location: "369"))
        try await second.isAlone(for: .benchInUse)
        try await shared.sql("UPDATE packline.benches SET seen_at = clock_timestamp() - interval '61 seconds'")
        try await second.waits { $0 == .connected }
    }

    @Test("who is there is listed, with who packs and whether the program ended")
    func listed() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1, packer: "Ayşe"), try await shared.bench(2))
        first.setPacker("Mehmet")
        _ = try await first.renew([])
        await second.close()
        let benches = try await shared.setup().benches()
        #expect(benches.map(\.name).sorted() == ["bench 1", "bench 2"])
        #expect(benches.first { $0.name == "bench 1" }?.packer == "Mehmet")
        #expect(benches.first { $0.name == "bench 1" }?.isRunning == true)
        #expect(benches.first { $0.name == "bench 2" }?.isRunning == false)
    }

    @Test("a closed warehouse answers that it is closed, and its thread has ended")
    func closed() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        await bench.close()
        #expect(await failure { try await bench.claim(73) } == .closed)
        await bench.close()
        var states = bench.states().makeAsyncIterator()
        _ = await states.next()
        #expect(await states.next() == nil)
    }
}
