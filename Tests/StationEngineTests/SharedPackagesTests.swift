import Foundation
import OMS
import OMSSandbox
import Station
import Testing
import Warehouse
import WarehouseTesting

@testable import StationEngine

@Suite("Packages that several benches share", .timeLimit(.minutes(2)))
struct SharedPackagesTests {
    /// Two benches on one OMS and one warehouse, and one of its packages.
    private struct Benches {
        let bench: EngineBench
        let server: PostgresServer
        let url: String
        let a: RunningEngine, b: RunningEngine
        let warehouses: [Warehouse]
        let package: Int

        func end() async {
            await a.end()
            await b.end()
            for warehouse in warehouses { await warehouse.close() }
        }

        func sql(_ sql: String) async throws -> String { try await server.run(sql, in: url) }
    }

    private static func run(
        on server: PostgresServer? = nil, _ body: (Benches) async throws -> Void
    ) async throws {
        let server = if let server { server } else { try await PostgresServer.shared() }
        let url = try await server.makeDatabase()
        try await EngineBench.run { bench in
            let setup = WarehouseSetup(settings: try WarehouseSettings(url: url))
            _ = try await setup.prepare(oms: bench.sandbox.baseURL)
            await setup.close()
            let names = [("bench 1", "Ayşe"), ("bench 2", "Mehmet")]
            let warehouses = try names.map { name, packer in
                var settings = try WarehouseSettings(url: url)
                settings.firstRetry = .milliseconds(20)
                settings.longestRetry = .milliseconds(200)
                return Warehouse(
                    settings: settings,
                    bench: WarehouseBench(id: UUID(), name: name, location: "369", packer: packer, version: "1"),
                    oms: bench.sandbox.baseURL)
            }
            // Renewals wait as long as they do at a bench: the other waits of the engine do not.
            let sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
            let a = try await bench.start("a") { ($0.warehouse, $0.sleep) = (warehouses[0], sleep) }
            let b = try await bench.start("b") { ($0.warehouse, $0.sleep) = (warehouses[1], sleep) }
            await a.ready()
            await b.ready()
            await a.events.until { $0.sharing == .shared }
            await b.events.until { $0.sharing == .shared }
            let package = try #require(try await bench.packages().first)
            let benches = Benches(
                bench: bench, server: server, url: url, a: a, b: b, warehouses: warehouses, package: package)
            do {
                try await body(benches)
                await benches.end()
            } catch {
                await benches.end()
                throw error
            }
        }
    }

    private func answer(_ engine: RunningEngine, _ package: Int, after count: Int = 0) async -> ClaimAnswer? {
        await engine.events.until { $0.claims.count > count }.claims.last { $0.package == package }?.answer
    }

    @Test("a package that one bench has is held at the other, which sees who has it")
    func held() async throws {
        try await Self.run { benches in
            benches.a.take(.claim(package: benches.package, takingOver: nil))
            #expect(await answer(benches.a, benches.package) == .mine(from: nil, session: nil))
            let holders = await benches.b.events.until { !$0.holders.isEmpty }.holders
            #expect(holders[benches.package]?.bench == "bench 1" && holders[benches.package]?.packer == "Ayşe")
            benches.b.take(.claim(package: benches.package, takingOver: nil))
            guard case .held(let holder)? = await answer(benches.b, benches.package) else {
                Issue.record("the package was given to two benches")
                return
            }
            #expect(holder.bench == "bench 1" && holder.packer == "Ayşe")
        }
    }

    @Test("a take-over brings what was checked, and the other bench is told at once who has it")
    func takenOver() async throws {
        try await Self.run { benches in
            let package = benches.package
            let session = PackingSession(package: package, checks: [.init(line: "1", count: 2)])
            benches.a.take(.claim(package: package, takingOver: nil))
            _ = await answer(benches.a, package)
            benches.a.take(.save(session))
            await benches.a.drain()
            let holders = await benches.b.events.until { !$0.holders.isEmpty }.holders
            let token = try #require(holders[package]?.token)
            benches.b.take(.claim(package: package, takingOver: token))
            guard case .mine(let from?, let taken)? = await answer(benches.b, package) else {
                Issue.record("it was not taken over")
                return
            }
            #expect(from.bench == "bench 1" && from.packer == "Ayşe" && taken == session)
            let lost = await benches.a.events.until { $0.lostClaims[package] != nil }.lostClaims[package]
            #expect(lost?.bench == "bench 2" && lost?.packer == "Mehmet")
        }
    }

    @Test("what was put aside at one bench goes on at another, without a take-over")
    func putAside() async throws {
        try await Self.run { benches in
            let package = benches.package
            let session = PackingSession(package: package, checks: [.init(line: "1", count: 2)])
            benches.a.take(.claim(package: package, takingOver: nil), .save(session), .release(package: package))
            await benches.a.drain()
            benches.b.take(.claim(package: package, takingOver: nil))
            guard case .mine(let from, let taken)? = await answer(benches.b, package) else {
                Issue.record("it was not free")
                return
            }
            #expect(from?.bench == "bench 1" && taken == session)
            await benches.b.events.until { $0.holders.isEmpty }
        }
    }

