import OMS
import Station
import StationTesting
import Testing

@Suite("The packing session")
struct SessionTests {
    /// A package with five different goods, as they often are.
    private static let five = Sample.package(
        id: 90, number: "000000090", order: "100129990", state: "Waiting", value: "100", due: "2020-05-12T15:00:00Z",
        customer: ("Bar", "lorem"), city: "Muş",
        items: (1...5).map { ("F\($0)", "Thing \($0)", nil) }, commands: Sample.packing)

    /// A station at which a package is open and nothing is stated of how it came there.
    private func bench(on package: Package, _ change: (inout StationSettings) -> Void = { _ in }) -> StationDriver {
        var settings = StationSettings(station: "bench 3", location: "369")
        change(&settings)
        var bench = StationDriver.atWork(settings)
        bench.quietly(.changed([PackageSummary(package)], removed: []))
        bench.enterQuietly(package.number)
        bench.quietly(.opened(OpenedPackage(package: package, logs: nil)))
        return bench.unstated
    }

    private func checked(_ bench: StationDriver) -> String {
        bench.station.bench.map { open in
            open.lines.map { "\(open.session.checked($0))/\($0.needed)" }.joined(separator: " ")
        } ?? "nothing is open"
    }

    @Test(
        "a package of five goods takes seven scans and no key from nothing open to packed; six where the last one packs"
    )
    func sevenScans() {
        for (packsWhenComplete, most) in [(false, 7), (true, 6)] {
            var settings = StationSettings(station: "bench 3", location: "369")
            settings.packsWhenComplete = packsWhenComplete
            var bench = StationDriver.atWork(settings).unstated
            bench.quietly(.changed([PackageSummary(Self.five)], removed: []))
            var scans = 0
            var runs: [CommandIntent] = []
            for code in ["000000090", "F1", "F2", "F3", "F4", "F5", "XXBOXXX"] where runs.isEmpty {
                scans += 1
                bench.scan(code)
                for case .run(let intent, _) in bench.effects { runs.append(intent) }
                if scans == 1 { bench.quietly(.opened(OpenedPackage(package: Self.five, logs: nil))) }
            }
            #expect(scans == most)
            #expect(runs.map(\.kind) == [.pack] && runs.map(\.package) == [90])
        }
    }

    @Test("with nothing open, the first item opens the package: six scans and no key")
    func sixScans() {
        var bench = StationDriver.atWork().unstated
        bench.quietly(.changed([PackageSummary(Self.five)], removed: []))
        bench.scan("F3")
        bench.quietly(.opened(OpenedPackage(package: Self.five, logs: nil)))
        #expect(checked(bench) == "0/1 0/1 1/1 0/1 0/1")
        for code in ["F1", "F2", "F4", "F5"] { bench.scan(code) }
        #expect(bench.station.result?.word == "DONE")
        bench.scan("XXBOXXX")
        #expect(bench.effects.contains { if case .run(let intent, _) = $0 { intent.kind == .pack } else { false } })
    }

    @Test("a case label checks as many as it says, of (30) or of (37), and a count before it multiplies them")
    func caseLabels() {
        let codes = [
            "(01)08690001157692(30)2", "(02)08690001157692(37)02", "]C1020869000115769237" + "2",
            "2*(01)08690001157692",
        ]
        for code in codes {
            var bench = bench(on: Sample.coat)
            bench.enterQuietly(code)
            #expect(checked(bench) == "0/1 2/2", "\(code): \(bench.station.result?.text ?? "")")
        }
        var bench = bench(on: Sample.coat)
        bench.enterQuietly("(01)08690001157692(30)3")
        #expect(checked(bench) == "0/1 0/2" && bench.station.alerts.map(\.title.shown) == ["TOO MANY"])
    }

    @Test("an item with nothing open passes over packages that are packed, queued to be, or need no more of it")
    func oldestThatNeedsIt() {
        let second = Sample.package(
            id: 99, number: "000000099", order: "1", state: "Waiting", value: "100", due: "2020-05-13T16:00:00Z",
            customer: ("Bar", "lorem"), city: "Muş", items: [("2000001", "Mug", "4006381333931"), ("X1", "Cup", nil)],
            commands: Sample.packing)
        var bench = bench(on: Sample.mug)
        bench.quietly(.changed([PackageSummary(second)], removed: []))
        bench.enterQuietly("2000001")
        bench.enterQuietly("hold")
        bench.enterQuietly("2000001")
        bench.quietly(.opened(OpenedPackage(package: second, logs: nil)))
        #expect(bench.station.subject?.number == "000000099", "the mug of 000000071 is checked")
        #expect(checked(bench) == "1/1 0/1")
        bench.enterQuietly("hold")
        bench.enterQuietly("2000001")
        #expect(bench.station.bench == nil)
        #expect(bench.station.result?.text == "2000001: no package that is to be packed needs it.")
        #expect(bench.station.alerts.map(\.title.shown) == ["NOBODY NEEDS IT"])
    }

