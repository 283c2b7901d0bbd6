import Foundation
import OMS
import Testing
import WarehouseTesting

extension EndToEnd {
    /// Benches that share a warehouse, as built, killed at random, with a PostgreSQL that is restarted and an OMS that fails;
    /// what was scanned and answered, and the OMS's own log, are the judges.
    ///
    /// `PACKLINE_TORTURE=long` gives 8 benches and 2,000 packages for each; `PACKLINE_BENCHES` and `PACKLINE_PACKAGES` other
    /// numbers, and `PACKLINE_SEED` the seed of a run that was printed.
    @Suite("Benches of one warehouse", .timeLimit(.minutes(1_000)))
    struct SimulationTests {
        private static let variables = ProcessInfo.processInfo.environment
        private static let isLong = variables["PACKLINE_TORTURE"] == "long"
        private static let benches = variables["PACKLINE_BENCHES"].flatMap { Int($0) } ?? (isLong ? 8 : 3)
        private static let packages =
            benches * (variables["PACKLINE_PACKAGES"].flatMap { Int($0) } ?? (isLong ? 2_000 : 100))
        private static let seed = variables["PACKLINE_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...999_999)

        /// Five of a hundred commands fail in each of these ways, one of a hundred readings.
        private static let faults: JSONValue = {
            let kinds: [[String: JSONValue]] = [
                ["kind": "reset_after"], ["kind": "status", "status": 500], ["kind": "cut"], ["kind": "garbage"],
                ["kind": "latency", "seconds": 1],
            ]
            func faults(_ paths: String, _ probability: String) -> [JSONValue] {
                let usual: [String: JSONValue] = ["probability": .decimal(probability), "paths": [.string(paths)]]
                return kinds.map { .object(usual.merging($0) { $1 }) }
            }
            return [
                "seed": .int(Int(seed)),
                "faults": .array(faults("*/command/", "0.05") + faults("*/packages/*/", "0.01")),
            ]
        }()

        @Test(
            "each package is packed once, by a bench that had checked it whole, and none is in two hands unknown to both"
        )
        func simulation() async throws {
            print("benches: the seed is \(Self.seed)")
            let folder = try Folder()
            let names = (1...Self.benches).map { "bench-\($0)" }
            let oms = try await PracticeOMS(packages: Self.packages * 5 / 2, users: names, in: folder)
            let server = try await PostgresServer.started()
            let warehouse = try await PracticeWarehouse(for: oms, in: folder, on: server)
            let stories = PackageStories()
            let packages = try await oms.packable(Self.packages)
            let environments = names.map { name in
                var environment = warehouse.environment(name, of: oms, folder)
                // The OMS knows each bench by a token of its own.
                environment["PACKLINE_OMS_TOKEN"] = "secret-\(name)"
                environment["PACKLINE_STATION_FORCE"] = "never"
                return environment
            }
            // The packages are read once: each bench begins with a copy of the file, made before it has an id.
            let alone = oms.environment(folder)
            let first = try await BuiltProgram.run(["scan"], environment: alone)
            try #require(first.status == 0, "\(first)")
            for environment in environments {
                try FileManager.default.copyItem(
                    atPath: alone["PACKLINE_STATION_STATE_FOLDER"] ?? "",
                    toPath: environment["PACKLINE_STATION_STATE_FOLDER"] ?? "")
            }
            try await oms.setFaults(Self.faults)

            let begun = ContinuousClock.now
            var (left, kills, rounds) = (packages, 0, 0)
            var outages: [ClosedRange<Double>] = []
            while !left.isEmpty, rounds < 6 {
                let work = SharedWork(left)
                let round = Round(
                    work: work, stories: stories,
                    habits: SimulatedBench.Habits(
                        takesOver: Self.benches > 4 ? 0.1 : 0.3,
                        isKilled: rounds == 0 ? (Self.isLong ? 0.002 : 0.01) : 0, wait: Self.isLong ? 3_600 : 90),
                    seed: Self.seed &* 1_000 &+ UInt64(rounds) &* 100)
                let restarts = (rounds == 0 ? [0.2, 0.5, 0.8] : []).map { Int(Double(left.count) * $0) }
                async let outage = round.restart(server, after: restarts)
                kills += try await round.run(Array(zip(names, environments)))
                work.close()
                outages += try await outage
                let packed = Set(try await oms.applied().map(\.package))
                left = packages.filter { !packed.contains($0.id) }
                rounds += 1
            }
            let seconds = (ContinuousClock.now - begun) / .seconds(1)

            let applied = Dictionary(grouping: try await oms.applied(), by: \.package)
            var (takeOvers, late, faulty) = (0, 0, 0)
            for package in packages {
                let story = stories.story(of: package.number, units: package.codes.count)
                takeOvers += story.takeOvers
                let commands = applied[package.id] ?? []
                let packer = commands.first?.user ?? "nobody"
                var faults =
                    commands.map(\.slug) == ["complete-packaging"] ? [] : ["the OMS has \(commands.map(\.slug))"]
                if story.isLate(packedAt: packer), let place = names.firstIndex(of: packer) {
                    late += 1
                    let causes = try await Self.causes(of: package, in: environments[place])
                    if !causes.contains("alone") {
                        faults.append("\(packer) sent what another had taken, and could ask: its outbox says \(causes)")
                    }
                }
                faults += story.faults(packedAt: packer, outages: outages)
                guard !faults.isEmpty else { continue }
                faulty += 1
                if faulty <= 10 { Issue.record("seed \(Self.seed): \(faults.joined(separator: "; "))\n\(story.text)") }
            }
            #expect(faulty == 0, "of \(packages.count) packages")
            #expect(applied.count == packages.count)
            #expect(outages.count == 3)
            print(
                "benches: \(packages.count) packages at \(Self.benches) benches in \(Int(seconds)) s and \(rounds) rounds,",
                "\(takeOvers) take-overs, \(late) packs sent after one without an answer of PostgreSQL, \(kills) kills, \(outages.count) restarts of PostgreSQL, seed \(Self.seed)"
            )
        }

        /// Why the commands of a package stand as they do in the outbox of a bench.
        private static func causes(of package: Package, in environment: [String: String]) async throws -> [String] {
            let outbox = try await BuiltProgram.run(["outbox", "list", "--all", "--json"], environment: environment)
            return try outbox.output.split(separator: "\n").compactMap { line in
                let command = try JSONDocument(String(line)).root
                return command["package"].int == package.id ? command["cause"].text ?? "none" : nil
            }
        }
    }
}

/// One round of a simulation: all benches, until nothing is left of the work.
private struct Round: Sendable {
    let work: SharedWork
    let stories: PackageStories
    let habits: SimulatedBench.Habits
    let seed: UInt64

    /// Runs the benches at once; returns how often they were killed.
    func run(_ benches: [(name: String, environment: [String: String])]) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for (place, bench) in benches.enumerated() {
                group.addTask {
                    var bench = try SimulatedBench(
                        bench.name, habits, bench.environment, work, stories, seed: seed &+ UInt64(place))
                    return try await bench.run()
                }
            }
            return try await group.reduce(0, +)
        }
    }

    /// Stops PostgreSQL whenever so many packages are packed, and starts it again; returns when benches may have been alone.
    func restart(_ server: PostgresServer, after counts: [Int]) async throws -> [ClosedRange<Double>] {
        var outages: [ClosedRange<Double>] = []
        for (place, count) in counts.enumerated() {
            await work.waits(forPacked: count)
            let begun = stories.now
            try await server.stop(place.isMultiple(of: 2) ? .immediate : .fast)
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...2_000)))
            try await server.start()
            // A bench tries again at growing intervals.
            let back = stories.now
            outages.append(begun...(back + 2 * (back - begun) + 2))
        }
        return outages
    }
}
