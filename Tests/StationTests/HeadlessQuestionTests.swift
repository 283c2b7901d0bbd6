import OMS
import Station
import StationTesting
import Testing

@Suite("Questions to a program, which sees no screen")
struct HeadlessQuestionTests {
    /// A bench without a screen, with a package open.
    private func bench(on package: Package) -> StationDriver {
        StationDriver.open(package, besides: [Sample.mug]) { settings in
            settings.acknowledgesItself = true
            settings.force = .confirm
        }
    }

    private func said(_ bench: StationDriver) -> String { bench.station.scans.first?.answer.text ?? "" }

    @Test("a question to say yes to names its answers, and each of them answers it")
    func yesOrNo() {
        for (answer, isPacked) in [("yes", true), ("no", false)] {
            var bench = bench(on: Sample.mug)
            bench.enterQuietly("pack")
            #expect(said(bench).hasSuffix(" Answer with: yes · no"), "\(said(bench))")
            bench.enterQuietly(answer)
            #expect(bench.station.hasUnfinishedCommands == isPacked && bench.station.dialog == nil)
        }
    }

    @Test("a question with a list names each choice with its number, and the number answers it")
    func list() {
        let twofold = Sample.package(84, "000000084", items: [Sample.item(1, "BOOK", "Book", barcode: "000000071")])
        var bench = bench(on: twofold)
        bench.enterQuietly("000000071")
        #expect(said(bench).contains(" Answer with: 1 Goods of this package: BOOK Book · 2 "), "\(said(bench))")
        bench.enterQuietly("1")
        #expect(bench.checked == "1/1")
    }

    @Test("the reasons for denying are named with the ids that choose them")
    func reasons() {
        var bench = bench(on: Sample.mug)
        bench.enterQuietly("deny")
        #expect(said(bench).hasSuffix(" Answer with: 12 Stokta yok · 15 Hasarlı ürün · no"), "\(said(bench))")
        bench.enterQuietly("15")
        #expect(said(bench) == "Deny 000000071? Reason: Hasarlı ürün · Answer with: yes · no")
    }

    @Test("a form says what each of its rows takes")
    func form() {
        let package = Sample.package(
            id: 64, number: "000000064", order: "1", state: "Waiting", value: "100", due: "2020-05-12T17:00:00Z",
            customer: ("a", "b"), city: "c", items: [("2000001", "Mug", "4006381333931")],
            commands: [(32, "ship_package_advanced", "Ship advanced", "Shipped")],
            parameters: [
                32: [
                    ["name": "box", "label": "Box", "type": "choice", "choices": [["S", "small"], ["L", "large"]]],
                    ["name": "company", "label": "Company", "type": "integer", "required": true],
                ]
            ])
        var bench = bench(on: package)
        bench.enterQuietly("commands")
        #expect(said(bench).contains(" Answer with: 1 Ship advanced"), "\(said(bench))")
        bench.enterQuietly("1")
        #expect(said(bench).hasSuffix("the word back leaves it. First: “Company”, a whole number"), "\(said(bench))")
        bench.enterQuietly("7")
        #expect(said(bench) == "Company: 7 · next: “Box”, one of 1 “small”, 2 “large”, or - for nothing")
        #expect(bench.station.unansweredQuestion?.text.hasSuffix("it was not filled in, nothing was done.") == true)
        bench.enterQuietly("large")
        #expect(said(bench).hasSuffix(" Answer with: yes · no"), "\(said(bench))")
        #expect(bench.station.unansweredQuestion?.text.hasSuffix("was not answered: nothing was done.") == true)
    }

    @Test("a screen shows the choices, and does not say them")
    func onScreen() {
        var bench = StationDriver.atWork(on: Sample.mug).unstated
        bench.enterQuietly("pack")
        #expect(bench.station.dialog != nil && !said(bench).contains("Answer with"))
    }

    private static let discard = "packline outbox discard 7 gives it up."
    private static let endings: [(CommandStage, StageCause?, String)] = [
        (
            .needsAttention, .contentsChanged,
            "was not sent (put in 1 × Cup): open the package, check it again and give the command again; \(discard)"
        ),
        (.needsAttention, .packageGone, "waits for a decision (put in 1 × Cup): \(discard)"),
        (
            .needsAttention, nil,
            "waits for a decision (put in 1 × Cup): packline log 000000071 tells what happened; "
                + "packline outbox retry 7 sends it again, \(discard)"
        ),
        (
            .unknown, nil,
            "is not known to be applied (put in 1 × Cup): the next run looks it up; "
                + "packline show 000000071 and packline log 000000071 tell how it stands."
        ),
    ]

    @Test("what is said of an unfinished command at the end of a run can be done", arguments: endings)
    func unfinished(_ stage: CommandStage, _ cause: StageCause?, _ sentence: String) {
        var bench = bench(on: Sample.mug)
        let intent = CommandIntent(package: 71, kind: .pack, name: "Complete packaging", source: Sample.mug.state)
        bench.quietly(
            .outbox(
                QueuedCommand(
                    id: 7, intent: intent, stage: stage, reason: "put in 1 × Cup.", cause: cause,
                    changed: Timestamp(microseconds: 1))))
        #expect(bench.station.unfinished.map(\.text) == ["000000071: pack " + sentence])
    }
}