    @Test("what is checked can be moved to another package; what that does not need stays, and no count is lost")
    func moved() {
        let twin = Sample.package(
            id: 74, number: "000000074", order: "100129842", state: "Waiting", value: "100",
            due: "2020-05-12T16:00:00Z", customer: ("Bar", "lorem"), city: "Muş",
            items: [("1157696", "Running sock", "8690001157692"), ("9", "Hat", nil)], commands: Sample.packing)
        var bench = bench(on: Sample.coat).stated
        bench.quietly(.changed([PackageSummary(twin)], removed: []))
        bench.enterQuietly("2*1157696")
        bench.enterQuietly("1006905")
        bench.enterQuietly("move 000000074")
        #expect(bench.station.sessions[73]?.checks.count == 2, "nothing is moved before the package has come")
        bench.send(
            .opened(OpenedPackage(package: twin, logs: nil)),
            changes: [
                .open: "000000074 Waiting | 1157696 1/1 | 9 0/1",
                .says: "OK Moved 1 of 3 from 000000073 to 000000074. 2 stay with 000000073: not needed here.",
            ], effects: ["save 74 1×1157696", "save 73 1×1157696 1×1006905", "0 word ok"])
        bench.enterQuietly("open 000000073")
        bench.quietly(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        #expect(checked(bench) == "1/1 1/2")
        bench.enterQuietly("move 000000064")
        #expect(bench.station.result?.text == "000000064 is Packed: nothing can be moved to it.")
    }

    @Test("a package that was put aside is gone on with, and one that is started again has nothing checked")
    func asideAndAgain() {
        var bench = bench(on: Sample.coat)
        for code in ["1006905", "XXHOLDXX"] { bench.enterQuietly(code) }
        #expect(bench.station.bench == nil && bench.station.result?.text == "000000073 put aside, 1 of 3 checked.")
        bench.enterQuietly("000000073")
        bench.quietly(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        #expect(checked(bench) == "1/1 0/2")
        bench.enterQuietly("XXRESETXX")
        #expect(checked(bench) == "0/1 0/2")
    }

    @Test("undo at the prompt takes back the item that is scanned behind it")
    func undoScanned() {
        var bench = bench(on: Sample.coat)
        for code in ["1006905", "1157696"] { bench.enterQuietly(code) }
        bench.type("undo ")
        bench.scan("1006905")
        #expect(checked(bench) == "0/1 1/2" && bench.station.prompt.isEmpty)
    }

    @Test("not found is reported with the items that are not checked, and is offered before the package is denied")
    func missing() throws {
        var bench = bench(on: Sample.coat)
        for code in ["1006905", "1157696", "XXREJECTXX"] { bench.enterQuietly(code) }
        #expect(bench.station.dialog?.text.map(\.shown) == ["If only goods are missing, F7 reports those."])
        for code in ["no", "XXGONEXX"] { bench.enterQuietly(code) }
        #expect(bench.station.dialog?.text.map(\.shown) == ["1 × 1157696 Running sock"])
        bench.scan("XXDONEXX")
        let intents = bench.effects.compactMap { if case .run(let intent, _) = $0 { intent } else { nil } }
        #expect(intents.map(\.kind) == [.notFound])
        #expect(intents.first?.parameters.text == #"{"items":[7302]}"#)
    }

    @Test(
        "packing by force is never, after a question, or always, and is written to the journal",
        arguments: [
            StationSettings.ForcePolicy.never, .confirm, .always,
        ])
    func force(policy: StationSettings.ForcePolicy) throws {
        var bench = bench(on: Sample.coat) { $0.force = policy }
        bench.enterQuietly("1006905")
        bench.scan("XXBOXXX")
        #expect((bench.station.dialog != nil) == (policy == .confirm))
        #expect(bench.station.alerts.map(\.title.shown) == (policy == .never ? ["NOT COMPLETE"] : []))
        if policy == .confirm { bench.scan("000000073") }
        let runs = bench.effects.compactMap { effect -> (CommandIntent, Int?)? in
            if case .run(let intent, let scan) = effect { (intent, scan) } else { nil }
        }
        #expect(runs.count == (policy == .never ? 0 : 1))
        guard let (intent, scan) = runs.first else { return }
        bench.send(
            .outbox(
                QueuedCommand(
                    id: 1, intent: intent, stage: .queued, scan: scan, reason: nil, changed: Timestamp(microseconds: 0))
            )
        )
        let journal = bench.effects.compactMap {
            if case .journal(let record) = $0 { record.answer.text } else { nil }
        }
        #expect(journal == ["000000073: pack is queued. By force: 2 of 3 not checked."])
    }

    @Test("a code on goods of two lines is a choice to make, never a guess")
    func choiceOfLines() {
        let two = Sample.package(
            id: 95, number: "000000095", order: "1", state: "Waiting", value: "100", due: "2020-05-12T16:00:00Z",
            customer: ("Bar", "lorem"), city: "Muş",
            items: [("A1", "Red cup", "4006381333931"), ("A2", "Blue cup", "4006381333931")], commands: Sample.packing)
        var bench = bench(on: two)
        bench.enterQuietly("4006381333931")
        #expect(bench.station.dialog?.choices.map(\.shown) == ["A1  Red cup", "A2  Blue cup"])
        bench.enterQuietly("A2")
        #expect(checked(bench) == "0/1 1/1")
        bench.enterQuietly("4006381333931")
        #expect(checked(bench) == "1/1 1/1", "only one is left that it can be")
    }

    @Test("a code that names two packages is a choice to make, never a guess")
    func choiceOfPackages() {
        let other = Sample.package(
            id: 96, number: "000000096", order: "100129841", state: "Waiting", value: "100",
            due: "2020-05-12T17:00:00Z",
            customer: ("Bar", "lorem"), city: "Muş", items: [("A1", "Cup", nil)], commands: Sample.packing)
        var bench = StationDriver.atWork().unstated
        bench.quietly(.changed([PackageSummary(other)], removed: []))
        bench.enterQuietly("100129841")
        #expect(bench.station.dialog?.title == "Which package?" && bench.station.dialog?.choices.count == 2)
        bench.scan("000000096")
        #expect(bench.effects.contains(.open(package: 96)))
    }

    @Test("what became of a command stays until a person has seen it, whatever is scanned meanwhile")
    func refusalStays() {
        var bench = bench(on: Sample.coat)
        let intent = CommandIntent(package: 64, kind: .ship, name: "ship")
        bench.quietly(
            .outbox(
                QueuedCommand(
                    id: 4, intent: intent, stage: .refused, scan: nil, reason: "No.",
                    changed: Timestamp(microseconds: 0))))
        bench.enterQuietly("4006381333931")
        #expect(bench.station.alerts.map(\.title.shown) == ["REFUSED", "WRONG ITEM"])
        bench.enterQuietly("1006905")
        #expect(checked(bench) == "1/1 0/2" && bench.station.alerts.map(\.title.shown) == ["REFUSED"])
        bench.enterQuietly("XXDONEXX")
        #expect(bench.station.alerts.isEmpty)
    }

    @Test("a package that is started again for ever keeps few steps, and its last start can be undone")
    func startedForEver() {
        var bench = bench(on: Sample.coat)
        for _ in 0..<600 {
            bench.enterQuietly("1006905")
            bench.enterQuietly("reset")
        }
        #expect(checked(bench) == "0/1 0/2")
        #expect((bench.station.bench?.session.steps.count ?? 0) <= 501)
        bench.enterQuietly("undo")
        #expect(checked(bench) == "1/1 0/2")
    }

    @Test("scans of earlier runs stand behind those of this one, and no more are remembered than fit")
    func earlier() {
        var bench = bench(on: Sample.coat)
        let record = ScanRecord(
            answer: ScanAnswer(
                number: 0, input: "X", meaning: .item, outcome: .ok, package: nil, message: .kept("yesterday")),
            canonical: "X", packageID: nil, time: Timestamp(microseconds: 0))
        bench.quietly(.scans(Array(repeating: record, count: 500)))
        #expect(bench.station.scans.count == StationModel.scansKept)
        #expect(bench.station.scans.first?.answer.text.hasPrefix("000000073") == true)
        #expect(bench.station.scans.last?.answer.text == "yesterday")
    }

    @Test("a line that a packer chose with the arrows can be written as a word, and the answer too")
    func selected() {
        var bench = bench(on: Sample.coat)
        bench.enterQuietly("select 1006905")
        #expect(bench.station.dialog?.title == "Check one without a scan?")
        bench.enterQuietly("yes")
        #expect(checked(bench) == "1/1 0/2")
    }
}
