import OMS
import Station
import StationTesting
import Testing

@Suite("Packages in states that are not understood")
struct StateTests {
    private static let odd = PackageSummary(
        id: 5, number: "000000005", state: PackageState(name: "Özel", enumValue: "877"),
        due: Timestamp("2020-01-01"), itemCodes: ["4006381333931"])
    private static let said =
        "NOTE State not understood: “Özel” (877). Say what it means in config.yaml, states: {\"877\": …}. "
        + "Their packages are listed apart: show state not understood."

    private static func bench(_ settings: StationSettings = StationSettings(location: "369")) -> StationDriver {
        var bench = StationDriver(settings: settings)
        let packages = [odd, PackageSummary(Sample.mug)]
        bench.quietly(.mirror(PackageIndex(packages, commands: settings.commands)))
        return bench
    }

    @Test("one is listed apart, said once with the setting that cures it, and opened only by its own number")
    func apart() {
        var bench = StationDriver(settings: StationSettings(location: "369"))
        bench.send(
            .mirror(PackageIndex([Self.odd, PackageSummary(Sample.mug)])),
            changes: [.list: ">000000071 Waiting", .says: Self.said])
        bench.enter(
            "show state not understood",
            changes: [.list: ">000000005 Özel", .says: "OK Listed: state not understood, 1 package."],
            effects: ["1 word ok"])
        bench.send(.changed([Self.odd], removed: []))
        bench.scan(
            "000000005", changes: [.says: "OK 000000005 · Özel · 0 units"],
            effects: ["open 5", "read 5", "2 package ok"])
    }

    @Test("next and an item scanned with nothing open leave it alone, although it is the oldest")
    func neverByItself() {
        var bench = Self.bench()
        bench.enterQuietly("show all")
        bench.press(
            .next, changes: [.list: "000000005 Özel, >000000071 Waiting", .says: "OK 000000071 · Waiting"],
            effects: ["open 71", "read 71", "1 word ok"])
        bench = Self.bench()
        bench.scan("4006381333931", effects: ["open 71", "read 71"])
    }

    @Test("a state that is configured, translated, or offers to be packed is understood, and nothing is said")
    func understood() {
        var settings = StationSettings(location: "369")
        settings.commands.states = StateTable(["özel": .waiting])
        #expect(Self.bench(settings).station.list.count == 2)
        for package in [
            PackageSummary(id: 5, number: "5", state: PackageState(name: "Özel", translations: ["Preparing"])),
            PackageSummary(
                id: 5, number: "5", state: PackageState(name: "Özel"),
                offered: [PackageCommand(transition: 1, name: "Paketle")]),
        ] {
            var bench = StationDriver()
            bench.send(.mirror(PackageIndex([package])), changes: [.list: ">5 Özel"])
        }
    }

    @Test("a package of a state that comes to be understood, by what it offers, is listed anew")
    func offeredLater() {
        var bench = Self.bench()
        var package = Self.odd
        package.offered = [PackageCommand(transition: 1, name: "Paketle")]
        bench.send(.changed([package], removed: []), changes: [.list: ">000000005 Özel, 000000071 Waiting"])
        package.offered = []
        bench.send(.changed([package], removed: []), changes: [.list: ">000000071 Waiting"])
    }

    @Test("the lists are gone through without one that has nothing in it")
    func scopes() {
        var bench = Self.bench()
        bench.enterQuietly("show all")
        bench.press(
            .show, changes: [.list: ">000000005 Özel", .says: "OK Listed: state not understood, 1 package."],
            effects: ["1 word ok"])
        bench.press(
            .show, changes: [.list: ">000000071 Waiting", .says: "OK Listed: to pack, 1 package."],
            effects: ["2 word ok"])
        bench.enterQuietly("show all")
        bench.quietly(.changed([], removed: [5]))
        bench.press(
            .show, changes: [.says: "OK Listed: to pack, 1 package."], effects: ["3 word ok"])
    }

    @Test("an item that is cancelled by the configuration or by its Turkish name is not needed")
    func items() throws {
        var settings = StationSettings(location: "369")
        settings.commands.states = StateTable(["745": .cancelled])
        let package = try #require(
            Package(
                raw: #"""
                    {"id": 71, "number": "000000071", "state": "Waiting", "packageitem_set": [
                      {"id": 1, "state": {"name": "İPTAL EDİLDİ"}, "order_item": {"product": {"sku": "A"}}},
                      {"id": 2, "state": {"name": "X", "enum_value": "745"}, "order_item": {"product": {"sku": "B"}}},
                      {"id": 3, "state": {"name": "Y"}, "order_item": {"product": {"sku": "C"}}}]}
                    """#))
        let bench = StationDriver.atWork(on: package, settings)
        #expect(bench.station.bench?.lines.map(\.id) == ["C"])
    }
}
