import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("Packing, shipping, denying")
struct CommandTests {
    private let time = Timestamp(microseconds: 1_589_292_000_000_000)

    private func queued(_ intent: CommandIntent, _ stage: CommandStage, scan: Int?, reason: String? = nil)
        -> StationEvent
    {
        .outbox(
            QueuedCommand(
                id: 1, intent: intent, stage: stage, scan: scan, reason: reason.map(Phrase.verbatim), changed: time))
    }

    private func ordered(by bench: StationDriver) -> CommandIntent? {
        bench.effects.lazy.compactMap { if case .run(let intent, _) = $0 { intent } else { nil } }.first
    }

    @Test("a complete package is packed by a scan, shown as queued when it is on disk, and done when the OMS has it")
    func pack() throws {
        var bench = StationDriver.atWork(on: Sample.mug)
        bench.scan(
            "2000001",
            changes: [.open: "000000071 Waiting | 2000001 1/1", .says: "DONE The only unit is checked: pack it (F3)."],
            effects: ["save 71 1×2000001", "2 item ok"])
        bench.scan("xxboxxx", effects: ["run Complete packaging on 71 for 3 {}"])
        let intent = try #require(ordered(by: bench))
        #expect(intent.transition == 21)
        #expect(intent.source?.kind == .waiting)
        bench.send(
            queued(intent, .queued, scan: 3),
            changes: [
                .says: "QUEUED 000000071: pack is queued. Caps Lock seems to be on.",
                .outbox: "1 queued, 0 need attention",
            ],
            effects: ["3 command queued"])
        bench.scan(
            "XXBOXXX", changes: [.says: "WRONG 000000071: pack is queued already."], effects: ["4 command wrong"])
        bench.send(queued(intent, .sending, scan: 3))
        bench.send(
            queued(intent, .applied, scan: 3),
            changes: [
                .says: "DONE 000000071: now Packed. Caps Lock seems to be on. Scan the next package.",
                .outbox: "0 queued, 0 need attention",
            ],
            effects: ["forget 71", "3 command done"])
    }

    @Test("packing with unchecked items says what is missing and asks; no is the default")
    func force() {
        var bench = StationDriver.atWork(on: Sample.coat)
        let asks =
            "Pack although none of the 3 units is checked? | 1 × 1006905 Wool coat | 2 × 1157696 Running sock | "
        let says = "? Pack although none of the 3 units is checked?"
        bench.press(
            .pack, changes: [.says: says, .asks: asks + "[No, go back] | Yes, pack"], effects: ["2 command ok"])
        bench.press(
            .enter,
            changes: [.asks: "", .says: "IGNORED Nothing was done: Pack although none of the 3 units is checked?"],
            effects: ["3 confirmation ignored"])
        bench.press(
            .pack, changes: [.says: says, .asks: asks + "[No, go back] | Yes, pack"], effects: ["4 command ok"])
        bench.press(.down, changes: [.asks: asks + "No, go back | [Yes, pack]"])
        bench.press(.enter, changes: [.asks: ""], effects: ["run Complete packaging on 73 for 5 {}"])
    }

    @Test("the Enter of a scan never answers a question: a young dialog is deaf")
    func deaf() {
        var bench = StationDriver.atWork(on: Sample.packed)
        bench.press(
            .ship,
            changes: [
                .says: "? Ship 000000064?", .asks: "Ship 000000064? | [No, go back] | Yes, ship",
            ], effects: ["2 command ok"])
        bench.press(.down, changes: [.asks: "Ship 000000064? | No, go back | [Yes, ship]"])
        bench.wait(milliseconds: -1_900)
        bench.press(.enter)
    }

    @Test("ship asks, and scanning the same package again is yes")
    func ship() {
        var bench = StationDriver.atWork(on: Sample.packed)
        bench.enter(
            "ship",
            changes: [.says: "? Ship 000000064?", .asks: "Ship 000000064? | [No, go back] | Yes, ship"],
            effects: ["2 command ok"])
        bench.scan(
            "4006381333931", changes: [.says: "WRONG 4006381333931 is no answer to “Ship 000000064?”."],
            effects: ["3 unknown wrong"])
        bench.scan(
            "000000064",
            changes: [.asks: "", .list: ">000000073 Preparing, 000000071 Waiting, 000000064 Packed"],
            effects: ["run Ship the package on 64 for 4 {}"])
    }

    @Test("deny asks for the reason and then for a confirmation")
    func deny() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.press(
            .deny,
            changes: [
                .says: "? Why is 000000073 denied?", .asks: "Why is 000000073 denied? | [Stokta yok] | Hasarlı ürün",
            ], effects: ["2 command ok"])
        bench.press(.down, changes: [.asks: "Why is 000000073 denied? | Stokta yok | [Hasarlı ürün]"])
        bench.press(
            .enter,
            changes: [
                .says: "? Deny 000000073?",
                .asks: "Deny 000000073? | Reason: Hasarlı ürün | [No, go back] | Yes, deny",
            ], effects: ["3 command ok"])
        bench.scan(
            "XXDONEXX", changes: [.asks: ""],
            effects: [#"run Package refuse with denial reason on 73 for 4 {"denial_reason":15}"#])
    }

    @Test("a scanned reason code denies the open package once it is confirmed")
    func reasonCode() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.enter(
            "deny hasarli",
            changes: [
                .says: "? Deny 000000073?",
                .asks: "Deny 000000073? | Reason: Hasarlı ürün | [No, go back] | Yes, deny",
            ], effects: ["2 command ok"])
        bench.escape(
            changes: [.asks: "", .says: "IGNORED Nothing was done: Deny 000000073?"],
            effects: ["2 confirmation ignored"])
    }

