import OMS
import Station
import StationTesting
import Testing

@Suite("The list and its filter")
struct ListTests {
    @Test("the list narrows with every letter, without regard to case and diacritics")
    func filter() {
        var bench = StationDriver.atWork()
        bench.press(.filter, changes: [.filter: "typing "])
        bench.type("IZ", changes: [.filter: "typing IZ", .list: ">000000071 Waiting"])
        bench.press(.enter, changes: [.filter: "IZ"])
        bench.escape(changes: [.filter: "", .list: ">000000073 Preparing, 000000071 Waiting"])
        bench.enter(
            "filter irem yil",
            changes: [
                .filter: "irem yil", .list: ">000000073 Preparing", .says: "OK Filter “irem yil”: 1 package.",
            ], effects: ["1 word ok"])
    }

    @Test(
        "dotted and dotless i are one letter, in both cases",
        arguments: [
            ("istanbul", "İSTANBUL"), ("ısparta", "Isparta"), ("ISPARTA", "ısparta"), ("sisli", "Şişli"),
            ("cagri", "ÇAĞRI"), ("ostergotland", "Östergötland"), ("αθηνα", "Αθήνα"), ("елка", "ЁЛКА"),
        ])
    func folding(typed: String, city: String) {
        let package = PackageSummary(id: 1, number: "1", state: PackageState(name: "Waiting"), city: city)
        var bench = StationDriver()
        bench.send(.mirror(PackageIndex([package])), changes: [.list: ">1 Waiting"])
        bench.press(.filter, changes: [.filter: "typing "])
        bench.type(typed, changes: [.filter: "typing \(typed)"])
    }

    @Test("a scan into the filter is taken out again and handled as a scan")
    func scanIntoFilter() {
        var bench = StationDriver.atWork()
        bench.press(.filter, changes: [.filter: "typing "])
        bench.type("ad", changes: [.filter: "typing ad", .list: ">000000073 Preparing"])
        bench.scan(
            "000000073", changes: [.says: "OK 000000073 · Preparing · 3 units"],
            effects: ["open 73", "read 73", "1 package ok"])
    }

    @Test("the selection stays on its package when the list changes around it")
    func selection() {
        var bench = StationDriver.atWork()
        bench.press(.down, changes: [.list: "000000073 Preparing, >000000071 Waiting"])
        let early = PackageSummary(
            id: 5, number: "000000005", state: PackageState(name: "Waiting"), due: Timestamp("2020-01-01"))
        bench.send(
            .changed([early], removed: [73]), changes: [.list: "000000005 Waiting, >000000071 Waiting"])
    }

    @Test("a package that this bench has packed stays in the list with its new state")
    func handled() throws {
        var bench = StationDriver.atWork(
            on: Sample.mug,
            {
                var s = StationSettings(location: "369"); s.force = .always; return s
            }()
        ).unstated
        bench.press(.pack, effects: ["run Complete packaging on 71 for 2 {}"])
        let packed = PackageSummary(
            id: 71, number: "000000071", state: PackageState(name: "Packed", enumValue: "500"),
            due: Timestamp("2020-05-12T16:30:00Z"))
        bench.send(
            .changed([packed], removed: []), changes: [.list: "000000073 Preparing, >000000071 Packed"],
            effects: ["open 71", "read 71"])
        #expect(bench.station.list.total == 1, "what is packed is not to be packed")
        bench.press(.refresh, changes: [.list: ">000000073 Preparing", .says: "OK Reading the packages again."])
        #expect(bench.station.list.total == 1)
    }

    @Test("what is listed can be changed: to pack, to ship, all")
    func scopes() {
        var bench = StationDriver.atWork()
        bench.enter(
            "show to ship", changes: [.list: ">000000064 Packed", .says: "OK Listed: to ship, 1 package."],
            effects: ["1 word ok"])
        bench.enter(
            "show all",
            changes: [
                .list: ">000000073 Preparing, 000000071 Waiting, 000000064 Packed",
                .says: "OK Listed: all, 3 packages.",
            ], effects: ["2 word ok"])
    }
}

@Suite("The index and the list keep up with changes")
struct ChangeTests {
    private func package(_ id: Int, _ random: inout SeededGenerator) -> PackageSummary {
        let states = [("Waiting", "100"), ("Preparing", "200"), ("Packed", "500"), ("Shipped", "850")]
        let (name, value) = states[Int.random(in: 0..<4, using: &random)]
        return PackageSummary(
            id: id, number: "P\(id)", orderNumber: "O\(id / 2)", state: PackageState(name: name, enumValue: value),
            city: ["Adana", "İzmir", "Ankara"].randomElement(using: &random),
            due: Timestamp(microseconds: Int64.random(in: 0..<20, using: &random) * 1_000_000),
            itemCodes: ["S\(Int.random(in: 0..<9, using: &random))"])
    }

    @Test("a list worked on change by change is the list made anew", arguments: ["", "an", "iz p", "s3"])
    func incremental(filter: String) {
        var random = SeededGenerator(state: UInt64(filter.utf8.count) + 42)
        var worked = StationDriver()
        var kept: [Int: PackageSummary] = [:]
        if !filter.isEmpty { worked.enterQuietly("filter \(filter)") }
        for _ in 0..<60 {
            let changed = (0..<5).map { _ in package(Int.random(in: 1...80, using: &random), &random) }
            let removed = (0..<2).map { _ in Int.random(in: 1...80, using: &random) }
            worked.quietly(.changed(changed, removed: removed))
            for id in removed { kept[id] = nil }
            for package in changed { kept[package.id] = package }
        }
        var anew = StationDriver()
        anew.quietly(.mirror(PackageIndex(kept.values.sorted { $0.id < $1.id })))
        if !filter.isEmpty { anew.enterQuietly("filter \(filter)") }
        #expect(worked.station.listed().map(\.id) == anew.station.listed().map(\.id))
        #expect(worked.station.list.total == anew.station.list.total)
        #expect(worked.station.index == anew.station.index)
        #expect(worked.station.list.count > 0)
    }
}
