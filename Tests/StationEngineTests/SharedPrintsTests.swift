import Foundation
import OMS
import OMSSandbox
import PracticePrinter
import Printing
import Station
import Testing
import Warehouse
import WarehouseTesting

@testable import StationEngine

@Suite("Prints that several benches share", .timeLimit(.minutes(4)))
struct SharedPrintsTests {
    /// Two benches on one OMS, one warehouse and one printer.
    private struct Benches {
        let prints: PrintBench
        let server: PostgresServer
        let url: String
        let a: RunningEngine, b: RunningEngine
        let warehouses: [Warehouse]

        func end() async {
            await a.end()
            await b.end()
            for warehouse in warehouses { await warehouse.close() }
        }

        @discardableResult
        func sql(_ sql: String) async throws -> String { try await server.run(sql, in: url) }

        /// Packs a package that waits, which is not the one that another bench is at.
        func pack(_ place: Int, with engine: RunningEngine) async throws -> Int {
            let package = try await prints.engines.packages()[place]
            let command = await engine.run(try await prints.engines.intent(.pack, package))
            #expect(command?.stage == .applied)
            return package
        }

        /// Starts bench 1 again on its file, with a connection of its own.
        func startAgain() async throws -> (engine: RunningEngine, warehouse: Warehouse) {
            let warehouse = try SharedPrintsTests.warehouse(url, prints, warehouses[0].bench.id, "bench 1", "Ayşe")
            return (try await SharedPrintsTests.start("a", prints, warehouse), warehouse)
        }
    }

    private static func warehouse(
        _ url: String, _ prints: PrintBench, _ id: UUID, _ name: String, _ packer: String
    ) throws -> Warehouse {
        var settings = try WarehouseSettings(url: url)
        settings.firstRetry = .milliseconds(20)
        settings.longestRetry = .milliseconds(200)
        return Warehouse(
            settings: settings,
            bench: WarehouseBench(id: id, name: name, location: "369", packer: packer, version: "1"),
            oms: prints.engines.sandbox.baseURL)
    }

    private static func start(
        _ name: String, _ prints: PrintBench, _ warehouse: Warehouse
    ) async throws -> RunningEngine {
        // Leases are renewed as often as at a bench: the other waits do not matter here.
        let engine = try await prints.start(name) { settings in
            settings.warehouse = warehouse
            settings.sleep = { try await Task.sleep(for: $0) }
        }
        await engine.events.until { $0.sharing == .shared }
        return engine
    }

    private static func run(
        on server: PostgresServer? = nil, _ body: (Benches) async throws -> Void
    ) async throws {
        let server = if let server { server } else { try await PostgresServer.shared() }
        let url = try await server.makeDatabase()
        try await PrintBench.run([.zpl]) { prints in
            let setup = WarehouseSetup(settings: try WarehouseSettings(url: url))
            _ = try await setup.prepare(oms: prints.engines.sandbox.baseURL)
            await setup.close()
            let warehouses = [
                try warehouse(url, prints, UUID(), "bench 1", "Ayşe"),
                try warehouse(url, prints, UUID(), "bench 2", "Mehmet"),
            ]
            let benches = Benches(
                prints: prints, server: server, url: url, a: try await start("a", prints, warehouses[0]),
                b: try await start("b", prints, warehouses[1]), warehouses: warehouses)
            do {
                try await body(benches)
                await benches.end()
            } catch {
                await benches.end()
                throw error
            }
        }
    }

    /// What another bench sees of the label of a package, once it is at a stage.
    private func label(of package: Int, at engine: RunningEngine, _ stage: PrintStage) async -> BenchPrint? {
        let state = await engine.events.until { $0.benchPrints[package]?.first?.stage == stage }
        return state.benchPrints[package]?.first
    }

    @Test("another bench learns that a label was printed, where, by whom and with which barcodes")
    func told() async throws {
        try await Self.run { benches in
            let package = try await benches.pack(0, with: benches.a)
            let job = await benches.a.print(of: package, in: .printed)
            let print = await label(of: package, at: benches.b, .printed)
            #expect(print?.bench == "bench 1" && print?.packer == "Ayşe" && print?.printer == "zebra")
            #expect(print?.barcodes == job?.barcodes && print?.barcodes.isEmpty == false)
        }
    }

    @Test("a label that is scanned back at another bench is confirmed at the one that printed it")
    func scannedBack() async throws {
        try await Self.run { benches in
            let package = try await benches.pack(0, with: benches.a)
            let print = try #require(await label(of: package, at: benches.b, .printed))
            benches.b.take(.confirmBenchPrint(print))
            _ = await benches.a.print(of: package, in: .confirmed)
            #expect(try await benches.sql("SELECT stage FROM packline.prints") == "confirmed")
        }
    }

