import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("Invoices and gift notes on paper")
struct PaperTests {
    private static func print(_ paper: QueuedPrint.Paper, _ stage: PrintStage, id: Int = 1) -> QueuedPrint {
        QueuedPrint(
            id: id, package: 71, number: "000000071", paper: paper, printer: "office", stage: stage,
            changed: Timestamp(microseconds: 0))
    }

    /// The mug's package, with words of the sender.
    private static let gift: Package? = Package(
        raw: Sample.mug.raw.replacing("{", with: #"{"order_gift_box_note": "Nice <day>!", "#, maxReplacements: 1))

    @Test("an invoice that is a print job is said to be printed only when the printer has it")
    func invoice() {
        var bench = StationDriver.atWork(on: Sample.mug)
        bench.enterQuietly("print")
        bench.send(
            .document(.queued, package: 71, scan: 2),
            changes: [.says: "PRINTING 000000071: the invoice is being printed."], effects: ["2 word ok"])
        bench = bench.unstated
        bench.send(.print(Self.print(.invoice, .wanted)))
        bench.send(.print(Self.print(.invoice, .sent)))
        #expect(bench.station.result?.text == "000000071: the invoice was given to the printer.")
    }

    @Test("a package with a gift note is asked what is to be printed of it, also where no label is printed")
    func giftNote() throws {
        var bench = StationDriver.open(try #require(Self.gift))
        bench.enter("print")
        #expect(bench.station.dialog?.choices.map(\.shown) == ["The invoice", "The gift note"])
        bench.enter("2")
        #expect(bench.effects.contains { if case .printGiftNote(71, _) = $0 { true } else { false } })
    }

    @Test("why a gift note cannot be printed is an alert")
    func noPaper() throws {
        var bench = StationDriver.open(try #require(Self.gift))
        bench.enter("print")
        bench.enter("2")
        let scan = bench.effects.lazy.compactMap { if case .printGiftNote(_, let scan) = $0 { scan } else { nil } }
            .first
        bench.send(.document(.notDone(.print, "no paper"), package: 71, scan: try #require(scan)))
        #expect(bench.station.alerts.first?.title.shown == "NOT PRINTED")
        #expect(bench.station.alerts.first?.expected?.shown == "no paper")
    }

    @Test("a paper of which it is not known whether it came out can be said to be there, and is not taken for a label")
    func unknown() {
        var bench = StationDriver.open(Sample.mug)
        bench.send(.print(Self.print(.invoice, .wanted)))
        bench.send(.print(Self.print(.invoice, .unknown)))
        #expect(bench.station.alerts.first?.title.shown == "PRINTED OR NOT?")
        #expect(bench.station.labelStanding(of: 71) == nil)
        bench.scan("XXDONEXX")
        bench.enter("print")
        #expect(bench.station.dialog?.choices.map(\.shown) == ["It came out: invoice", "The invoice"])
        bench.enter("1")
        #expect(bench.effects.contains(.notePrinted(1)))
    }
}
