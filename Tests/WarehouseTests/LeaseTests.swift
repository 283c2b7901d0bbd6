import Testing

@testable import Warehouse

@Suite("Leases", .timeLimit(.minutes(2)))
struct LeaseTests {
    @Test("one bench has a lease, prolongs it with the same token, and another gets it when it is given back")
    func oneBench() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        let far = try await shared.bench(3, location: "370")
        guard case .mine(let lease) = try await first.takeLease("printer:zebra", for: .seconds(60)) else {
            Issue.record("nobody has it")
            return
        }
        #expect(try await first.takeLease("printer:zebra", for: .seconds(60)) == .mine(lease))
        let holder = BenchName(id: first.bench.id, name: "bench 1")
        #expect(try await second.takeLease("printer:zebra", for: .seconds(60)) == .held(by: holder))
        #expect(try await second.takeLease("reader", for: .seconds(60)) == .mine(Lease(role: "reader", token: 1)))
        #expect(try await far.takeLease("printer:zebra", for: .seconds(60)) != .held(by: holder))
        try await first.releaseLease(lease)
        let next = try await second.takeLease("printer:zebra", for: .seconds(60))
        #expect(next == .mine(Lease(role: "printer:zebra", token: lease.token + 1)))
    }

    @Test("a lease that ran out goes to another bench, and the one that had it cannot give it back")
    func runsOut() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        guard case .mine(let lease) = try await first.takeLease("reader", for: .seconds(60)) else {
            Issue.record("nobody has it")
            return
        }
        try await shared.sql("UPDATE packline.leases SET lease_until = clock_timestamp() - interval '1 second'")
        let taken = Lease(role: "reader", token: lease.token + 1)
        #expect(try await second.takeLease("reader", for: .seconds(60)) == .mine(taken))
        try await first.releaseLease(lease)
        #expect(try await second.takeLease("reader", for: .seconds(60)) == .mine(taken))
    }
}
