import Barcode
import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

// The table of SCANNING, its second half; see `ScanTableTests`.
extension TerminalTests {
    @Suite("From keys to scans, rows 14 to 25", .serialized)
    @ScreenActor
    struct ScanTableMoreTests {
        @Test("row 14: a character that is cut between two reads waits for its rest")
        func cutCharacter() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                // Each byte is a read of its own here.
                bench.scan("ŞİŞE-東-🎁")
                #expect(bench.raw == ["ŞİŞE-東-🎁"])
            }
        }

        @Test("row 15: the end of exactly one expected code is incomplete, and never a match")
        func incomplete() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.scan("01157692")
                #expect(bench.said == ["2 wrong: 01157692 is only the end of a code of this package."])
                #expect(bench.station.alerts.map(\.title.shown) == ["INCOMPLETE SCAN"])
                #expect(bench.checked == "0/1 0/2")
            }
        }

        @Test("row 16: the same code again within 200 ms is ignored visibly, with a tone of its own")
        func doubleRead() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.scan("1157696")
                bench.advance(by: 100)
                bench.send("1157696\r")
                #expect(bench.said.last == "3 ignored: 1157696 was read twice; the second reading is ignored.")
                #expect(bench.tones.last == .ignored && bench.result.hasPrefix("IGNORED"))
                #expect(bench.checked == "0/1 1/2")
            }
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.scan("1157696")
                bench.send("1006905\r1157696\r")
                #expect(bench.checked == "1/1 2/2", "never across a different code")
            }
            try ScannerBench.run(opened: Sample.coat, { $0.repeatWindow = nil }) { bench in
                bench.scan("1157696")
                bench.send("1157696\r")
                #expect(bench.checked == "0/1 2/2", "it can be off")
            }
        }

        @Test("row 17: of several labels in one shot those that match count, and the others are listed")
        func shot() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.advance(by: 1_000)
                bench.send("SERIAL-77\r1006905\rIMEI-3512\r")
                bench.advance(by: 500)
                #expect(
                    bench.said == [
                        "2 ignored: Read with it, and left alone: SERIAL-77",
                        "3 ok: 1006905 Wool coat · 1 of 1 · 2 left in the package",
                        "4 ignored: Read with it, and left alone: IMEI-3512",
                    ])
                #expect(bench.station.alerts.isEmpty && bench.checked == "1/1 0/2")
            }
        }

        @Test("row 18: a person's slow keys can be edited, and need Enter")
        func slowKeys() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.type("1006906")
                bench.send("\u{7F}", gap: 300)
                bench.send("5", gap: 300)
                bench.advance(by: 10_000)
                #expect(bench.said.isEmpty && bench.station.prompt.text == "1006905")
                bench.send("\r", gap: 300)
                #expect(bench.said == ["2 ok: 1006905 Wool coat · 1 of 1 · 2 left in the package"])
            }
        }

        @Test("row 19: identifier, prefix and suffix are stripped, and the raw frame stays in the journal")
        func dressed() throws {
            try ScannerBench.run(opened: Sample.coat) {
                $0.codes.prefix = "~"
                $0.codes.suffix = "#"
            } _: { bench in
                bench.scan("~]E08690001157692#")
                bench.scan("]E0~8690001157692#")
                #expect(bench.checked == "0/1 2/2")
                #expect(bench.raw == ["~]E08690001157692#", "]E0~8690001157692#"])
                #expect(bench.journal.map(\.canonical) == ["8690001157692", "8690001157692"])
            }
        }

        @Test("row 20: the asterisks of Code 39 and blanks around a code are no part of it")
        func code39() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.scan("*1006905*")
                bench.scan("]A01157696   ")
                bench.scan("  * 8690001157692 *  ")
                #expect(bench.checked == "1/1 2/2")
            }
        }

        @Test("row 21: UPC-A, EAN-13 and GTIN-14 of one product are the same, and zeros make another number")
        func zeros() throws {
            try ScannerBench.run([Self.soup, Sample.coat], opened: Self.soup) { bench in
                bench.scan("036000291452")
                bench.scan("0036000291452")
                bench.scan("00036000291452")
                #expect(bench.checked == "3/3")
                bench.scan("73")
                #expect(bench.station.subject?.number == "000000082", "73 is not 000000073")
            }
        }

        @Test("row 22: a scan that lands in a text field is taken out again, the field restored, the scan handled")
        func textFields() throws {
            try ScannerBench.run { bench in
                bench.press("\u{1B}OQ")
                bench.type("ad")
                #expect(bench.station.isFiltering && bench.station.list.filter.text == "ad")
                bench.scan("000000071")
                #expect(bench.station.list.filter.text == "ad")
                #expect(bench.station.subject?.number == "000000071")
            }
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.type("den")
                bench.scan("1006905")
                #expect(bench.checked == "1/1 0/2" && bench.station.prompt.text == "den")
                for _ in 0..<3 { bench.send([0x7F], gap: 300) }
                bench.type("2*")
                bench.scan("1157696")
                #expect(bench.checked == "1/1 2/2" && bench.station.prompt.isEmpty, "a quantity waits for its code")
            }
        }

        @Test("row 23: a scan after the package is done opens another or is refused, and never counts in silence")
        func late() throws {
            try ScannerBench.run(opened: Sample.packed) { bench in
                bench.scan("4006381333931")
                #expect(bench.said == ["2 wrong: 000000064 is Packed: nothing more goes in."])
                #expect(bench.tones == [.wrong] && bench.station.alerts.map(\.title.shown) == ["TOO LATE"])
                bench.scan("000000071")
                #expect(bench.station.subject?.number == "000000071" && bench.checked == "0/1")
            }
            try ScannerBench.run(opened: Sample.mug) { bench in
                bench.scan("2000001")
                bench.scan("XXBOXXX")
                bench.scan("2000001")
                #expect(bench.said.last == "4 wrong: 000000071 is queued to be packed: nothing more goes in.")
            }
        }

        @Test("row 24: each line of a paste is a frame")
        func paste() throws {
            try ScannerBench.run { bench in
                bench.press("\u{1B}[200~000000073\r1006905\r\n1157696\u{1B}[201~")
                #expect(bench.said.map { $0.prefix(4) } == ["1 ok", "2 ok", "3 ok"])
                #expect(bench.checked == "1/1 1/2" && bench.station.prompt.isEmpty)
            }
        }

        @Test("row 25: a resize, a mouse, Ctrl-Z and coming back from a stop in the middle of a scan leave it whole")
        func interruptions() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.advance(by: 1_000)
                bench.send("100")
                try bench.resize(rows: 24, columns: 80)
                bench.send("6905\r")
                #expect(bench.checked == "1/1 0/2")
                bench.advance(by: 1_000)
                bench.send("115")
                bench.send("\u{1B}[<0;10;10M", gap: 0)
                bench.send("7696\r")
                #expect(bench.checked == "1/1 1/2")
                bench.advance(by: 1_000)
                bench.send("8690001")
                bench.comeBack()
                bench.send("157692\r")
                #expect(bench.checked == "1/1 2/2")
                bench.forget()
                bench.scan("LOT\u{1A}9")
                #expect(bench.raw == ["LOT\u{1A}9"])
            }
        }

        /// Goods with a UPC-A on them.
        static let soup = Sample.package(
            id: 82, number: "000000082", order: "100129982", state: "Waiting", value: "100",
            due: "2020-05-12T16:00:00Z", customer: ("Bar", "lorem"), city: "Bolu",
            items: [
                ("S1", "Soup", "036000291452"), ("S1", "Soup", "036000291452"), ("S1", "Soup", "036000291452"),
            ],
            commands: Sample.packing)
    }
}
