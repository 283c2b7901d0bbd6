import OMS
import Testing
import WarehouseTesting

extension EndToEnd {
    /// What two packers see whose benches stand side by side.
    @Suite("Two benches side by side", .timeLimit(.minutes(3)))
    struct TwoBenchesStoryTests {
        private static func station(
            _ name: String, _ packer: String, _ warehouse: PracticeWarehouse, of oms: PracticeOMS, _ folder: Folder
        ) async throws -> Terminal {
            let terminal = try await Terminal(
                columns: 120, rows: 40, environment: warehouse.environment(name, packer: packer, of: oms, folder))
            try terminal.start()
            try await terminal.wait(toShow: "Packages", "list of", "online")
            return terminal
        }

        /// Waits until the header says that the bench is alone, or does not say so.
        private static func wait(for terminal: Terminal, toBeAlone isAlone: Bool) async throws {
            try await terminal.wait(for: isAlone ? "“alone” in the header" : "the header without “alone”") { screen in
                screen.prefix { $0 != "\n" }.contains("alone") == isAlone
            }
        }

        @Test(
            "a package is asked about, taken over by its code, told of at once, gone on with and packed; and alone is said"
        )
        func story() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let server = try await PostgresServer.started()
            let warehouse = try await PracticeWarehouse(for: oms, in: folder, on: server)
            let package = try #require(
                try await oms.packages(in: "Waiting").first {
                    $0.codes.count > 2 && Set($0.codes).count == $0.codes.count
                })
            let one = try await Self.station("bench 1", "Ayşe", warehouse, of: oms, folder)
            let two = try await Self.station("bench 2", "Mehmet", warehouse, of: oms, folder)

            try one.enter(package.number)
            try await one.wait(toShow: "─ \(package.number) · Waiting")
            try one.enter(package.codes[0])
            try await one.wait(toShow: "Items 1 of \(package.units) checked")
            try await two.wait(for: "the list to say who has it") { screen in
                screen.split(separator: "\n").contains { $0.contains(package.number) && $0.contains("bench 1") }
            }
            try two.enter(package.number)
            try await two.wait(toShow: "\(package.number): BEING PACKED", "Ayşe at bench 1 since ")
            try two.enter("XXOURSXX")
            try await one.wait(toShow: "TAKEN OVER", "Mehmet at bench 2 since ")
            try await two.wait(toShow: "Items 1 of \(package.units) checked", "before: Ayşe at bench 1")
            try one.press("Escape")

            for (index, code) in package.codes.enumerated().dropFirst() {
                try two.enter(code)
                try await two.wait(toShow: "Items \(index + 1) of \(package.units) checked")
            }
            try two.enter("XXBOXXX")
            try await oms.wait(for: package, toBe: "Packed")
            #expect(try await oms.applied().map(\.package) == [package.id])

            try await Self.wait(for: two, toBeAlone: false)
            try await server.stop(.immediate)
            for terminal in [one, two] { try await Self.wait(for: terminal, toBeAlone: true) }
            try await server.start()
            for terminal in [one, two] {
                try await Self.wait(for: terminal, toBeAlone: false)
                try await terminal.run(word: "quit")
                #expect(try await terminal.waitForEnd() == 0)
            }
        }
    }
}
