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
        var bench = StationDriver.open(Self.package(Self.two)).stated
        bench.enterQuietly("CUP")
        bench.enterQuietly("PEN")
        bench.send(
            opened(Self.package(Self.two + [Sample.item(3, "COAT", "Coat")])),
            changes: [
                .open: "000000095 Waiting | CUP 1/1 | PEN 1/1 | COAT 0/1", .says: "CHANGED 000000095 has changed.",
                .alert:
                    "PACKAGE CHANGED | 000000095 | put in 1 × COAT Coat | Change the parcel, then acknowledge this.",
            ])
        #expect(bench.effects.contains(.sound(.wrong)))
        bench = bench.unstated
        bench.scan("XXBOXXX")
        #expect(bench.intents == [], "the alert holds commands back")
        bench.scan("COAT")
        #expect(bench.alertTitles == ["PACKAGE CHANGED"], "scanning the next item does not acknowledge it")
        bench.scan("XXDONEXX")
        #expect(bench.alertTitles == [])
    }

    @Test("an item that is taken off takes its count back, and is to be taken out")
    func takenOff() {
        var bench = StationDriver.open(Self.package(Self.two)).stated
        bench.enterQuietly("CUP")
        bench.enterQuietly("PEN")
        bench.send(
            opened(Self.package([Self.two[0]])),
            changes: [
                .open: "000000095 Waiting | CUP 1/1", .says: "CHANGED 000000095 has changed.",
                .alert:
                    "PACKAGE CHANGED | 000000095 | take out 1 × PEN Pen | Change the parcel, then acknowledge this.",
            ], effects: ["save 95 1×CUP"])
        bench = bench.unstated
        bench.press(.command(.pack))
        #expect(bench.intents == [])
    }

    @Test("only what was checked is to be taken out; of what was not it is said that it is no longer needed")
    func notPutIn() {
        let three = (1...3).map { Sample.item($0, "CUP", "Cup") }
        var bench = StationDriver.open(Self.package(three + [Self.two[1]]))
        bench.enterQuietly("2*CUP")
        bench.quietly(opened(Self.package(Array(three.prefix(2)))))
        #expect(bench.checked == "2/2")
        #expect(bench.station.alerts.map { $0.expected?.shown } == ["no longer needed: 1 × CUP Cup, 1 × PEN Pen"])
        #expect(bench.station.alerts.map(\.advice) == ["If some of it is in the parcel, take it out."])
        bench.quietly(opened(Self.package(Array(three.prefix(1)))))
        #expect(bench.station.alerts.last?.expected == "take out 1 × CUP Cup")
    }

    @Test("what is checked of a quantity that cannot be read stays checked, and is to be taken out when the item goes")
    func unreadableQuantity() {
        let half = Sample.item(1, "CUP", "Cup", with: ["quantity": "2.5"])
        var bench = StationDriver.open(Self.package([half, Self.two[1]]))
        bench.enterQuietly("3*CUP")
        bench.quietly(opened(Self.package([half, Self.two[1]], ["order_notes": "Kırılır"])))
        #expect(bench.checked == "3/0 0/1" && bench.alertTitles == [])
        bench.quietly(opened(Self.package([Self.two[1]])))
        #expect(bench.checked == "0/1")
        #expect(bench.station.alerts.map { $0.expected?.shown } == ["take out 3 × CUP Cup"])
    }

    @Test("an item that cannot be read and becomes another, or goes, is an alert that says so")
    func unreadableItem() {
        let nameless = Sample.item(nil, "PEN", "Pen")
        var bench = StationDriver.open(Self.package([Self.two[0], nameless]))
        bench.quietly(opened(Self.package([Self.two[0], Sample.item(nil, "COAT", "Coat")])))
        bench.quietly(opened(Self.package([Self.two[0]])))
        #expect(
            bench.station.alerts.map { $0.expected?.shown } == [
                "there is 1 item that cannot be read (COAT Coat); an item that could not be read is no longer there",
                "an item that could not be read is no longer there",
            ])
        #expect(bench.station.alerts.last?.advice == "If some of it is in the parcel, take it out.")
    }

    @Test("of a packed package that has fewer goods it is said what to take out, not that something is missing")
    func packedWithLess() {
        var bench = StationDriver.open(Self.package(Self.two))
        let pen = PackDifference.Change(title: "PEN Pen", count: 1)
        for difference in [
            PackDifference(putIn: [], takeOut: [pen]), PackDifference(putIn: [], takeOut: [], unneeded: [pen]),
        ] { bench.quietly(.contentsDiffer(difference, package: 95, scan: 4)) }
        #expect(bench.alertTitles == ["PACKAGE CHANGED", "PACKAGE CHANGED"])
        #expect(
            bench.station.alerts.map(\.advice) == [
                "Open the parcel and put it right, or tell whoever decides.",
                "If some of it is in the parcel, take it out.",
            ])
    }

    @Test("a package whose pack was stopped says so when it is opened, also to a program")
    func stoppedBefore() {
        var bench = StationDriver.open(Sample.mug, besides: [Self.package(Self.two)])
        let intent = CommandIntent(package: 95, kind: .pack, name: "pack")
        bench.quietly(
            .outbox(
                QueuedCommand(
                    id: 7, intent: intent, stage: .needsAttention,
                    reason: "its goods have changed: take out 1 × PEN Pen",
                    cause: .contentsChanged, changed: Timestamp(microseconds: 1))))
        bench.enterQuietly("000000095")
        bench.quietly(opened(Self.package([Self.two[0]])))
        #expect(
            bench.station.scans.first?.answer.text
                == "000000095: check it again; pack was not sent, its goods have changed: take out 1 × PEN Pen.")
        #expect(bench.station.scans.first?.answer.outcome == .wrong)
    }

    @Test("a command for a package that was deleted is called by the number that it was given for")
    func deletedBefore() {
        var bench = StationDriver.open(Sample.mug)
        let intent = CommandIntent(package: 4_711, kind: .ship, name: "ship")
        bench.quietly(
            .outbox(
                QueuedCommand(
                    id: 7, intent: intent, number: "000000711", stage: .needsAttention,
                    reason: "the OMS no longer has the package", cause: .packageGone,
                    changed: Timestamp(microseconds: 1))))
        #expect(bench.station.alerts.map { $0.scanned?.shown } == ["ship 000000711"])
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
        var bench = StationDriver.open(Self.package(Self.two)).stated
        bench.enterQuietly("CUP")
        bench.send(
            opened(Self.package([Sample.item(8, "PEN", "Pen"), Sample.item(9, "CUP", "Cup")])),
            changes: [
                .open: "000000095 Waiting | PEN 0/1 | CUP 1/1"
            ])
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
                QueuedCommand(id: 1, intent: intent, stage: .applied, scan: 1, changed: bench.station.now.wall)))
        let says = bench.station.result
        bench.quietly(opened(Self.package(Self.two, state: "Packed")))
        #expect(bench.alertTitles == [] && bench.station.result == says)
    }

    @Test("what changes long after a command of this bench is not taken for its effect")
    func notOwn() {
        var bench = StationDriver.open(Self.package(Self.two, state: "Preparing"))
        let old = bench.station.now.wall.advanced(bySeconds: -3_600)
        for (id, kind) in [CommandKind.prepare, .notFound].enumerated() {
            let intent = CommandIntent(package: 95, kind: kind, name: "command")
            bench.quietly(.outbox(QueuedCommand(id: id + 1, intent: intent, stage: .applied, changed: old)))
        }
        bench.quietly(opened(Self.package([Self.two[0]], state: "Preparing")))
        #expect(bench.alertTitles == ["PACKAGE CHANGED"])
        bench.quietly(.changed([], removed: [95]))
        #expect(bench.station.bench == nil && bench.alertTitles == ["PACKAGE CHANGED", "PACKAGE GONE"])
    }

    @Test("the log is read when another state is seen, and completes the alert")
    func who() throws {
        var bench = StationDriver.open(Self.package(Self.two))
        let cancelled = Self.package(Self.two, state: "Cancelled")
        bench.send(
            .changed([PackageSummary(cancelled)], removed: []),
            changes: [.list: "000000073 Preparing, >000000071 Waiting"], effects: ["open 95", "read 95"])
        bench.quietly(opened(cancelled))
        #expect(bench.station.alerts.first?.expected == "it is Cancelled")
        let log = try #require(
            TransitionLog(
                raw: #"""
                    {"id": 9, "created_date": "2020-05-12T13:02:00Z", "target_state": {"name": "Cancelled"}, "user": "ali"}
                    """#))
        bench.quietly(opened(cancelled, logs: [log]))
        #expect(bench.station.alerts.map { $0.expected?.shown } == ["it is Cancelled since 13:02, by ali"])
    }

    @Test("a unit that is exchanged for another of the same product takes its count back")
    func exchanged() {
        func item(_ id: Int, _ key: String, _ value: String) -> JSONValue {
            Sample.item(id, "PHONE", "Phone", barcode: "4006381333931", with: [key: .string(value)])
        }
        var bench = StationDriver.open(Self.package([item(1, "serial_no", "S1"), item(2, "serial_no", "S2")]))
        for code in ["S1", "S2"] { bench.enterQuietly(code) }
        bench.quietly(opened(Self.package([item(3, "serial_no", "S3"), item(2, "serial_no", "S2")])))
        #expect(bench.checked == "1/2")
        bench.enterQuietly("S2")
        #expect(bench.alertTitles.last == "SAME UNIT AGAIN", "it is the other one that is missing")
        bench = StationDriver.open(Self.package([item(1, "selected_barcode", "A"), item(2, "selected_barcode", "B")]))
        bench.enterQuietly("2*4006381333931")
        bench.quietly(opened(Self.package([item(1, "selected_barcode", "A"), item(2, "selected_barcode", "C")])))
        #expect(bench.checked == "1/2" && bench.alertTitles == ["PACKAGE CHANGED"])
    }

    @Test("undoing a start again brings back only what is still needed")
    func restart() {
        var bench = StationDriver.open(Self.package([Sample.item(1, "CUP", "Cup"), Sample.item(2, "CUP", "Cup")]))
        for line in ["2*CUP", "reset"] { bench.enterQuietly(line) }
        bench.quietly(opened(Self.package([Sample.item(1, "CUP", "Cup")])))
        bench.escape()
        bench.scan("XXUNDOXX")
        #expect(bench.checked == "1/1" && bench.alertTitles == ["PACKAGE CHANGED"])
    }

    @Test("PACK EACH of a package put aside holds what was checked against what it needs now")
    func packEachAfterChange() {
        var bench = StationDriver.open(Self.package(Self.two))
        for line in ["CUP", "PEN", "hold"] { bench.enterQuietly(line) }
        let other = Self.package([Self.two[0], Sample.item(3, "COAT", "Coat")])
        bench.quietly(.changed([PackageSummary(other)], removed: []))
        bench.scan("XXBOXLOTXX")
        bench.scan("000000095")
        #expect(bench.intents == [])
        bench.send(opened(other))
        #expect(bench.intents == [] && bench.station.dialog == nil && bench.alertTitles == ["PACKAGE CHANGED"])
        #expect(bench.checked == "1/1 0/1")
    }

    @Test("a question about a package that has changed is closed, and nothing under an alert is answered")
    func questionUnderAlert() {
        var bench = StationDriver.open(Self.package(Self.two))
        bench.scan("XXBOXXX")
        bench.quietly(opened(Self.package([Self.two[0]])))
        #expect(bench.station.dialog == nil && bench.alertTitles == ["PACKAGE CHANGED"])
        bench = StationDriver.open(Self.package(Self.two))
        bench.scan("XXBOXXX")
        let refused = CommandIntent(package: 73, kind: .ship, name: "ship")
        bench.quietly(
            .outbox(
                QueuedCommand(
                    id: 3, intent: refused, stage: .refused, reason: "no", changed: bench.station.now.wall,
                    changes: [.init(.sending, at: bench.station.now.wall, reason: nil)])))
        bench.enterQuietly("000000095")
        bench.enterQuietly("yes")
        #expect(bench.intents == [] && bench.station.dialog != nil)
        bench.scan("XXDONEXX")
        #expect(bench.alertTitles == [] && bench.station.dialog != nil && bench.intents == [])
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
        #expect(bench.effects.contains(.discard(command: 7)), "the new command takes its place")
        #expect(bench.intents.first?.contents?.lines.count == 3)
    }

    @Test("the word retry sends a stopped pack again for what is checked now")
    func retried() throws {
        var bench = StationDriver.open(Self.package(Self.two))
        let contents = PackContents(of: Self.package([Self.two[0]]), isForced: false) { _ in 1 }
        let intent = CommandIntent(package: 95, kind: .pack, name: "pack", contents: contents)
        bench.quietly(
            .outbox(
                QueuedCommand(
                    id: 7, intent: intent, stage: .needsAttention, reason: "put in 1 × PEN Pen",
                    cause: .contentsChanged,
                    changed: Timestamp(microseconds: 1))))
        bench.scan("XXDONEXX")
        for code in ["CUP", "PEN"] { bench.enterQuietly(code) }
        bench.enter("retry 7")
        let sent = bench.effects.compactMap { effect -> PackContents? in
            if case .retry(7, let contents) = effect { contents } else { nil }
        }
        #expect(sent.first?.lines.map(\.checked) == [1, 1])
    }

    @Test("goods that a packed package turns out to have besides are an alert, and wrong for a program")
    func packedWithout() {
        let difference = PackDifference(putIn: [.init(title: "COAT Coat", count: 1)], takeOut: [])
        var bench = StationDriver.open(Self.package(Self.two)).stated
        bench.send(
            .contentsDiffer(difference, package: 95, scan: 4),
            changes: [
                .says: "WRONG 000000095: put in 1 × COAT Coat.",
                .alert:
                    "NOT IN THE PARCEL | 000000095 | put in 1 × COAT Coat | Open the parcel and put it right, or tell whoever decides.",
            ], effects: ["4 command wrong"])
    }

    @Test(
        "one added item is one alert, whether the reading or what became of the pack comes first",
        arguments: [true, false])
    func once(isReadFirst: Bool) {
        let difference = PackDifference(putIn: [.init(title: "COAT Coat", count: 1)], takeOut: [])
        let events = [
            opened(Self.package(Self.two + [Sample.item(3, "COAT", "Coat")])),
            .contentsDiffer(difference, package: 95, scan: 4),
        ]
        var bench = StationDriver.open(Self.package(Self.two))
        for event in isReadFirst ? events : events.reversed() { bench.quietly(event) }
        #expect(bench.alertTitles == ["PACKAGE CHANGED"])
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
