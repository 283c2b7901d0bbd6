import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("The modes for many packages")
struct ModeTests {
    /// A bench that ships each package that is scanned.
    private static func shipping(_ change: (inout StationSettings) -> Void = { _ in }) -> StationDriver {
        var settings = StationSettings(station: "bench 3", location: "369")
        change(&settings)
        var bench = StationDriver.atWork(settings).unstated
        bench.scan("XXSENDLOTXX")
        return bench
    }

    private static func command(
        _ id: Int, _ stage: CommandStage, _ package: Int, scan: Int?, reason: String? = nil, attempts: Int = 0
    ) -> StationEvent {
        .outbox(
            QueuedCommand(
                id: id,
                intent: CommandIntent(
                    package: package, kind: .ship, name: "ship", parameters: [:], source: Sample.packed.state),
                stage: stage, scan: scan, reason: reason.map(Phrase.verbatim), attempts: attempts,
                changed: Timestamp(microseconds: 1_589_292_000_000_000)))
    }

    private static func counts(_ bench: StationDriver) -> String {
        bench.station.modeTally.map { "\($0.done) \($0.queued) \($0.refused)" } ?? "no mode"
    }

    private static func last(_ bench: StationDriver) -> [String] {
        bench.station.modeTally?.last.map { "\($0.number) \($0.word.phrase.shown) \($0.tone)" } ?? []
    }

    @Test("a package counts as queued when its command is on disk, and as done when the OMS has it")
    func tally() {
        var bench = Self.shipping()
        #expect(Self.counts(bench) == "0 0 0")
        bench.scan("000000064")
        #expect(Self.counts(bench) == "0 0 0" && Self.last(bench) == [])
        bench.send(Self.command(1, .queued, 64, scan: 2))
        #expect(Self.counts(bench) == "0 1 0" && Self.last(bench) == ["000000064 QUEUED ok"])
        bench.send(Self.command(1, .applied, 64, scan: 2))
        #expect(Self.counts(bench) == "1 0 0" && Self.last(bench) == ["000000064 DONE done"])
    }

    @Test("what the OMS refuses after it was queued counts as refused, and the next packages stand before it")
    func refused() {
        var bench = Self.shipping()
        bench.scan("000000064")
        bench.send(Self.command(1, .queued, 64, scan: 2))
        bench.scan("000000071")
        bench.send(Self.command(2, .queued, 71, scan: 3))
        bench.send(Self.command(1, .refused, 64, scan: 2, reason: "No."))
        #expect(Self.counts(bench) == "0 1 1")
        #expect(Self.last(bench) == ["000000071 QUEUED ok", "000000064 REFUSED wrong"])
    }

    @Test("a package that is scanned once more is told so, and counts as before")
    func again() {
        var bench = Self.shipping()
        bench.scan("000000064")
        bench.send(Self.command(1, .queued, 64, scan: 2))
        bench.scan("000000064")
        #expect(bench.station.result?.text == "000000064: ship is queued already.")
        #expect(Self.counts(bench) == "0 1 0")
    }

    @Test("the last ten are kept, and all are counted")
    func lastTen() {
        let packages = (1...12).map {
            Sample.package(100 + $0, "0000001\($0 < 10 ? "0" : "")\($0)", state: "Packed", items: [])
        }
        var bench = Self.shipping()
        bench.quietly(.changed(packages.map(PackageSummary.init), removed: []))
        for (place, package) in packages.enumerated() {
            bench.scan(package.number)
            bench.send(Self.command(place, .queued, package.id, scan: place + 2))
        }
        #expect(Self.counts(bench) == "0 12 0" && Self.last(bench).count == 10)
        #expect(Self.last(bench).first == "000000112 QUEUED ok")
        bench.send(Self.command(0, .applied, 101, scan: 2))
        #expect(Self.counts(bench) == "1 11 0" && Self.last(bench).count == 10)
    }

    @Test("the mode ends when nothing was scanned for ten minutes, and says so")
    func ends() {
        var bench = Self.shipping()
        bench.wait(milliseconds: 500_000)
        bench.send(.minute)
        #expect(bench.station.mode == .shipEach)
        bench.scan("000000064")
        bench.wait(milliseconds: 599_000)
        bench.send(.minute)
        #expect(bench.station.mode == .shipEach)
        bench.wait(milliseconds: 2_000)
        bench.send(.woken)
        #expect(bench.station.mode == .open && bench.station.modeTally == nil)
        let said = "SHIP EACH has ended: 10 minutes without a scan. A package scan opens the package."
        #expect(bench.station.result?.text == said)
    }

    @Test("a scan that comes too late for the mode opens the package")
    func tooLate() {
        var bench = Self.shipping()
        bench.wait(milliseconds: 700_000)
        bench.scan("000000064")
        #expect(bench.intents == [] && bench.station.mode == .open)
        #expect(bench.effects.contains(.open(package: 64)))
    }

    @Test("one wake-up is asked for, at the end of the mode; without a time there is none")
    func wake() {
        var bench = Self.shipping()
        let wakes = bench.effects.compactMap { if case .wake(let at) = $0 { at } else { nil } }
        #expect(wakes.last.map { $0 >= 1_600_000 } == true)
        bench.send(.minute)
        #expect(!bench.effects.contains { if case .wake = $0 { true } else { false } })
        var endless = Self.shipping { $0.modeTimeout = nil }
        endless.wait(milliseconds: 100_000_000)
        endless.send(.minute)
        #expect(endless.station.mode == .shipEach)
    }

    @Test("a station that starts opens packages, whatever it did before")
    func restart() {
        #expect(StationDriver.atWork().station.mode == .open)
    }

    @Test("an item is no package: nothing is done, and nothing has to be acknowledged")
    func item() {
        var bench = Self.shipping()
        bench.scan("4006381333931")
        #expect(bench.station.result?.text == "That is an item: scan a package.")
        #expect(bench.station.result?.tone == .wrong && bench.station.alerts.isEmpty && bench.station.bench == nil)
        bench.scan("000000064")
        #expect(bench.intents.map(\.package) == [64])
    }

    @Test("a question to pack by force that is answered with no counts as not packed")
    func no() {
        var bench = StationDriver.atWork().unstated
        bench.scan("XXBOXLOTXX")
        bench.scan("000000071")
        #expect(bench.station.dialog != nil && Self.counts(bench) == "0 0 0")
        bench.scan("XXNOPEXX")
        #expect(bench.station.dialog == nil && Self.counts(bench) == "0 0 1")
        #expect(Self.last(bench) == ["000000071 NOT PACKED wrong"])
    }
}
