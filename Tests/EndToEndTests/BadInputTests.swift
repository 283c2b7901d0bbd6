import Foundation
import Testing

extension EndToEnd {
    @Suite("Bad input")
    struct BadInputTests {
        /// Something wrong, and the one sentence and status with which the program ends.
        struct Mistake: CustomTestStringConvertible {
            let name: String
            let arguments: [String]
            var environment: [String: String] = [:]
            let status: Int32
            let words: [String]

            var testDescription: String { name }
        }

        static let mistakes = [
            Mistake(name: "an unknown option", arguments: ["demo", "--colour"], status: 64, words: ["--colour"]),
            Mistake(
                name: "an option of the wrong kind", arguments: ["sandbox", "--port", "many"], status: 64,
                words: ["--port", "many"]),
            Mistake(
                name: "a port that does not exist", arguments: ["sandbox", "--port", "70000"], status: 64,
                words: ["70000", "65535"]),
            Mistake(
                name: "a wrong URL", arguments: [],
                environment: ["PACKLINE_OMS_URL": "oms.example", "PACKLINE_OMS_TOKEN": "t"], status: 78,
                words: ["PACKLINE_OMS_URL", "oms.example"]),
            Mistake(
                name: "a URL that would send the token in the clear", arguments: ["list"],
                environment: ["PACKLINE_OMS_URL": "http://oms.example/api/v1/oms", "PACKLINE_OMS_TOKEN": "t"],
                status: 78,
                words: ["http"]),
            Mistake(
                name: "no token", arguments: [], environment: ["PACKLINE_OMS_URL": "https://oms.example/api/v1/oms"],
                status: 78, words: ["token", "PACKLINE_OMS_TOKEN"]),
            Mistake(name: "no OMS at all", arguments: [], status: 78, words: ["PACKLINE_OMS_URL", "packline demo"]),
            Mistake(
                name: "a theme that is not there", arguments: ["demo", "--theme", "/nonexistent/pink.yaml"], status: 78,
                words: ["/nonexistent/pink.yaml"]),
            Mistake(
                name: "a theme of no known name", arguments: ["demo", "--theme", "pink"], status: 78,
                words: ["pink", "dark"]),
            Mistake(
                name: "a configuration that is not there", arguments: ["--config", "/nonexistent/config.yaml"],
                status: 66,
                words: ["/nonexistent/config.yaml"]),
        ]

        @Test("a mistake ends with its status and one sentence that names it", arguments: mistakes)
        func mistake(mistake: Mistake) async throws {
            let outcome = try await BuiltProgram.run(mistake.arguments, environment: mistake.environment)
            expect(outcome, status: mistake.status, says: mistake.words)
        }

        @Test("a mistake in a file is told with file and line")
        func mistakesInFiles() async throws {
            let folder = try Folder()
            let theme = try folder.file("pink.yaml", "name: pink\npalette: {}\nselected: {}\nrole: {}\n")
            let config = try folder.file("config.yaml", "theme: dark\nstation:\n  locatoin: 369\n")
            let broken = try folder.file("broken.yaml", "theme: [dark\n")
            let themed = try await BuiltProgram.run(["demo", "--theme", theme])
            expect(themed, status: 78, says: ["\(theme):4", "role"])
            let mistaken = try await BuiltProgram.run(["list", "--config", config])
            expect(mistaken, status: 78, says: [config, "line 3", "station.locatoin", "station.location"])
            let unread = try await BuiltProgram.run(["list", "--config", broken])
            expect(unread, status: 78, says: [broken, "line"])
        }

        @Test("a port in use is said")
        func portInUse() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(packages: 5, in: folder)
            let port = try #require(oms.url.firstMatch(of: /:(\d+)\//)?.1)
            let outcome = try await BuiltProgram.run(["sandbox", "--port", String(port), "--packages", "5"])
            expect(outcome, status: 69, says: [String(port)])
        }

        @Test("the terminal is not touched when the station cannot start")
        func terminalUntouched() async throws {
            let terminal = try await Terminal(
                columns: 100, rows: 24, environment: ["PACKLINE_OMS_URL": "https://oms.example/api/v1/oms"])
            try terminal.enter("echo before")
            try terminal.start()
            #expect(try await terminal.waitForEnd() == 78)
            let screen = try terminal.screen
            #expect(screen.contains("before") && screen.contains("packline: No token is configured"), "\(screen)")
        }

        @Test("without a terminal the station says what works without one")
        func noTerminal() async throws {
            let environment = ["PACKLINE_OMS_URL": "https://oms.example/api/v1/oms", "PACKLINE_OMS_TOKEN": "t"]
            let outcome = try await BuiltProgram.run([], environment: environment)
            expect(outcome, status: 64, says: ["terminal", "packline scan"])
        }

        /// The status, nothing on standard output, and one sentence on standard error that holds these words.
        private func expect(
            _ outcome: BuiltProgram.Outcome, status: Int32, says words: [String],
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            #expect(outcome.status == status, "\(outcome)", sourceLocation: sourceLocation)
            #expect(outcome.output.isEmpty, "\(outcome)", sourceLocation: sourceLocation)
            for word in words { #expect(outcome.errors.contains(word), "\(outcome)", sourceLocation: sourceLocation) }
            #expect(!outcome.errors.contains("\u{1B}"), "\(outcome)", sourceLocation: sourceLocation)
        }
    }
}
