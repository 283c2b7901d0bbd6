import Foundation
import OMS
import Testing

extension EndToEnd {
    /// Commands by the hundred through `packline scan`, against an OMS that fails in every way, on a program that is
    /// killed again and again; the OMS's own log is the judge.
    ///
    /// `PACKLINE_TORTURE=long` gives 10,000 commands and 500 kills, and every tenth request 3 s of latency.
    @Suite("Torture of the built program", .timeLimit(.minutes(1_000)))
    struct ScanTortureTests {
        private static let isLong = ProcessInfo.processInfo.environment["PACKLINE_TORTURE"] == "long"
        private static let commands = isLong ? 10_000 : 300
        private static let kills = isLong ? 500 : 30

        /// What goes wrong with a command: ten of a hundred sent fail in each of these ways, two of a hundred
        /// requests that look one up.
        ///
        /// A minute is too short for 3 s on every tenth, or for waiting whole seconds after each 429: the short run has
        /// the former on every fiftieth, and lets the OMS not say how long to wait.
        private static let faults: JSONValue = {
            let kinds: [[String: JSONValue]] = [
                ["kind": "reset_after"], ["kind": "status", "status": 500],
                ["kind": "status", "status": 429, "retry_after": isLong ? 1 : .null], ["kind": "cut"],
                ["kind": "garbage"],
            ]
            func faults(_ paths: String, _ probability: String) -> [JSONValue] {
                let usual: [String: JSONValue] = ["probability": .decimal(probability), "paths": [.string(paths)]]
                return kinds.map { .object(usual.merging($0) { $1 }) }
            }
            let slow: JSONValue = [
                "kind": "latency", "seconds": 3, "probability": .decimal(isLong ? "0.1" : "0.02"),
                "paths": ["*/packages/*/"],
            ]
            return [
                "seed": 5, "faults": .array([slow] + faults("*/command/", "0.1") + faults("*/packages/*/", "0.02")),
            ]
        }()

        @Test(
            "every command that was answered is applied exactly once by the OMS's own log, whenever it was killed",
            arguments: [false, true])
        func torture(isSharing: Bool) async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(packages: Self.commands, in: folder)
            var work = TortureWork(packages: try await oms.packable(Self.commands / 2))
            var environment = oms.environment(folder)
            if isSharing {
                environment = try await PracticeWarehouse(for: oms, in: folder).environment("bench 1", of: oms, folder)
            }
            // Whether the items were checked is not what is asked here.
            environment["PACKLINE_STATION_FORCE"] = "always"
            #expect(try await BuiltProgram.run(["scan"], environment: environment).status == 0)

            try await oms.setFaults(Self.faults)
            var random = SystemRandomNumberGenerator()
            let perLife = max(1, Self.commands / Self.kills)
            var lives = 0
            while lives < Self.kills || work.left > 0 {
                lives += 1
                let station = try PipedProgram(["scan", "--json", "--wait", "600"], environment)
                let orders = work.next(perLife)
                station.give(orders.flatMap(\.lines))
                // Killed while it starts, while it answers, or while it delivers.
                if Bool.random(using: &random) {
                    await station.answered(orders.count, within: .seconds(8))
                }
                await station.answered(.max, within: .milliseconds(Int.random(in: 0...900, using: &random)))
                work.learn(from: await station.kill())
                if lives.isMultiple(of: 100) {
                    print("torture of the program: \(lives) kills, \(work.left) to be given")
                }
            }

            let last = try PipedProgram(["scan", "--json", "--wait", Self.isLong ? "14400" : "300"], environment)
            last.finish()
            let end = await last.ended()
            let applied = Dictionary(grouping: try await oms.applied(), by: \.package)
            let outbox = try await BuiltProgram.run(["outbox", "list", "--all", "--json"], environment: environment)
                .output
            let unfinished = outbox.split(separator: "\n").filter { !$0.contains("\"stage\":\"applied\"") }
            #expect(end.status == 0, "\(end.answers.compactMap(\.text)), left in the outbox: \(unfinished)")
            for package in work.packages {
                let slugs = applied[package.id]?.map(\.slug) ?? []
                guard slugs != ["complete-packaging", "ship-package"] else { continue }
                let story = outbox.split(separator: "\n").filter { $0.contains("\"number\":\"\(package.number)\"") }
                Issue.record("\(package.number): \(slugs), and in the outbox: \(story.joined(separator: "\n"))")
            }
            #expect(applied.count == work.packages.count)
            let warehouse = isSharing ? "with a warehouse" : "without a warehouse"
            print("torture of the program, \(warehouse): \(Self.commands) commands, \(lives) kills")
        }
    }
}

/// What is ordered, and what of it was acknowledged.
private struct TortureWork {
    /// One command for one package, as the lines that give it.
    struct Order: Hashable {
        let package: String
        let word: String

        /// To ship is asked back, and confirmed.
        var lines: [String] { word == "ship" ? ["ship \(package)", "yes"] : ["\(word) \(package)"] }
    }

    let packages: [Package]
    private var open: [Order]

    init(packages: [Package]) {
        self.packages = packages
        open = packages.flatMap { [Order(package: $0.number, word: "pack"), Order(package: $0.number, word: "ship")] }
    }

    /// How many orders were not acknowledged.
    var left: Int { open.count }

    /// The orders to be given next: those that were not acknowledged come first, and again.
    func next(_ count: Int) -> [Order] { Array(open.prefix(count)) }

    /// Learns which orders need not be given again: those that were queued, now or by a life before that could not
    /// answer any more.
    mutating func learn(from answers: [JSON]) {
        var known: Set<Order> = []
        for answer in answers {
            guard let message = answer["message"].string, let first = message.split(separator: ":").first else {
                continue
            }
            let package = answer["package"].string ?? String(first)
            for word in ["pack", "ship"] where Self.acknowledges(answer, message, word) {
                known.insert(Order(package: package, word: word))
            }
        }
        open.removeAll(where: known.contains)
    }

    private static func acknowledges(_ answer: JSON, _ message: String, _ word: String) -> Bool {
        let code = answer["code"].string
        if answer["outcome"].string == "queued" || code == "command-already-queued" {
            return message.contains("\(word) is queued")
        }
        // It was sent by a life before, and what became of it is found out by the lives after.
        if code == "command-outcome-awaited" { return answer["input"].string?.hasPrefix(word) ?? false }
        let isPacked = message.contains("is Packed:"), isShipped = message.contains("is Shipped:")
        return message.hasSuffix("to \(word) it.") && (isShipped || (isPacked && word == "pack"))
    }
}
