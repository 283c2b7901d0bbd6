import Foundation
import OMS
import Testing
import WarehouseTesting

@testable import Warehouse

/// How soon a claim is answered; run by `PACKLINE_MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter ClaimLatency`.
@Suite(
    "Latency of claims", .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["PACKLINE_MEASURE"] != nil, "PACKLINE_MEASURE is not set"))
struct ClaimLatencyTests {
    @Test("a claim, an assertion and a session, one after the other, with seven other benches that are listening")
    func latency() async throws {
        let server = try await PostgresServer.started()
        // As in a warehouse: an answer means that it is on the disk.
        try await server.run("ALTER SYSTEM SET fsync = on", in: server.url("postgres"))
        try await server.run("SELECT pg_reload_conf()", in: server.url("postgres"))
        let shared = try await TestWarehouse(on: server)
        let bench = try await shared.bench(1)
        var others: [Warehouse] = []
        for number in 2...8 { others.append(try await shared.bench(number)) }
        var times: [String: [Duration]] = [:]
        func measure<Value>(_ name: String, _ call: () async throws -> Value) async throws -> Value {
            let begin = ContinuousClock.now
            let value = try await call()
            times[name, default: []].append(begin.duration(to: .now))
            return value
        }
        for package in 1...2_000 {
            let claim = try await measure("claim") { try await bench.claimed(package) }
            _ = try await measure("refused") { try await others[package % 7].claim(package) }
            _ = try await measure("assert") { try await bench.assertClaim(claim) }
            _ = try await measure("session") { try await bench.writeSession(["n": .int(package)], under: claim) }
            try await measure("release") { try await bench.release(claim, isFinished: true) }
        }
        for (name, times) in times.sorted(by: { $0.key < $1.key }) {
            let sorted = times.sorted()
            print("\(name): median \(sorted[sorted.count / 2]), p99 \(sorted[sorted.count * 99 / 100])")
        }
    }
}
