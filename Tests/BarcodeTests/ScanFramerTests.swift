import Barcode
import TestTools
import Testing

/// The rows of the table of bench troubles that are about keys and time, each by its number.
@Suite("From keys to scans")
struct ScanFramerTests {
    @Test("a burst that ends in Enter is a scan, with its times and its speed")
    func burst() {
        var bench = Bench()
        bench.scan("8690001157692\r")
        #expect(bench.texts == ["8690001157692"])
        #expect(bench.frames.first?.source == .scanner)
        #expect(bench.frames.first?.ending == .carriageReturn)
        #expect(bench.frames.first?.start == 1_002)
        #expect(bench.frames.first?.end == 1_026)
        #expect(bench.frames.first?.millisecondsPerCharacter == 2)
        #expect(bench.shown == "")
    }

    @Test("row 2: two scans run together are two frames, and no pause is needed between them")
    func runTogether() {
        var bench = Bench()
        bench.send("8690001157692\rXXBOXXX\r", gap: 0)
        #expect(bench.texts == ["8690001157692", "XXBOXXX"])
    }

    @Test(
        "row 2: a scan that came in two halves is not split by the time between them", arguments: [36, 99, 500, 5_000])
    func halves(pause: Int64) {
        var bench = Bench()
        bench.scan("869000")
        bench.now += pause
        bench.scan("1157692\r")
        #expect(bench.texts == ["8690001157692"])
        #expect(bench.shown == "")
    }

