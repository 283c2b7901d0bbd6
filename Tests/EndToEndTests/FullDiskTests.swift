import Foundation
import OMS
import Testing

extension EndToEnd {
    /// The station's file cannot grow any more while packages are packed.
    @Suite("On a full disk")
    struct FullDiskTests {
        /// In blocks of 512 bytes: enough for a few pages, for the commands, and for a part of what becomes of them.
        @Test(
            "what cannot be written is not accepted and not sent, and what was accepted is done once when there is room",
            arguments: [100, 200, 320])
        func full(blocks: Int) async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(packages: 120, in: folder)
            var environment = oms.environment(folder)
            environment["PACKLINE_STATION_FORCE"] = "always"
            #expect(try await BuiltProgram.run(["scan"], environment: environment).status == 0)

            let packages = try await oms.packages(in: "Waiting")
            let lines = (["XXBOXLOTXX"] + packages.map(\.number)).map { $0 + "\n" }.joined()
            let full = try await BuiltProgram.run(
                ["scan", "--json", "--wait", "2"], input: lines, environment: environment, blocks: blocks)
            let answers = try full.output.split(separator: "\n").map { try JSONDocument(String($0)).root }
            let queued = Set(answers.filter { $0["outcome"].string == "queued" }.compactMap { $0["input"].string })
            let accepted = packages.filter { queued.contains($0.number) }
            #expect(full.status != 0, "\(full)")
            let answered = Set(answers.compactMap { $0["input"].string })
            #expect(answered.isSuperset(of: packages.map(\.number)) || full.status == 74, "\(full)")
            #expect(
                answers.filter { $0["outcome"].string == "refused" }
                    .allSatisfy { $0["message"].string?.contains("was not accepted") == true }, "\(full)")

            let after = try await BuiltProgram.run(["scan", "--json"], environment: environment)
            #expect(after.status == 0, "\(after)")
            let applied = try await oms.applied().map(\.package).sorted()
            #expect(applied == accepted.map(\.id).sorted(), "\(full) \(after)")
            let again = try await BuiltProgram.run(["scan", "--json"], input: lines, environment: environment)
            #expect(try await oms.applied().map(\.package).sorted() == packages.map(\.id).sorted(), "\(again)")
        }
    }
}
