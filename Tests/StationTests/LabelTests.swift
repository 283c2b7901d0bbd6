import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("Labels at the bench")
struct LabelTests {
    /// A bench with a label printer on which the coat's package was packed, and its label is in that stage.
    private static func labelled(
        _ stage: PrintStage, confirm: LabelSettings.Confirm = .ask, boxes: Int = 1
    ) -> StationDriver {
        var bench = StationDriver.open(Sample.coat) {
            $0.labels.hasPrinter = true
            $0.labels.confirm = confirm
        }
        for box in 1...boxes {
            bench.send(.print(print(.wanted, box: box, boxes: boxes)))
            bench.send(.print(print(stage, box: box, boxes: boxes)))
        }
        return bench
    }

    private static func print(
        _ stage: PrintStage, id: Int? = nil, package: Package = Sample.coat, box: Int = 1, boxes: Int = 1,
        code: String = "73300000017", why: Phrase? = nil
    ) -> QueuedPrint {
        QueuedPrint(
            id: id ?? box, package: package.id, number: package.number, box: box, boxes: boxes, printer: "zebra",
            stage: stage, reason: why, barcodes: ["\(code)\(box)"], changed: Timestamp(microseconds: 0))
    }

    @Test("the stage of a label is told as it is: sent is not printed")
    func stages() {
        let told: [(PrintStage, String)] = [
            (.sending, "being printed"), (.sent, "sent to the printer"), (.printed, "printed: scan it"),
            (.confirmed, "scanned, right"), (.unknown, "not known whether it came out"),
            (.waiting, "waits for the printer"),
        ]
        for (stage, text) in told {
            #expect(Self.labelled(stage).station.labelStanding(of: 73)?.shown == text)
        }
        #expect(Self.labelled(.printed, confirm: .never).station.labelStanding(of: 73)?.shown == "printed")
    }

    @Test("of several boxes, the one whose label is farthest from its end is named")
    func boxes() {
        var bench = Self.labelled(.printed, boxes: 3)
        bench.send(.print(Self.print(.waiting, box: 2, boxes: 3)))
        #expect(bench.station.labelStanding(of: 73)?.shown == "box 2 of 3: waits for the printer")
    }

    @Test("a label that is scanned back is confirmed, and its package is named")
    func confirmed() {
        var bench = Self.labelled(.printed)
        bench.scan("733000000171")
        #expect(bench.effects.contains(.confirmPrint(1)))
        #expect(bench.station.result?.text == "The label of 000000073 is the right one.")
        #expect(bench.station.scans.first?.answer.meaning == .label && bench.station.result?.tone == .done)
    }

    @Test("each box has a label of its own to scan")
    func confirmedBoxes() {
        var bench = Self.labelled(.printed, boxes: 2)
        bench.scan("733000000172")
        #expect(bench.effects.contains(.confirmPrint(2)))
        #expect(bench.station.result?.text == "The label of 000000073 is the right one; 1 more to scan.")
    }

    @Test("a code that the labels of several packages bear proves none of them")
    func routeCode() {
        var bench = Self.labelled(.printed)
        bench.send(.print(Self.print(.printed, id: 5, package: Sample.mug)))
        bench.scan("733000000171")
        #expect(!bench.effects.contains { if case .confirmPrint = $0 { true } else { false } })
    }

