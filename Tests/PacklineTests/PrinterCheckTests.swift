import Foundation
import OMS
import PracticePrinter
import Printing
import StationStore
import Testing

@testable import packline

@Suite("packline doctor and printers")
struct PrinterCheckTests {
    /// What the doctor says of the printers and the test label, of a printer at an address.
    private func doctor(
        _ address: String, _ arguments: String..., variables: [String: String] = [:]
    ) async throws -> (lines: [Substring], status: Int32) {
        let program = try await Program.packline(
            ["doctor"] + arguments,
            environment: [
                "PACKLINE_OMS_URL": "http://127.0.0.1:1/x", "PACKLINE_OMS_TOKEN": "t",
                "PACKLINE_PRINTERS_ZEBRA_ADDRESS": address, "PACKLINE_PRINTERS_ZEBRA_ROLE": "label",
            ].merging(variables) { $1 })
        let lines = program.lines.filter { $0.contains("zebra") || $0.contains("test label") || $0.contains("deneme") }
        return (lines, program.status)
    }

    private func printer(_ faults: String = "") async throws -> (printer: PracticePrinter, address: String) {
        let printer = try await PracticePrinter.start(PracticePrinterSettings(faults: try PracticeFaults(faults)))
        return (printer, "socket://127.0.0.1:\(printer.port)")
    }

    @Test("a printer that is well is told with who it is, and what its unique_id should be")
    func well() async throws {
        let (printer, address) = try await printer()
        let (lines, _) = try await doctor(address)
        #expect(lines.count == 1, "\(lines)")
        let line = try #require(lines.first)
        #expect(
            line.hasPrefix("OK       printer        zebra, \(address): Practice printer; PRACTICE0001: with"), "\(line)"
        )
        #expect(line.contains("ready; 0 labels so far"), "\(line)")
        #expect(printer.odometer == 0)
        let turkish = try await doctor(address, variables: ["PACKLINE_STATION_LANGUAGE": "tr"])
        #expect(turkish.lines.first?.contains("hazır") == true, "\(turkish)")
        await printer.stop()
    }

    @Test("another printer than the one of unique_id is wrong, and prints nothing")
    func other() async throws {
        let (printer, address) = try await printer()
        let (lines, _) = try await doctor(
            address, "--test-label", variables: ["PACKLINE_PRINTERS_ZEBRA_UNIQUE_ID": "28J1"])
        #expect(lines.first?.hasPrefix("WRONG") == true, "\(lines)")
        #expect(lines.first?.contains("it is PRACTICE0001, and unique_id says 28J1") == true, "\(lines)")
        #expect(lines.last?.contains("Nothing was sent") == true && printer.odometer == 0, "\(lines)")
        await printer.stop()
    }

    @Test("one that needs a hand, and one that is not there, are told so")
    func troubles() async throws {
        let (printer, address) = try await printer("paused")
        let (lines, status) = try await doctor(address, "--test-label")
        #expect(lines.first?.contains("paused") == true && lines.first?.hasPrefix("WRONG") == true, "\(lines)")
        #expect(lines.last?.contains("Nothing was sent to zebra: paused") == true && status == 69, "\(lines)")
        await printer.stop()
        let gone = try await doctor(address)
        #expect(gone.lines.first?.contains("it cannot be reached") == true, "\(gone)")
    }

    @Test("a test label is printed when it is asked for, and is readable by any printer")
    func testLabel() async throws {
        let (printer, address) = try await printer()
        let (lines, _) = try await doctor(address, "--test-label")
        #expect(lines.last?.hasPrefix("OK       test label     It came out of zebra") == true, "\(lines)")
        #expect(printer.printed.map { $0.label.barcodes.map(\.data) } == [["PACKLINE-TEST"]])
        let document = TestLabel.document(printer: "zebra-1", at: .now)
        #expect(document.kind == .zpl && document.labelCount == 1 && document.bytes.allSatisfy { $0 < 0x7F })
        await printer.stop()
    }

    @Test("no test label is printed while a station counts what comes out")
    func stationRuns() async throws {
        let folder = try Folder()
        let (printer, address) = try await printer()
        let variables = ["PACKLINE_STATION_STATE_FOLDER": folder.path]
        let settings = try Settings(
            options: [.url: "http://127.0.0.1:1/x", .stateFolder: folder.path], configurationFile: nil,
            environment: ["HOME": folder.path])
        let store = try await StationDatabase.open(at: settings.storePath(), now: .now)
        let (lines, _) = try await doctor(address, "--test-label", variables: variables)
        #expect(lines.last?.contains("end it first") == true && printer.odometer == 0, "\(lines)")
        try store.close()
        await printer.stop()
    }
}
