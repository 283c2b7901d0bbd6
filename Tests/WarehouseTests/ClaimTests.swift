import Foundation
import Testing
import WarehouseTesting

@testable import Warehouse

@Suite("Claims", .timeLimit(.minutes(2)))
struct ClaimTests {
    @Test("a free package is mine, and the other bench is told who has it since when")
    func held() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1, packer: "Ayşe"), try await shared.bench(2))
        let claim = try await first.claimed(73)
        #expect(claim.takenFrom == nil)
        let holder = try await second.refused(73)
        #expect(holder.bench == BenchName(id: first.bench.id, name: "bench 1"))
        #expect(holder.packer == "Ayşe")
        #expect(holder.since == claim.since)
        #expect(holder.token == claim.token)
        #expect(holder.command == nil)
        #expect(try await second.heldPackages() == [HeldPackage(location: "369", package: 73, holder: holder)])
    }

    @Test("who has a package keeps it when claiming again, with a newer token and the same since")
    func again() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        let (first, second) = (try await bench.claimed(73), try await bench.claimed(73))
        #expect(second.token == first.token + 1)
        #expect(second.since == first.since)
        #expect(
            try await bench.assertClaim(first) == .lost(to: bench.holder(of: 73)), "an older token is worth nothing")
    }

    @Test("a take-over tells whom it was taken from, and the other bench is told who has it")
    func takeOver() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2, packer: "Mehmet"))
        let claim = try await first.claimed(73)
        let outcome = try await second.takeOver(73, from: second.refused(73))
        guard case .mine(let taken) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(taken.token > claim.token)
        #expect(taken.takenFrom == BenchName(id: first.bench.id, name: "bench 1"))
        guard case .lost(let holder?) = try await first.assertClaim(claim) else {
            Issue.record("the older claim still holds")
            return
        }
        #expect(holder.packer == "Mehmet")
        #expect(try await first.renew([claim]) == [claim])
        try await first.release(claim, isFinished: true)
        #expect(try await second.assertClaim(taken) == .mine, "what is lost cannot be released")
    }

    @Test("a package that a third bench took meanwhile is not taken from it")
    func takeOverTooLate() async throws {
        let shared = try await TestWarehouse()
        let (first, second, third) = (
            try await shared.bench(1), try await shared.bench(2), try await shared.bench(3)
        )
        _ = try await first.claimed(73)
        let shown = try await second.refused(73)
        _ = try await third.takeOver(73, from: shown)
        guard case .held(let holder) = try await second.takeOver(73, from: shown) else {
            Issue.record("it was taken from whom nobody was shown")
            return
        }
        #expect(holder.bench.name == "bench 3")
    }

    @Test("a lease that ran out frees the package, and the token rises all the same")
    func leaseEnds() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        let claim = try await first.claimed(73)
        try await shared.endLeases()
        #expect(try await second.heldPackages().isEmpty)
        let taken = try await second.claimed(73)
        #expect(taken.token > claim.token)
        #expect(taken.takenFrom?.name == "bench 1", "a bench that died in the middle is named")
        #expect(try await first.renew([claim]) == [claim])
    }

    @Test("a claim that is renewed in time does not run out")
    func renewed() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        let claims = [try await first.claimed(73), try await first.claimed(74)]
        try await shared.endLeases()
        #expect(try await first.renew(claims).isEmpty)
        #expect(try await second.refused(73).bench.name == "bench 1")
        #expect(try await first.renew([]).isEmpty)
    }

    @Test("a released package is free, and its next token is higher than any before")
    func released() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        let claim = try await first.claimed(73)
        try await first.release(claim, isFinished: false)
        #expect(try await first.assertClaim(claim) == .lost(to: nil))
        let next = try await second.claimed(73)
        #expect(next.token > claim.token)
        #expect(next.takenFrom == nil, "nobody lost it")
    }

    @Test("an unfinished command keeps the claim beyond its lease, until it is taken over")
    func command() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(3), try await shared.bench(2))
        let claim = try await first.claimed(73)
        #expect(try await first.markCommand("pack", of: claim) == .mine)
        try await shared.endLeases()
        let holder = try await second.refused(73)
        #expect(holder.command == "pack")
        guard case .mine(let taken) = try await second.takeOver(73, from: holder) else {
            Issue.record("it cannot be taken over")
            return
        }
        #expect(try await second.heldPackages().first?.holder.command == nil, "it was the other bench's command")
        guard case .lost(let now?) = try await first.assertClaim(claim) else {
            Issue.record("the command would be sent")
            return
        }
        #expect(now.token == taken.token)
    }

    @Test("without its mark, a command no longer keeps the claim")
    func unmarked() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        let claim = try await first.claimed(73)
        _ = try await first.markCommand("pack", of: claim)
        #expect(try await first.markCommand(nil, of: claim) == .mine)
        try await shared.endLeases()
        _ = try await second.claimed(73)
    }

    @Test("other locations have claims of their own")
    func locations() async throws {
        let shared = try await TestWarehouse()
        let (here, there) = (try await shared.bench(1), try await shared.bench(2, location: "370"))
        _ = try await here.claimed(73)
        _ = try await there.claimed(73)
        #expect(try await here.heldPackages().count == 1)
    }

    @Test("of eight benches that want one package at once, exactly one gets it")
    func race() async throws {
        let shared = try await TestWarehouse()
        var benches: [Warehouse] = []
        for number in 1...8 { benches.append(try await shared.bench(number)) }
        for package in 1...20 {
            let outcomes = try await withThrowingTaskGroup(of: ClaimOutcome.self) { group in
                for bench in benches { group.addTask { try await bench.claim(package) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let winners = outcomes.compactMap { if case .mine(let claim) = $0 { claim.token } else { nil } }
            let told = outcomes.compactMap { if case .held(let holder) = $0 { holder.token } else { nil } }
            #expect(winners == [1])
            #expect(told == Array(repeating: 1, count: 7))
        }
    }

    @Test("another bench's claim wakes this one, its own does not, and another location's does not")
    func wakeUps() async throws {
        let shared = try await TestWarehouse()
        let (here, near) = (try await shared.bench(1), try await shared.bench(2))
        let far = try await shared.bench(3, location: "370")
        var changes = here.changes().makeAsyncIterator()
        try await shared.waits(forListening: 3)
        _ = try await here.claimed(1)
        _ = try await far.claimed(2)
        let claim = try await near.claimed(3)
        try await near.release(claim, isFinished: false)
        var seen = [await changes.next(), await changes.next()]
        if seen.first == .anything { seen = [seen[1], await changes.next()] }
        #expect(seen == [.claim(package: 3), .claim(package: 3)])
    }

    @Test("a package that IT frees by hand is lost to who had it")
    func dropped() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        let claim = try await bench.claimed(73)
        let setup = try shared.setup()
        #expect(try await setup.dropClaim(location: "369", package: 73)?.bench.name == "bench 1")
        #expect(try await setup.dropClaim(location: "369", package: 73) == nil)
        #expect(try await bench.assertClaim(claim) == .lost(to: nil))
        #expect(try await bench.claimed(73).token > claim.token)
    }
}