    @Test("a pack of a package that another bench has is not sent, and says who has it")
    func refusedPack() async throws {
        try await Self.run { benches in
            let package = benches.package
            benches.a.take(.claim(package: package, takingOver: nil))
            _ = await answer(benches.a, package)
            let command = await benches.b.run(try await benches.bench.intent(.pack, package))
            #expect(command?.stage == .needsAttention)
            #expect(command?.reason?.english.hasPrefix("the package is being packed by Ayşe at bench 1 since") == true)
            #expect(benches.bench.asked(package) == 0)
        }
    }

    @Test("a pack that was given before the package was taken over is not sent any more")
    func lostBeforeSent() async throws {
        try await Self.run { benches in
            let package = benches.package
            benches.a.take(.claim(package: package, takingOver: nil))
            _ = await answer(benches.a, package)
            let intent = try await benches.bench.intent(.pack, package)
            let holders = await benches.b.events.until { !$0.holders.isEmpty }.holders
            let token = try #require(holders[package]?.token)
            benches.b.take(.claim(package: package, takingOver: token))
            _ = await answer(benches.b, package)
            let command = await benches.a.run(intent)
            #expect(command?.stage == .needsAttention && benches.bench.asked(package) == 0)
            #expect(await benches.b.run(intent)?.stage == .applied)
            #expect(try await benches.bench.applied(to: package) == ["complete-packaging"])
        }
    }

    @Test("a package that is packed is given back, and nothing of it is kept for others")
    func finished() async throws {
        try await Self.run { benches in
            let package = benches.package
            let session = PackingSession(package: package, checks: [.init(line: "1", count: 2)])
            benches.a.take(.claim(package: package, takingOver: nil), .save(session))
            await benches.a.drain()
            let packed = await benches.a.run(try await benches.bench.intent(.pack, package))
            #expect(packed?.stage == .applied)
            benches.a.take(.release(package: package))
            await benches.a.drain()
            #expect(try await benches.sql("SELECT count(*) FROM packline.sessions") == "0")
            #expect(try await benches.sql("SELECT count(*) FROM packline.claims WHERE bench IS NOT NULL") == "0")
        }
    }

    @Test("a claim granted after it was waited for is this bench's own: its pack is sent, and it is given back")
    func grantedLate() async throws {
        try await Self.run { benches in
            let package = benches.package
            benches.a.take(.claim(package: package, takingOver: nil))
            _ = await answer(benches.a, package)
            _ = try await benches.sql("UPDATE packline.claims SET token = token + 1")
            let packed = await benches.a.run(try await benches.bench.intent(.pack, package))
            #expect(packed?.stage == .applied && packed?.cause == nil)
            #expect(try await benches.bench.applied(to: package) == ["complete-packaging"])
            benches.a.take(.release(package: package))
            await benches.a.drain()
            #expect(try await benches.sql("SELECT count(*) FROM packline.claims WHERE bench IS NOT NULL") == "0")
        }
    }

    @Test("a package that nobody opened is held for its pack, and given back after it")
    func unopened() async throws {
        try await Self.run { benches in
            let packed = await benches.a.run(try await benches.bench.intent(.pack, benches.package))
            #expect(packed?.stage == .applied && packed?.cause == nil)
            _ = await benches.b.events.until { $0.holders.isEmpty }
            benches.a.take(.release(package: 0))
            await benches.a.drain()
            #expect(try await benches.sql("SELECT max(token) FROM packline.claims") == "1")
        }
    }

    @Test("a bench that died is taken over without a recount once its lease has run out")
    func died() async throws {
        try await Self.run { benches in
            let package = benches.package
            let session = PackingSession(package: package, checks: [.init(line: "1", count: 2)])
            benches.a.take(.claim(package: package, takingOver: nil), .save(session))
            await benches.a.drain()
            await benches.a.kill()
            _ = try await benches.sql("UPDATE packline.claims SET lease_until = now() - interval '1 second'")
            benches.b.take(.claim(package: package, takingOver: nil))
            guard case .mine(let from?, let taken)? = await answer(benches.b, package) else {
                Issue.record("it was not free")
                return
            }
            #expect(from.bench == "bench 1" && taken == session)
        }
    }

    /// A package of which bench 1 counted two alone, and bench 2 three.
    private func countTwice(_ benches: Benches) async -> (here: PackingSession, there: PackingSession) {
        let package = benches.package
        let here = PackingSession(package: package, checks: [.init(line: "1", count: 2)])
        let there = PackingSession(package: package, checks: [.init(line: "1", count: 3)])
        // Without a claim, as a bench that is alone writes it.
        benches.a.take(.save(here))
        benches.b.take(.claim(package: package, takingOver: nil), .save(there))
        await benches.a.drain()
        await benches.b.drain()
        return (here, there)
    }