    @Test(
        "a label that another bench has printed is not printed by itself, through a restart, and is printed when asked for"
    )
    func elsewhere() async throws {
        try await Self.run { benches in
            let package = try #require(try await benches.prints.engines.packages().first)
            let subject = SharedPrintSubject(package: package, kind: "label", shipment: nil, box: 1)
            let record = PrintRecord(subject, stage: "printed", printer: "zebra 2")
            #expect(try await benches.warehouses[1].recordPrint(record))
            _ = try await benches.pack(0, with: benches.a)
            await benches.a.drain()
            #expect(await label(of: package, at: benches.a, .printed)?.bench == "bench 2")
            #expect(await benches.a.print(of: package, in: .void)?.reason?.english == "printed at bench 2")
            await benches.a.end()
            await benches.warehouses[0].close()
            let (again, warehouse) = try await benches.startAgain()
            again.take(.read(package: package))
            await again.drain()
            #expect(benches.prints.printed.isEmpty)
            again.take(.printLabel(package: package))
            _ = await again.print(of: package, in: .printed)
            #expect(benches.prints.printed.count == 1)
            #expect(await label(of: package, at: benches.b, .printed)?.bench == "bench 1")
            await again.end()
            await warehouse.close()
        }
    }

    @Test("without PostgreSQL a label is printed at once, and told when it is back, also after a restart")
    func outage() async throws {
        try await Self.run(on: PostgresServer.started()) { benches in
            try await benches.server.stop(.immediate)
            for engine in [benches.a, benches.b] {
                await engine.events.until { if case .alone = $0.sharing { true } else { false } }
            }
            let package = try await benches.pack(0, with: benches.a)
            _ = await benches.a.print(of: package, in: .printed)
            await benches.a.end()
            await benches.warehouses[0].close()
            try await benches.server.start()
            await benches.b.events.until { $0.sharing == .shared }
            let (again, warehouse) = try await benches.startAgain()
            let print = await label(of: package, at: benches.b, .printed)
            #expect(print?.bench == "bench 1")
            await again.end()
            await warehouse.close()
        }
    }

    // MARK: - One printer for two benches

    @Test("two benches print on one printer in turns, and each label is proved by the count")
    func oneAtATime() async throws {
        try await Self.run { benches in
            var packages: [Int] = []
            let waiting = try await benches.prints.engines.packages()
            for (place, engine) in [benches.a, benches.b, benches.a, benches.b, benches.a, benches.b].enumerated() {
                packages.append(waiting[place])
                let intent = try await benches.prints.engines.intent(.pack, waiting[place])
                engine.take(.run(intent, scan: nil))
            }
            for (place, package) in packages.enumerated() {
                _ = await (place % 2 == 0 ? benches.a : benches.b).print(of: package, in: .printed)
            }
            #expect(benches.prints.printed.count == 6)
            let stages = benches.a.events.now.printStages + benches.b.events.now.printStages
            #expect(Set(stages.map(\.stage)) == [.wanted, .sending, .printed])
            #expect(try await benches.sql("SELECT count(*) FROM packline.leases WHERE role LIKE 'printer:%'") == "1")
        }
    }

    /// What the lease of the practice printer is called.
    private func role(_ benches: Benches) async throws -> String {
        let printer = SocketPrinter(host: "127.0.0.1", port: benches.prints.printer.port)
        return "printer:" + (try await printer.identity().uniqueID ?? printer.countedAt ?? "")
    }

    @Test("a printer that another bench has is waited for, and used as soon as it is given back")
    func waited() async throws {
        try await Self.run { benches in
            guard case .mine(let lease) = try await benches.warehouses[1].takeLease(role(benches), for: .seconds(60))
            else {
                Issue.record("the printer is in use")
                return
            }
            let package = try await benches.pack(0, with: benches.a)
            await benches.a.events.until { $0.printerTroubles.contains("bench 2 is printing on it") }
            #expect(benches.prints.printed.isEmpty)
            try await benches.warehouses[1].releaseLease(lease)
            _ = await benches.a.print(of: package, in: .printed)
            #expect(benches.a.events.now.printerTroubles.last == .some(nil))
        }
    }

    @Test("what a printer counted proves nothing any more once another bench has printed on it")
    func countOfOthers() async throws {
        try await Self.run { benches in
            await benches.a.end()
            await benches.warehouses[0].close()
            let halt = PrintHalt(at: .ended)
            let warehouse = try Self.warehouse(
                benches.url, benches.prints, benches.warehouses[0].bench.id, "bench 1", "Ayşe")
            let victim = try await benches.prints.start("a") { settings in
                settings.warehouse = warehouse
                settings.sleep = { try await Task.sleep(for: $0) }
                settings.passingPrint = halt.pass
            }
            let package = try await benches.pack(0, with: victim)
            await halt.reached()
            try benches.prints.engines.copy("a", to: "c")
            await victim.kill()
            await warehouse.close()
            try await benches.sql("UPDATE packline.leases SET lease_until = now() - interval '1 second'")
            let other = try await benches.pack(0, with: benches.b)
            _ = await benches.b.print(of: other, in: .printed)
            let next = try Self.warehouse(
                benches.url, benches.prints, benches.warehouses[0].bench.id, "bench 1", "Ayşe")
            let again = try await Self.start("c", benches.prints, next)
            #expect(await again.print(of: package, in: .unknown) != nil)
            await again.drain()
            #expect(!again.events.now.printStages.contains { $0.stage == .printed })
            await again.end()
            await next.close()
            #expect(benches.prints.printed.count == 2)
        }
    }
}
