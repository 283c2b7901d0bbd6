import Language
import OMS
import OMSSandbox
import Station
import StationStore
import StationTesting
import Testing

@testable import StationEngine

@Suite("A package that changes while it is packed", .timeLimit(.minutes(1)))
struct PackTests {
    private static let commands = ["*/command/"]

    /// A package with several items, waiting.
    private func package(_ bench: EngineBench) async throws -> Int {
        let packages = try await bench.sandbox.packages(inState: "Waiting", at: "369")
        return Int(try #require(packages.first { $0.items.count > 2 }).id)
    }

    private func known(_ bench: EngineBench, _ package: Int) async throws -> Package {
        try #require(Package(raw: try await bench.sandbox.package(Int64(package))))
    }

    @Test("is not packed when an item was added, and what to put in is named")
    func added() async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            try await bench.sandbox.addItem(to: Int64(package))
            let item = try #require(try await known(bench, package).items.last)
            let command = try #require(await engine.run(intent))
            #expect(command.stage == .needsAttention)
            #expect(command.cause == .contentsChanged)
            #expect(command.reason == "its goods have changed: put in 1 × \(item.product.title)")
            #expect(command.attempts == 0)
            #expect(bench.asked(package) == 0)
            #expect(engine.events.now.opened.last?.package.items.contains { $0.id == item.id } == true)
            await engine.end()
        }
    }

    @Test("is not packed when an item was taken off, and what to take out is named; in an outage and a restart neither")
    func removed() async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let first = try await bench.start()
            await first.ready()
            let intent = try await bench.intent(.pack, package)
            let item = try #require(try await known(bench, package).items.last)
            await bench.sandbox.stop()
            first.take(.run(intent, scan: 1))
            await first.events.until { $0.commands.count == 1 && $0.isOffline }
            await first.end()

            try await bench.sandbox.removeItem(of: Int64(package))
            try await bench.sandbox.restart()
            let second = try await bench.start()
            let events = await second.events.until { $0.commands.values.first?.isDealtWith ?? false }
            let command = try #require(events.commands(of: package).first)
            #expect(command.intent.contents == intent.contents)
            #expect(command.stage == .needsAttention)
            #expect(command.cause == .contentsChanged)
            #expect(command.reason?.contains("take out 1 × \(item.product.title)") == true, "\(command)")
            #expect(bench.asked(package) == 0)
            await second.end()

            let third = try await bench.start()
            #expect(
                await third.events.until { $0.commands.count == 1 }.commands(of: package)[0].cause == .contentsChanged)
            await third.end()
        }
    }

    @Test("is packed when only the ids of its items are others")
    func renewed() async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            try await bench.sandbox.renewItems(of: Int64(package))
            #expect(await engine.run(intent)?.stage == .applied)
            await engine.drain()
            #expect(engine.events.now.differences.isEmpty)
            await engine.end()
        }
    }

    @Test("is packed after all only for the goods that were checked anew")
    func retry() async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            try await bench.sandbox.addItem(to: Int64(package))
            let command = try #require(await engine.run(intent))
            engine.take(.retry(command: command.id))
            let number = try await known(bench, package).number
            await engine.events.until { $0.troubles.contains("\(number) changed: open it and check it again") }
            #expect(engine.events.now.commands[command.id]?.stage == .needsAttention)

            let checked = PackContents.allChecked(of: try await known(bench, package))
            try await bench.sandbox.removeItem(of: Int64(package))
            engine.take(.retry(command: command.id, contents: checked))
            await engine.events.until { $0.commands[command.id]?.reason?.contains("take out") ?? false }
            #expect(bench.asked(package) == 0)
            engine.take(.retry(command: command.id, contents: intent.contents))
            await engine.events.until { $0.commands[command.id]?.stage == .applied }
            #expect(try await bench.applied(to: package) == ["complete-packaging"])
            await engine.end()
        }
    }

    @Test("by force says of goods that were taken off, and were not checked, only that they are no longer needed")
    func removedUnchecked() async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let engine = try await bench.start()
            await engine.ready()
            let given = try await bench.intent(.pack, package)
            let known = try await known(bench, package)
            let item = try #require(known.items.last)
            let intent = CommandIntent(
                package: package, kind: .pack, transition: given.transition, name: given.name, source: given.source,
                target: given.target, contents: PackContents(of: known, isForced: true))
            try await bench.sandbox.removeItem(of: Int64(package))
            let command = try #require(await engine.run(intent))
            #expect(command.stage == .needsAttention)
            #expect(command.reason == "its goods have changed: no longer needed: 1 × \(item.product.title)")
            await engine.end()
        }
    }

    @Test("and was not checked is packed for the goods that were known when it was given", arguments: [false, true])
    func unchecked(isChanged: Bool) async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let engine = try await bench.start()
            await engine.ready()
            let contents = PackContents(of: try await known(bench, package), isForced: true)
            if isChanged { try await bench.sandbox.addItem(to: Int64(package)) }
            let command = try #require(await engine.run(CommandIntent(package: package, kind: .pack, name: "pack")))
            #expect(command.intent.contents == contents)
            #expect(command.stage == (isChanged ? .needsAttention : .applied))
            await engine.end()
        }
    }

    @Test("in a way that the OMS no longer packs it is refused, with when and by whom")
    func wrongState() async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            try await bench.sandbox.run("complete-packaging", on: Int64(package), as: "ayse")
            let command = try #require(await engine.run(intent))
            #expect(command.stage == .refused)
            #expect(command.cause == .wrongState)
            let log = try #require(engine.events.now.opened.last?.logs?.first)
            let clock = Zone.universal.civil(try #require(log.createdDate)).shortClock
            #expect(command.reason == "it is Packed (by ayse at \(clock)): the OMS does not offer to pack it")
            #expect(bench.asked(package) == 0)
            await engine.end()
        }
    }

    @Test("after it was read, and before the pack was there, is said to need other goods", arguments: [true, false])
    func between(isAdded: Bool) async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            bench.sandbox.faults = FaultProfile(faults: [
                Fault(isAdded ? .addItem : .removeItem, paths: Self.commands, times: 1)
            ])
            engine.take(.run(intent, scan: 5))
            let events = await engine.events.until { !$0.differences.isEmpty }
            await engine.drain()
            #expect(events.differences.map(\.package) == [package])
            #expect(events.differences[0].scan == 5)
            #expect(events.differences[0].difference.putIn.count == (isAdded ? 1 : 0))
            #expect(events.differences[0].difference.takeOut.count == (isAdded ? 0 : 1))
            #expect(try await engine.store.notCompared() == [])
            #expect(try await engine.store.entries(limit: 1).first?.cause == .contentsChanged)
            await engine.end()
        }
    }

    /// How the reading behind a pack can come late.
    enum Lateness: String, CaseIterable {
        case lostAnswer, failedReading, restart
    }

    @Test("is compared with what was packed however late it is read", arguments: Lateness.allCases)
    func late(case lateness: Lateness) async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let reading = Fault(
                .resetBefore, paths: ["*/packages/\(package)/"], methods: ["GET"], times: lateness == .restart ? nil : 3
            )
            let victim = try await bench.start {
                $0.passing = { step in
                    switch (step, lateness) {
                    case (.read, _): _ = try? await bench.sandbox.addItem(to: Int64(package))
                    case (.answered, .failedReading), (.answered, .restart):
                        bench.sandbox.faults = FaultProfile(faults: [reading])
                    default: break
                    }
                }
            }
            await victim.ready()
            let intent = try await bench.intent(.pack, package)
            if lateness == .lostAnswer {
                bench.sandbox.faults = FaultProfile(faults: [Fault(.resetAfter, paths: Self.commands, times: 1)])
            }
            #expect(await victim.run(intent)?.stage == .applied)
            var engine = victim
            if lateness == .restart {
                await victim.kill()
                bench.sandbox.faults = FaultProfile()
                engine = try await bench.start()
            }
            let events = await engine.events.until { !$0.differences.isEmpty }
            #expect(events.differences.map(\.package) == [package])
            #expect(events.differences.first?.difference.putIn.map(\.count) == [1])
            #expect(try await bench.applied(to: package) == ["complete-packaging"])
            await engine.end()

            let next = try await bench.start()
            let later = await next.events.until { $0.fillingsEnded > 0 }
            #expect(later.commands(of: package).map(\.cause) == [.contentsChanged])
            #expect(try await next.store.notCompared() == [])
            #expect(later.differences.map(\.package) == [package], "it is told until it is acknowledged")
            #expect(later.differences.first?.difference == events.differences.first?.difference)
            next.take(.acknowledged(until: .now))
            await next.drain()
            await next.end()

            let last = try await bench.start()
            #expect(await last.events.until { $0.fillingsEnded > 0 }.differences.isEmpty)
            await last.end()
        }
    }

    @Test(
        "that cannot be read once it was packed holds nothing else, and is left at what is known after some tries",
        arguments: [Fault.Kind.status, .html])
    func unreadAfterwards(kind: Fault.Kind) async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let other = try #require(try await bench.packages().first { $0 != package })
            let engine = try await bench.start {
                $0.passing = { step in
                    guard step == .answered, bench.sandbox.faults.faults.isEmpty else { return }
                    bench.sandbox.faults = FaultProfile(faults: [
                        Fault(kind, paths: ["*/packages/\(package)/"], methods: ["GET"], status: 403)
                    ])
                }
            }
            await engine.ready()
            let number = try await known(bench, package).number
            let (first, second) = (try await bench.intent(.pack, package), try await bench.intent(.pack, other))
            #expect(await engine.run(first)?.stage == .applied)
            #expect(await engine.run(second)?.stage == .applied)
            let sentence = "\(number): packed, but whether its goods had changed is not known: "
            await engine.events.until { $0.troubles.contains { $0.hasPrefix(sentence) } }
            #expect(engine.events.now.troubles.count { $0.hasPrefix(sentence) } == 1)
            #expect(try await engine.store.notCompared() == [])
            await engine.end()
        }
    }

    @Test(
        "has items in a state that is configured as cancelled, and is packed and reported without them",
        arguments: [CommandKind.pack, .notFound], [true, false])
    func configuredItemState(kind: CommandKind, isGivenWithContents: Bool) async throws {
        try await EngineBench.run { bench in
            let package = try #require(try await bench.packages("Ready for Packaging").first)
            let states = StateTable(["Preparing": .cancelled])
            let engine = try await bench.start { $0.commands = CommandTable(states: states) }
            await engine.ready()
            let known = try await known(bench, package).understood(by: states)
            #expect(known.neededItems.isEmpty && !known.items.isEmpty)
            let intent = CommandIntent(
                package: package, kind: kind, name: kind.rawValue,
                contents: isGivenWithContents ? PackContents(of: known, isForced: true) : nil)
            let command = try #require(await engine.run(intent))
            #expect(command.cause != .contentsChanged, "\(command)")
            #expect(kind != .pack || command.stage == .applied, "\(command)")
            #expect(command.intent.contents?.lines == PackContents(of: known, isForced: true).lines)
            await engine.end()
        }
    }

    @Test(
        "after it was read, and cannot be packed any more, is refused as that",
        arguments: [Fault.Kind.cancelPackage, .removePackage])
    func lostBetween(kind: Fault.Kind) async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(.pack, package)
            bench.sandbox.faults = FaultProfile(faults: [Fault(kind, paths: Self.commands, times: 1)])
            let command = try #require(await engine.run(intent))
            #expect(command.stage == .refused)
            #expect(command.cause == (kind == .cancelPackage ? .wrongState : .packageGone))
            #expect(bench.asked(package) == 1)
            #expect(try await bench.applied(to: package).contains("complete-packaging") == false)
            await engine.end()
        }
    }

    @Test(
        "and is gone is refused for good, and a retry is refused with the reason",
        arguments: [CommandKind.pack, .prepare])
    func gone(kind: CommandKind) async throws {
        try await EngineBench.run { bench in
            let package = try await package(bench)
            let engine = try await bench.start()
            await engine.ready()
            let intent = try await bench.intent(kind, package)
            try await bench.sandbox.remove(Int64(package))
            let command = try #require(await engine.run(intent))
            #expect(command.stage == .refused)
            #expect(command.cause == .packageGone)
            engine.take(.retry(command: command.id))
            await engine.events.until { $0.troubles.contains { $0.contains("there is nothing to send") } }
            #expect(engine.events.now.commands[command.id]?.stage == .refused)
            await engine.end()
        }
    }
}

