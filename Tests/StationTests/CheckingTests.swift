import OMS
import Station
import StationTesting
import Testing

@Suite("Checking the items of a package")
struct CheckingTests {
    @Test("a package is scanned, its items are checked off one by one, and the last one says done")
    func story() {
        var bench = StationDriver.atWork()
        bench.scan(
            "000000073", changes: [.says: "OK 000000073 · Preparing · 3 units"],
            effects: ["open 73", "read 73", "1 package ok"])
        bench.send(
            .opened(OpenedPackage(package: Sample.coat, logs: nil)),
            changes: [.open: "000000073 Preparing | 1006905 0/1 | 1157696 0/2"])
        bench.scan(
            "8690001157692",
            changes: [
                .open: "000000073 Preparing | 1006905 0/1 | 1157696 1/2",
                .says: "OK 1157696 Running sock · 1 of 2 · 2 left in the package",
            ], effects: ["save 73 1×1157696", "2 item ok"])
        bench.scan(
            "1006905",
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 1/2",
                .says: "OK 1006905 Wool coat · 1 of 1 · 1 left in the package",
            ], effects: ["save 73 1×1157696 1×1006905", "3 item ok"])
        bench.scan(
            "08690001157692",
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 2/2",
                .says: "DONE All 3 units are checked: pack it (F3).",
            ], effects: ["save 73 1×1157696 1×1006905 1×1157696", "4 item ok"])
    }

    @Test("what is scanned while a package is being opened waits, and is handled in its order")
    func burst() {
        var bench = StationDriver.atWork()
        bench.scan(
            "000000073", changes: [.says: "OK 000000073 · Preparing · 3 units"],
            effects: ["open 73", "read 73", "1 package ok"])
        bench.scan("1006905")
        bench.scan("8690001157692")
        bench.scan("XXBOXXX")
        bench.send(
            .opened(OpenedPackage(package: Sample.coat, logs: nil)),
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 1/2",
                .says: "? Pack although 1 of 3 is not checked?",
                .asks: "Pack although 1 of 3 is not checked? | 1 × 1157696 Running sock | [No, go back] | Yes, pack",
            ],
            effects: [
                "save 73 1×1006905", "2 item ok", "save 73 1×1006905 1×1157696", "3 item ok", "4 command ok",
            ])
    }

    @Test("an item of another package is refused and must be acknowledged")
    func wrongItem() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            "4006381333931",
            changes: [
                .says: "WRONG 4006381333931, needed by 000000071, is not in this package.",
                .alert:
                    "WRONG ITEM | 4006381333931, needed by 000000071 | 1006905 Wool coat · 1157696 Running sock | Put it back and scan an item of this package.",
            ], effects: ["2 item wrong", "open 71"])
        bench.press(
            .command(.pack), changes: [.says: "WRONG First acknowledge “WRONG ITEM” with Esc or Enter."],
            effects: ["3 word wrong"])
        bench.escape(changes: [.alert: "", .says: "OK Acknowledged: “WRONG ITEM”."])
    }

    @Test("an item scanned once too often is refused, and scanning a right one acknowledges it")
    func tooMany() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            "1006905",
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 0/2",
                .says: "OK 1006905 Wool coat · 1 of 1 · 2 left in the package",
            ], effects: ["save 73 1×1006905", "2 item ok"])
        bench.scan(
            "1006905",
            changes: [
                .says: "WRONG 1006905 Wool coat: 1 is needed, 0 to go; 1 more is too many.",
                .alert: "ONE TOO MANY | 1006905 Wool coat | 1 is needed, all checked | Take it out of the parcel.",
            ], effects: ["3 item wrong"])
        bench.scan(
            "1157696",
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 1/2", .alert: "",
                .says: "OK 1157696 Running sock · 1 of 2 · 1 left in the package",
            ], effects: ["save 73 1×1006905 1×1157696", "4 item ok"])
    }

    @Test("an unknown code is refused and must be acknowledged; the Enter of a scan does not acknowledge it")
    func unknown() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            "NOSUCHCODE",
            changes: [
                .says: "WRONG NOSUCHCODE is not known: no package and no item has it.",
                .alert: "UNKNOWN CODE | NOSUCHCODE | Badly read, or a wrong label: scan it again.",
            ], effects: ["2 unknown wrong", "find NOSUCHCODE for 2"])
        bench.enter("")
        bench.press(.character("\r"), changes: [.alert: "", .says: "OK Acknowledged: “UNKNOWN CODE”."])
    }

    @Test("several units are checked with a count before the code, typed or scanned behind it")
    func counted() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.enter(
            "2*1157696",
            changes: [
                .open: "000000073 Preparing | 1006905 0/1 | 1157696 2/2",
                .says: "OK 1157696 Running sock · 2 of 2 · 1 left in the package",
            ], effects: ["save 73 2×1157696", "2 item ok"])
        bench.press(
            .undo,
            changes: [
                .open: "000000073 Preparing | 1006905 0/1 | 1157696 0/2",
                .says: "OK Taken back: 2 × 1157696 Running sock · 0 of 3 checked",
            ], effects: ["save 73 ", "3 word ok"])
        bench.type("3*", changes: [.prompt: "3*"])
        bench.scan(
            "8690001157692",
            changes: [
                .prompt: "",
                .says: "WRONG 1157696 Running sock: this code counts 3; 2 are needed.",
                .alert:
                    "TOO MANY | 3 × 1157696 Running sock | this code counts 3; 2 are needed | Scan the units one by one.",
            ], effects: ["4 item wrong"])
    }

    @Test("an item with nothing open opens the oldest package that needs it, and is its first item")
    func itemOpens() {
        var bench = StationDriver.atWork()
        bench.scan(
            "4006381333931", changes: [.list: "000000073 Preparing, >000000071 Waiting"],
            effects: ["open 71", "read 71"])
        bench.send(
            .opened(OpenedPackage(package: Sample.mug, logs: nil)),
            changes: [
                .open: "000000071 Waiting | 2000001 1/1",
                .says: "DONE Opened 000000071 · The only unit is checked: pack it (F3).",
            ], effects: ["save 71 1×2000001", "1 item ok"])
    }

    @Test("the same code read twice within a moment is ignored, and said")
    func doubleRead() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            "1006905",
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 0/2",
                .says: "OK 1006905 Wool coat · 1 of 1 · 2 left in the package",
            ], effects: ["save 73 1×1006905", "2 item ok"])
        bench.wait(milliseconds: -900)
        bench.scan(
            "1006905", changes: [.says: "IGNORED 1006905 was read twice; the second reading is ignored."],
            effects: ["3 unknown ignored"])
    }

    @Test("another package put on the bench keeps what was checked of the first")
    func aside() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            "1006905",
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 0/2",
                .says: "OK 1006905 Wool coat · 1 of 1 · 2 left in the package",
            ], effects: ["save 73 1×1006905", "2 item ok"])
        bench.scan(
            "000000071",
            changes: [.says: "OK 000000071 · Waiting · 1 unit", .list: "000000073 Preparing, >000000071 Waiting"],
            effects: ["open 71", "read 71", "3 package ok"])
        bench.send(
            .opened(OpenedPackage(package: Sample.mug, logs: nil)), changes: [.open: "000000071 Waiting | 2000001 0/1"])
        bench.scan(
            "100129841",
            changes: [
                .says: "OK 000000073 · Preparing · 1 of 3 checked", .list: ">000000073 Preparing, 000000071 Waiting",
            ],
            effects: ["open 73", "read 73", "4 package ok"])
        bench.send(
            .opened(OpenedPackage(package: Sample.coat, logs: nil)),
            changes: [.open: "000000073 Preparing | 1006905 1/1 | 1157696 0/2"])
    }
}
