import OMS
import Station
import StationTesting
import Testing

@Suite("The package changes while it is packed")
struct OutsideChangeTests {
    private static func package(
        _ items: [JSONValue], state: String = "Waiting", _ more: [String: JSONValue] = [:]
    ) -> Package { Sample.package(95, "000000095", state: state, items: items, more) }

    private static let two = [Sample.item(1, "CUP", "Cup"), Sample.item(2, "PEN", "Pen")]

    private func opened(_ package: Package, logs: [TransitionLog]? = nil) -> StationEvent {
        .opened(OpenedPackage(package: package, logs: logs))
    }

    @Test("an item that is added is an alert that names it, and the package is not complete any more")
    func added() {
        var bench = StationDriver.open(Self.package(Self.two))
        bench.enterQuietly("CUP")
        bench.enterQuietly("PEN")
        bench.send(
            opened(Self.package(Self.two + [Sample.item(3, "COAT", "Coat")])),
            changes: [
                .open: "000000095 Waiting | CUP 1/1 | PEN 1/1 | COAT 0/1", .says: "CHANGED 000000095 has changed.",
                .alert:
                    "PACKAGE CHANGED | 000000095 | put in 1 × COAT Coat | Change the parcel, then acknowledge this.",
            ])
        #expect(bench.check() == "" && bench.effects.contains(.sound(.wrong)))
        bench.scan("XXBOXXX")
        #expect(bench.intents == [], "the alert holds commands back")
        bench.scan("COAT")
        #expect(bench.alertTitles == ["PACKAGE CHANGED"], "scanning the next item does not acknowledge it")
        bench.scan("XXDONEXX")
        #expect(bench.alertTitles == [])
    }

    @Test("an item that is taken off takes its count back, and is to be taken out")
    func takenOff() {
        var bench = StationDriver.open(Self.package(Self.two))
        bench.enterQuietly("CUP")
        bench.enterQuietly("PEN")
        bench.send(
            opened(Self.package([Self.two[0]])),
            changes: [
                .open: "000000095 Waiting | CUP 1/1", .says: "CHANGED 000000095 has changed.",
                .alert:
                    "PACKAGE CHANGED | 000000095 | take out 1 × PEN Pen | Change the parcel, then acknowledge this.",
            ], effects: ["save 95 1×CUP"])
        #expect(bench.check() == "")
        bench.press(.action(.pack))
        #expect(bench.intents == [])
    }

    @Test("fewer units take back what is checked beyond them")
    func fewer() {
        var bench = StationDriver.open(Self.package([Sample.item(1, "CUP", with: ["quantity": 5])]))
        bench.enterQuietly("4*CUP")
        bench.quietly(opened(Self.package([Sample.item(7, "CUP", with: ["quantity": 3])])))
        #expect(bench.checked == "3/3" && bench.alertTitles == ["PACKAGE CHANGED"])
    }

    @Test("new item ids alone are no change")
    func newIDs() {
        var bench = StationDriver.open(Self.package(Self.two))
        bench.enterQuietly("CUP")
        bench.send(
            opened(Self.package([Sample.item(8, "PEN", "Pen"), Sample.item(9, "CUP", "Cup")])),
            changes: [
                .open: "000000095 Waiting | PEN 0/1 | CUP 1/1"
            ])
        #expect(bench.check() == "")
    }

