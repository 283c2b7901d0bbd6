import OMS
import Station
import StationTesting
import Testing

@Suite("Serial numbers")
struct SerialNumberTests {
    private static let gtin = "08690001157692"
    private static func code(_ serial: String) -> String { "(01)\(gtin)(21)\(serial)" }

    private static let socks = Sample.package(
        80, "000000080", items: (1...3).map { Sample.item($0, "SOCK", "Sock", barcode: "8690001157692") })

    /// Two units with a serial number of their own, and one without.
    private static let phones = Sample.package(
        81, "000000081",
        items: [
            Sample.item(1, "PHONE", "Phone", barcode: "8690001157692", with: ["serial_no": "S-100"]),
            Sample.item(2, "PHONE", "Phone", barcode: "8690001157692", with: ["serial_no": "S-200"]),
            Sample.item(3, "PHONE", "Phone", barcode: "8690001157692"),
        ])

    @Test("one physical unit counts once, and undo frees it")
    func once() {
        var bench = StationDriver.open(Self.socks)
        bench.enterQuietly(Self.code("A1"))
        bench.enterQuietly(Self.code("A1"))
        #expect(bench.checked == "1/3" && bench.alertTitles == ["SAME UNIT AGAIN"])
        #expect(bench.station.alerts.first?.scanned == "SOCK Sock, serial A1", "as it was read")
        bench.enterQuietly(Self.code("A2"))
        #expect(bench.checked == "2/3" && bench.alertTitles == [], "another unit acknowledges it")
        bench.enterQuietly("undo")
        bench.enterQuietly(Self.code("A2"))
        #expect(bench.checked == "2/3" && bench.alertTitles == [])
    }

    @Test("case and what cannot be seen make no other serial number of it")
    func spelling() {
        var bench = StationDriver.open(Self.socks)
        bench.enterQuietly(Self.code("a1"))
        bench.enterQuietly("https://id.gs1.org/01/\(Self.gtin)/21/A1")
        #expect(bench.checked == "1/3" && bench.alertTitles == ["SAME UNIT AGAIN"])
    }

    @Test("a serial number stands for one unit, however often it is written to count")
    func factor() {
        var bench = StationDriver.open(Self.socks)
        bench.enterQuietly("2*" + Self.code("A1"))
        #expect(bench.checked == "0/3" && bench.alertTitles == ["ONE SERIAL, ONE UNIT"])
    }

    @Test("what was counted by its serial number stays counted when the package is put aside and opened again")
    func session() throws {
        var bench = StationDriver.open(Self.socks)
        bench.enterQuietly(Self.code("A1"))
        bench.enterQuietly("hold")
        let session = try #require(bench.station.sessions[80])
        #expect(session.checks.map(\.serial) == [.init("a1", gtin: Self.gtin)])
        bench.enterQuietly("000000080")
        bench.quietly(.opened(OpenedPackage(package: Self.socks, logs: nil)))
        bench.enterQuietly(Self.code("A1"))
        #expect(bench.checked == "1/3" && bench.alertTitles == ["SAME UNIT AGAIN"])
    }

    @Test("where the OMS names serial numbers, only those fit, besides the units that have none")
    func named() {
        var bench = StationDriver.open(Self.phones)
        bench.enterQuietly(Self.code("S-999"))
        #expect(bench.checked == "1/3" && bench.alertTitles == [], "it may be the unit without a number of its own")
        bench.enterQuietly(Self.code("S-998"))
        #expect(bench.checked == "1/3" && bench.alertTitles == ["WRONG SERIAL"])
        bench.enterQuietly("8690001157692")
        #expect(bench.checked == "1/3" && bench.alertTitles.last == "SCAN THE SERIAL")
        bench.enterQuietly(Self.code("S-100"))
        #expect(bench.checked == "2/3" && bench.alertTitles == [])
    }

    @Test("the serial number alone finds its item, once, with the package open or not")
    func alone() {
        var bench = StationDriver.open(Self.phones)
        bench.enterQuietly("s-100")
        #expect(bench.checked == "1/3")
        bench.enterQuietly(Self.code("S-100"))
        #expect(bench.checked == "1/3" && bench.alertTitles == ["SAME UNIT AGAIN"])
        bench.enterQuietly("]C121S-200")
        #expect(bench.checked == "2/3" && bench.alertTitles == [])
        bench.enterQuietly("hold")
        bench.quietly(.changed([PackageSummary(Self.phones)], removed: []))
        bench.scan("S-200")
        #expect(bench.effects.contains(.open(package: 81)))
    }

    @Test("the pack carries which units were checked by their serial numbers")
    func contents() throws {
        var bench = StationDriver.open(Self.phones)
        for code in ["S-200", "8690001157692", "S-100"] { bench.enterQuietly(code) }
        bench.scan("XXBOXXX")
        let contents = try #require(bench.intents.first?.contents)
        #expect(contents.lines.map(\.goods.serialNumber) == ["S-100", "S-200", nil])
        #expect(contents.lines.map(\.checked) == [1, 1, 1] && !contents.isForced)
    }
}
