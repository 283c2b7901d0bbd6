import OMSSandbox
import Testing

extension EndToEnd {
    @Suite("Several commands that pack, from the command line")
    struct ChoiceTests {
        @Test("are asked about once at a terminal, and the answer is kept for the packages after it")
        func asked() async throws {
            let folder = try Folder()
            let sandbox = try await Sandbox.start(SandboxSettings(packages: 60, dialect: [.twoPacks]))
            let packages = Array(try await sandbox.packages(inState: "Waiting", at: "369").prefix(2))
            let environment = [
                "PACKLINE_OMS_URL": sandbox.baseURL, "PACKLINE_OMS_TOKEN": sandbox.token,
                "PACKLINE_STATION_LOCATION": "369", "PACKLINE_STATION_STATE_FOLDER": "\(folder.path)/state",
            ]
            let terminal = try await Terminal(columns: 120, rows: 40, environment: environment)
            try terminal.start("pack", packages[0].number, packages[1].number, "--force")
            try await terminal.wait(
                toShow: "The OMS offers several commands for \(packages[0].number); the answer is kept:", "  1  ",
                "  2  ",
                "Which is meant? [1 to 2, else none]")
            try terminal.enter("1")
            #expect(try await terminal.waitForEnd() == 0)
            #expect(!(try terminal.screen.contains("several commands for \(packages[1].number)")))
            for package in packages { #expect(try await sandbox.look(at: package.id).state == "Packed") }
            await sandbox.stop()
        }

        @Test("are refused where there is no answer")
        func unanswered() async throws {
            let folder = try Folder()
            let sandbox = try await Sandbox.start(SandboxSettings(packages: 60, dialect: [.twoPacks]))
            let package = try #require(try await sandbox.packages(inState: "Waiting", at: "369").first)
            let environment = [
                "PACKLINE_OMS_URL": sandbox.baseURL, "PACKLINE_OMS_TOKEN": sandbox.token,
                "PACKLINE_STATION_LOCATION": "369", "PACKLINE_STATION_STATE_FOLDER": "\(folder.path)/state",
            ]
            let terminal = try await Terminal(columns: 120, rows: 40, environment: environment)
            try terminal.start("pack", package.number, "--force")
            try await terminal.wait(toShow: "Which is meant?")
            try terminal.enter("")
            #expect(try await terminal.waitForEnd() == 65)
            #expect(try await sandbox.look(at: package.id).state == "Waiting")
            await sandbox.stop()
        }
    }
}