    @Test(
        "a state in which it cannot be packed is an alert that says when and by whom",
        arguments: ["Cancelled", "Blocked", "Packed", "Shipped"])
    func state(name: String) throws {
        let log = try #require(
            TransitionLog(
                raw: #"""
                    {"id": 9, "created_date": "2020-05-12T13:02:00Z", "target_state": {"name": "\#(name)"}, "user": "mehmet"}
                    """#))
        var bench = StationDriver.open(Self.package(Self.two))
        bench.quietly(opened(Self.package(Self.two, state: name), logs: [log]))
        #expect(bench.alertTitles == ["PACKAGE CHANGED"])
        #expect(bench.station.alerts.first?.expected == "it is \(name) since 13:02, by mehmet")
        #expect(bench.station.alerts.first?.advice == "Do not pack it. Put the goods back.")
    }

    @Test("a note, a due time and an address without a label are notices; an address on a label is an alert")
    func facts() {
        let moved: JSONValue = ["first_name": "Bar", "last_name": "lorem", "city": "Bursa"]
        var bench = StationDriver.open(Self.package(Self.two))
        bench.quietly(opened(Self.package(Self.two, ["order_notes": "Kırılır", "shipping_address": moved])))
        #expect(bench.alertTitles == [] && bench.station.result?.word == "NOTE")
        #expect(
            bench.station.result?.text == "000000095: it goes to another address; its note has changed.")
        bench = StationDriver.open(Self.package(Self.two, ["tracking_number": "733"]))
        bench.quietly(opened(Self.package(Self.two, ["tracking_number": "733", "shipping_address": moved])))
        #expect(bench.alertTitles == ["PACKAGE CHANGED"])
    }

    @Test("what this bench's own command changed is neither an alert nor a notice")
    func own() throws {
        var bench = StationDriver.open(Self.package(Self.two))
        bench.enterQuietly("CUP")
        bench.enterQuietly("PEN")
        bench.scan("XXBOXXX")
        let intent = try #require(bench.intents.first)
        bench.quietly(
            .outbox(
                QueuedCommand(id: 1, intent: intent, stage: .applied, scan: 1, changed: Timestamp(microseconds: 1))))
        let says = bench.station.result
        bench.quietly(opened(Self.package(Self.two, state: "Packed")))
        #expect(bench.alertTitles == [] && bench.station.result == says)
    }

    @Test("a package that is deleted is taken off the bench, named by its number")
    func deleted() {
        var bench = StationDriver.open(Self.package(Self.two))
        bench.enterQuietly("CUP")
        bench.quietly(.changed([], removed: [95]))
        #expect(bench.station.bench == nil && bench.alertTitles == ["PACKAGE GONE"])
        #expect(bench.station.alerts.first?.scanned == "000000095")
    }

    @Test("a pack that was stopped is sent again only for what is checked now")
    func stopped() throws {
        var bench = StationDriver.open(Self.package(Self.two))
        bench.enterQuietly("CUP")
        bench.enterQuietly("PEN")
        bench.scan("XXBOXXX")
        let intent = try #require(bench.intents.first)
        #expect(intent.contents?.lines.map(\.checked) == [1, 1])
        bench.quietly(
            .outbox(
                QueuedCommand(
                    id: 7, intent: intent, stage: .needsAttention, scan: 1, reason: "put in 1 × COAT Coat",
                    cause: .contentsChanged, changed: Timestamp(microseconds: 1))))
        #expect(bench.alertTitles == ["PACKAGE CHANGED"])
        bench.scan("XXDONEXX")
        bench.quietly(opened(Self.package(Self.two + [Sample.item(3, "COAT", "Coat")])))
        bench.scan("XXDONEXX")
        bench.enter("retry 7")
        #expect(bench.station.result?.text == "000000095 has changed: open it and check it again first.")
        bench.scan("COAT")
        #expect(bench.checked == "1/1 1/1 1/1" && bench.alertTitles == [])
        bench.scan("XXBOXXX")
        let retried = bench.effects.compactMap { effect -> PackContents? in
            if case .retry(7, let contents) = effect { contents } else { nil }
        }
        #expect(retried.first?.lines.count == 3 && bench.intents == [])
    }

    @Test("goods that a packed package turns out to have besides are an alert, and wrong for a program")
    func packedWithout() {
        let difference = PackDifference(putIn: [.init(title: "COAT Coat", count: 1)], takeOut: [])
        var bench = StationDriver.open(Self.package(Self.two))
        bench.send(
            .contentsDiffer(difference, package: 95, scan: 4),
            changes: [
                .says: "WRONG 000000095: put in 1 × COAT Coat.",
                .alert:
                    "NOT IN THE PARCEL | 000000095 | put in 1 × COAT Coat | Open the parcel and put it right, or tell whoever decides.",
            ], effects: ["4 command wrong"])
        #expect(bench.check() == "")
    }

    @Test("what was checked of a package put aside and is no longer needed is said when it is opened again")
    func putAside() {
        var bench = StationDriver.open(Self.package(Self.two))
        bench.enterQuietly("CUP")
        bench.enterQuietly("PEN")
        bench.enterQuietly("hold")
        let less = Self.package([Self.two[0]])
        bench.quietly(.changed([PackageSummary(less)], removed: []))
        bench.enterQuietly("000000095")
        bench.quietly(opened(less))
        #expect(bench.checked == "1/1" && bench.alertTitles == ["PACKAGE CHANGED"])
    }

    @Test("a refusal that sending again cannot help offers no retry")
    func noRetry() throws {
        for cause in [StageCause.packageGone, .wrongState] {
            var bench = StationDriver.open(Self.package(Self.two))
            let intent = CommandIntent(package: 95, kind: .ship, name: "ship")
            bench.quietly(
                .outbox(
                    QueuedCommand(
                        id: 3, intent: intent, stage: .refused, scan: 1, reason: "it is Packed", cause: cause,
                        changed: Timestamp(microseconds: 1))))
            #expect(bench.station.alerts.first?.advice.contains("retry") == false)
            bench.escape()
            bench.enter("retry 3")
            #expect(bench.station.result?.text.contains("cannot be sent again") == true)
        }
    }
}
