import Barcode
import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

// The table of SCANNING, row by row: what happens at a bench, in bytes with times, and what the station does. The sample's
// coat is package 000000073: one coat (1006905) and two pairs of socks (1157696, 8690001157692).
extension TerminalTests {
    @Suite("From keys to scans, rows 1 to 13", .serialized)
    @ScreenActor
    struct ScanTableTests {
        @Test("row 1: scans that come while a request runs are read, and handled in their order with their numbers")
        func duringRequest() throws {
            try ScannerBench.run { bench in
                bench.isSlow = true
                bench.scan("000000073")
                bench.scan("1006905")
                bench.scan("8690001157692")
                #expect(bench.said == ["1 ok: 000000073 · Preparing · 3 units"])
                bench.deliver()
                #expect(
                    bench.said.dropFirst() == [
                        "2 ok: 1006905 Wool coat · 1 of 1 · 2 left in the package",
                        "3 ok: 1157696 Running sock · 1 of 2 · 1 left in the package",
                    ])
            }
        }

        @Test("row 2: a terminator ends a frame and no pause does; what is too long or two codes in one is reported")
        func runTogether() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.advance(by: 1_000)
                bench.send("1006905\r1157696\r")
                #expect(bench.said.map { $0.prefix(4) } == ["2 ok", "3 ok"])
                bench.forget()

                bench.advance(by: 1_000)
                bench.send("115", gap: 2)
                bench.advance(by: 150)
                bench.send("7696\r", gap: 2)
                #expect(bench.said == ["4 ok: All 3 units are checked: pack it (F3)."])
                bench.forget()

                bench.scan("10069058690001157692")
                #expect(bench.said == ["5 wrong: 1006905 and 8690001157692 ran together."])
                bench.forget()