    @Test("what the OMS refuses is said in its own words, and nothing is lost")
    func refused() throws {
        var bench = StationDriver.atWork(on: Sample.mug)
        bench.scan(
            "2000001",
            changes: [.open: "000000071 Waiting | 2000001 1/1", .says: "DONE The only unit is checked: pack it (F3)."],
            effects: ["save 71 1×2000001", "2 item ok"])
        bench.press(.pack, effects: ["run Complete packaging on 71 for 3 {}"])
        let intent = try #require(ordered(by: bench))
        bench.send(
            queued(intent, .refused, scan: 3, reason: "Package is not in a proper state."),
            changes: [
                .says: "REFUSED 000000071: Package is not in a proper state.",
                .alert:
                    "REFUSED | pack 000000071 | Package is not in a proper state. | Nothing was changed. The word retry 1 sends it again.",
            ], effects: ["3 command refused"])
    }

    @Test("a command that could not be written to disk was not accepted, and that is said")
    func diskFull() throws {
        var bench = StationDriver.atWork(on: Sample.mug)
        bench.scan(
            "2000001",
            changes: [.open: "000000071 Waiting | 2000001 1/1", .says: "DONE The only unit is checked: pack it (F3)."],
            effects: ["save 71 1×2000001", "2 item ok"])
        bench.press(.pack, effects: ["run Complete packaging on 71 for 3 {}"])
        let intent = try #require(ordered(by: bench))
        bench.send(
            .notAccepted(intent, scan: 3, reason: "the disk is full"),
            changes: [
                .says: "REFUSED 000000071: pack was not accepted: the disk is full",
                .alert:
                    "NOT ACCEPTED | pack 000000071 | the disk is full | Nothing was sent. Give the command again when the disk is well.",
            ], effects: ["3 command refused"])
    }

    @Test("a command that the OMS does not offer in this state is refused with what it offers")
    func wrongState() {
        var bench = StationDriver.atWork(on: Sample.packed)
        bench.press(
            .pack,
            changes: [
                .says: "WRONG 000000064 is Packed: the OMS does not offer to pack it.",
                .alert:
                    "NOT NOW | pack 000000064 | it is Packed; offered: Ship the package | Refresh with F5 if that is not what it should be.",
            ], effects: ["2 command wrong", "read 64"])
    }

    @Test("goods scanned for a package that is packed already are too late, and are refused")
    func late() {
        var bench = StationDriver.atWork(on: Sample.packed)
        bench.scan(
            "2000001",
            changes: [
                .says: "WRONG 000000064 is Packed: nothing more goes in.",
                .alert:
                    "TOO LATE | 2000001 Mug | 000000064 is Packed: nothing more goes in | Scan the next package first.",
            ], effects: ["2 item wrong"])
    }

    @Test("what was meant for a package that is gone reaches no other package")
    func gone() {
        var bench = StationDriver.atWork(on: Sample.mug)
        bench.enter(
            "pack 000000073", changes: [.list: ">000000073 Preparing, 000000071 Waiting"],
            effects: ["open 73", "read 73"])
        bench.scan("2000001")
        bench.send(
            .gone(package: 73),
            changes: [.open: "", .says: "WRONG 000000073 is no longer there."],
            effects: ["2 unknown wrong", "3 unknown wrong"])
    }

    @Test("where force is never allowed, no mode packs what was not checked")
    func neverByForce() {
        var settings = StationSettings(location: "369")
        settings.force = .never
        var bench = StationDriver.atWork(settings)
        bench.scan(
            "XXBOXLOTXX", changes: [.mode: "packEach", .says: "OK Every package scanned is packed."],
            effects: ["1 command ok"])
        bench.scan(
            "000000073",
            changes: [
                .says: "WRONG 000000073 is not checked, and here no package is packed by force: open it first."
            ], effects: ["2 package wrong"])
    }

    @Test("in the mode ship each, one scan ships a package")
    func shipEach() {
        var bench = StationDriver.atWork()
        bench.scan(
            "XXSENDLOTXX", changes: [.mode: "shipEach", .says: "OK Every package scanned is shipped."],
            effects: ["1 command ok"])
        bench.scan(
            "000000064", changes: [.list: ">000000073 Preparing, 000000071 Waiting, 000000064 Packed"],
            effects: ["run ship on 64 for 2 {}"])
        bench.scan(
            "000000064", changes: [.says: "WRONG 000000064: ship is queued already."], effects: ["3 package wrong"])
    }
}
