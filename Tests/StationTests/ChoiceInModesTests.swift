import OMS
import Station
import StationTesting
import Testing

@Suite("Which command is meant for packages that are not open")
struct ChoiceInModesTests {
    private static let several = [(13, "Paketle"), (14, "Sevkiyatla paketle")].map { transition, name in
        PackageCommand(transition: transition, name: name, target: PackageState(name: "Paketlendi"))
    }

    /// A bench that packs, or ships, each package that is scanned, and has just scanned these.
    private static func bench(_ mode: String, scanning numbers: String...) -> (StationDriver, [Effect]) {
        var settings = StationSettings(station: "bench 3", location: "369")
        settings.force = .always
        var bench = StationDriver.atWork(settings).unstated
        bench.scan(mode)
        var runs: [Effect] = []
        for number in numbers {
            bench.scan(number)
            runs += bench.effects.filter(\.isRun)
        }
        return (bench, runs)
    }

    private static func undecided(_ run: Effect?) -> StationEvent? {
        guard case .run(let intent, let scan)? = run else { return nil }
        return .undecided(intent, scan: scan, several)
    }

    private static func transitions(_ effects: [Effect]) -> [Int?] {
        effects.compactMap { if case .run(let intent, _) = $0 { .some(intent.transition) } else { nil } }
    }

    @Test("which of several commands is meant is asked once, and all that waited for the answer goes on with it")
    func askedOnce() throws {
        var (bench, runs) = Self.bench("XXBOXLOTXX", scanning: "000000071", "000000073")
        #expect(Self.transitions(runs) == [nil, nil])
        for run in runs { bench.quietly(try #require(Self.undecided(run))) }
        #expect(bench.station.dialog?.title == "Which command is meant by “pack”?")
        #expect(!bench.station.hasUnfinishedCommands)
        bench.enter("2")
        #expect(bench.station.dialog == nil)
        #expect(Self.transitions(bench.effects) == [14, 14])
        #expect(bench.effects.contains(.chose(.pack, ChosenCommand(Self.several[1]))))
        #expect(bench.station.settings.commands.command(.pack, among: Self.several)?.transition == 14)
    }

    @Test(
        "another package that is scanned at the question closes it: the first counts as not packed, or not shipped",
        arguments: [
            ("XXBOXLOTXX", "000000071", "NOT PACKED", "000000071 was NOT packed: another package was scanned."),
            ("XXSENDLOTXX", "000000064", "NOT SHIPPED", "000000064 was NOT shipped: another package was scanned."),
        ])
    func leftByScan(mode: String, number: String, word: String, sentence: String) throws {
        var (bench, runs) = Self.bench(mode, scanning: number)
        bench.quietly(try #require(Self.undecided(runs.first)))
        #expect(bench.station.dialog != nil)
        bench.scan("000000073")
        let answers = bench.effects.compactMap { if case .answer(let answer) = $0 { answer } else { nil } }
        #expect(answers.contains { $0.text == sentence && $0.outcome == .wrong }, "\(answers)")
    }

    @Test("a program's order is refused with the setting, because nobody is there to be asked")
    func order() throws {
        var bench = StationDriver.atWork().unstated
        bench.send(
            .order(.pack, package: "000000071", parameters: [:], isForced: true, number: 1),
            effects: ["run pack on 71 for 1 {}"])
        bench.quietly(try #require(Self.undecided(bench.effects.first(where: \.isRun))))
        #expect(bench.station.dialog == nil && !bench.station.hasUnfinishedCommands)
        #expect(bench.station.result?.text.contains("set commands.pack to the one that is meant") == true)
    }
}

extension Effect {
    fileprivate var isRun: Bool { if case .run = self { true } else { false } }
}
