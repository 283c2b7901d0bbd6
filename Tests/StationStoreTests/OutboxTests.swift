import OMS
import StationStore
import Testing

@Suite("The outbox")
struct OutboxTests {
    @Test("a command comes back as it was given, with everything that is to be sent")
    func kept() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let entry = try await store.enqueue(pack(73), scan: 12, at: noon())
        #expect(entry.intent == pack(73))
        #expect(entry.scan == 12)
        #expect(entry.stage == .queued)
        #expect(entry.attempts == 0)
        #expect(try await store.pending() == [entry])
        #expect(try await store.entry(entry.id) == entry)
        #expect(try await store.history(of: entry.id) == [OutboxChange(stage: .queued, at: noon(), reason: nil)])

        let bare = CommandIntent(package: 1, kind: nil, name: "Özel")
        let second = try await store.enqueue(bare, at: noon())
        #expect(second.intent == bare)
        #expect(try await store.entry(second.id)?.intent == bare)
        try store.close()
    }

    @Test("what is pending comes in the order in which it was given, and without what is at its end")
    func order() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        var entries: [OutboxEntry] = []
        for package in [7, 8, 7, 9, 7] { entries.append(try await store.enqueue(pack(package), at: noon())) }
        try await store.discard(entries[1].id, at: noon())
        try await store.move(entries[2].id, to: .needsAttention, reason: "is Shipped", at: noon())
        let pending = try await store.pending()
        #expect(pending.map(\.id) == [entries[0].id, entries[2].id, entries[3].id, entries[4].id])
        #expect(pending.map(\.intent.package) == [7, 7, 9, 7])
        #expect(try await store.entries(limit: 2).map(\.id) == [entries[4].id, entries[3].id])
        #expect(try await store.entries(limit: 0) == [])
        try store.close()
    }

    @Test("a package that was not read since a command of its own was done is known to be not as it is known")
    func notReadBack() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.upsert([package(7), package(8), package(9)], readAt: noon())
        for id in [7, 8, 9, 10] {
            let entry = try await store.enqueue(pack(id), at: noon(), sendingAt: noon())
            if id != 9 { try await store.move(entry.id, to: .applied, at: noon(plus: 1)) }
        }
        try await store.upsert([package(8)], readAt: noon(plus: 2))
        #expect(try await store.packagesNotReadBack() == [7])
        try store.close()
    }

    @Test("each change is there with its time and its reason, and each sending is counted")
    func history() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let entry = try await store.enqueue(pack(73), at: noon())
        let steps: [(CommandStage, String?)] = [
            (.sending, nil), (.queued, "429 Too Many Requests"), (.sending, nil), (.unknown, "no answer in 60 s"),
            (.needsAttention, "is Shipped since 12:01, by mehmet"), (.applied, "Ayşe says it was done"),
        ]
        var last = entry
        for (second, step) in steps.enumerated() {
            last = try await store.move(entry.id, to: step.0, reason: step.1, at: noon(plus: second + 1))
        }
        #expect(last.attempts == 2)
        #expect(last.changedAt == noon(plus: 6))
        #expect(last.reason == "Ayşe says it was done")
        #expect(try await store.entry(entry.id) == last)
        let expected =
            [OutboxChange(stage: .queued, at: noon(), reason: nil)]
            + steps.enumerated().map { OutboxChange(stage: $1.0, at: noon(plus: $0 + 1), reason: $1.1) }
        #expect(try await store.history(of: entry.id) == expected)
        try store.close()
    }

    /// How to bring a new entry to a stage.
    static let ways: [CommandStage: [CommandStage]] = [
        .queued: [], .sending: [.sending], .unknown: [.sending, .unknown], .applied: [.sending, .applied],
        .refused: [.sending, .refused], .needsAttention: [.needsAttention], .discarded: [.discarded],
    ]

    /// What may follow each stage, written out once more: a command that was applied or taken back stays so, and one that
    /// may have been sent cannot be taken back.
    static let allowed: [CommandStage: Set<CommandStage>] = [
        .queued: [.sending, .refused, .needsAttention, .discarded],
        .sending: [.queued, .unknown, .applied, .refused, .needsAttention],
        .unknown: [.queued, .applied, .refused, .needsAttention],
        .needsAttention: [.queued, .applied, .discarded],
        .refused: [.queued, .discarded],
        .applied: [],
        .discarded: [],
    ]

    @Test("from each stage a command goes where it may and nowhere else", arguments: CommandStage.allCases)
    func stages(from: CommandStage) async throws {
        let store = try await StationDatabase.temporary(now: noon())
        for to in CommandStage.allCases {
            let entry = try await store.enqueue(pack(73), at: noon())
            for step in try Self.ways[from].orThrow() { try await store.move(entry.id, to: step, at: noon()) }
            if try Self.allowed[from].orThrow().contains(to) {
                #expect(try await store.move(entry.id, to: to, reason: "why", at: noon()).stage == to)
                #expect(try await store.entry(entry.id)?.stage == to)
            } else {
                let before = try await store.history(of: entry.id)
                let error = await #expect(throws: StoreError.self) {
                    try await store.move(entry.id, to: to, reason: "why", at: noon())
                }
                #expect(error?.code == .notAllowed(from: from, to: to))
                #expect(
                    error?.description
                        == "command \(entry.id) (Pack) is \(from.rawValue) and cannot become \(to.rawValue)")
                #expect(try await store.history(of: entry.id) == before, "\(from) to \(to) leaves no trace")
            }
        }
        try store.close()
    }

    @Test("a person puts back in the queue what was refused or needs attention, in its old place; nothing else")
    func retry() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        for stage in CommandStage.allCases {
            let entry = try await store.enqueue(pack(73), at: noon())
            let later = try await store.enqueue(pack(73, name: "Ship"), at: noon())
            for step in try Self.ways[stage].orThrow() { try await store.move(entry.id, to: step, at: noon()) }
            if stage == .refused || stage == .needsAttention {
                try await store.retry(entry.id, reason: "again, by ayşe", at: noon(plus: 1))
                #expect(try await store.pending().suffix(2).map(\.id) == [entry.id, later.id])
            } else {
                await #expect(throws: StoreError.self, "\(stage)") { try await store.retry(entry.id, at: noon()) }
            }
        }
        try store.close()
    }

    @Test(
        "the goods that a command was given for, and why it stands where it stands, are kept; the next stage has its own"
    )
    func contents() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let contents = PackContents(
            lines: [
                .init(
                    .init(product: "A", chosenBarcode: "869", serialNumber: "S"), title: "A Şal", needed: 3, checked: 2)
            ],
            unreadableItems: 1, isForced: true)
        let entry = try await store.enqueue(pack(7, for: contents), at: noon())
        #expect(entry.intent.contents == contents)
        #expect(entry.cause == nil)
        for cause in StageCause.allCases {
            let entry = try await store.enqueue(pack(7, for: contents), at: noon())
            let stopped = try await store.move(entry.id, to: .needsAttention, reason: "why", cause: cause, at: noon())
            #expect(stopped.cause == cause)
            #expect(try await store.entry(entry.id) == stopped)
            #expect(try await store.move(entry.id, to: .queued, at: noon()).cause == nil)
            #expect(try await store.entry(entry.id)?.cause == nil)
            #expect(try await store.entry(entry.id)?.intent.contents == contents)
        }
        try store.close()
    }

    @Test(
        "a command whose goods have changed is put back in the queue only for other goods, one whose package is gone never"
    )
    func retryOfChanged() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.upsert([package(7)], readAt: noon())
        let new = PackContents(lines: [.init(.init(product: "B"), title: "B", needed: 1, checked: 1)])
        let entry = try await store.enqueue(pack(7, for: PackContents(lines: [])), at: noon())
        try await store.move(entry.id, to: .needsAttention, cause: .contentsChanged, at: noon())
        let error = await #expect(throws: StoreError.self) { try await store.retry(entry.id, at: noon()) }
        #expect(error?.code == .contentsChanged)
        #expect(error?.description == "7 changed: open it and check it again")
        let again = try await store.retry(entry.id, contents: new, at: noon())
        #expect(again.stage == .queued)
        #expect(again.intent.contents == new)
        #expect(try await store.entry(entry.id) == again)

        try await store.move(entry.id, to: .refused, cause: .packageGone, at: noon())
        let gone = await #expect(throws: StoreError.self) { try await store.retry(entry.id, contents: new, at: noon()) }
        #expect(gone?.code == .packageGone)
        #expect(try await store.entry(entry.id)?.stage == .refused)
        try store.close()
    }

    @Test("a command that was refused because of the package's state is not put back in the queue")
    func retryOfWrongState() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.upsert([package(7)], readAt: noon())
        let entry = try await store.enqueue(pack(7), at: noon())
        try await store.move(entry.id, to: .refused, reason: "is Shipped", cause: .wrongState, at: noon())
        let error = await #expect(throws: StoreError.self) { try await store.retry(entry.id, at: noon()) }
        #expect(error?.code == .wrongState)
        #expect(
            error?.description == "the OMS does not offer it for 7 as that stands: open it to see what can be done")
        #expect(try await store.entry(entry.id)?.stage == .refused)
        try store.close()
    }

    @Test("an applied pack is to be compared until it was, and a difference stands beside it from then on")
    func compared() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let goods = PackContents(lines: [])
        var entries: [OutboxEntry] = []
        for contents in [goods, nil, goods, goods] {
            entries.append(try await store.enqueue(pack(7, for: contents), at: noon(), sendingAt: noon()))
        }
        for entry in entries.dropLast() { try await store.move(entry.id, to: .applied, at: noon()) }
        #expect(try await store.notCompared().map(\.id) == [entries[0].id, entries[2].id])
        try await store.compared(entries[0].id, difference: nil, at: noon())
        #expect(try await store.notCompared().map(\.id) == [entries[2].id])
        try await store.compared(entries[2].id, difference: "put in 1 × B", at: noon(plus: 1))
        #expect(try await store.notCompared() == [])
        let different = try #require(try await store.entry(entries[2].id))
        #expect((different.stage, different.reason, different.cause) == (.applied, "put in 1 × B", .contentsChanged))
        #expect(try await store.history(of: different.id).last?.reason == "put in 1 × B")
        try store.close()
    }

    @Test("an entry keeps the number of its package when the package has left the mirror")
    func number() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.upsert([package(7)], readAt: noon())
        let entry = try await store.enqueue(pack(7), at: noon())
        #expect(entry.packageNumber == (try package(7).number))
        try await store.remove([7])
        try await store.move(entry.id, to: .needsAttention, cause: .packageGone, at: noon())
        #expect(try await store.entry(entry.id)?.packageNumber == package(7).number)
        let reports = try await OutboxReport.read(at: store.path, finished: 1)
        #expect(try reports.map(\.packageNumber) == [package(7).number])
        #expect(try await store.enqueue(pack(8), at: noon()).packageNumber == nil)
        try store.close()
    }

    @Test("a command that is not there is named")
    func missing() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let error = await #expect(throws: StoreError.self) { try await store.discard(99, at: noon()) }
        #expect(error?.code == .noSuchEntry)
        #expect(error?.description == "the outbox has no entry 99")
        try store.close()
    }

    @Test("a command is accepted, marked as being sent and journalled with its scan in one write")
    func sendingAtOnce() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.keepLogs([try TransitionLog(41), try TransitionLog(40)], of: 73)
        let scan = JournalEntry(number: 5, raw: [], canonical: "P", meaning: "command", outcome: "ok", at: noon())
        let entries = try await store.record(
            WriteRecord(
                scans: [scan], sessions: [73: ["checked": 1]],
                commands: [
                    NewCommand(pack(73), scan: 5, at: noon(), sendingAt: noon(plus: 3)),
                    NewCommand(pack(74), at: noon()),
                ]))
        #expect(entries.map(\.stage) == [.sending, .queued])
        #expect(entries.map(\.attempts) == [1, 0])
        #expect(entries.map(\.mark) == [HistoryMark(time: noon(plus: 3), knownLog: 41), nil])
        #expect(try await store.pending() == entries)
        #expect(try await store.history(of: entries[0].id).map(\.stage) == [.queued, .sending])
        #expect(try await store.lastScans(1) == [scan])
        #expect(try await store.sessions() == [73: ["checked": 1]])
        try store.close()
    }

    @Test("what turned out when a command was sent is kept with it, and where the history stood")
    func sending() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let entry = try await store.enqueue(CommandIntent(package: 7, kind: .ship, name: "ship"), at: noon())
        let found = CommandIntent(
            package: 7, kind: .ship, transition: 15, name: "ship", source: PackageState(id: 4, name: "Packed"),
            target: PackageState(name: "Shipped"))
        let sent = try await store.send(entry.id, as: found, omsTime: noon(plus: 9), at: noon(plus: 1))
        #expect(sent.intent == found)
        #expect(sent.mark == HistoryMark(time: noon(plus: 9), knownLog: nil))
        #expect(sent.changedAt == noon(plus: 1))
        #expect(try await store.entry(entry.id) == sent)
        let unknown = try await store.move(entry.id, to: .unknown, reason: "cut off", at: noon(plus: 2))
        #expect(unknown.mark == sent.mark)
        try store.close()
    }

    @Test("what came to its end long ago can be forgotten; its number is never given again")
    func forgotten() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let old = try await store.enqueue(pack(1), at: noon())
        try await store.discard(old.id, at: noon())
        #expect(try await store.forgetFinished(before: noon()) == 0)
        #expect(try await store.forgetFinished(before: noon(plus: 1)) == 1)
        #expect(try await store.history(of: old.id) == [])
        #expect(try await store.enqueue(pack(1), at: noon()).id > old.id)
        #expect(try await store.forgetFinished(before: noon(plus: 1)) == 0, "what is queued is not forgotten")
        try store.close()
    }

    @Test("commands given at the same time all arrive, each with its own number")
    func together() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let ids = try await withThrowingTaskGroup(of: Int.self) { group in
            for package in 0..<300 { group.addTask { try await store.enqueue(pack(package), at: noon()).id } }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(ids.count == 300)
        #expect(Set(try await store.pending().map(\.intent.package)) == Set(0..<300))
        try store.close()
    }

    @Test("a refusal among writes that share a commit costs only itself")
    func refusalTogether() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let done = try await store.enqueue(pack(0), at: noon())
        try await store.discard(done.id, at: noon())
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for package in 1...200 {
                group.addTask {
                    if package.isMultiple(of: 2) {
                        return (try? await store.move(done.id, to: .queued, at: noon())) == nil
                    }
                    return (try? await store.enqueue(pack(package), at: noon())) != nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.allSatisfy { $0 })
        #expect(try await store.pending().count == 100)
        try store.close()
    }
}
