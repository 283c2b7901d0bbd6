import Foundation
import OMS
import TestTools
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

extension EndToEnd {
    /// Prometheus's own check of what the programs answer it.
    @Suite("What Prometheus is told")
    struct MetricsTests {
        @Test("the station's figures are those that Prometheus takes, and name neither packages nor people")
        func station() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            defer { oms.stop() }
            let port = try FreePort.find()
            let package = try #require(try await oms.packages(in: "Waiting").first)
            var environment = oms.environment(folder)
            environment["PACKLINE_METRICS_ADDRESS"] = "\(port)"
            environment["PACKLINE_STATION_PACKER"] = "Ayşe"
            let terminal = try await Terminal(columns: 120, rows: 40, environment: environment)
            try terminal.start()
            try await terminal.wait(toShow: "F10 Quit", "list of")
            try terminal.enter(package.number)
            try await terminal.wait(toShow: "─ \(package.number) · Waiting")
            for code in package.codes { try terminal.enter(code) }
            try terminal.enter("XXBOXXX")
            try await oms.wait(for: package, toBe: "Packed")
            try await wait(for: "the pack to be counted", seeing: { try await Self.figures(port) }) {
                try await Self.figures(port).contains("packline_commands_total{stage=\"applied\"} 1\n")
            }
            let text = try await Self.figures(port)
            #expect(
                text.contains(#"packline_oms_requests_total{endpoint="POST /packages/{id}/command/",status="204"} 1"#))
            #expect(
                text.contains("packline_command_duration_seconds_count 1\n") && text.contains("packline_oms_up 1\n"))
            for name in [package.number, package.orderNumber ?? package.number, "Ayşe"] + package.codes {
                #expect(!text.contains(name))
            }
            #expect(try Self.promtool(text) == "")
            try terminal.press("F10")
            #expect(try await terminal.waitForEnd() == 0)
        }

        @Test("where the port is taken the bench says so and packs on, and packline listen refuses")
        func taken() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            defer { oms.stop() }
            let taken = try #require(URL(string: oms.url)?.port)
            var environment = oms.environment(folder)
            let sentence = "Prometheus cannot ask for the figures on 127.0.0.1:\(taken): another program uses the port"
            let terminal = try await Terminal(columns: 160, rows: 40, environment: environment)
            try terminal.start("--metrics", "\(taken)")
            try await terminal.wait(toShow: "F10 Quit", "list of", sentence)
            try terminal.press("F10")
            #expect(try await terminal.waitForEnd() == 0)
            environment["PACKLINE_METRICS_ADDRESS"] = "\(taken)"
            let listen = try await BuiltProgram.run(["listen", "--webhooks", "127.0.0.1:0"], environment: environment)
            #expect(listen.status == 69 && listen.errors.contains(sentence), "\(listen)")
        }

        private static func figures(_ port: Int) async throws -> String {
            let url = try #require(URL(string: "http://127.0.0.1:\(port)/metrics"))
            return String(decoding: try await URLSession.shared.data(from: url).0, as: UTF8.self)
        }

        /// What `promtool check metrics` has to say; what .ci/install tests has brought.
        private static func promtool(_ text: String) throws -> String {
            let (process, input, output) = (Process(), Pipe(), Pipe())
            process.executableURL =
                URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../.build/promtool/usr/bin/promtool").standardized
            process.arguments = ["check", "metrics"]
            (process.standardInput, process.standardOutput, process.standardError) = (input, output, output)
            try process.run()
            try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try input.fileHandleForWriting.close()
            let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            process.waitUntilExit()
            return process.terminationStatus == 0 ? said : "\(process.terminationStatus): \(said)"
        }
    }
}
