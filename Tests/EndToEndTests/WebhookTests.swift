import Foundation
import OMS
import TestTools
import Testing

extension EndToEnd {
    /// From an event of the OMS to the station: `packline sandbox` publishes to `packline` and to `packline listen`.
    @Suite("Webhooks, from the OMS to the screen")
    struct WebhookTests {
        @Test("what happens at the OMS is on the screen at once, long before the station would ask")
        func screen() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let port = try FreePort.find()
            var environment = oms.environment(folder)
            environment["PACKLINE_WEBHOOKS_SECRET"] = "s3cret of the test"
            let terminal = try await Terminal(columns: 120, rows: 40, environment: environment)
            try terminal.start("--webhooks", "127.0.0.1:\(port)")
            try await terminal.wait(toShow: "F10 Quit", "list of")
            for type in WebhookEventType.allCases {
                let outcome = try await BuiltProgram.run(
                    ["webhooks", "subscribe", type.rawValue, "http://127.0.0.1:\(port)/"], environment: environment)
                #expect(outcome.status == 0, "\(outcome)")
            }
            let package = try #require(try await oms.packages(in: "Waiting").first)
            try terminal.enter(package.number)
            try await terminal.wait(toShow: "─ \(package.number) · Waiting")
            let transition = try #require(package.transition(to: "Preparing"))
            try await oms.run(transition, on: package.id)
            // The station asks for changes every 15 s; an event is faster.
            try await wait(for: "the event", seconds: 5, seeing: { try terminal.screen }) {
                try terminal.screen.contains("─ \(package.number) · Preparing")
            }
            try terminal.press("F10")
            #expect(try await terminal.waitForEnd() == 0)
        }

        @Test("packline listen tells each event once, and refuses what is not signed")
        func listen() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let port = try FreePort.find()
            var environment = oms.environment(folder)
            environment["PACKLINE_WEBHOOKS_SECRET"] = "s3cret of the test"
            let listener = try PipedProgram(["listen", "--json", "--webhooks", "127.0.0.1:\(port)"], environment)
            try await wait(for: "the receiver") { (try? await Self.post("{}", to: port)) == 401 }
            let subscribed = try await BuiltProgram.run(
                ["webhooks", "subscribe", "package.status.transitioned", "http://127.0.0.1:\(port)/"],
                environment: environment)
            #expect(subscribed.status == 0, "\(subscribed)")
            let package = try #require(try await oms.packages(in: "Waiting").first)
            try await oms.run(try #require(package.transition(to: "Preparing")), on: package.id)
            await listener.answered(1, within: .seconds(20))
            let event = try #require(listener.answers.first)
            #expect(event["event"].string == "package.status.transitioned")
            #expect(event["package"].int == package.id)
            #expect(event["state"].string == "Preparing")
            #expect(await listener.interrupted() == 0)
            #expect(listener.answers.count == 1)
        }

        private static func post(_ body: String, to port: Int) async throws -> Int {
            let answer = try await PracticeOMS.request("POST", "../../../", port: port, body: .string(body))
            return answer.status
        }
    }
}
