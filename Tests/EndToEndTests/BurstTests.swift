import Foundation
import OMS
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

extension EndToEnd {
    @Suite("A burst of scans")
    struct BurstTests {
        @Test("200 scans in one write, while each answer of the OMS takes 2 s: none lost, in order, the screen alive")
        func slow() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let packages = try await oms.packages(in: "Waiting").filter { $0.items.count >= 2 }.prefix(3)
            // High enough for a page with all of them.
            let terminal = try await Terminal(columns: 120, rows: 260, environment: oms.environment(folder))
            try terminal.start()
            try await terminal.wait(toShow: "list of", "online")
            try await slowDown(oms, seconds: 2)

            let rounds = packages.flatMap { [$0.number] + $0.codes + ["XXRESETXX"] }
            let last = try #require(packages.first)
            let end = [last.number] + last.codes + ["XXBOXXX"]
            var scans: [String] = []
            while scans.count < 200 - end.count { scans += rounds }
            scans = scans.prefix(200 - end.count) + end
            try terminal.type(scans.map { $0 + "\r" }.joined())

            // The command takes two seconds at least; a key is answered meanwhile.
            try await terminal.wait(toShow: "QUEUED", "pack queued")
            try terminal.press("F8")
            try await terminal.wait(toShow: "Activity", "being sent")
            let rows = try terminal.screen.matches(of: /\d\d:\d\d:\d\d +(\d+) +(\w+) +(.*?) *│/)
                .compactMap { row in Int(row.1).map { (number: $0, outcome: String(row.2), text: String(row.3)) } }
                .filter { ["ok", "wrong", "ignored", "queued"].contains($0.outcome) }
            #expect(rows.map(\.number) == Array((1...200).reversed()), "\(rows)")
            #expect(rows.first?.outcome == "queued" && rows.dropFirst().allSatisfy { $0.outcome == "ok" }, "\(rows)")
            for row in rows where packages.contains(where: { $0.number == scans[row.number - 1] }) {
                #expect(row.text.hasPrefix(scans[row.number - 1]), "\(row) is not \(scans[row.number - 1])")
            }
            try await oms.wait(for: last, toBe: "Packed")
            try await terminal.wait(toShow: "done")
            try await terminal.run(word: "quit")
            #expect(try await terminal.waitForEnd() == 0)
        }

        /// Has the sandbox wait before each answer from now on.
        private func slowDown(_ oms: PracticeOMS, seconds: Int) async throws {
            let place = oms.url.replacing("/api/v1/oms", with: "/_sandbox/faults")
            var request = URLRequest(url: try #require(URL(string: place)))
            request.httpMethod = "PUT"
            request.setValue("Bearer secret", forHTTPHeaderField: "Authorization")
            request.httpBody = Data(#"{"faults":[{"kind":"latency","seconds":\#(seconds)}]}"#.utf8)
            let (_, response) = try await URLSession.shared.data(for: request)
            #expect((response as? HTTPURLResponse)?.statusCode == 200)
        }
    }
}
