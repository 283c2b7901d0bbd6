import OMS
import Station
import StationTesting
import Testing

@Suite("How far packages are checked")
struct ProgressTests {
    /// A bench on which all of the coat's package is checked.
    private static func complete(_ change: (inout StationSettings) -> Void = { _ in }) -> StationDriver {
        var bench = StationDriver.open(Sample.coat, change)
        bench.scan("1006905")
        bench.scan("8690001157692")
        bench.scan("8690001157692")
        return bench
    }

    @Test("what is checked of a package is known whether it is open or was put aside")
    func partly() {
        var bench = StationDriver.open(Sample.coat)
        #expect(bench.station.progress(of: 73) == nil)
        bench.scan("1006905")
        #expect(bench.station.progress(of: 73) ?? (0, 0) == (1, 3))
        bench.scan("XXHOLDXX")
        #expect(bench.station.progress(of: 73) ?? (0, 0) == (1, 3) && bench.station.completeCount == 0)
        #expect(bench.station.progress(of: 71) == nil)
    }

    @Test("a package that is complete and not packed is counted once it is left")
    func counted() {
        var bench = Self.complete()
        #expect(bench.station.completeCount == 0 && bench.station.isCompleteAndNotPacked(73))
        bench.scan("XXHOLDXX")
        #expect(bench.station.completeCount == 1 && bench.station.isCompleteAndNotPacked(73))
    }

    @Test(
        "leaving a complete package that is not packed sounds wrong and says so",
        arguments: ["000000071", "XXNEXTXX", "XXHOLDXX"])
    func left(code: String) {
        var bench = Self.complete()
        bench.scan(code)
        #expect(bench.station.result?.word == "NOT PACKED" && bench.station.result?.tone == .wrong)
        #expect(bench.station.result?.text.hasPrefix("000000073 is complete and NOT packed. ") == true)
    }

    @Test("leaving one that is half checked, or packed, says nothing of that")
    func leftOtherwise() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("1006905")
        bench.scan("000000071")
        #expect(bench.station.result?.word == "OK")
        var packed = Self.complete()
        packed.press(.pack)
        packed.scan("000000071")
        #expect(packed.station.result?.word == "OK")
    }

    @Test("coming back to a complete package says to pack it")
    func back() {
        var bench = Self.complete()
        bench.scan("XXHOLDXX")
        bench.scan("000000073")
        #expect(bench.station.result?.text == "000000073 · Preparing · 3 of 3 checked: pack it (F3)")
    }

    @Test("quitting with a package that is checked and not packed says so first, and quits the second time")
    func quit() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("1006905")
        bench.press(.quit)
        #expect(!bench.station.hasQuit)
        #expect(
            bench.station.result?.text == "000000073 is not packed, 1 of 3 checked: quit again to leave all the same.")
        bench.press(.quit)
        #expect(bench.station.hasQuit)
    }

    @Test("what was said before leaving is said again where something happened since")
    func quitLater() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("1006905")
        bench.press(.quit)
        bench.scan("000000073")
        bench.press(.quit)
        #expect(!bench.station.hasQuit && bench.station.result?.text.contains("quit again") == true)
    }

    @Test("whoever has only looked about since leaving was asked is asked again")
    func quitAfterLooking() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("1006905")
        bench.press(.quit)
        bench.press(.down)
        bench.press(.quit)
        #expect(!bench.station.hasQuit)
        bench.press(.quit)
        #expect(bench.station.hasQuit)
    }

    @Test("the word that leaves the station can be typed a second time")
    func quitByWord() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("1006905")
        bench.enter("quit")
        #expect(!bench.station.hasQuit)
        bench.enter("quit")
        #expect(bench.station.hasQuit)
    }

    @Test("quitting with commands that are not sent says so first, after what lies on the bench")
    func quitQueued() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("1006905")
        bench.send(.outbox(.queued(.pack, of: 71)))
        bench.press(.quit)
        bench.press(.quit)
        #expect(!bench.station.hasQuit)
        #expect(
            bench.station.result?.text
                == "1 command is not sent yet; it is kept and sent at the next start. F10 again: quit.")
        bench.press(.quit)
        #expect(bench.station.hasQuit)
    }

    @Test("a package that is out of stock, or whose goods are being reported, takes no scans")
    func halted() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("1006905")
        bench.send(.outbox(.queued(.notFound, of: 73)))
        bench.scan("8690001157692")
        #expect(bench.alertTitles == ["TOO LATE"] && bench.checked == "1/1 0/2")
        #expect(bench.station.result?.text == "000000073: report as not found is queued, nothing more goes in.")
        bench.send(
            .outbox(
                QueuedCommand(
                    id: 7, intent: CommandIntent(package: 73, kind: .notFound, name: "not-found"),
                    stage: .needsAttention,
                    changed: Timestamp(microseconds: 1))))
        while !bench.station.alerts.isEmpty { bench.press(.back) }
        bench.scan("8690001157692")
        #expect(
            bench.station.result?.text
                == "000000073: report as not found needs your decision, nothing more goes in: "
                + "retry 7 sends it again, discard 7 gives it up.")
        bench.press(.back)
        bench.enter("notfound")
        #expect(
            bench.station.result?.text
                == "000000073: report as not found needs your decision: "
                + "retry 7 sends it again, discard 7 gives it up.")
        let short = Sample.package(
            74, "000000074", state: "Out of Stock", items: [Sample.item(1, "CUP")], commands: [])
        bench = StationDriver.open(short)
        bench.scan("CUP")
        #expect(bench.alertTitles == ["TOO LATE"] && bench.checked == "0/1")
        #expect(bench.station.result?.text == "000000074 is Out of Stock: nothing more goes in.")
    }

    @Test("shipping what is not packed says to pack it first")
    func packFirst() {
        var bench = StationDriver.open(Sample.coat)
        bench.press(.ship)
        #expect(bench.alertTitles == ["NOT NOW"] && bench.station.alerts.first?.advice.shown == "Pack it first (F3).")
    }

    @Test("a program that quits is not held back")
    func program() {
        var bench = Self.complete { $0.acknowledgesItself = true }
        bench.enterQuietly("quit")
        #expect(bench.station.hasQuit)
    }
}

extension QueuedCommand {
    /// A command of a package that waits to be sent.
    fileprivate static func queued(_ kind: CommandKind, of package: Int) -> QueuedCommand {
        QueuedCommand(
            id: 1, intent: CommandIntent(package: package, kind: kind, name: kind.rawValue), stage: .queued,
            reason: nil, attempts: 1, changed: Timestamp(microseconds: 0))
    }
}
