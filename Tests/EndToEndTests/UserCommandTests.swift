import Foundation
import OMS
import Testing

extension EndToEnd {
    @Suite("Commands of the user's", .timeLimit(.minutes(5)))
    struct UserCommandTests {
        @Test("a printing command that hangs holds up nothing, and ends with the station, at once")
        func hanging() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first)
            try await oms.setInvoiceNumber("A-1", of: package.id)
            var environment = oms.environment(folder)
            let who = "\(folder.path)/who"
            environment["PACKLINE_DOCUMENTS_PRINT_COMMAND"] = "trap '' TERM; echo $$ >\(who); sleep 1000; sleep 1000"
            let terminal = try await Terminal(columns: 120, rows: 30, environment: environment)
            try terminal.start()
            try await terminal.wait(toShow: "list of", "online")
            try terminal.enter(package.number)
            try await terminal.wait(toShow: "─ \(package.number) · Waiting")
            try terminal.enter("XXPRESSXX")
            try await terminal.wait(toShow: "PRINTING", "the invoice of \(package.number)")
            #expect(try !terminal.screen.contains("ASKING"))
            try await EndToEndTests.wait(for: "the command") { FileManager.default.fileExists(atPath: who) }
            let process = try String(contentsOfFile: who, encoding: .utf8).trimmingCharacters(
                in: .whitespacesAndNewlines)
            let quit = ContinuousClock.now
            try terminal.press("F10")
            #expect(try await terminal.waitForEnd() == 0)
            #expect(ContinuousClock.now - quit < .seconds(20), "the command may take 30 s: nobody waits for that")
            #expect(kill(try #require(pid_t(process)), 0) == -1, "the command is gone")
        }

        @Test(
            "a printing command ends with the station without a screen, whatever ends that", arguments: [false, true])
        func headless(killed: Bool) async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first)
            try await oms.setInvoiceNumber("A-1", of: package.id)
            var environment = oms.environment(folder)
            let who = "\(folder.path)/who"
            let line = killed ? "sleep 1000" : "sleep 1000 & exit 0"
            environment["PACKLINE_DOCUMENTS_PRINT_COMMAND"] = "echo $$ >\(who); \(line); true"
            let station = try PipedProgram(["scan", "--json"], environment)
            station.give([package.number, "print"])
            try await EndToEndTests.wait(for: "the command") { FileManager.default.fileExists(atPath: who) }
            if killed {
                #expect(await station.interrupted() == SIGTERM)
            } else {
                station.finish()
                #expect(await station.ended().status == 0)
            }
            let text = try String(contentsOfFile: who, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
            try await EndToEndTests.wait(for: "the group to be gone") { try !Self.isAlive(group: text) }
        }

        /// Whether a process of a group runs; one that has ended and was not waited for does not.
        private static func isAlive(group: String) throws -> Bool {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").contains { name in
                guard let stat = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8) else {
                    return false
                }
                let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
                return fields.count > 2 && fields[2] == group && fields[0] != "Z"
            }
        }

        @Test("a printing command that fails is an alert that a scan does not take away")
        func failing() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first)
            try await oms.setInvoiceNumber("A-1", of: package.id)
            var environment = oms.environment(folder)
            environment["PACKLINE_DOCUMENTS_PRINT_COMMAND"] = "echo no such printer >&2; exit 1"
            environment["PACKLINE_STATION_SOUND_COMMAND"] = "exit 7"
            let terminal = try await Terminal(columns: 120, rows: 30, environment: environment)
            try terminal.start()
            try await terminal.wait(toShow: "list of", "online")
            try terminal.enter(package.number)
            try await terminal.wait(toShow: "NO SOUND", "The sound command ended with status 7.")
            try terminal.press("Escape")
            try await terminal.wait(for: "the alert to go") { !$0.contains("The sound command ended") }
            try terminal.enter("XXPRESSXX")
            try await terminal.wait(toShow: "NOT PRINTED", "ended with status 1: no such printer")
            try terminal.press("Escape")
            try await terminal.wait(for: "the alert to go") { !$0.contains("Look at the printer") }
            try terminal.press("F10")
            #expect(try await terminal.waitForEnd() == 0)
        }
    }
}

extension PracticeOMS {
    /// Gives a package the number of an invoice, without which it has none.
    func setInvoiceNumber(_ number: String, of package: Int) async throws {
        let answer = try await request(
            "POST", "packages/\(package)/set_invoice_number/", body: ["invoice_number": .string(number)])
        guard answer.status == 204 else { throw WaitedInVain(description: "the invoice's number was not taken") }
    }
}
