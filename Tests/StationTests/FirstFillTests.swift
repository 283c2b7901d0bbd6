import OMS
import Station
import StationTesting
import Testing

@Suite("Scans while the packages are still being read")
struct FirstFillTests {
    private let fresh = Timestamp(microseconds: 1_589_292_000_000_000)

    /// A bench whose station has read only the mug so far, of two packages.
    private func filling() -> StationDriver {
        var bench = StationDriver()
        bench.send(.mirror(PackageIndex()))
        bench.send(.connection(.online), changes: [.connection: "online"])
        bench.send(.changed([PackageSummary(Sample.mug)], removed: []), changes: [.list: ">000000071 Waiting"])
        bench.send(.filling(Progress(done: 1, total: 2)), changes: [.filling: "1 of 2"])
        return bench
    }

    private let asking = "ASKING 000000073 is not read yet: asking the OMS · Esc leaves it"

    @Test("a package that is not read yet is asked for and opened, and goods scanned meanwhile are checked in it")
    func found() {
        var bench = filling()
        bench.scan("000000073", changes: [.says: asking], effects: ["find 000000073 for 1"])
        bench.scan("1006905")
        bench.send(
            .changed([PackageSummary(Sample.coat)], removed: []),
            changes: [
                .list: ">000000073 Preparing, 000000071 Waiting", .says: "OK 000000073 · Preparing · 3 units",
            ], effects: ["open 73", "read 73", "1 package ok"])
        bench.send(.lookedUp(scan: 1, trouble: nil))
        bench.send(
            .opened(OpenedPackage(package: Sample.coat, logs: nil)),
            changes: [
                .open: "000000073 Preparing | 1006905 1/1 | 1157696 0/2",
                .says: "OK 1006905 Wool coat · 1 of 1 · 2 left in the package",
            ], effects: ["save 73 1×1006905", "2 item ok"])
    }

    @Test("what the OMS does not find is said calmly, needs no acknowledgement, and its goods reach no other package")
    func notFound() {
        var bench = filling()
        bench.scan("000000079", changes: [.says: asking.replacing("73", with: "79")], effects: ["find 000000079 for 1"])
        bench.scan("4006381333931")
        bench.scan("000000071")
        let says = "000000079 was not found · 1 of 2 packages are read"
        bench.send(
            .lookedUp(scan: 1, trouble: nil), changes: [.says: "OK 000000071 · Waiting · 1 unit"],
            effects: ["2 unknown wrong", "1 unknown wrong", "open 71", "read 71", "3 package ok"])
        #expect(bench.station.scans.map(\.answer.text).dropFirst().first == says)
    }

    @Test("a package that comes while a form is open is not typed into it")
    func behindForm() {
        var bench = filling()
        bench.quietly(.line("000000071", number: 1))
        bench.quietly(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
        bench.enterQuietly("000000073")
        bench.quietly(.keys([.command(.filter), .command(.filter)]))
        #expect(bench.station.form != nil)
        let form = bench.station.form
        bench.quietly(.changed([PackageSummary(Sample.coat)], removed: []))
        #expect(bench.station.form == form)
        #expect(
            bench.station.result?.text
                == "000000073 was not opened: “Ask the OMS for packages” came first. Scan it again after that.")
    }

