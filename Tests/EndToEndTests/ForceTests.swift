import OMS
import Testing

extension EndToEnd {
    @Suite("Packing what was not checked, from the command line")
    struct ForceTests {
        @Test("is asked at a terminal, and only yes packs", arguments: [("n", 65, "Waiting"), ("y", 0, "Packed")])
        func asked(answer: String, status: Int, state: String) async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first)
            let terminal = try await Terminal(columns: 120, rows: 40, environment: oms.environment(folder))
            try terminal.start("pack", package.number)
            try await terminal.wait(toShow: "Pack \(package.number) although", "[y/N]")
            try terminal.enter(answer)
            #expect(try await terminal.waitForEnd() == status)
            #expect(try await oms.package(package.id).state.name == state)
        }

        @Test("is refused without a terminal, unless it is forced")
        func unasked() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first)
            let environment = oms.environment(folder)
            let refused = try await BuiltProgram.run(["pack", package.number], environment: environment)
            #expect(refused.status == 65 && refused.output.contains("--force packs it all the same"), "\(refused)")
            #expect(try await oms.package(package.id).state.name == "Waiting")
            let forced = try await BuiltProgram.run(["pack", package.number, "--force"], environment: environment)
            #expect(forced.status == 0, "\(forced)")
            #expect(try await oms.package(package.id).state.name == "Packed")
        }
    }
}