                bench.scan(String(repeating: "1006905", count: 1_200))
                #expect(
                    bench.said.count == 1 && bench.said.first?.contains("longer than 8192 characters") == true,
                    "\(bench.said)")
                #expect(bench.checked == "1/1 2/2" && bench.station.prompt.isEmpty)
            }
        }

        @Test(
            "row 3: without a terminator it is said once that Enter is missing, or a pause ends what came at machine speed"
        )
        func noTerminator() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.scan("1006905", end: "")
                bench.advance(by: 5_000)
                #expect(bench.result.contains("The scanner sends no Enter"))
                #expect(bench.station.prompt.text == "1006905" && bench.said.isEmpty)
                bench.press("\r")
                #expect(bench.checked == "1/1 0/2")
                bench.scan("1157696", end: "")
                bench.advance(by: 5_000)
                #expect(bench.tones.count { $0 == .notice } == 1, "it is said once")
            }
            try ScannerBench.run(opened: Sample.coat, { $0.scanner.pauseEndsFrame = true }) { bench in
                bench.scan("1006905", end: "")
                bench.advance(by: 101)
                #expect(bench.said == ["2 ok: 1006905 Wool coat · 1 of 1 · 2 left in the package"])
                bench.type("1157696")
                bench.advance(by: 5_000)
                #expect(bench.said.count == 1 && bench.station.prompt.text == "1157696", "a person is not cut short")
            }
        }

        @Test(
            "row 4: every kind of end ends a frame once, and an empty frame is nothing",
            arguments: [
                "\r", "\n", "\r\n", "\t", "\r\r", "\r\n\r\n",
            ])
        func ends(end: String) throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.scan("1006905", end: end)
                bench.scan("1157696", end: end)
                #expect(bench.said.map { $0.prefix(4) } == ["2 ok", "3 ok"])
                #expect(bench.checked == "1/1 1/2" && bench.station.focus == .list)
                // A question is up: the ends alone answer nothing.
                bench.scan("XXBOXXX", end: end)
                bench.send(end, gap: 20)
                #expect(bench.station.dialog?.title == "Pack although 1 of 3 is not checked?")
                #expect(bench.commands.isEmpty)
            }
        }

        @Test("row 5: the Enter of a scan presses no button, and the default of a question harms nothing")
        func buttons() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.press("\u{1B}OR")
                #expect(bench.station.dialog?.choices.map(\.shown) == ["No, go back", "Yes, pack"])
                #expect(bench.station.dialog?.selected == 0)
                bench.scan("4006381333931")
                #expect(bench.station.dialog != nil && bench.commands.isEmpty)
                bench.press("\u{1B}")
                bench.press("\u{1B}OR")
                bench.send("\u{1B}[B", gap: 0)
                bench.send("\r", gap: 50)
                #expect(bench.station.dialog?.selected == 1 && bench.commands.isEmpty, "the question is too young")
                bench.advance(by: 300)
                bench.send("\r", gap: 1)
                #expect(bench.commands == ["Complete packaging on 73"])
            }
        }

        @Test("row 6: a scan while a question is up is one of its answers, or is refused with the tone of an error")
        func question() throws {
            try ScannerBench.run(opened: Sample.packed) { bench in
                bench.scan("XXSENDXX")
                #expect(bench.station.dialog?.title == "Ship 000000064?")
                bench.forget()
                bench.scan("4006381333931")
                #expect(bench.said == ["3 wrong: 4006381333931 is no answer to “Ship 000000064?”."])
                #expect(bench.tones == [.wrong])
                #expect(bench.station.dialog?.title == "Ship 000000064?" && bench.station.alerts.isEmpty)
                bench.scan("000000064")
                #expect(bench.commands == ["Ship the package on 64"] && bench.station.dialog == nil)
            }
        }

        @Test("row 6: a command code that is no answer closes the question, and must be acknowledged")
        func otherCommand() throws {
            try ScannerBench.run(opened: Sample.packed) { bench in
                bench.scan("XXSENDXX")
                bench.forget()
                bench.scan("XXREJECTXX")
                #expect(bench.said == ["3 wrong: XXREJECTXX is no answer to “Ship 000000064?”."])
                #expect(bench.tones == [.wrong] && bench.station.dialog == nil)
                #expect(bench.station.alerts.map(\.title.shown) == ["NO ANSWER"] && bench.commands.isEmpty)
            }
        }

        @Test("row 7: no letter, digit or sign is a hot key")
        func hotKeys() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                for byte in UInt8(0x20)...0x7E {
                    let before = bench.station
                    bench.send([byte], gap: 1_000)
                    #expect(bench.station.prompt.text == String(Unicode.Scalar(byte)))
                    #expect(
                        bench.station.page == .work && bench.station.dialog == nil && bench.station.hasQuit == false)
                    #expect(bench.station.list == before.list && bench.station.bench == before.bench)
                    bench.send([0x7F], gap: 1_000)
                }
                #expect(bench.said.isEmpty && bench.commands.isEmpty && bench.station.prompt.isEmpty)
            }
        }

        @Test(
            "row 8: another keyboard layout is found out, offered, and used for the session",
            arguments: [KeyboardLayout.french: "French", .belgian: "Belgian", .turkishF: "Turkish-F"])
        func layout(host: KeyboardLayout, title: String) throws {
            try ScannerBench.run([Self.rug], opened: Self.rug) { bench in
                bench.scan(host.received("Kilim-7/B"))
                let dialog = try #require(bench.station.dialog)
                #expect(dialog.title == "Is the keyboard layout another one?")
                let choice = try #require(dialog.choices.firstIndex { $0.hasSuffix("as \(title)") })
                for _ in 0..<choice { bench.press("\u{1B}[B") }
                bench.press("\r")
                #expect(bench.checked == "1/3")
                bench.scan(host.received("kilim-7/b"))
                #expect(bench.checked == "2/3", "it is used from now on")
            }
        }

        @Test("row 9: whatever stands for the group separator becomes one, a substitute only when it is configured")
        func separators() throws {
            let label = "]C1010869000115769210L7\u{1D}302"
            func checked(_ separator: String, _ host: KeyboardLayout = .us, configured: [String] = []) throws -> String
            {
                var checked = ""
                try ScannerBench.run(opened: Sample.coat) {
                    $0.codes.layout = host
                    $0.codes.separatorSubstitutes = configured
                } _: { bench in
                    bench.scan(host.received(label).replacing("\u{1D}", with: separator))
                    checked = bench.checked
                }
                return checked
            }
            #expect(try checked("\u{1D}") == "0/1 2/2")
            #expect(try checked("\u{1E}") == "0/1 2/2")
            #expect(try checked("\u{1E}", .turkishQ) == "0/1 2/2")
            #expect(try checked("\u{1E}", .german) == "0/1 2/2")
            #expect(try checked("$", .french) == "0/1 2/2")
            for substitute in ["<GS>", "{GS}", "|", "^", "~"] {
                #expect(try checked(substitute, configured: [substitute]) == "0/1 2/2", "\(substitute)")
            }
            #expect(try checked("|") == "0/1 1/2", "a lot that is faulty hides the count, and (01) is one unit")
        }

        @Test("row 10: a group separator that is typed as Alt+0 2 9 is decoded", arguments: [0, 2, 30] as [Int64])
        func alt(gap: Int64) throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.advance(by: 1_000)
                bench.send("]C1010869000115769210L7", gap: gap)
                bench.send("\u{1B}0\u{1B}2\u{1B}9", gap: 0)
                bench.send("302\r", gap: gap)
                #expect(bench.checked == "0/1 2/2")
                #expect(bench.raw == ["]C1010869000115769210L7\u{1D}302"])
            }
        }

        @Test("row 11: control bytes that a terminal driver would eat arrive as data of a frame")
        func controlBytes() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                let eaten: [UInt8] = [0x03, 0x04, 0x11, 0x13, 0x16, 0x1A, 0x1C]
                let frame = Array("[)>".utf8) + eaten.flatMap { Array("12".utf8) + [$0] } + Array("34".utf8)
                bench.advance(by: 1_000)
                bench.send(frame + [0x0D], gap: 2)
                bench.advance(by: 60)
                #expect(bench.raw == [String(decoding: frame, as: UTF8.self)])
                #expect(!bench.station.hasQuit && bench.station.page == .work)
            }
        }

        @Test("row 12: Caps Lock is noticed and said, and codes compare without regard to case")
        func capsLock() throws {
            try ScannerBench.run(opened: Sample.coat) { bench in
                bench.scan("xxundoxx")
                #expect(bench.said == ["2 wrong: There is no scan to take back. Caps Lock seems to be on."])
                bench.scan("1006905")
                bench.scan("XXUNDOXX")
                #expect(bench.said.last == "4 ok: Taken back: 1006905 Wool coat · 0 of 3 checked")
            }
            try ScannerBench.run([Self.rug], opened: Self.rug) { bench in
                bench.scan("kILIM-7/b")
                #expect(bench.checked == "1/3")
            }
        }

        @Test("row 13: folding is ASCII's, and a dotless i or a dotted I is evidence of a Turkish keyboard")
        func turkish() throws {
            try ScannerBench.run([Self.rug], opened: Self.rug) { bench in
                let received = KeyboardLayout.turkishQ.received("Kilim-7/B")
                #expect(received == "Kılım*7.B")
                bench.scan(received)
                #expect(bench.checked == "0/3", "ı is no i")
                #expect(bench.station.dialog?.choices.map(\.shown).contains("Yes, read all scans as Turkish-Q") == true)
            }
        }

        /// Goods whose code shows the layout and the case.
        static let rug = Sample.package(
            id: 81, number: "000000081", order: "100129981", state: "Waiting", value: "100",
            due: "2020-05-12T16:00:00Z", customer: ("Bar", "lorem"), city: "Uşak",
            items: [("Kilim-7/B", "Rug", nil), ("Kilim-7/B", "Rug", nil), ("Kilim-7/B", "Rug", nil)],
            commands: Sample.packing)
    }
}
