import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("Labels that other benches printed")
struct BenchLabelTests {
    /// A bench at which the coat's package is open, whose label another one has in that stage.
    private static func elsewhere(
        _ stage: PrintStage, confirm: LabelSettings.Confirm = .ask, boxes: Int = 1
    ) -> StationDriver {
        var bench = StationDriver.open(Sample.coat) { $0.labels.confirm = confirm }
        bench.send(.benchPrints([73: (1...boxes).map { benchPrint(stage, box: $0) }]))
        return bench
    }

    private static func benchPrint(_ stage: PrintStage, box: Int = 1) -> BenchPrint {
        BenchPrint(
            package: 73, box: box, stage: stage, bench: "bench 5", packer: "Mehmet", barcodes: ["7330000001\(box)1"],
            at: Timestamp(microseconds: 1_589_291_000_000_000))
    }

    @Test("the pane says where and when another bench printed the label, and who packed there")
    func printedElsewhere() {
        let told: [(PrintStage, String)] = [
            (.printed, "printed at bench 5 (Mehmet), 13:43: scan it"),
            (.confirmed, "scanned, right, at bench 5 (Mehmet), 13:43"),
            (.unknown, "not known whether it came out at bench 5 (Mehmet), 13:43"),
            (.waiting, "on its way to the printer at bench 5 (Mehmet)"),
        ]
        for (stage, text) in told {
            #expect(Self.elsewhere(stage).station.labelStanding(of: 73)?.shown == text)
        }
        let never = Self.elsewhere(.printed, confirm: .never).station
        #expect(never.labelStanding(of: 73)?.shown == "printed at bench 5 (Mehmet), 13:43")
        #expect(never.labelNeed(of: 73) == .nothing)
    }

    @Test("the label of another bench is scanned back here, and that bench is told")
    func confirmedElsewhere() {
        var bench = Self.elsewhere(.printed)
        #expect(bench.station.labelsToScan(of: 73) == 1)
        bench.scan("733000000111")
        #expect(bench.effects.contains(.confirmBenchPrint(Self.benchPrint(.printed))))
        #expect(bench.station.result?.text == "The label of 000000073 is the right one.")
        #expect(bench.station.labelsToScan(of: 73) == 0)
    }

    @Test("a label of this bench counts before what another one printed of the same box")
    func ownFirst() {
        var bench = StationDriver.open(Sample.coat) { $0.labels.hasPrinter = true }
        bench.send(
            .print(
                QueuedPrint(
                    id: 1, package: 73, number: Sample.coat.number, printer: "zebra", stage: .confirmed,
                    changed: Timestamp(microseconds: 0))))
        bench.send(.benchPrints([73: [Self.benchPrint(.printed)]]))
        #expect(bench.station.labelStanding(of: 73)?.shown == "scanned, right")
    }

    @Test("a package is not shipped without a question whose label another bench printed and nobody scanned back")
    func shipElsewhere() {
        func asked(_ stage: PrintStage, _ confirm: LabelSettings.Confirm) -> [String]? {
            var bench = Self.packedElsewhere(stage, confirm)
            bench.scan("XXSENDXX")
            return bench.station.dialog?.text.map(\.shown)
        }
        #expect(asked(.printed, .ask) == ["Its label was not scanned."])
        #expect(asked(.unknown, .never) == ["It is not known whether its label came out of the printer."])
        #expect(asked(.waiting, .never) == ["Its label was not printed."])
    }

    private static func packedElsewhere(_ stage: PrintStage, _ confirm: LabelSettings.Confirm) -> StationDriver {
        var bench = StationDriver.open(Sample.packed) { $0.labels.confirm = confirm }
        bench.send(
            .benchPrints([
                Sample.packed.id: [
                    BenchPrint(
                        package: Sample.packed.id, stage: stage, bench: "bench 5", barcodes: ["1"],
                        at: Timestamp(microseconds: 0))
                ]
            ]))
        return bench
    }
}
