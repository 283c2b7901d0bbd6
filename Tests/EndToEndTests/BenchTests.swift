import Foundation
import OMS
import Testing

extension EndToEnd {
    @Suite("At the bench")
    struct BenchTests {
        @Test("a station that is stopped and continued in the middle of a scan takes the scan whole")
        func stopped() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first)
            let terminal = try await Terminal(columns: 120, rows: 40, environment: oms.environment(folder))
            try terminal.start()
            try await terminal.wait(toShow: "list of", "online")
            let cut = package.number.index(package.number.startIndex, offsetBy: 4)
            try terminal.type(String(package.number[..<cut]))
            try await terminal.wait(toShow: "OPEN ▸ \(package.number[..<cut])")
            kill(try #require(try terminal.programs().first), SIGTSTP)
            try await terminal.wait(for: "the shell") { !$0.contains("OPEN ▸") }
            try terminal.enter("fg")
            try await terminal.wait(toShow: "OPEN ▸ \(package.number[..<cut])")
            try terminal.enter(String(package.number[cut...]))
            try await terminal.wait(toShow: "─ \(package.number) · Waiting")
            try await terminal.run(word: "quit")
            try await terminal.wait(for: "the end") { !$0.contains("OPEN ▸") }
        }

        @Test("a command can play the tones, with their names, and the bell is silent then")
        func sounds() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first)
            let tones = "\(folder.path)/tones"
            var environment = oms.environment(folder)
            environment["PACKLINE_STATION_SOUND_COMMAND"] = "echo $1 >> \(tones)"
            let terminal = try await Terminal(columns: 120, rows: 40, environment: environment)
            try terminal.start()
            try await terminal.wait(toShow: "list of", "online")
            // A key for what is wrong: a second scan this soon would be another label of the first one's shot.
            for (act, tone) in [
                ({ try terminal.enter(package.number) }, "ok"), ({ try terminal.press("F4") }, "wrong"),
            ] {
                try act()
                try await wait(for: "the tone \(tone)") {
                    (try? String(contentsOfFile: tones, encoding: .utf8))?.contains("\(tone)\n") == true
                }
            }
            try terminal.press("Escape")
            try await terminal.wait(toShow: "Acknowledged")
            try terminal.press("F10")
            #expect(try await terminal.waitForEnd() == 0)
        }
    }
}