@Suite("A report of missing goods", .timeLimit(.minutes(1)))
struct MissingGoodsTests {
    @Test(
        "names the items as the OMS has them now, whatever they were called when it was given",
        arguments: [true, false])
    func renewed(isGivenWithContents: Bool) async throws {
        try await EngineBench.run { bench in
            let packages = try await bench.sandbox.packages(inState: "Waiting", at: "369")
            let package = try #require(packages.first { Set($0.items.map(\.sku)).count > 1 })
            let known = try #require(Package(raw: try await bench.sandbox.package(package.id)))
            let missing = try #require(known.items.last)
            let engine = try await bench.start()
            await engine.ready()
            let contents = PackContents(of: known, isForced: true) { goods in
                known.items.count { PackContents.Goods($0) == goods && $0.id != missing.id }
            }
            let intent = CommandIntent(
                package: known.id, kind: .notFound, name: "not found",
                parameters: ["package_items": [.int(missing.id)], "note": "two looked for it"],
                contents: isGivenWithContents ? contents : nil)
            await bench.sandbox.stop()
            engine.take(.run(intent, scan: nil))
            await engine.events.until { $0.commands.count == 1 && $0.isOffline }
            #expect(engine.events.now.commands(of: known.id)[0].intent.contents == contents)
            try await bench.sandbox.renewItems(of: package.id)
            try await bench.sandbox.restart()
            let events = await engine.events.until { $0.isSettled(1) }
            #expect(events.commands(of: known.id).map(\.stage) == [.applied], "\(events.summary)")
            let states = try await bench.sandbox.look(at: package.id).items.map(\.state)
            #expect(states.last == "Out of Stock")
            #expect(states.dropLast().allSatisfy { $0 != "Out of Stock" })
            #expect(try await bench.sandbox.appliedCommands().last?.inputs.contains("two looked for it") == true)
            await engine.end()
        }
    }
}