    @Test("goods behind a code that names nothing are checked in the open package, and a command is not run on it")
    func goodsOfOpen() {
        var bench = filling()
        bench.quietly(.line("000000071", number: 1))
        bench.quietly(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
        bench.scan(
            "SERIAL-77", changes: [.says: asking.replacing("000000073", with: "SERIAL-77")],
            effects: ["find SERIAL-77 for 2"])
        bench.scan("4006381333931")
        bench.scan("XXBOXXX")
        bench.send(
            .lookedUp(scan: 2, trouble: nil),
            changes: [
                .open: "000000071 Waiting | 2000001 1/1",
                .says: "WRONG SERIAL-77 is not known: no package and no item has it.",
                .alert: "UNKNOWN CODE | SERIAL-77 | Badly read, or a wrong label: scan it again.",
            ],
            effects: ["4 unknown wrong", "save 71 1×2000001", "3 item ok", "2 unknown wrong"])
    }

    @Test("with a package open, goods that nobody knows are refused at once and not asked for")
    func unknownGoods() {
        var bench = filling()
        bench.quietly(.line("000000071", number: 1))
        bench.quietly(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
        bench.quietly(.line("4012345678901", number: 2))
        #expect(bench.station.takesScans)
        #expect(bench.station.alerts.map(\.title.shown) == ["UNKNOWN CODE"])
    }

    @Test("Esc leaves a package that is asked for")
    func left() {
        var bench = filling()
        bench.scan("000000073", changes: [.says: asking], effects: ["find 000000073 for 1"])
        bench.escape(
            changes: [.says: "IGNORED 000000073 was left: it is not read yet."], effects: ["1 unknown ignored"])
        bench.send(
            .changed([PackageSummary(Sample.coat)], removed: []),
            changes: [.list: ">000000073 Preparing, 000000071 Waiting"])
        bench.send(.lookedUp(scan: 1, trouble: nil))
    }

    @Test("without the OMS nothing is asked, and what is missing is said at once")
    func offline() {
        var bench = filling()
        bench.send(.connection(.offline("refused")), changes: [.connection: "offline(\"refused\")"])
        bench.scan(
            "000000073",
            changes: [
                .says:
                    "NOT YET 000000073 is not read yet, and the OMS cannot be reached."
            ], effects: ["1 unknown wrong"])
    }

    @Test("on a pipe and for words too the answer comes when the OMS has answered")
    func words() {
        var bench = filling()
        bench.enter("pack 000000073", changes: [.says: asking], effects: ["find 000000073 for 1"])
        #expect(!bench.station.isSettled)
        bench.send(
            .lookedUp(scan: 1, trouble: "500: the server is ill"),
            changes: [
                .says: "WRONG 000000073 is not read yet, and could not be asked for: 500: the server is ill"
            ], effects: ["1 unknown wrong"])
    }

    @Test("when all packages have been read, what has no package is unknown at once, and the OMS is asked behind it")
    func whole() {
        var bench = filling()
        bench.send(.filling(nil), changes: [.filling: ""])
        bench.send(.fresh(fresh))
        bench.scan(
            "000000079",
            changes: [
                .says: "WRONG 000000079 is not known: no package and no item has it.",
                .alert:
                    "UNKNOWN CODE | 000000079 | a package, an order, or an item that a package needs | Badly read, or a wrong label: scan it again.",
            ], effects: ["1 unknown wrong", "find 000000079 for 1"])
        bench.send(.lookedUp(scan: 1, trouble: nil))
    }

    @Test("a package that was only just made is refused at first, and told of when the OMS has it")
    func justMade() {
        var bench = filling()
        bench.send(.filling(nil), changes: [.filling: ""])
        bench.send(.fresh(fresh))
        bench.scan(
            "000000073",
            changes: [
                .says: "WRONG 000000073 is not known: no package and no item has it.",
                .alert:
                    "UNKNOWN CODE | 000000073 | a package, an order, or an item that a package needs | Badly read, or a wrong label: scan it again.",
            ], effects: ["1 unknown wrong", "find 000000073 for 1"])
        bench.send(
            .changed([PackageSummary(Sample.coat)], removed: []),
            changes: [.list: ">000000073 Preparing, 000000071 Waiting"])
        bench.send(
            .lookedUp(scan: 1, trouble: nil),
            changes: [.says: "NOTE 000000073 is known now: scan it again."])
        bench.scan(
            "000000073", changes: [.says: "OK 000000073 · Preparing · 3 units", .alert: ""],
            effects: ["open 73", "read 73", "2 package ok"])
    }
}