    private func counts(_ engine: RunningEngine, _ package: Int) async -> [CountedSession] {
        engine.take(.claim(package: package, takingOver: nil))
        guard case .counted(let counts)? = await answer(engine, package) else {
            Issue.record("\(engine.events.now.claims)")
            return []
        }
        return counts
    }

    @Test("what two benches counted without knowing of each other is not added: both counts are there to choose from")
    func countedTwice() async throws {
        try await Self.run { benches in
            let package = benches.package
            let (here, there) = await countTwice(benches)
            benches.b.take(.release(package: package))
            await benches.b.drain()
            let counts = await counts(benches.a, package)
            #expect(counts.map(\.session) == [here, there])
            #expect(counts.map { $0.holder?.bench } == [nil, "bench 2"])
            // What is written before one is chosen would take the place of the other.
            benches.a.take(.save(here))
            await benches.a.drain()
            let sessions = try await benches.sql("SELECT count(*) FROM packline.sessions")
            #expect(sessions == "2")
            benches.a.take(.choose(there), .save(there), .release(package: package))
            await benches.a.drain()
            benches.b.take(.claim(package: package, takingOver: nil))
            guard case .mine(_, let session)? = await answer(benches.b, package, after: 1) else {
                Issue.record("\(benches.b.events.now.claims)")
                return
            }
            #expect(session == there)
        }
    }

    @Test("a package that is counted again is counted again at both benches")
    func countedAgain() async throws {
        try await Self.run { benches in
            let package = benches.package
            _ = await countTwice(benches)
            benches.b.take(.release(package: package))
            await benches.b.drain()
            _ = await counts(benches.a, package)
            let none = PackingSession(package: package)
            benches.a.take(.choose(none), .save(none), .release(package: package))
            await benches.a.drain()
            benches.b.take(.claim(package: package, takingOver: nil))
            #expect(await answer(benches.b, package, after: 1) == .mine(from: nil, session: nil))
        }
    }

    @Test("the bench that has a package sees what another one counted alone, as soon as that is back")
    func countedBeside() async throws {
        try await Self.run(on: PostgresServer.started()) { benches in
            let package = benches.package
            benches.b.take(.claim(package: package, takingOver: nil))
            _ = await answer(benches.b, package)
            try await benches.server.stop(.immediate)
            for engine in [benches.a, benches.b] {
                await engine.events.until { if case .alone = $0.sharing { true } else { false } }
            }
            let here = PackingSession(package: package, checks: [.init(line: "1", count: 2)])
            let there = PackingSession(package: package, checks: [.init(line: "1", count: 3)])
            benches.a.take(.save(here))
            benches.b.take(.save(there))
            await benches.a.drain()
            await benches.b.drain()
            try await benches.server.start()
            let counts = await benches.b.events.until { $0.counted[package] != nil }.counted[package]
            #expect(counts?.map(\.session) == [there, here] && counts?.last?.holder?.bench == "bench 1")
            // Once it is decided there, what the other bench had counted is of no use any more.
            benches.b.take(.choose(there), .save(there), .release(package: package))
            await benches.b.drain()
            benches.a.take(.claim(package: package, takingOver: nil))
            guard case .mine(_, let session)? = await answer(benches.a, package) else {
                Issue.record("\(benches.a.events.now.claims)")
                return
            }
            #expect(session == there)
        }
    }

    @Test(
        "a command that is queued at a bench from which its package is taken over needs a person there, and is not sent"
    )
    func queuedCommand() async throws {
        try await Self.run { benches in
            let package = benches.package
            benches.bench.sandbox.faults = FaultProfile(
                faults: [Fault(.status, paths: ["*/packages/*"], status: 503)])
            let intent = CommandIntent(package: package, kind: .pack, name: "pack")
            benches.a.take(.run(intent, scan: nil))
            // Also where the package was not open at that bench.
            let holder = await benches.b.events.until { $0.holders[package]?.command == .pack }.holders[package]
            #expect(holder?.bench == "bench 1")
            benches.b.take(.claim(package: package, takingOver: holder?.token))
            let state = await benches.a.events.until { state in
                state.commands.values.contains { $0.stage == .needsAttention }
            }
            #expect(state.commands.values.first?.reason?.english.contains("Mehmet at bench 2") == true)
            #expect(state.lostClaims[package]?.bench == "bench 2")
            benches.bench.sandbox.faults = FaultProfile()
            await benches.a.drain()
            #expect(benches.bench.asked(package) == 0)
        }
    }

    @Test("with PostgreSQL stopped a bench packs alone, and shares again when it is back")
    func alone() async throws {
        try await Self.run(on: PostgresServer.started()) { benches in
            let package = benches.package
            try await benches.server.stop(.immediate)
            await benches.a.events.until { if case .alone = $0.sharing { true } else { false } }
            benches.a.take(.claim(package: package, takingOver: nil))
            #expect(await answer(benches.a, package) == .unanswered)
            let packed = await benches.a.run(try await benches.bench.intent(.pack, package))
            #expect(packed?.stage == .applied && packed?.cause == .alone)
            try await benches.server.start()
            await benches.a.events.until { $0.sharing == .shared }
        }
    }
}
