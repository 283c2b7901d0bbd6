import OMS
import Station
import StationTesting
import Testing

@Suite("Which command of an installation is meant")
struct ChoiceTests {
    private static func package(
        _ commands: [(Int, String, String, String)], state: String = "Waiting", value: String = "100"
    ) -> Package {
        Sample.package(
            id: 71, number: "000000071", order: "100129836", state: state, value: value, due: "2020-05-12T16:30:00Z",
            customer: ("Bar", "lorem"), city: "İzmir", items: [("2000001", "Mug", "4006381333931")],
            commands: commands)
    }

    private static let twoPacks = package([
        (13, "", "Paketlemeyi tamamla", "Paketlendi"), (14, "", "Sevkiyatla paketle", "Paketlendi"),
    ])

    private static func settings(_ marks: CommandIdentifiers? = nil) -> StationSettings {
        var settings = StationSettings(station: "bench 3", location: "369")
        if let marks { settings.commands.marks = [.pack: marks] }
        return settings
    }

    @Test("of two commands that both pack, the one that is meant is asked once and kept")
    func askedOnce() {
        var bench = StationDriver.atWork(on: Self.twoPacks)
        bench.enterQuietly("4006381333931")
        let title = "Which command is meant by “pack”?"
        let text = "The OMS offers 2. The answer is kept; commands.pack changes it."
        bench.press(
            .pack,
            changes: [
                .asks: "\(title) | \(text) | [Paketlemeyi tamamla → Paketlendi] | Sevkiyatla paketle → Paketlendi",
                .says: "? \(title)",
            ], effects: ["2 command ok"])
        bench.enter(
            "2", changes: [.asks: ""],
            effects: ["choose 14 to pack", "run Sevkiyatla paketle on 71 for 3 {}"])
        #expect(bench.station.settings.commands.command(.pack, among: Self.twoPacks.commands)?.transition == 14)
    }

    @Test("what was chosen in an earlier run, or is configured, is not asked again")
    func known() {
        let chosen = ChosenCommand(transition: 99, slug: nil, name: "Sevkiyatla paketle")
        var bench = StationDriver.atWork(on: Self.twoPacks)
        bench.send(.chosen([.pack: chosen]))
        bench.enterQuietly("4006381333931")
        bench.press(.pack, effects: ["run Sevkiyatla paketle on 71 for 2 {}"])
        bench = StationDriver.atWork(
            on: Self.twoPacks, Self.settings(CommandIdentifiers(names: ["PAKETLEMEYİ TAMAMLA"])))
        bench.send(.chosen([.pack: chosen]))
        bench.enterQuietly("4006381333931")
        bench.press(.pack, effects: ["run Paketlemeyi tamamla on 71 for 2 {}"])
    }

    @Test(
        "where the OMS lists no commands, the transition is that of the package's state, by value or by name",
        arguments: [
            ("Waiting", "100", 941), ("Hazırlanıyor", "200", 939), ("PAKETLEMEYE HAZIR", "4711", 910),
            ("Preparing", "4712", 939),
        ])
    func byState(state: String, value: String, transition: Int) throws {
        let marks = CommandIdentifiers(byState: ["100": 941, "Preparing": 939, "Paketlemeye hazır": 910])
        let package = Self.package([], state: state, value: value)
        var bench = StationDriver.atWork(on: package, Self.settings(marks))
        bench.enterQuietly("4006381333931")
        bench.press(.pack, effects: ["run pack on 71 for 2 {}"])
        guard case .run(let intent, _)? = bench.effects.first(where: { if case .run = $0 { true } else { false } })
        else { return #expect(Bool(false), "nothing was run") }
        #expect(intent.transition == transition)
    }

    @Test(
        "what is missing in the configuration is named by its setting",
        arguments: [
            (
                CommandIdentifiers?.none,
                "The OMS lists no commands: set commands.pack in config.yaml to the id of its transition, or commands.pack.by_state where each state has its own."
            ),
            (
                CommandIdentifiers(transitions: [941, 939]),
                "The OMS lists no commands, and commands.pack is a list: say with commands.pack.by_state which transition leads from which state."
            ),
            (
                CommandIdentifiers(byState: ["200": 939]),
                "The OMS lists no commands, and commands.pack.by_state has none for Waiting: add \"100\" to it."
            ),
        ])
    func settingNamed(marks: CommandIdentifiers?, sentence: String) {
        var bench = StationDriver.atWork(on: Self.package([]), Self.settings(marks))
        bench.quietly(.keys([.command(.pack)]))
        #expect(bench.station.alerts.first?.title == "NOT NOW")
        #expect(
            bench.station.result?.text
                == "000000071 is Waiting, and cannot be told to pack. \(sentence)")
    }

