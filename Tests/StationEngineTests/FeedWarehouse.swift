import Foundation
import OMS
import OMSClient
import OMSSandbox
import Station
import StationStore
import Synchronization
import Testing
import Warehouse
import WarehouseTesting

@testable import StationEngine

/// Some benches of one location on one OMS and one warehouse, all of which follow its feed.
final class FeedWarehouse: Sendable {
    private struct Place: Sendable {
        let name: String
        let engine: RunningEngine
        let warehouse: Warehouse
        let proxy: PostgresProxy?
    }

    typealias Change<Value> = @Sendable (inout Value) -> Void

    private let bench: EngineBench
    private let server: PostgresServer
    private let url: String
    private let changesEvery: Duration
    private let changeWarehouse: Change<WarehouseSettings>
    private let changeEngine: Change<EngineSettings>
    private let places = Mutex<[Place]>([])
    private let ids = Mutex<[String: UUID]>([:])

    private init(
        _ bench: EngineBench, _ server: PostgresServer, _ url: String, _ changesEvery: Duration,
        _ changeWarehouse: @escaping Change<WarehouseSettings>, _ changeEngine: @escaping Change<EngineSettings>
    ) {
        (self.bench, self.server, self.url, self.changesEvery) = (bench, server, url, changesEvery)
        (self.changeWarehouse, self.changeEngine) = (changeWarehouse, changeEngine)
    }

    /// Runs a test with benches that have read all packages and share them; a reading of changes comes after `changesEvery`.
    static func run(
        benches count: Int, on server: PostgresServer? = nil, changesEvery: Duration = .milliseconds(200),
        throughProxies: Bool = false, _ body: (FeedWarehouse) async throws -> Void,
        with changeWarehouse: @escaping Change<WarehouseSettings> = { _ in },
        engine changeEngine: @escaping Change<EngineSettings> = { _ in }
    ) async throws {
        let server = if let server { server } else { try await PostgresServer.shared() }
        let url = try await server.makeDatabase()
        try await EngineBench.run { bench in
            let setup = WarehouseSetup(settings: try WarehouseSettings(url: url))
            _ = try await setup.prepare(oms: bench.sandbox.baseURL)
            await setup.close()
            let benches = FeedWarehouse(bench, server, url, changesEvery, changeWarehouse, changeEngine)
            do {
                for number in 1...count {
                    let engine = try await benches.start("bench \(number)", behindProxy: throughProxies)
                    await engine.ready()
                    await engine.events.until { $0.sharing == .shared }
                }
                try await benches.waits(forReaders: 1)
                try await benches.waitsForMark()
                try await body(benches)
                await benches.end()
            } catch {
                await benches.end()
                throw error
            }
        }
    }

    private func end() async {
        for place in places.withLock({ $0 }) {
            await place.engine.end()
            await place.warehouse.close()
        }
    }

    /// Starts a bench on its file, as the program does.
    func start(
        _ name: String, at location: String = "369", behindProxy: Bool = false,
        _ change: (inout EngineSettings) -> Void = { _ in }
    ) async throws -> RunningEngine {
        var settings = try WarehouseSettings(url: url)
        settings.firstRetry = .milliseconds(20)
        settings.longestRetry = .milliseconds(200)
        changeWarehouse(&settings)
        let id = ids.withLock { ids in
            defer { ids[name] = ids[name] ?? UUID() }
            return ids[name]
        }
        if let earlier = places.withLock({ $0.last { $0.name == name } }) { await earlier.warehouse.close() }
        let warehouse = Warehouse(
            settings: settings,
            bench: WarehouseBench(
                id: id ?? ids.withLock { $0[name] } ?? UUID(), name: name, location: location, version: "1"),
            oms: bench.sandbox.baseURL)
        let port = URL(string: bench.sandbox.baseURL)?.port ?? 0
        let proxy = behindProxy ? try PostgresProxy(to: port) : nil
        var throughProxy: OMSClientSettings?
        if let proxy {
            throughProxy = try OMSClientSettings(
                baseURL: bench.sandbox.baseURL.replacing(":\(port)/", with: ":\(proxy.port)/"),
                authorization: Authorization(token: bench.sandbox.token))
            throughProxy?.retries = .never
        }
        let engine = try await bench.start(name) { settings in
            settings.warehouse = warehouse
            settings.location = location
            settings.changesEvery = changesEvery
            // Renewals and readings wait as long as they do at a bench.
            settings.sleep = { try await Task.sleep(for: $0) }
            changeEngine(&settings)
            change(&settings)
        } client: { client in
            if let throughProxy { client = throughProxy }
        }
        places.withLock { $0.append(Place(name: name, engine: engine, warehouse: warehouse, proxy: proxy)) }
        return engine
    }

    // MARK: - What there is

    var sandbox: Sandbox { bench.sandbox }

    var engines: [RunningEngine] { places.withLock { $0.map(\.engine) } }

    func warehouse(of engine: RunningEngine) -> Warehouse { place(of: engine).warehouse }

    func name(of engine: RunningEngine) -> String { place(of: engine).name }

    func proxy(of engine: RunningEngine) -> PostgresProxy? { place(of: engine).proxy }

    private func place(of engine: RunningEngine) -> Place {
        places.withLock { places in places.first { $0.engine === engine } ?? places[0] }
    }

    func packages(_ count: Int) async throws -> [Int] { Array(try await bench.packages().prefix(count)) }

    func package() async throws -> Int { try #require(try await bench.packages().first) }

    /// The bench that asks for changes, once there is one.
    func reader() async throws -> RunningEngine {
        try await waits(forReaders: 1)
        let id = try await sql("SELECT bench FROM packline.leases WHERE role = 'reader' AND location = '369'")
        return try #require(places.withLock { $0.last { $0.warehouse.bench.id.uuidString.lowercased() == id } }).engine
    }

    /// A bench that does not.
    func follower() async throws -> RunningEngine {
        let reader = try await reader()
        return try #require(engines.first { $0 !== reader })
    }

    @discardableResult
    func sql(_ sql: String) async throws -> String { try await server.run(sql, in: url) }

    // MARK: - Waiting

    func waits(forReaders count: Int) async throws {
        try await waits(
            until: """
                (SELECT count(*) FROM packline.leases
                 WHERE role = 'reader' AND bench IS NOT NULL AND lease_until > clock_timestamp()) = \(count)
                """)
    }

    func waitsForRow(of package: Int) async throws {
        try await waits(until: "EXISTS (SELECT FROM packline.feed WHERE package = \(package))")
    }

    func waitsForMark() async throws {
        try await waits(until: "EXISTS (SELECT FROM packline.feed WHERE kind = 'mark')")
    }

    /// The server waits: a program that asks again and again would keep the benches from their work.
    private func waits(until condition: String) async throws {
        try await sql(
            "DO 'BEGIN WHILE NOT (\(condition.replacing("'", with: "''"))) LOOP PERFORM pg_sleep(0.02); END LOOP; END'")
    }

    /// An event as the OMS sends it.
    static func event(_ package: Int?, _ uuid: String, more: String = "") throws -> WebhookEvent {
        let payload = package.map { #"{"pk": \#($0)\#(more)}"# } ?? "null"
        return try WebhookEvent(
            Array(
                #"{"event": {"type": "package.status.transitioned", "uuid": "\#(uuid)"}, "payload": \#(payload)}"#.utf8)
        )
    }
}
