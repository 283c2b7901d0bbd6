import OMS
import Station
import StationTesting
import Testing

@Suite("Scans that fit nothing as they come")
struct UnmatchedTests {
    @Test("row 2: two codes that ran together are named, and neither counts")
    func together() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            "10069058690001157692",
            changes: [
                .says: "WRONG 1006905 and 8690001157692 ran together.",
                .alert:
                    "TWO CODES AT ONCE | 10069058690001157692 | 1006905 or 8690001157692, one at a time | Scan them one after the other.",
            ], effects: ["2 unknown wrong"])
    }

    @Test("row 8: a scan through another keyboard layout is noticed, and once allowed the layout is used from then on")
    func layout() {
        var bench = StationDriver.atWork(on: Sample.mug)
        let asks =
            "Is the keyboard layout another one? | 'àà-\"_&\"\"\"ç\"& makes no sense as it came. | As French it is 4006381333931. | "
        bench.scan(
            "'àà-\"_&\"\"\"ç\"&",
            changes: [
                .says: "? Is the keyboard layout another one?",
                .asks: asks + "[No, leave it] | Yes, read all scans as French",
            ], effects: ["2 unknown ok"])
        bench.press(.down, changes: [.asks: asks + "No, leave it | [Yes, read all scans as French]"])
        bench.press(
            .enter,
            changes: [
                .asks: "", .open: "000000071 Waiting | 2000001 1/1",
                .says: "DONE The only unit is checked: pack it (F3).",
            ], effects: ["save 71 1×2000001", "3 item ok"])
        bench.press(
            .undo,
            changes: [.open: "000000071 Waiting | 2000001 0/1", .says: "OK Taken back: 2000001 Mug · 0 of 1 checked"],
            effects: ["save 71 ", "4 word ok"])
        bench.scan(
            "éààààà&",
            changes: [
                .open: "000000071 Waiting | 2000001 1/1", .says: "DONE The only unit is checked: pack it (F3).",
            ], effects: ["save 71 1×2000001", "5 item ok"])
    }

    @Test("row 15: the end of an expected code is incomplete, never a match")
    func incomplete() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            "0001157692",
            changes: [
                .says: "WRONG 0001157692 is only the end of a code of this package.",
                .alert:
                    "INCOMPLETE SCAN | 0001157692 | a whole code: its first characters were lost | Scan it again.",
            ], effects: ["2 unknown wrong"])
    }

    @Test("row 17: of several labels in one shot the one that fits counts, and the others are only told")
    func shot() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            ["SERIAL-77", "1006905", "4006381333931"],
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 0/2",
                .says: "IGNORED Read with it, and left alone: 4006381333931",
            ],
            effects: ["save 73 1×1006905", "2 unknown ignored", "3 item ok", "4 item ignored"])
    }

    @Test("an item without a barcode is checked by selecting its line and confirming")
    func withoutBarcode() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.press(.nextPane, changes: [.focus: "detail"])
        bench.press(
            .enter,
            changes: [
                .says: "? Check one without a scan?",
                .asks: "Check one without a scan? | 1006905 Wool coat | [No, go back] | Yes, it is there",
            ], effects: ["2 item ok"])
        bench.press(
            .edit(.right),
            changes: [.asks: "Check one without a scan? | 1006905 Wool coat | No, go back | [Yes, it is there]"])
        bench.press(
            .enter,
            changes: [
                .asks: "", .open: "000000073 Preparing | 1006905 1/1 | 1157696 0/2",
                .says: "OK 1006905 Wool coat · 1 of 1 · 2 left in the package",
            ], effects: ["save 73 1×1006905", "3 item ok"])
        bench.press(.down)
        bench.press(
            .enter,
            changes: [
                .says: "WRONG 1157696 Running sock has a barcode: scan 8690001157692, or type its SKU."
            ], effects: ["4 item wrong"])
    }

    @Test("undo with an item takes that item back, whichever scan it was")
    func undoItem() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            "1006905",
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 0/2",
                .says: "OK 1006905 Wool coat · 1 of 1 · 2 left in the package",
            ], effects: ["save 73 1×1006905", "2 item ok"])
        bench.scan(
            "1157696",
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 1/2",
                .says: "OK 1157696 Running sock · 1 of 2 · 1 left in the package",
            ], effects: ["save 73 1×1006905 1×1157696", "3 item ok"])
        bench.enter(
            "undo 1006905",
            changes: [
                .open: "000000073 Preparing | 1006905 0/1 | 1157696 1/2",
                .says: "OK Taken back: 1006905 Wool coat · 1 of 3 checked",
            ], effects: ["save 73 1×1157696", "4 word ok"])
    }

    @Test("an unknown code is shown as it was scanned, with advice for a packer and the details in the journal")
    func unknown() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            "abc-Ürün",
            changes: [
                .says: "WRONG abc-Ürün is not known: no package and no item has it.",
                .alert: "UNKNOWN CODE | abc-Ürün | Badly read, or a wrong label: scan it again.",
            ], effects: ["2 unknown wrong", "find abc-Ürün for 2"])
        bench.press(.back, changes: [.alert: "", .says: "OK Acknowledged: “UNKNOWN CODE”."])
        bench.scan(
            "12345678",
            changes: [
                .says:
                    "WRONG 12345678 is not known: The code has the check digit 8 as character 8, and should have 0.",
                .alert: "UNKNOWN CODE | 12345678 | Badly read, or a wrong label: scan it again.",
            ], effects: ["3 unknown wrong"])
    }

    @Test("goods that nobody knows are said to be so, and not to be read badly")
    func unknownGoods() {
        var bench = StationDriver.atWork(on: Sample.coat)
        bench.scan(
            "]E0036000291452",
            changes: [
                .says: "WRONG 036000291452 is not known: no package and no item has it.",
                .alert: "UNKNOWN CODE | 036000291452 | Badly read, or a wrong label: scan it again.",
            ], effects: ["2 unknown wrong"])
    }

    @Test("goods whose label is faulty behind its (01) count, and the fault is said")
    func faulty() {
        var bench = StationDriver.atWork(on: Sample.mug)
        bench.scan(
            "]C1010400638133393117261399",
            changes: [
                .open: "000000071 Waiting | 2000001 1/1",
                .says: "DONE The only unit is checked: pack it (F3). The label's (17) is faulty.",
            ], effects: ["save 71 1×2000001", "2 item ok"])
    }
}
