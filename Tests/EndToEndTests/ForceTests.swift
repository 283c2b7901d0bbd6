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

        @Test("is asked of one package at a time, each named, once what became of the one before was told")
        func oneAtATime() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let packages = Array(try await oms.packages(in: "Waiting").prefix(3))
            let terminal = try await Terminal(columns: 120, rows: 40, environment: oms.environment(folder))
            let numbers = packages.map(\.number)
            try terminal.start("pack", numbers[0], numbers[1], numbers[2])
            for (number, answer) in zip(numbers, ["y", "n", "y"]) {
                try await terminal.wait(toShow: "Pack \(number) although")
                let asked = try terminal.screen
                let before = numbers.prefix { $0 != number }
                #expect(
                    before.allSatisfy { asked.contains("\n\(1 + (numbers.firstIndex(of: $0) ?? 0))  ") }, "\(asked)")
                #expect(numbers.dropFirst(before.count + 1).allSatisfy { !asked.contains("Pack \($0)") }, "\(asked)")
                let last = asked.split(separator: "\n").last { !$0.isEmpty }
                #expect(last?.hasPrefix("Pack \(number) although") == true, "\(asked)")
                try terminal.enter(answer)
            }
            #expect(try await terminal.waitForEnd() == 65)
            var states: [String] = []
            for package in packages { states.append(try await oms.package(package.id).state.name) }
            #expect(states == ["Packed", "Waiting", "Packed"])
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
