import Foundation
import Language
import OMS
import OMSClient
import OMSSandbox
import Station
import StationStore
import StationTesting
import Testing

@testable import StationEngine

/// A sandbox, a folder with a station's file, and engines that come and go on it.
final class EngineBench: Sendable {
    let sandbox: Sandbox
    private let folder = FileManager.default.temporaryDirectory.path + "/packline-engine-" + UUID().uuidString

    private init(_ sandbox: Sandbox) { self.sandbox = sandbox }

    /// Runs a test with a sandbox of generated packages, and leaves nothing behind.
    static func run(
        packages: Int = 60, _ change: (inout SandboxSettings) -> Void = { _ in },
        _ body: (EngineBench) async throws -> Void
    ) async throws {
        var settings = SandboxSettings(packages: packages, seed: 7, locations: 2)
        change(&settings)
        let bench = EngineBench(try await Sandbox.start(settings))
        do {
            try await body(bench)
            await bench.end()
        } catch {
            await bench.end()
            throw error
        }
    }

    private func end() async {
        await sandbox.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The station's file of that name.
    func file(_ name: String = "a") -> String { "\(folder)/\(name)/station.sqlite" }

    /// Opens the station's file and starts an engine on it.
    func start(
        _ name: String = "a", _ change: (inout EngineSettings) -> Void = { _ in },
        client: (inout OMSClientSettings) -> Void = { _ in }
    ) async throws -> RunningEngine {
        var settings = EngineSettings(location: "369", now: { .now }, sleep: Waits().sleep)
        settings.changesEvery = .seconds(7_200)
        change(&settings)
        var clientSettings = try OMSClientSettings(
            baseURL: sandbox.baseURL, authorization: Authorization(token: sandbox.token))
        clientSettings.retries = .never
        client(&clientSettings)
        let store = try await StationDatabase.open(at: file(name), now: .now)
        return RunningEngine(settings, store, OMSHTTPClient(settings: clientSettings))
    }

    // MARK: - The sandbox's word

    /// The ids of packages at the location, in a state.
    func packages(_ state: String = "Waiting") async throws -> [Int] {
        try await sandbox.packages(inState: state, at: "369").map { Int($0.id) }
    }

    /// The name of the state that a package is in.
    func state(_ package: Int) async throws -> String { try await sandbox.look(at: Int64(package)).state }

    /// The commands that were applied to a package, in order.
    func applied(to package: Int) async throws -> [String] {
        try await sandbox.appliedCommands().filter { $0.package == package }.map(\.slug)
    }

    /// How often a command was asked for, applied or not.
    func asked(_ package: Int) -> Int {
        sandbox.requests().count { $0.method == "POST" && $0.path.hasSuffix("/packages/\(package)/command/") }
    }

    /// A command as a bench gives it for a package that is open.
    ///
    /// A pack is given for all goods that the package has now.
    func intent(_ kind: CommandKind, _ package: Int, parameters: JSONValue = [:]) async throws -> CommandIntent {
        guard let known = Package(raw: try await sandbox.package(Int64(package))),
            let command = CommandTable().command(kind, among: known.commands)
        else { throw NotOffered(kind: kind, package: package) }
        return CommandIntent(
            package: package, kind: kind, transition: command.transition, name: command.name, parameters: parameters,
            source: known.state, target: command.target,
            contents: kind == .pack ? .allChecked(of: known) : nil)
    }

    struct NotOffered: Error {
        let kind: CommandKind
        let package: Int
    }
}

extension PackContents {
    /// The goods of a package, all of them checked.
    static func allChecked(of package: Package) -> PackContents {
        PackContents(of: package, isForced: false) { goods in
            package.neededItems.reduce(0) { PackContents.Goods($1) == goods ? $0 + $1.quantity : $0 }
        }
    }
}

/// A running engine.
final class RunningEngine: Sendable {
    let events = EventRecorder()
    let store: StationDatabase
    private let client: OMSHTTPClient
    private let engine: EffectRunner
    private let work: Task<Void, Never>

    init(_ settings: EngineSettings, _ store: StationDatabase, _ client: OMSHTTPClient) {
        self.store = store
        self.client = client
        let events = events
        let engine = EffectRunner(settings: settings, store: store, client: client) { events.learn($0) }
        self.engine = engine
        work = Task {
            do {
                try await engine.run()
            } catch {
                events.learn(.trouble(Phrase(error)))
            }
        }
    }

    func take(_ effects: Effect...) { engine.take(effects) }

    func receive(_ event: WebhookEvent) { engine.receive(event) }

    func drain() async { await engine.drain() }

    /// Gives a command, and returns when it is at its end.
    func run(_ intent: CommandIntent) async -> QueuedCommand? {
        let before = Set(events.now.commands.keys)
        take(.run(intent, scan: nil))
        let state = await events.until { state in
            state.commands.values.contains {
                !before.contains($0.id) && $0.isDealtWith
            }
        }
        return state.commands.values.first { !before.contains($0.id) }
    }

    /// Waits until the packages have been read, or cannot be.
    func ready() async { await events.until { $0.fillingsEnded > 0 } }

    /// Ends the engine as a kill does: from one moment on nothing is written, so nothing new is sent either, and what is
    /// in transit is left alone.
    func kill() async {
        try? store.close()
        await end()
    }

    /// Ends the engine as the program does, and closes the file.
    func end() async {
        work.cancel()
        await work.value
        client.close()
        try? store.close()
    }
}

extension Timestamp {
    static var now: Timestamp { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
}