    @Test("that the OMS lists no commands is said before anything was scanned, and only where that is so")
    func saidAtOnce() {
        let bare = PackageSummary(Self.package([]))
        var bench = StationDriver()
        bench.send(
            .mirror(PackageIndex([bare])),
            changes: [
                .list: ">000000071 Waiting",
                .says:
                    "NOTE The OMS lists no commands: set commands.pack in config.yaml to the id of its transition, or commands.pack.by_state where each state has its own.",
            ])
        bench.send(.changed([bare], removed: []))
        bench = StationDriver()
        bench.send(
            .mirror(PackageIndex([bare, PackageSummary(Sample.coat)])),
            changes: [.list: ">000000073 Preparing, 000000071 Waiting"])
        for marks in [CommandIdentifiers(transitions: [12]), CommandIdentifiers(byState: ["100": 12])] {
            bench = StationDriver(settings: Self.settings(marks))
            bench.send(.mirror(PackageIndex([bare])), changes: [.list: ">000000071 Waiting"])
        }
    }

    @Test("a state that by_state lacks is named before anything was scanned, once, where it can be packed from")
    func stateLacking() {
        let marks = CommandIdentifiers(byState: ["Preparign": 939])
        let lack = "NOTE The OMS lists no commands, and commands.pack.by_state has none for Waiting: add \"100\" to it."
        let bare = PackageSummary(Self.package([]))
        let remote = PackageSummary(Self.package([], state: "Waiting Remote Action", value: "163"))
        var bench = StationDriver(settings: Self.settings(marks))
        bench.send(.mirror(PackageIndex([bare])), changes: [.list: ">000000071 Waiting", .says: lack])
        bench.send(.changed([bare], removed: []))
        bench = StationDriver(settings: Self.settings(marks))
        bench.quietly(.mirror(PackageIndex([remote])))
        #expect(bench.station.missingSettings == [])
    }

    @Test("a package that is opened where no commands are listed names the setting, not that nothing is offered")
    func openedUnlisted() {
        let setting =
            "The OMS lists no commands: set commands.pack in config.yaml to the id of its transition, or "
            + "commands.pack.by_state where each state has its own."
        let package = Self.package([])
        var bench = StationDriver()
        bench.quietly(.mirror(PackageIndex([PackageSummary(package)])))
        bench.enterQuietly("000000071")
        bench.quietly(.opened(OpenedPackage(package: package, logs: nil)))
        #expect(
            bench.station.result?.text == "000000071 is Waiting, and cannot be told to pack. \(setting)")
        bench.enterQuietly("4006381333931")
        #expect(
            bench.station.result?.text
                == "The only unit is checked. It is Waiting, and cannot be told to pack. \(setting)")
    }

    @Test("a list of transitions is looked for among the commands that are offered")
    func listAmongOffered() {
        let marks = CommandIdentifiers(transitions: [941, 939, 910])
        let package = Self.package([(939, "", "X", "Y"), (7, "", "Paketle", "Paketlendi")])
        var bench = StationDriver.atWork(on: package, Self.settings(marks))
        bench.enterQuietly("4006381333931")
        bench.press(.pack, effects: ["run X on 71 for 2 {}"])
    }
}
