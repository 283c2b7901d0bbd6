import Foundation
import OMS
import Synchronization
import TestTools
import Testing
import WarehouseTesting

@testable import Warehouse

@Suite("Claims through restarts and take-overs", .timeLimit(.minutes(3)))
struct ClaimEnduranceTests {
    /// What became of one session that was written.
    private struct Write {
        let package: Int, token: Int, step: Int
        /// Whether it was written; nil where there was no answer.
        let isWritten: Bool?
    }

    private struct Log {
        var claims: [Claim] = []
        var writes: [Write] = []
    }

    private final class SharedLog: Sendable {
        let state = Mutex(Log())
    }

    private let log = SharedLog()

    /// What one bench does: claims, takes over, checks three units, and gives free or not, at random.
    private func pack(_ bench: Warehouse, rounds: Int, seed: UInt64) async throws {
        var chance = SeededGenerator(seed: seed)
        for _ in 1...rounds {
            let package = Int.random(in: 1...8, using: &chance)
            let wantsIt = Int.random(in: 1...10, using: &chance) <= 3
            do {
                guard let claim = try await claim(package, for: bench, takingOver: wantsIt) else { continue }
                log.state.withLock { $0.claims.append(claim) }
                try await check(claim, at: bench)
                if Bool.random(using: &chance) { try await bench.release(claim, isFinished: false) }
            } catch {
                try await bench.waits { $0 == .connected }
            }
        }
    }

    private func claim(_ package: Int, for bench: Warehouse, takingOver: Bool) async throws -> Claim? {
        switch try await bench.claim(package) {
        case .mine(let claim): return claim
        case .held(let holder):
            guard takingOver, case .mine(let claim) = try await bench.takeOver(package, from: holder) else {
                return nil
            }
            return claim
        }
    }

    private func check(_ claim: Claim, at bench: Warehouse) async throws(WarehouseError) {
        for step in 1...3 {
            let write = { (isWritten: Bool?) in
                Write(package: claim.package, token: claim.token, step: step, isWritten: isWritten)
            }
            do {
                let isWritten = try await bench.writeSession(.int(step), under: claim)
                log.state.withLock { $0.writes.append(write(isWritten)) }
            } catch {
                log.state.withLock { $0.writes.append(write(nil)) }
                throw error
            }
        }
    }

    @Test(
        "no token is given twice, what was acknowledged under the newest claim is there, and only lost claims are refused"
    )
    func endurance() async throws {
        let server = try await PostgresServer.started()
        let shared = try await TestWarehouse(on: server)
        var benches: [Warehouse] = []
        for number in 1...4 { benches.append(try await shared.bench(number)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, bench) in benches.enumerated() {
                group.addTask { try await pack(bench, rounds: 80, seed: UInt64(place + 1)) }
            }
            group.addTask {
                for stop in [PostgresServer.Stop.immediate, .fast, .immediate] {
                    try await server.stop(stop)
                    try await server.start()
                }
            }
            try await group.waitForAll()
        }
        try await benches[0].waits { $0 == .connected }
        let log = log.state.withLock { $0 }
        #expect(log.claims.count > 100)
        #expect(Set(log.claims.map { [$0.package, $0.token] }).count == log.claims.count)
        for package in 1...8 {
            let writes = log.writes.filter { $0.package == package }
            let sessions = try await benches[0].sessions(of: package)
            #expect(sessions.count == 1, "a newer claim's session replaces the older one")
            guard let token = sessions.first?.token, case .int(let step)? = sessions.first?.state else { continue }
            let newest = writes.filter { $0.isWritten == true }.map(\.token).max() ?? 0
            #expect(token == newest || (token > newest && writes.contains { $0.token == token && $0.isWritten == nil }))
            #expect(writes.filter { $0.token == token && $0.isWritten == true }.allSatisfy { $0.step <= step })
            let last = Int(try await shared.sql("SELECT token FROM packline.claims WHERE package = \(package)")) ?? 0
            #expect(writes.filter { $0.isWritten == false }.allSatisfy { $0.token < last })
        }
    }
}
