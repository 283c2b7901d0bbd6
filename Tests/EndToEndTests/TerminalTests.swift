import Foundation
import Testing

extension EndToEnd {
    @Suite("The terminal, used and given back")
    struct TerminalTests {
        @Test("the screen follows the terminal's size, down to one that is too small and back")
        func resize() async throws {
            let terminal = try await Terminal(columns: 120, rows: 40, environment: [:])
            try terminal.start("demo", "--packages", "20")
            try await terminal.wait(toShow: "F9 More", "Scan a package, an order or an item.")
            try terminal.resize(columns: 80, rows: 24)
            try await terminal.wait(for: "one pane") {
                !$0.contains("Scan a package,") && $0.contains("F8 Log F9 More F10 Quit")
            }
            try terminal.resize(columns: 30, rows: 8)
            try await terminal.wait(toShow: "Too small: 40 × 12 at least")
            try terminal.resize(columns: 40, rows: 12)
            try await terminal.wait(toShow: "OPEN ▸", "F3 Pack")
            try terminal.resize(columns: 120, rows: 40)
            try await terminal.wait(toShow: "F9 More", "Scan a package, an order or an item.")
            try terminal.press("F10")
            #expect(try await terminal.waitForEnd() == 0)
        }

        @Test("the terminal's settings are the same before and after", arguments: [SIGTERM, SIGINT, SIGHUP])
        func signals(signal: Int32) async throws {
            let folder = try Folder()
            let terminal = try await Terminal(columns: 100, rows: 30, environment: [:])
            let before = try await settings(terminal, folder, "before")
            try terminal.start("demo", "--packages", "20")
            try await terminal.wait(toShow: "F10 Quit", "list of")
            let program = try #require(try terminal.programs().first)
            #expect(kill(program, signal) == 0)
            #expect(try await terminal.waitForEnd() == 128 + Int(signal))
            let screen = try terminal.screen
            #expect(!screen.contains("F10 Quit"), "the screen of before is not back:\n\(screen)")
            #expect(try await settings(terminal, folder, "after") == before)
        }

        /// All that `stty` says of the terminal.
        private func settings(_ terminal: Terminal, _ folder: Folder, _ name: String) async throws -> String {
            let file = "\(folder.path)/\(name)"
            // Moved when it is whole, so that nothing is read of a half.
            try terminal.enter("stty -a > '\(file).part'; mv '\(file).part' '\(file)'")
            try await wait(for: "stty") { FileManager.default.fileExists(atPath: file) }
            return try String(contentsOfFile: file, encoding: .utf8)
        }
    }
}
