import OMS
import Station
import StationTesting
import Testing

@Suite("What is said when a package is opened")
struct OpeningTests {
    private static let log = #"""
        {"id": 9, "created_date": "2020-05-12T13:02:00Z", "source_state": {"name": "Packed"},
         "target_state": {"name": "Shipped"}, "user": {"username": "ayse"}}
        """#

    @Test("a finished package says so, when and by whom, with the tone of WRONG", arguments: ["Shipped", "Packed"])
    func finished(state: String) throws {
        let package = Sample.package(90, "000000090", state: state, items: [Sample.item(1, "CUP")], commands: [])
        var bench = StationDriver.atWork().unstated
        bench.quietly(.changed([PackageSummary(package)], removed: []))
        bench.scan("000000090")
        #expect(bench.station.result?.word == "ALREADY \(state.uppercased())" && bench.effects.contains(.sound(.wrong)))
        let log = try #require(TransitionLog(raw: Self.log.replacing("Shipped", with: state)))
        bench.send(
            .opened(OpenedPackage(package: package, logs: [log])),
            changes: [
                .open: "000000090 \(state) | CUP 0/1",
                .says: "ALREADY \(state.uppercased()) 000000090 is \(state) since 13:02, by ayse.",
            ], effects: ["1 package wrong"])
        #expect(!bench.effects.contains(.sound(.wrong)), "it was heard once")
    }

    @Test("a finished package that is scanned again is finished, and not simply open")
    func finishedAgain() {
        let package = Sample.package(90, "000000090", state: "Shipped", items: [Sample.item(1, "CUP")], commands: [])
        var bench = StationDriver.open(package)
        bench.scan("000000090")
        #expect(bench.station.result?.word == "ALREADY SHIPPED")
    }

    @Test("from the list of commands, a package that cannot be checked is packed by force alone")
    func listOfCommands() {
        var bench = StationDriver.open(Sample.package(92, "000000092", items: [])) { $0.force = .always }
        bench.enterQuietly("commands")
        bench.enterQuietly("1")
        bench.scan("XXDONEXX")
        #expect(bench.intents == [])
    }

    @Test("a program is told when and by whom before its next line is taken, or that nobody knows")
    func finishedHeadless() throws {
        let package = Sample.package(90, "000000090", state: "Shipped", items: [Sample.item(1, "CUP")], commands: [])
        for isLogKnown in [true, false] {
            var settings = StationSettings(station: "bench 3", location: "369")
            settings.acknowledgesItself = true
            var bench = StationDriver.atWork(settings).unstated
            bench.quietly(.changed([PackageSummary(package)], removed: []))
            bench.enterQuietly("000000090")
            bench.quietly(.opened(OpenedPackage(package: package, logs: nil)))
            bench.enterQuietly("000000071")
            #expect(!bench.station.takesScans && !bench.station.isSettled)
            if isLogKnown {
                let log = try #require(TransitionLog(raw: Self.log))
                bench.quietly(.opened(OpenedPackage(package: package, logs: [log])))
                #expect(bench.station.scans.contains { $0.answer.text.hasSuffix("since 13:02, by ayse.") })
            }
            bench.quietly(.readEnded(package: 90))
            bench.quietly(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
            #expect(bench.station.bench?.package.id == 71 && bench.station.isSettled)
        }
    }

    @Test("what is scanned into a finished package is too late, and PACK EACH says that it is finished")
    func late() {
        let package = Sample.package(90, "000000090", state: "Shipped", items: [Sample.item(1, "CUP")], commands: [])
        var bench = StationDriver.open(package)
        bench.scan("CUP")
        #expect(bench.alertTitles == ["TOO LATE"] && bench.checked == "0/1")
        bench.escape()
        bench.scan("XXBOXLOTXX")
        bench.scan("000000090")
        #expect(bench.station.result?.word == "ALREADY SHIPPED" && bench.intents == [])
    }

    @Test("a package that the OMS does not offer to pack says so at once, and never “pack it”")
    func notOffered() {
        let package = Sample.package(
            91, "000000091", state: "Waiting Remote Action", items: [Sample.item(1, "CUP")],
            commands: [(22, "package_refuse", "Package refuse with denial reason", "Needs Rescheduling")])
        var bench = StationDriver.open(package)
        let says = "000000091 is Waiting Remote Action: the OMS does not offer to pack it."
        #expect(bench.station.result?.text == says && bench.station.result?.word == "NOT NOW")
        bench.scan("CUP")
        #expect(bench.checked == "1/1")
        #expect(bench.station.result?.text.contains("pack it (F3)") == false)
        #expect(bench.station.result?.text.contains("does not offer to pack it") == true)
    }

    @Test("a package that packs itself when it is complete does not try what is not offered")
    func notOfferedByItself() {
        let package = Sample.package(
            91, "000000091", state: "Waiting Remote Action", items: [Sample.item(1, "CUP")], commands: [])
        var bench = StationDriver.open(package) { $0.packsWhenComplete = true }
        bench.scan("CUP")
        #expect(bench.intents == [] && bench.alertTitles == [])
    }

    // MARK: - Nothing to check

    @Test(
        "a package without items, or with one that cannot be read, is never complete, and packed only when that is said",
        arguments: StationSettings.ForcePolicy.allCases)
    func nothingToCheck(force: StationSettings.ForcePolicy) {
        let sets: [[JSONValue]] = [
            [], [Sample.item(nil, "CUP")], [Sample.item(1, "CUP", with: ["quantity": "2.5"])],
            [Sample.item(1, "CUP", with: ["state": ["name": "Cancelled"]])],
        ]
        for items in sets {
            var bench = StationDriver.open(Sample.package(92, "000000092", items: items)) { $0.force = force }
            #expect(bench.station.result?.word == "NOT CHECKABLE" && bench.station.bench?.isComplete == false)
            bench.enterQuietly("CUP")
            bench.escape()
            bench.scan("XXBOXXX")
            #expect(bench.intents == [], "\(force) \(items)")
            #expect(bench.alertTitles == (force == .never ? ["NOT COMPLETE"] : []))
            guard force != .never else { continue }
            bench.scan("000000092")
            #expect(bench.intents.map(\.contents?.isForced) == [true])
        }
    }

    @Test("in PACK EACH, a package that cannot be checked is asked about even where force is always")
    func nothingToCheckEach() {
        let package = Sample.package(92, "000000092", items: [])
        var bench = StationDriver.open(package) { $0.force = .always }
        bench.enterQuietly("hold")
        bench.scan("XXBOXLOTXX")
        bench.scan("000000092")
        #expect(
            bench.intents == []
                && bench.station.dialog?.title == "Pack 000000092 although the OMS lists nothing to pack?")
    }

    @Test("a quantity in another spelling counts in full, and one that is no number is shown as it was written")
    func quantities() {
        let two = Sample.package(93, "000000093", items: [Sample.item(1, "CUP", with: ["quantity": "2.000"])])
        var bench = StationDriver.open(two)
        #expect(bench.checked == "0/2")
        let half = Sample.package(94, "000000094", items: [Sample.item(1, "CUP", "Cup", with: ["quantity": "2.5"])])
        bench = StationDriver.open(half)
        bench.scan("CUP")
        #expect(bench.station.result?.text == "CUP Cup · 1 checked; how many are needed cannot be read: “2.5”")
    }
}

extension TransitionLog {
    /// A log entry from its JSON; nil when it is none.
    init?(raw: String) {
        guard let document = try? JSONDocument(raw) else { return nil }
        self.init(document.root)
    }
}
