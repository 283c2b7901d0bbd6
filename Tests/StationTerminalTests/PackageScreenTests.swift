import Language
import OMS
import Station
import StationTesting
import Testing

@testable import StationTerminal

@Suite("The open package and the list beside it")
struct PackageScreenTests {
    @Test("a screen that becomes narrow shows the open package")
    func narrowed() {
        var scene = Scene(columns: 120, rows: 24)
        scene.check()
        scene.resize(columns: 80, rows: 24)
        #expect(ScreenSnapshot(scene.canvas).rows[1].contains("─ 000000073 · Preparing"))
    }

    @Test("while a report of missing goods is queued, nothing is left to be checked")
    func reported() {
        var scene = Scene(columns: 120, rows: 24)
        scene.check()
        #expect(ScreenSnapshot(scene.canvas).rows.contains { $0.contains("LEFT") })
        scene.report()
        #expect(!ScreenSnapshot(scene.canvas).rows.contains { $0.contains("LEFT") || $0.contains("▸ 1157696") })
    }

    @Test("a title that has no room for all leaves out when it is due before the state is cut")
    func narrowTitle() {
        var scene = Scene(columns: 40, rows: 12)
        let package = Sample.package(
            id: 91, number: "000000091", order: "1", state: "Waiting Remote Action", value: "100",
            due: "2020-05-12T15:00:00Z", customer: ("A", "B"), city: "C", items: [("1", "Mug", nil)],
            commands: Sample.packing)
        scene.act { driver in
            driver.send(.changed([PackageSummary(package)], removed: []))
            driver.scan("000000091")
            driver.send(.opened(OpenedPackage(package: package, logs: [])))
        }
        #expect(ScreenSnapshot(scene.canvas).rows[1] == "┌─ 000000091 · Waiting Remote Action ──┐")
    }

    @Test("of many late packages only the first three are coloured")
    func mostUrgent() {
        var scene = Scene(columns: 80, rows: 24)
        scene.act { driver in
            let late = (1...6).map { id in
                Sample.package(
                    id: id, number: "00000000\(id)", order: "1", state: "Waiting", value: "100",
                    due: "2020-05-12T0\(id):00:00Z", customer: ("A", "B"), city: "C", items: [("1", "Mug", nil)],
                    commands: Sample.packing)
            }
            driver.send(.changed(late.map(PackageSummary.init), removed: []))
        }
        let rows = ScreenSnapshot(scene.canvas, marking: [.warning]).rows
        #expect(rows.filter { $0.contains("late ") }.count == 6)
        #expect(rows.filter { $0.contains("{warning:late ") }.count == 3)
    }

    @Test("the name of a state that does not fit is taken from the table, and is never changed where it does")
    func shortStates() {
        let names = ShortStateNames(Localizer(.english, keymap: .standard))
        #expect(names.name("Waiting Remote Action", within: 12) == "Wait. remote")
        #expect(names.name("Paketlemeye Hazır", within: 12) == "Pakete hazır")
        #expect(names.name("Needs Rescheduling", within: 18) == "Needs Rescheduling")
        #expect(names.name("Something of their own", within: 12) == "Something of their own")
    }

    @Test("of lines that do not fit, the one to scan next is shown with its code")
    func nextLine() {
        var scene = Scene(columns: 40, rows: 12)
        let items = (1...8).map { (sku: "\($0)", name: "Thing \($0)", barcode: String?("869000000000\($0)")) }
        let package = Sample.package(
            id: 91, number: "000000091", order: "1", state: "Waiting", value: "100", due: "2020-05-12T15:00:00Z",
            customer: ("A", "B"), city: "C", items: items, commands: Sample.packing)
        scene.act { driver in
            driver.send(.changed([PackageSummary(package)], removed: []))
            driver.scan("000000091")
            driver.send(.opened(OpenedPackage(package: package, logs: [])))
            for number in 1...6 { driver.scan("869000000000\(number)") }
        }
        let rows = ScreenSnapshot(scene.canvas).rows
        #expect(rows.contains { $0.hasPrefix("│ ▸ 7  Thing 7") })
        #expect(rows.contains { $0.hasPrefix("│   8690000000007") })
    }

    @Test("the line to scan next stays in sight from scan to scan, in order and the other way round")
    func nextLineFromScanToScan() {
        let items = (1...9).map { (sku: "\($0)", name: "Thing \($0)", barcode: String?("869000000000\($0)")) }
        let package = Sample.package(
            id: 91, number: "000000091", order: "1", state: "Waiting", value: "100", due: "2020-05-12T15:00:00Z",
            customer: ("A", "B"), city: "C", items: items, commands: Sample.packing)
        for (order, next) in [(Array(1...8), { $0 + 1 }), ([9, 8, 7, 6], { (_: Int) in 1 })] {
            var scene = Scene(columns: 40, rows: 12)
            scene.act { driver in
                driver.send(.changed([PackageSummary(package)], removed: []))
                driver.scan("000000091")
                driver.send(.opened(OpenedPackage(package: package, logs: [])))
            }
            for number in order {
                scene.layOut()
                scene.act { $0.scan("869000000000\(number)") }
                let rows = ScreenSnapshot(scene.canvas).rows
                #expect(rows.contains { $0.hasPrefix("│ ▸ \(next(number))  Thing") }, "after \(number): \(rows)")
            }
        }
    }

    @Test("an invoice number and a remote id that are set stand in the pane")
    func facts() {
        let package = Sample.package(
            71, "000000171", items: [Sample.item(1, "A", barcode: "4006381333931")],
            ["invoice_number": "F1", "remote_id": "R-7"])
        var scene = Scene(columns: 120, rows: 40)
        scene.act { driver in
            driver.send(.changed([PackageSummary(package)], removed: []))
            driver.scan("000000171")
            driver.send(.opened(OpenedPackage(package: package, logs: [])))
        }
        let rows = ScreenSnapshot(scene.canvas).rows
        #expect(
            rows.contains { $0.contains("│ Invoice number: F1") } && rows.contains { $0.contains("│ Remote id: R-7") })
    }
}
