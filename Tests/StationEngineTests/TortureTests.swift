import Foundation
import Language
import OMS
import OMSSandbox
import Station
import StationStore
import StationTesting
import TestTools
import Testing
import Warehouse
import WarehouseTesting

@testable import StationEngine

private let isLong = ProcessInfo.processInfo.environment["PACKLINE_TORTURE"] == "long"

/// Commands by the hundred against an OMS that fails in every way, on a station that is killed again and again.
///
/// `PACKLINE_TORTURE=long` runs 10,000 commands and 500 kills; each is reported with its random seed.
@Suite("Torture", .timeLimit(.minutes(isLong ? 1_000 : 30)))
struct TortureTests {
    private static let commands = isLong ? 10_000 : 300
    private static let kills = isLong ? 500 : 30

    /// Ten of a hundred requests each are lost in each of these ways; a slow answer is one that comes late.
    private static let faults = FaultProfile(
        seed: 5,
        faults: [
            Fault(.resetAfter, probability: 0.1), Fault(.status, probability: 0.1),
            Fault(.status, probability: 0.1, status: 429, retryAfter: 1), Fault(.cut, probability: 0.1),
            Fault(.garbage, probability: 0.1), Fault(.latency, probability: 0.1, seconds: 0.05),
        ])

    /// What is done to each package, one after the other: every command has a transition of its own, so that the
    /// sandbox's log shows how often each was applied.
    private static let steps: [(kind: CommandKind, slug: String)] = [
        (.prepare, "prepare"), (.pack, "complete-packaging"), (.ship, "ship-package"),
    ]

    /// A killed station's last request may still be in transit when the next one looks: it settles for longer than any
    /// answer takes.
    private static func settings(_ settings: inout EngineSettings) {
        settings.mostDeliveries = 8
        settings.settling = .seconds(300)
    }

    /// Whether none of the commands that are not at their end can be delivered; what is behind a command that needs
    /// attention waits with it.
    fileprivate static func isIdle(_ commands: [(id: Int, package: Int, stage: CommandStage)]) -> Bool {
        Dictionary(grouping: commands, by: \.package).values
            .allSatisfy { $0.min { $0.id < $1.id }?.stage == .needsAttention }
    }

    /// Every stage of every command of some packages.
    private static func summary(of packages: Set<Int>, in store: StationDatabase) async throws -> String {
        var summary = ""
        for entry in try await store.entries(limit: .max) where packages.contains(entry.intent.package) {
            let stages = try await store.history(of: entry.id)
                .map { "\($0.stage) \($0.at.text) \($0.reason ?? "")" }
                .joined(separator: "\n    ")
            summary +=
                "\n\(entry.intent.package) \(entry.intent.name), \(String(describing: entry.mark)):\n    \(stages)"
        }
        return summary
    }

    @Test("every command is applied exactly once by the OMS's own log, and none is missing", arguments: [false, true])
    func torture(isSharing: Bool) async throws {
        let count = Self.commands / Self.steps.count
        try await EngineBench.run(packages: count * 12) { bench in
            let packages = Array(
                try await bench.sandbox.packages(inState: "Waiting", at: "369", limit: 100_000).map { Int($0.id) }
                    .prefix(count))
            try #require(packages.count == count)
            var sharing: SharingLives?
            if isSharing { sharing = try await SharingLives(on: bench.sandbox.baseURL) }
            bench.sandbox.faults = Self.faults
            var random = SeededGenerator(seed: 5)
            var pending = Self.steps.flatMap { step in packages.map { (package: $0, kind: step.kind) } }[...]
            let perLife = max(1, pending.count / Self.kills)
            var (lives, unknown) = (0, 0)
            while lives <= Self.kills || !pending.isEmpty {
                lives += 1
                let warehouse = sharing?.next()
                let engine = try await bench.start("a") { settings in
                    Self.settings(&settings)
                    settings.warehouse = warehouse
                }
                unknown += engine.store.opening.interrupted
                for command in pending.prefix(perLife) {
                    engine.take(
                        .run(
                            CommandIntent(package: command.package, kind: command.kind, name: command.kind.rawValue),
                            scan: nil))
                }
                // What is taken is on disk when this returns, as a packer's command is when it is acknowledged.
                await engine.drain()
                pending = pending.dropFirst(perLife)
                let moment = Int.random(in: 0...60, using: &random)
                let seen = engine.events.now.stages.count
                await engine.events.until { $0.stages.count >= seen + moment || $0.isIdle }
                await engine.kill()
            }

            let warehouse = sharing?.next()
            let last = try await bench.start("a") { settings in
                Self.settings(&settings)
                settings.warehouse = warehouse
            }
            let total = packages.count * Self.steps.count
            repeat {
                await last.events.until { $0.isIdle }
            } while try await !Self.isIdle(last.store.pending().map { ($0.id, $0.intent.package, $0.stage) })
            let entries = try await last.store.entries(limit: total + 1)
            #expect(entries.count == total)
            let others = entries.filter { $0.stage != .applied }
            let summary = try await Self.summary(of: Set(others.map(\.intent.package)), in: last.store)
            #expect(others.isEmpty, "\(summary)")
            let applied = Dictionary(grouping: try await bench.sandbox.appliedCommands(), by: \.package)
            for package in packages {
                #expect(applied[Int64(package)]?.map(\.slug) == Self.steps.map(\.slug), "package \(package)")
            }
            #expect(applied.count == packages.count)
            print("torture: \(total) commands, \(lives) lives, \(unknown) interrupted while being sent")
            if isSharing { #expect(warehouse?.state == .connected) }
            await last.end()
            await warehouse?.close()
        }
    }
}

/// The lives of one bench that shares a warehouse, each of which knows the runs before.
private struct SharingLives {
    private let settings: WarehouseSettings
    private let oms: String
    private let id = UUID()
    private var runs: [UUID] = []

    /// Prepares a warehouse for an OMS.
    init(on oms: String) async throws {
        self.oms = oms
        var settings = try WarehouseSettings(url: try await PostgresServer.shared().makeDatabase())
        // The engine's waits pass a thousand times as fast.
        settings.lease = .seconds(3_600)
        (settings.firstRetry, settings.longestRetry) = (.milliseconds(20), .milliseconds(200))
        self.settings = settings
        let setup = WarehouseSetup(settings: settings)
        _ = try await setup.prepare(oms: oms)
        await setup.close()
    }

    /// The warehouse as the next life sees it.
    mutating func next() -> Warehouse {
        let bench = WarehouseBench(id: id, earlierRuns: runs, name: "bench 1", location: "369")
        runs.append(bench.run)
        return Warehouse(settings: settings, bench: bench, oms: oms)
    }
}

extension EventRecorder.State {
    fileprivate var isIdle: Bool {
        guard attentionCount > 0 else { return open.isEmpty }
        return TortureTests.isIdle(open.values.map { ($0.id, $0.intent.package, $0.stage) })
    }
}