    @Test("row 2: however slow its characters come, what the field and the frame hold together is the whole scan")
    func anyRhythm() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<400 {
            var bench = Bench()
            let code = String(
                (0..<Int.random(in: 1...20, using: &random)).map { _ in
                    "0123456789".randomElement(using: &random) ?? "0"
                })
            for scalar in (code + "\r").unicodeScalars {
                bench.now += [0, 1, 8, 40, 90, 300, 990].randomElement(using: &random) ?? 0
                bench.press(.scalar(scalar))
            }
            #expect(bench.shown + bench.texts.joined() == code)
            #expect(bench.events.count == 1, "one end of line for \(code): \(bench.events)")
        }
    }

    @Test("row 2: a frame that is too long is reported once and taken out of the field")
    func tooLong() {
        var bench = Bench { $0.maximumLength = 20 }
        bench.scan(String(repeating: "7", count: 5_000) + "\r8690001157692\r")
        guard case .fault(let error, text: _, inserted: 20)? = bench.events.first else {
            Issue.record("no fault: \(bench.events)")
            return
        }
        #expect(error.code == .frameTooLong)
        #expect(error.description == "The scan is longer than 20 characters; scan again, one label at a time.")
        #expect(bench.texts == ["8690001157692"])
        #expect(bench.shown == "")
    }

    @Test("row 3: a scanner without a terminator is noticed, once, and Enter by hand ends its scan")
    func missingTerminator() {
        var bench = Bench()
        bench.scan("8690001157692")
        #expect(bench.shown == "8690001157692")
        bench.wait(10_000)
        #expect(bench.events == [.missingTerminator])
        bench.press(.scalar("\r"))
        #expect(bench.texts == ["8690001157692"])
        bench.scan("XXBOXXX")
        bench.wait(10_000)
        #expect(bench.events.count { $0 == .missingTerminator } == 1)
    }

    @Test("row 3: where a pause ends a frame, it ends bursts and never what a person types")
    func pauseEndsFrame() {
        var bench = Bench {
            $0.pauseEndsFrame = true
            $0.terminators = []
        }
        bench.scan("8690001157692")
        bench.wait(100)
        #expect(bench.texts.isEmpty)
        bench.wait(1)
        #expect(bench.texts == ["8690001157692"])
        #expect(bench.frames.first?.ending == .pause)

        bench.type("pack")
        bench.wait(60_000)
        #expect(bench.shown == "pack")
        bench.press(.scalar("\r"))
        #expect(bench.events.last == .enter)
    }

    @Test("row 3: a pause counts even where its timer came too late")
    func lateTimer() {
        var bench = Bench { $0.pauseEndsFrame = true }
        bench.scan("8690001157692")
        bench.now += 300
        bench.scan("XXBOXXX")
        bench.wait(300)
        #expect(bench.texts == ["8690001157692", "XXBOXXX"])
    }

    @Test(
        "row 4: every terminator, and two of them, are one end of frame",
        arguments: ["\r", "\n", "\r\n", "\t", "\r\r", "\t\r", "\n\n", "\r\n\r\n"])
    func terminators(terminator: String) {
        var bench = Bench()
        bench.scan("8690001157692" + terminator)
        bench.now += 400
        bench.scan("XXBOXXX" + terminator)
        #expect(bench.texts == ["8690001157692", "XXBOXXX"])
        #expect(bench.events.count == 2, "an empty frame is nothing: \(bench.events)")
    }

    @Test("row 4: the LF of a slow CR LF is no Enter of its own")
    func slowLineFeed() {
        var bench = Bench()
        bench.send("1157692\r\n", gap: 990)
        #expect(bench.shown == "1157692")
        #expect(bench.events == [.enter])
    }

    @Test("row 4: a person's Enter counts each time")
    func repeatedEnter() {
        var bench = Bench()
        bench.send("\r\r\r", gap: 30)
        #expect(bench.events == [.enter, .enter, .enter])
        bench.scan("8690001157692\r")
        bench.now += 200
        bench.press(.scalar("\r"))
        #expect(bench.events.last == .enter)
    }

    @Test("row 4: Tab and Enter that are not configured to end a frame are data inside it, and a person's outside it")
    func configuredTerminators() {
        var bench = Bench { $0.terminators = [.carriageReturn] }
        bench.scan("ONE\tTWO\nTHREE\r")
        #expect(bench.texts == ["ONE\tTWO\nTHREE"])
        bench.now += 500
        bench.press(.scalar("\t"))
        bench.now += 500
        bench.press(.scalar("\n"))
        #expect(bench.events.suffix(2) == [.tab, .enter])
    }

    @Test("row 10: ESC 0 ESC 2 ESC 9 is the group separator, at any speed", arguments: [0, 2, 40])
    func altSequence(gap: Int64) {
        var bench = Bench()
        bench.scan("10ABC")
        for digit in "029" {
            bench.now += gap
            bench.press(.scalar("\u{1B}"))
            for scalar in digit.unicodeScalars { bench.press(.scalar(scalar)) }
        }
        bench.scan("2112345\r")
        #expect(bench.texts == ["10ABC\u{1D}2112345"])
    }

    @Test("row 10: a lone Esc is given back after a moment, and Alt with a letter at once")
    func escape() {
        var bench = Bench()
        bench.press(.scalar("\u{1B}"))
        #expect(bench.events.isEmpty)
        bench.wait(11)
        #expect(bench.events == [.escape])

        bench.send("\u{1B}x", gap: 0)
        bench.now += 500
        bench.send("\u{1B}0\u{1B}1k", gap: 0)
        #expect(bench.events == [.escape, .alt("x"), .alt("0"), .alt("1")])
        #expect(bench.shown == "k")
    }

    @Test("row 11: control bytes are data of a frame, even those that the keymap uses")
    func controlBytes() {
        let controls = "\u{01}\u{02}\u{03}\u{04}\u{11}\u{13}\u{16}\u{1A}\u{1C}\u{1D}\u{1E}"
        var bench = Bench { $0.controlKeys = ["\u{03}", "\u{12}", "\u{1A}"] }
        bench.scan("]C1" + controls + "10AB\r")
        #expect(bench.texts == ["]C1" + controls + "10AB"])
        bench.now += 500
        bench.press(.scalar("\u{12}"))
        #expect(bench.events.last == .control("\u{12}"))
        #expect(bench.shown == "")
    }

    @Test("row 18: a person's keys go to the field, and Enter is theirs")
    func typing() {
        var bench = Bench()
        bench.type("pacj")
        bench.press(.editing(263))
        bench.type("k\r")
        #expect(bench.events == [.key(263), .enter])
        #expect(bench.shown == "pacjk")
    }

    @Test("row 18: an edit in the middle of a scan spoils it, and the next scan is good again")
    func editedScan() {
        var bench = Bench()
        bench.scan("869000")
        bench.press(.editing(263))
        bench.scan("1157692\r")
        guard case .fault(let error, text: _, inserted: 7)? = bench.events.last else {
            Issue.record("no fault: \(bench.events)")
            return
        }
        #expect(error.code == .frameInterrupted)
        bench.now += 500
        bench.scan("8690001157692\r")
        #expect(bench.texts == ["8690001157692"])
    }

    @Test("row 18: Esc forgets a scan that waits for its end, and spoils one that it falls into")
    func escapedScan() {
        var bench = Bench()
        bench.scan("4006381333931")
        bench.now += 800
        bench.press(.scalar("\u{1B}"))
        bench.wait(500)
        bench.field = []
        bench.scan("8690001157692\r")
        #expect(bench.texts == ["8690001157692"])

        bench.now += 800
        bench.scan("869000\u{1B}")
        bench.now += 15
        bench.scan("1157692\r")
        #expect(bench.texts.count == 1)
        guard case .fault(let error, text: _, inserted: 7)? = bench.events.last else {
            Issue.record("no fault: \(bench.events)")
            return
        }
        #expect(error.code == .frameInterrupted)
    }

    @Test("row 22: a scan in a text field is taken out again and what a person typed stays")
    func scanInField() {
        var bench = Bench()
        bench.type("ıst")
        bench.now += 900
        bench.scan("8690001157692\r")
        #expect(bench.shown == "ıst")
        #expect(bench.texts == ["8690001157692"])
        #expect(bench.frames.first?.inserted == 13)
    }

    @Test("row 22: a scan that was read in one piece never shows in the field")
    func wholeScan() {
        var framer = ScanFramer<Int>()
        var tokens: [ScanFramer<Int>.Token] = []
        for scalar in "8690001157692\r".unicodeScalars { framer.feed(.scalar(scalar), at: 5, into: &tokens) }
        #expect(tokens.count == 1)
        guard case .frame(let frame)? = tokens.first else { return }
        #expect(frame.inserted == 0)
    }

    @Test("row 24: each line of a paste is a frame, and the last needs no end")
    func paste() {
        var bench = Bench()
        bench.press(.pasteBegin)
        bench.send("000000073\r\n\n000000071\n\tthird line", gap: 0)
        bench.press(.pasteEnd)
        #expect(bench.texts == ["000000073", "000000071", "\tthird line"])
        #expect(bench.frames.allSatisfy { $0.source == .pasted && $0.inserted == 0 })
    }

    @Test("row 24: a paste without an end of line is text that a person goes on with")
    func pastedWord() {
        var bench = Bench()
        bench.press(.pasteBegin)
        bench.send("000000073", gap: 0)
        bench.press(.pasteEnd)
        bench.press(.scalar("\r"))
        #expect(bench.shown == "000000073")
        #expect(bench.events == [.enter])
    }

    @Test("row 24: a paste whose end never comes does not swallow the keys after it")
    func cutPaste() {
        var bench = Bench()
        bench.press(.pasteBegin)
        bench.send("one\ntwo", gap: 0)
        bench.now += 5_000
        bench.type("x\r")
        #expect(bench.texts == ["one", "two"])
        #expect(bench.shown == "x")
    }

    @Test("row 25: a resize or the mouse in the middle of a scan keeps its place, and the scan goes on")
    func resize() {
        var framer = ScanFramer<Int>()
        var tokens: [ScanFramer<Int>.Token] = []
        for scalar in "869000".unicodeScalars { framer.feed(.scalar(scalar), at: 5, into: &tokens) }
        framer.feed(.other(410), at: 5, into: &tokens)
        for scalar in "1157692\r".unicodeScalars { framer.feed(.scalar(scalar), at: 5, into: &tokens) }
        #expect(tokens.prefix(6) == "869000".unicodeScalars.map(ScanFramer<Int>.Token.text)[...])
        #expect(tokens[6] == .key(410))
        guard case .frame(let frame)? = tokens.last else {
            Issue.record("no frame: \(tokens)")
            return
        }
        #expect(frame.text == "8690001157692")
        #expect(frame.inserted == 6)
    }

    @Test("a thousand scans in one write are a thousand frames in order")
    func thousand() {
        var framer = ScanFramer<Int>()
        var tokens: [ScanFramer<Int>.Token] = []
        let codes = (0..<1_000).map { "CODE-\($0)" }
        for scalar in codes.joined(separator: "\r").unicodeScalars {
            framer.feed(.scalar(scalar), at: 0, into: &tokens)
        }
        framer.feed(.scalar("\r"), at: 0, into: &tokens)
        let texts = tokens.map { if case .frame(let frame) = $0 { frame.text } else { "?" } }
        #expect(texts == codes)
    }

    @Test("keys of any kind in any order never trap, and never leave a deadline behind in the past")
    func anyKeys() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            var framer = ScanFramer<Int>()
            framer.settings.maximumLength = Int.random(in: 0...30, using: &random)
            framer.settings.pauseEndsFrame = Bool.random(using: &random)
            framer.settings.minimumBurst = Int.random(in: 0...6, using: &random)
            var now = Int64.random(in: -5...5, using: &random)
            for _ in 0..<300 {
                let input: ScanFramer<Int>.Input =
                    switch Int.random(in: 0..<20, using: &random) {
                    case 0: .enter
                    case 1: .editing(1)
                    case 2: .other(2)
                    case 3: .pasteBegin
                    case 4: .pasteEnd
                    case 5...8: .scalar("\u{1B}")
                    case 9: .scalar("\r")
                    default: .scalar(Unicode.Scalar(UInt8.random(in: 0...90, using: &random)))
                    }
                now += [0, 0, 0, 3, 50, 2_000, -9].randomElement(using: &random) ?? 0
                _ = framer.feed(input, at: now)
                _ = framer.timeout(at: now)
                if let deadline = framer.deadline { #expect(deadline > now) }
            }
        }
        var framer = ScanFramer<Int>()
        for time in [Int64.max, .min, 0, .max, .min, .min] { _ = framer.feed(.scalar("1"), at: time) }
        _ = framer.feed(.scalar("\r"), at: .min)
    }
}