    @Test("another package's label stops the bench, and says whose it is")
    func wrong() {
        var bench = Self.labelled(.printed)
        bench.send(.changed([PackageSummary(Sample.tracked)], removed: []))
        bench.scan(Sample.tracking)
        #expect(bench.station.alerts.first?.title.shown == "WRONG LABEL")
        #expect(
            bench.station.alerts.first?.expected?.shown
                == "This is the label of 000000042; the label of 000000073 is to be scanned")
        #expect(bench.station.bench?.package.id == 73)
        #expect(!bench.effects.contains { if case .open = $0 { true } else { false } })
    }

    @Test("the right label settles what was wrong: nothing else has to be acknowledged")
    func settled() {
        var bench = Self.labelled(.printed)
        bench.send(.changed([PackageSummary(Sample.tracked)], removed: []))
        bench.scan(Sample.tracking)
        bench.scan("733000000171")
        #expect(bench.effects.contains(.confirmPrint(1)) && bench.station.alerts.isEmpty)
    }

    @Test("a tracking number opens its package where no label is due, as it always did")
    func notDue() {
        for stage in [PrintStage.confirmed, .waiting, .wanted] {
            var bench = Self.labelled(stage)
            bench.send(.changed([PackageSummary(Sample.tracked)], removed: []))
            bench.scan(Sample.tracking)
            #expect(bench.effects.contains(.open(package: 42)), "\(stage)")
        }
    }

    @Test("a package's number opens it while a label is due, unless labels are always confirmed first")
    func opens() {
        var asking = Self.labelled(.printed)
        asking.scan("000000071")
        #expect(asking.effects.contains(.open(package: 71)) && asking.station.unconfirmedLabelCount == 1)
        var holding = Self.labelled(.printed, confirm: .always)
        holding.scan("000000071")
        #expect(!holding.effects.contains(.open(package: 71)))
        #expect(holding.station.result?.text == "Scan the label of 000000073 first.")
    }

    @Test(
        "a label that is late, waits for a printer, or has nothing to compare, never holds the bench",
        arguments: [PrintStage.wanted, .waiting, .sent, .failed, .confirmed])
    func neverHolds(stage: PrintStage) {
        var bench = Self.labelled(stage, confirm: .always)
        bench.press(.yes)
        bench.scan("000000071")
        #expect(bench.effects.contains(.open(package: 71)))
        var blank = Self.labelled(.wanted, confirm: .always)
        blank.send(
            .print(
                QueuedPrint(
                    id: 1, package: 73, number: "000000073", printer: "zebra", stage: .printed,
                    changed: Timestamp(microseconds: 0))))
        blank.scan("000000071")
        #expect(blank.effects.contains(.open(package: 71)))
    }

    @Test("a print that failed is an alert with the reason, never a passing line")
    func failed() {
        var bench = Self.labelled(.sending)
        bench.send(.print(Self.print(.failed, why: .verbatim("this is no label"))))
        #expect(bench.station.alerts.first?.title.shown == "NOT PRINTED")
        #expect(bench.station.alerts.first?.expected?.shown == "Printer zebra: this is no label")
        #expect(bench.station.labelAttentionCount == 1)
    }

    @Test("where it is not known whether a label came out, a person says so or scans it")
    func unknown() {
        var bench = Self.labelled(.sending)
        bench.send(.print(Self.print(.unknown)))
        #expect(bench.station.alerts.first?.title.shown == "PRINTED OR NOT?")
        var scanned = bench
        scanned.scan("733000000171")
        #expect(scanned.effects.contains(.confirmPrint(1)))
        bench.scan("XXDONEXX")
        bench.enter("print")
        #expect(bench.station.dialog?.choices.first?.shown == "The label is there")
        bench.enter("1")
        #expect(bench.effects.contains(.notePrinted(1)))
    }

    @Test("a label is printed again for a reason, which is asked")
    func again() {
        var bench = Self.labelled(.printed)
        bench.scan("XXPRESSXX")
        #expect(bench.station.dialog?.title.shown == "What is to be printed of 000000073?")
        bench.enter("1")
        #expect(bench.station.dialog?.title.shown == "Why is the label of 000000073 printed again?")
        bench.enter("1")
        #expect(bench.effects.contains(.printAgain(1, .damaged)))
        #expect(bench.station.result?.text == "The label of 000000073 is printed again: it is damaged.")
    }

    @Test("of several boxes, one is printed again")
    func againOne() {
        var bench = Self.labelled(.printed, boxes: 2)
        bench.enter("print")
        bench.enter("2")
        bench.enter("2")
        #expect(bench.effects.contains(.printAgain(2, .lost)) && !bench.effects.contains(.printAgain(1, .lost)))
    }

    @Test("without a label printer, print means the invoice")
    func invoice() {
        var bench = StationDriver.open(Sample.coat)
        bench.enter("print")
        #expect(bench.station.dialog == nil)
        #expect(bench.effects.contains { if case .invoice(_, .print, _) = $0 { true } else { false } })
    }

    @Test("a label that has changed since it was printed is an alert, once")
    func changed() {
        var bench = Self.labelled(.printed)
        bench.send(.labelDiffers(package: 73, .destination))
        #expect(bench.station.alerts.map(\.title.shown) == ["THE LABEL HAS CHANGED"])
        bench.send(.labelDiffers(package: 73, .destination))
        #expect(bench.station.alerts.count == 1)
        bench.scan("XXDONEXX")
        #expect(bench.station.labelStanding(of: 73)?.english == "printed: scan it · another one now: print")
        #expect(bench.station.labelNeed(of: 73) == .person)
        bench.enter("print")
        #expect(bench.station.dialog?.choices.first?.shown == "The new label")
        bench.enter("1")
        #expect(bench.effects.contains(.printLabel(package: 73)))
    }

    @Test("a label made anew that says the same is no alert: it can be printed")
    func madeAnew() {
        var bench = Self.labelled(.printed)
        bench.send(.labelDiffers(package: 73, .bytes))
        #expect(bench.station.alerts.isEmpty)
        #expect(bench.station.result?.text == "The label of 000000073 has changed.")
        bench.enter("print")
        #expect(bench.station.dialog?.choices.first?.shown == "The new label")
    }

    @Test("a label that has not come is told, and counts as needing attention after two minutes")
    func late() {
        var bench = Self.labelled(.void)
        let time = Timestamp(microseconds: 1_589_292_000_000_000)
        bench.send(.labelAwaited(package: 73, since: time))
        #expect(bench.station.labelStanding(of: 73)?.shown == "not there yet")
        #expect(bench.station.labelAttentionCount == 0)
        bench.wait(milliseconds: 121_000)
        bench.send(.minute)
        #expect(bench.station.labelStanding(of: 73)?.shown == "LATE: not there yet")
        #expect(bench.station.labelAttentionCount == 1)
        bench.send(.print(Self.print(.wanted, id: 9)))
        #expect(bench.station.labelAttentionCount == 0)
    }

    /// A bench with nothing open, and a package whose label has not come for two minutes.
    private static func withLateLabel() -> StationDriver {
        var bench = StationDriver.open(Sample.coat) { $0.labels.hasPrinter = true }
        bench.send(.changed([PackageSummary(Sample.tracked)], removed: []))
        bench.send(.labelAwaited(package: 42, since: Timestamp(microseconds: 1_589_292_000_000_000)))
        bench.wait(milliseconds: 121_000)
        bench.send(.minute)
        return bench
    }

    @Test("a late label is asked for again, whatever package is open")
    func askedAgain() {
        var bench = Self.withLateLabel()
        #expect(bench.station.labelAttentionCount == 1)
        bench.enter("print 42")
        #expect(
            bench.station.dialog?.choices.map(\.shown) == [
                "Ask the carrier for the label again", "Do not count the label as late any more", "Open the package",
            ])
        bench.enter("1")
        let given = bench.effects.compactMap { if case .run(let intent, _) = $0 { intent } else { nil } }
        #expect(given.map(\.kind) == [.shippingLabel] && given.map(\.package) == [42])
        #expect(bench.station.bench?.package.id == 73)
    }

    @Test("a late label that a person has seen to does not count any more, also when that is told anew")
    func dismissed() {
        var bench = Self.withLateLabel()
        bench.enter("print 000000042")
        bench.enter("2")
        #expect(bench.effects.contains(.dismissLabel(package: 42)))
        #expect(bench.station.result?.text == "The label of 000000042 does not count as late any more.")
        for _ in 0...1 {
            #expect(bench.station.labelAttentionCount == 0)
            #expect(bench.station.labelStanding(of: 42)?.shown == "not there yet")
            #expect(bench.station.labelNeed(of: 42) == .time)
            let since = Timestamp(microseconds: 1_589_292_000_000_000)
            bench.send(.labelAwaited(package: 42, since: since, isDismissed: true))
        }
        bench.enter("print 000000042")
        #expect(bench.station.dialog?.choices.count == 2)
        bench.enter("2")
        #expect(bench.effects.contains(.open(package: 42)))
    }

    @Test("the list of all that can be done offers the label again, with its reasons")
    func offered() {
        var bench = Self.labelled(.printed)
        bench.press(.commands)
        let choices = bench.station.dialog?.choices.map(\.shown) ?? []
        let place = choices.firstIndex(of: "Print the label again")
        bench.enter("\((place ?? 0) + 1)")
        #expect(bench.station.dialog?.title.shown == "Why is the label of 000000073 printed again?")
        bench.enter("1")
        #expect(bench.effects.contains(.printAgain(1, .damaged)))
        var without = StationDriver.open(Sample.coat)
        without.press(.commands)
        #expect(without.station.dialog?.choices.contains { $0.shown.contains("label") } == false)
    }

    @Test("what is told of labels is counted as they come, whatever order that is in")
    func counts() {
        var bench = Self.labelled(.printed, boxes: 3)
        #expect(bench.station.unconfirmedLabelCount == 3 && bench.station.labelsToScan(of: 73) == 3)
        bench.send(.print(Self.print(.confirmed, box: 1, boxes: 3)))
        bench.send(.print(Self.print(.wanted, id: 12, box: 2, boxes: 3)))
        #expect(bench.station.unconfirmedLabelCount == 1 && bench.station.waitingPrintCount == 1)
        #expect(bench.station.labelNeed(of: 73) == .time && bench.station.labelsToScan(of: 73) == 1)
        bench.send(.print(Self.print(.unknown, id: 12, box: 2, boxes: 3)))
        #expect(bench.station.labelAttentionCount == 1 && bench.station.labelNeed(of: 73) == .person)
        bench.send(.print(Self.print(.void, id: 12, box: 2, boxes: 3)))
        #expect(bench.station.labelAttentionCount == 0 && bench.station.unconfirmedLabelCount == 2)
    }

    @Test("jobs that are forgotten are not counted any more")
    func forgotten() {
        var bench = StationDriver.open(Sample.coat) { $0.labels.hasPrinter = true }
        for id in 1...1_200 {
            bench.quietly(.print(Self.print(.printed, id: id, package: Sample.coat, box: id)))
        }
        #expect(bench.station.prints.count <= 1_001)
        #expect(bench.station.unconfirmedLabelCount == bench.station.prints.count)
    }

    @Test("a label whose printer is not set up any more needs a person, is told so, and can be printed again")
    func stranded() {
        var bench = StationDriver.open(Sample.coat) {
            $0.labels.hasPrinter = true
            $0.labels.printers = ["other"]
        }
        bench.send(.print(Self.print(.wanted)))
        #expect(bench.station.labelNeed(of: 73) == .person && bench.station.labelAttentionCount == 1)
        let told = "the printer zebra is not set up any more: print it again"
        #expect(bench.station.labelStanding(of: 73)?.shown == told)
        bench.enter("print")
        bench.enter("1")
        bench.enter("1")
        #expect(bench.effects.contains(.printAgain(1, .damaged)))
        bench.send(.print(Self.print(.void)))
        #expect(bench.station.labelAttentionCount == 0)
    }

    @Test("a printer that needs a hand is named with its reason until it is well")
    func trouble() {
        var bench = Self.labelled(.waiting)
        bench.send(.printer("zebra", trouble: .verbatim("out of paper")))
        #expect(bench.station.printerTroubles.map(\.why.shown) == ["out of paper"])
        #expect(bench.station.labelStanding(of: 73)?.shown == "waits for the printer: out of paper")
        bench.send(.printer("zebra", trouble: nil))
        #expect(bench.station.printerTroubles.isEmpty)
    }

    @Test(
        "shipping asks where a label is known to be missing or unconfirmed, and only there",
        arguments: [
            (PrintStage.waiting, "Its label was not printed."), (.printed, "Its label was not scanned."),
            (.unknown, "It is not known whether its label came out of the printer."),
        ])
    func ship(stage: PrintStage, text: String) {
        var bench = StationDriver.open(Sample.packed) { $0.labels.hasPrinter = true }
        bench.send(.print(Self.print(.wanted, package: Sample.packed)))
        bench.send(.print(Self.print(stage, package: Sample.packed)))
        bench.scan("XXDONEXX")
        bench.press(.ship)
        #expect(bench.station.dialog?.text.map(\.shown) == [text])
    }

    @Test("a package whose label was printed elsewhere, or scanned back, is shipped as always")
    func shipElsewhere() {
        var bench = StationDriver.open(Sample.packed) { $0.labels.hasPrinter = true }
        bench.press(.ship)
        #expect(bench.station.dialog?.text.isEmpty == true)
        var confirmed = StationDriver.open(Sample.packed) { $0.labels.hasPrinter = true }
        confirmed.send(.print(Self.print(.confirmed, package: Sample.packed)))
        confirmed.press(.ship)
        #expect(confirmed.station.dialog?.text.isEmpty == true)
    }

    @Test("at the hand-over a label's code confirms it and ships the package")
    func handOver() {
        var bench = Self.labelled(.printed)
        bench.send(.changed([PackageSummary(Sample.tracked)], removed: []))
        bench.send(.print(Self.print(.printed, id: 5, package: Sample.tracked)))
        bench.enter("mode ship")
        bench.scan("XXNOTHINGXX")
        bench.scan(Sample.tracking)
        #expect(bench.station.alerts.allSatisfy { $0.title.shown != "WRONG LABEL" })
    }
}

extension Sample {
    fileprivate static let tracking = "7330999000111"

    /// A package that the carrier knows.
    fileprivate static let tracked =
        Package(
            raw: """
                {"pk": 42, "number": "000000042", "tracking_number": "\(tracking)",
                 "status": {"enum_value": "500", "name": "Packed", "id": 46}}
                """) ?? packed
}
