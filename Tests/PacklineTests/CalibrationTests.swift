import Barcode
import Foundation
import Testing

@testable import packline

@Suite("Calibrating a scanner")
struct CalibrationTests {
    private let scans = [ScannerCalibration.text, "10A\u{1D}21B", "XXDONEXX"]

    @Test("three codes in any order are enough, with their times")
    func readsThree() throws {
        var session = CalibrationSession()
        var time: Int64 = 0
        var progress: [CalibrationSession.Progress] = []
        for scan in scans.reversed() {
            for byte in Array("\(scan)\r".utf8) {
                progress += session.take([byte], at: time)
                time += 40
            }
            time += 2_000
        }
        #expect(progress.count == 3)
        #expect(progress.prefix(2) == [.read(1), .read(2)])
        guard case .understood(let calibration) = progress.last else {
            Issue.record("\(progress)")
            return
        }
        #expect(calibration.layout == .us && calibration.millisecondsPerCharacter == 40)
        #expect(calibration.findings.allSatisfy { $0.verdict == .ok })
    }

    @Test("a code read twice counts once, and a scanner without Enter is found out by its pauses")
    func noTerminator() throws {
        var session = CalibrationSession()
        var progress: [CalibrationSession.Progress] = []
        var time: Int64 = 0
        for scan in [scans[0], scans[0], scans[1], scans[2]] {
            #expect(session.take(Array(scan.utf8), at: time).isEmpty)
            time = try #require(session.deadline)
            progress += session.timeout(at: time)
            time += 1
        }
        #expect(progress.prefix(3) == [.read(1), .read(1), .read(2)])
        guard case .understood(let calibration) = progress.last else {
            Issue.record("\(progress)")
            return
        }
        let wrong = calibration.findings.filter { $0.verdict == .wrong }
        #expect(wrong.map(\.subject) == ["terminator"])
        #expect(calibration.keptSettings.contains { $0.name == "pause_ends_frame" && $0.value == "true" })
    }

    @Test("what is wrong with the scanner is told with what to do about it")
    func wrongs() throws {
        let caps = try Self.calibration(scans.map { KeyboardLayout.turkishQCapsLock.received($0) })
        #expect(caps.findings.filter { $0.verdict == .wrong }.map(\.subject) == ["Caps Lock"])
        #expect(caps.keptSettings.first?.value == "tr-q", "Caps Lock is not kept")
        let lost = try Self.calibration([scans[0], "10A21B", scans[2]])
        #expect(lost.findings.filter { $0.verdict == .wrong }.map(\.subject) == ["GS"])
        let dressed = try Self.calibration(["~\(scans[0])#", "~10A|21B#", "~\(scans[2])#"])
        let kept = Dictionary(uniqueKeysWithValues: dressed.keptSettings.map { ($0.name, $0.value) })
        #expect(kept["prefix"] == #""~""# && kept["suffix"] == "\"#\"" && kept["group_separator"] == #""|""#)
    }

    @Test("three other codes, and capitals made of all letters, are told and the reading begins anew")
    func notUnderstood() throws {
        var session = CalibrationSession()
        func reason(_ progress: [CalibrationSession.Progress]) -> String? {
            if case .notUnderstood(let reason) = progress.last { reason } else { nil }
        }
        let others = session.take(Array("12345678\rABCDEFGH\r87654321\r".utf8), at: 0)
        #expect(reason(others)?.contains("not the three codes") == true)
        let capitals = session.take(Array((scans.joined(separator: "\r") + "\r").uppercased().utf8), at: 5_000)
        #expect(reason(capitals)?.contains("case conversion") == true)
        #expect(session.take(Array("\(scans[0])\r".utf8), at: 9_000) == [.read(1)])
    }

    @Test("Esc and Ctrl-C end it, but not as a part of a code", arguments: ["\u{1B}", "\u{3}"])
    func cancelled(key: String) {
        var session = CalibrationSession()
        #expect(session.take(Array("ABCD\(key == "\u{3}" ? key : "")EFGH\r".utf8), at: 0) == [.read(1)])
        var progress = session.take(Array(key.utf8), at: 9_000)
        progress += session.timeout(at: 9_500)
        #expect(progress == [.cancelled])
    }

    @Test(
        "the program reads a terminal's raw keys and gives the terminal back",
        .enabled(if: Program.arePresent("script")),
        .timeLimit(.minutes(1)))
    func wholeProgram() async throws {
        let folder = try Folder()
        let config = folder.url("config.yaml")
        try Data("scanner:\n  prefix: old # printed on the box\n".utf8).write(to: config)
        let command =
            "stty cols 140 rows 50; stty -g; \(Program.built("packline").path) doctor --scanner --write "
            + "--config \(config.path); stty -g"
        let shown = try await Program.inTerminal(
            command, typing: scans.map { "~\($0)\r" }.joined(), onceItShows: "Esc ends")
        #expect(shown.contains("2 of 3 read."))
        #expect(shown.contains("OK       prefix         “~”."))
        let settings = shown.split(whereSeparator: \.isNewline).filter { $0.hasSuffix(":0") }
        #expect(settings.count == 2 && settings.first == settings.last, "\(settings)")
        let written = try String(contentsOf: config, encoding: .utf8)
        #expect(written.contains("prefix: \"~\" # printed on the box"), "\(written)")
    }

    private static func calibration(_ scans: [String]) throws -> ScannerCalibration {
        let frames = scans.map { ScanFrame($0, source: .scanner, ending: .carriageReturn, start: 0, end: 40) }
        return try #require(ScannerCalibration(frames))
    }
}
