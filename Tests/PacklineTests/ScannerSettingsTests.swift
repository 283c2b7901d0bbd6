import Barcode
import BarcodeSheet
import Foundation
import Station
import Testing

@testable import packline

@Suite("The settings of the scanner")
struct ScannerSettingsTests {
    private func station(_ yaml: String, _ environment: [String: String] = [:]) throws -> Settings {
        let folder = try Folder()
        try Data(yaml.utf8).write(to: folder.url("config.yaml"))
        return try Settings(
            options: [:], configurationFile: folder.url("config.yaml").path, environment: environment)
    }

    @Test("what is set reaches the frames and the reading of codes")
    func whole() throws {
        let station = try station(
            """
            scanner:
              layout: fr
              group_separator: "|"
              machine_gap_ms: 60
              pause_ms: 250
              prefix: "~"
              pause_ends_frame: true
              double_read_ms: 0
              aliases:
                OBTVALI: pack
                O-BTN.validate: yes
                hepsini paketle: mode-pack
            """
        ).station()
        #expect(station.codes.layout == .french && station.codes.separatorSubstitutes == ["|"])
        #expect(station.codes.prefix == "~" && station.repeatWindow == nil)
        #expect(station.scanner.machineGap == 60 && station.scanner.pause == 250 && station.scanner.pauseEndsFrame)
        var codes = station.codes
        (codes.layout, codes.prefix) = (.us, "")
        #expect(CodeReader.read("obtvali", settings: codes).command == .pack)
        #expect(CodeReader.read("O-BTN.validate", settings: codes).command == .confirm)
        #expect(CodeReader.read("HEPSINI PAKETLE", settings: codes).command == .packEach)
    }

    @Test("a slow scanner's gap alone widens the pause with it, and a variable gives aliases too")
    func derived() throws {
        let station = try station("scanner:\n  machine_gap_ms: 90\n", [AliasSection.variable: "OBTVALI=pack, X9=ship"])
            .station()
        #expect(station.scanner.pause == 180)
        #expect(CodeReader.read("X9", settings: station.codes).command == .ship)
        #expect(CodeReader.read("obtvali", settings: station.codes).command == .pack)
    }

    @Test(
        "a mode for many packages ends after so many minutes, or never",
        arguments: [("5", 300_000), ("never", nil), ("0", nil)])
    func modeTimeout(minutes: String, time: Int64?) throws {
        #expect(try station("station:\n  mode_timeout: \(minutes)\n").station().modeTimeout == time)
        #expect(try station("station:\n  name: bench 3\n").station().modeTimeout == 600_000)
    }

    @Test(
        "a mistake is told with its line and what would be right",
        arguments: [
            "station:\n  mode_timeout: soon\n": ["line 2", "“soon”", "or never"],
            "scanner:\n  layout: azerty\n": ["line 2", "“azerty”", "tr-q"],
            "scanner:\n  group_separator: GS\n": ["line 2", "“GS”", "such as |"],
            "scanner:\n  machine_gap_ms: 0\n": ["line 2", "“0”", "from 1 to 1000"],
            "scanner:\n  machine_gap_ms: 80\n  pause_ms: 60\n": ["line 3", "“60”", "more than scanner.machine_gap_ms"],
            "scanner:\n  aliases:\n    OBTVALI: pakc\n": ["line 3", "OBTVALI", "pack, ship", "“pakc”"],
            "scanner:\n  aliases:\n    XXAXX: pack\n": ["line 3", "XXAXX", "kept for Packline's own codes"],
            "scanner:\n  aliases:\n    Pack: ship\n": [
                "config.yaml, line 3", "“Pack”", "a word of Packline's own", "take another",
            ],
            "scanner:\n  aliases:\n    \"4711\": pack\n": ["config.yaml, line 3", "“4711”", "digits only", "“OK4711”"],
            "scanner:\n  aliases: pack\n": ["line 2", "scanner.aliases", "is a section"],
        ])
    func mistakes(yaml: String, words: [String]) throws {
        let failure = try #require(throws: Failure.self) { try station(yaml).station() }
        #expect(failure.status == Status.configuration)
        for word in words { #expect(failure.sentence.contains(word), "\(failure.sentence)") }
    }

    @Test("what the doctor finds out is kept whole, and read back as it was found")
    func calibrated() throws {
        let scans = ["~Pack/Li-9#", "~10A|21B#", "~XXDONEXX#"].map { KeyboardLayout.german.received($0) }
        let frames = scans.enumerated().map { index, scan in
            ScanFrame(scan, source: .scanner, ending: .pause, start: 0, end: Int64(scan.count - 1) * 60 + Int64(index))
        }
        let found = try #require(ScannerCalibration(frames))
        let yaml = try ConfigurationEdit.set(found.keptSettings, in: "scanner", of: "")
        let station = try station(yaml).station()
        #expect(station.codes == found.settings)
        #expect(station.scanner == found.framing)
    }

    @Test("the sheet of the calibration fits a terminal of 80 columns and 24 rows")
    func fits() throws {
        let sheet = try Sheet.calibration()
        #expect(sheet.codes.allSatisfy { TerminalBarcode($0.barcode).columns <= 80 })
        #expect(TerminalSheet.lines(of: sheet).count <= 24)
    }

    @Test("the wait for the rest of a key is what is set, else longer where SSH brings the keys")
    func escapeDelay() throws {
        #expect(try station("terminal:\n  escape_delay_ms: 80\n").escapeDelay() == .milliseconds(80))
        #expect(try station("", ["PACKLINE_TERMINAL_ESCAPE_DELAY_MS": "0"]).escapeDelay() == .zero)
        #expect(try station("", ["SSH_CONNECTION": "a 1 b 2"]).escapeDelay() == .milliseconds(300))
        #expect(try station("").escapeDelay() == .milliseconds(25))
        let wrong = try station("terminal:\n  escape_delay_ms: 6000\n")
        let error = #expect(throws: Failure.self) { try wrong.escapeDelay() }
        #expect(error?.sentence.contains("milliseconds up to 5000") == true)
    }
}
