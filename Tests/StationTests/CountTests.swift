import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("Packages that several benches counted")
struct CountTests: SharedBench {
    /// What this bench counted of the coat's package alone, and what Mehmet did.
    private static let counts = [
        CountedSession(PackingSession(package: 73, checks: [.init(line: "1157696", count: 1)])),
        CountedSession(PackingSession(package: 73, checks: [.init(line: "1157696", count: 2)]), by: mehmet),
    ]

    /// A bench that counted one of the coat's package alone, and learns that Mehmet counted two.
    private static func counted() -> StationDriver {
        var bench = open(Sample.coat)
        bench.scan("8690001157692")
        bench.send(.claim(package: 73, .counted(counts)))
        return bench
    }

    @Test("two counts are shown, and nothing of the package counts before one is chosen")
    func twoCounts() {
        var bench = Self.counted()
        #expect(bench.station.dialog?.title.shown == "000000073 was counted at two benches")
        #expect(
            bench.station.dialog?.text.map(\.shown) == [
                "1 checked here", "2 checked: Mehmet at bench 5 since 13:43",
                "What two benches counted is not added: choose one count, or count again.",
            ])
        #expect(
            bench.station.dialog?.choices.map(\.shown) == [
                "Count the whole package again", "Go on with the 1 from here", "Go on with the 2 from bench 5",
            ])
        bench.scan("8690001157692")
        #expect(bench.checked == "0/1 1/2" && bench.station.result?.word == "WRONG")
        bench.press(.pack)
        #expect(bench.intents.isEmpty)
    }

    @Test(
        "a code, a word in either language or a number chooses this bench's count",
        arguments: ["XXHEREXX", "here", "burası", "2"])
    func keepHere(answer: String) {
        var bench = Self.counted()
        if answer.hasPrefix("XX") { bench.scan(answer) } else { bench.enter(answer) }
        #expect(bench.effects.contains(.choose(Self.counts[0].session)))
        #expect(bench.checked == "0/1 1/2" && bench.station.dialog == nil)
        #expect(bench.station.result?.text == "000000073: going on with the count of 1 of 3.")
    }

    @Test("the other bench's count is chosen likewise", arguments: ["XXTHEREXX", "there", "orası", "3"])
    func keepThere(answer: String) {
        var bench = Self.counted()
        if answer.hasPrefix("XX") { bench.scan(answer) } else { bench.enter(answer) }
        #expect(bench.effects.contains(.choose(Self.counts[1].session)) && bench.checked == "0/1 2/2")
    }

    @Test("counting again forgets both counts", arguments: ["XXRESETXX", "reset", "baştan", "1"])
    func countAgain(answer: String) {
        var bench = Self.counted()
        if answer.hasPrefix("XX") { bench.scan(answer) } else { bench.enter(answer) }
        #expect(bench.effects.contains(.choose(PackingSession(package: 73))) && bench.checked == "0/1 0/2")
        #expect(bench.station.result?.text == "000000073 is counted again from the start.")
    }

    @Test("a package whose counts are not decided is put aside, and each bench keeps its own")
    func undecided() {
        var bench = Self.counted()
        bench.escape()
        #expect(bench.station.bench == nil && bench.station.sessions[73] == Self.counts[0].session)
        #expect(!bench.effects.contains { if case .save = $0 { true } else { false } })
        #expect(bench.effects.contains(.release(package: 73)))
    }

    @Test("the bench that works on a package is asked too, when another one's count comes later")
    func countedLater() {
        var bench = Self.open(Sample.coat)
        bench.send(.claim(package: 73, .mine(from: nil, session: nil)))
        bench.scan("8690001157692")
        bench.send(.counted(package: 73, Self.counts))
        #expect(bench.station.dialog != nil)
        bench.send(.counted(package: 71, Self.counts))
        #expect(bench.station.dialog?.title.shown == "000000073 was counted at two benches")
    }

    @Test("a program chooses between two counts with a word")
    func programCounts() {
        var bench = Self.shared(Self.program)
        bench.send(.line("000000073", number: 1))
        bench.send(.opened(OpenedPackage(package: Sample.coat, logs: nil)))
        bench.send(.claim(package: 73, .counted(Self.counts)))
        #expect(answers(bench).count == 1 && bench.station.dialog != nil)
        bench.send(.line("there", number: 2))
        #expect(answers(bench) == ["ok count-chosen"])
        #expect(bench.checked == "0/1 2/2")
    }
}
