import Foundation
import OMS
import Testing

extension EndToEnd {
    /// What happens to a bench from outside while it works, and what must not be lost by it.
    @Suite("Kept running")
    struct KeptRunningTests {
        @Test(
            "a terminal that is closed ends the station with 129, and what was accepted is done once after the next start",
            arguments: [":", ""])
        func closed(onHangup: String) async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            defer { oms.stop() }
            var environment = oms.environment(folder)
            environment["PACKLINE_STATION_FORCE"] = "always"
            let package = try #require(try await oms.packages(in: "Waiting").first)
            let end = "\(folder.path)/end"
            let terminal = try await Terminal(columns: 120, rows: 40, environment: environment)
            // A signal that is ignored stays so in the program: then only the terminal itself tells that it is gone.
            let wait = "'\(BuiltProgram.path)'; echo $? > '\(end).part'; mv '\(end).part' '\(end)'"
            try terminal.enter(#"sh -c "trap '\#(onHangup)' HUP; \#(wait.replacing("$", with: "\\$"))""#)
            try await terminal.wait(toShow: "F10 Quit", "list of")
            oms.stop()
            try terminal.enter(package.number)
            try await terminal.wait(toShow: "─ \(package.number) · ")
            try terminal.enter("XXBOXXX")
            try await terminal.wait(toShow: "1 queued")
            try terminal.hangUp()
            try await EndToEndTests.wait(for: "the end") { FileManager.default.fileExists(atPath: end) }
            #expect(try String(contentsOfFile: end, encoding: .utf8) == "129\n")
            try await oms.start()
            let after = try await BuiltProgram.run(["scan", "--json"], environment: environment)
            #expect(after.status == 0, "\(after)")
            #expect(try await oms.applied().map(\.package) == [package.id])
        }

        @Test("what was scanned while the program was stopped counts when it is continued")
        func stopped() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            defer { oms.stop() }
            let package = try #require(try await oms.packages(in: "Waiting").first)
            let terminal = try await Terminal(columns: 120, rows: 40, environment: oms.environment(folder))
            // In a shell without job control, which leaves the terminal to its child when that is stopped.
            try terminal.enter("sh -c \"'\(BuiltProgram.path)'; echo status \\$?\"")
            try await terminal.wait(toShow: "F10 Quit", "list of")
            let shell = try #require(try terminal.programs().first)
            let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
            let program = try #require(children.split(separator: " ").first.flatMap { Int32($0) })
            #expect(kill(program, SIGSTOP) == 0)
            try terminal.enter(package.number)
            #expect(kill(program, SIGCONT) == 0)
            try await terminal.wait(toShow: "─ \(package.number) · Waiting")
            try terminal.press("F10")
            #expect(try await terminal.waitForEnd() == 0)
        }

        @Test(
            "a state folder that cannot be written is one clear sentence in each language, and status 73",
            arguments: [("en", "/sys/packline", "may not be written"), ("tr", "/sys/packline", "yazılamıyor")])
        func readOnly(language: String, folder: String, words: String) async throws {
            let environment = [
                "PACKLINE_OMS_URL": "http://127.0.0.1:9/api/v1/oms", "PACKLINE_OMS_TOKEN": "secret",
                "PACKLINE_STATION_LANGUAGE": language, "PACKLINE_STATION_STATE_FOLDER": folder,
            ]
            let outcome = try await BuiltProgram.run(["scan"], environment: environment)
            #expect(outcome.status == 73 && outcome.errors.contains(words), "\(outcome)")
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome)")
        }
    }
}
