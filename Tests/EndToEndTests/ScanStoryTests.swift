import Foundation
import OMS
import Testing

extension EndToEnd {
    /// The story of a packer's day once more, without a screen.
    @Suite("The station on a pipe")
    struct ScanStoryTests {
        @Test("a script checks, packs, ships and denies through packline scan")
        func aDay() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let waiting = try await oms.packages(in: "Waiting")
            let package = try #require(waiting.first { $0.items.count >= 2 })
            let other = try #require(waiting.first { $0.id != package.id })
            let lines =
                [package.number] + package.codes + ["XXBOXXX", "ship", "yes", other.number, "deny 2", "yes"]
            let run = try await scan(lines, oms, folder)

            #expect(run.status == 0, "\(run.text)")
            #expect(run.answers.filter { $0["meaning"].string == "item" }.count == package.items.count)
            let commands = run.answers.filter { $0["outcome"].string == "queued" }.compactMap { $0["n"].int }
            #expect(commands.count == 3, "\(run.text)")
            for number in commands {
                #expect(run.answers.contains { $0["n"].int == number && $0["outcome"].string == "done" }, "\(run.text)")
            }
            #expect(try await oms.package(package.id).state.name == "Shipped")
            #expect(try await oms.package(other.id).state.name == "Needs Rescheduling")
        }

        @Test("a wrong item and a package in the wrong state are said, and end with status 65")
        func wrong() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let waiting = try await oms.packages(in: "Waiting")
            let shipped = try #require(try await oms.packages(in: "Shipped").first)
            let package = try #require(waiting.first)
            let own = Set(package.items.flatMap { [$0.selectedBarcode, $0.product.barcode, $0.product.sku] })
            let wrong = try #require(waiting.flatMap(\.codes).first { !own.contains($0) })
            let run = try await scan([package.number, wrong, "mode pack", shipped.number], oms, folder)
            #expect(run.status == 65, "\(run.text)")
            #expect(run.answers.contains { $0["n"].int == 2 && $0["outcome"].string == "wrong" }, "\(run.text)")
            let refusal = run.answers.last { $0["n"].int == 4 }
            #expect(refusal?["outcome"].string == "wrong", "\(run.text)")
            #expect(refusal?["message"].string?.contains("Shipped") == true, "\(run.text)")
            #expect(try await oms.package(shipped.id).state.name == "Shipped")
        }

        @Test("without the OMS a command is queued with status 75, and done by the next run")
        func outage() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first)
            #expect(try await scan([package.number], oms, folder).status == 0)
            oms.stop()
            let queued = try await scan([package.number] + package.codes + ["XXBOXXX"], oms, folder, wait: 1)
            #expect(queued.status == 75, "\(queued.text)")
            #expect(queued.answers.last?["outcome"].string == "queued", "\(queued.text)")
            try await oms.start()
            #expect(try await scan([], oms, folder).status == 0)
            #expect(try await oms.package(package.id).state.name == "Packed")
        }

        @Test("what was checked is there after the station was killed, and the package is gone on with")
        func killed() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first { $0.items.count >= 2 })
            let first = Process()
            first.executableURL = URL(filePath: BuiltProgram.path)
            first.arguments = ["scan"]
            first.environment = Folder.environment.merging(oms.environment(folder)) { $1 }
            let input = Pipe()
            let answers = try folder.file("answers.txt", "")
            (first.standardInput, first.standardOutput) = (input, FileHandle(forWritingAtPath: answers))
            first.standardError = FileHandle.nullDevice
            try first.run()
            let scans = [package.number] + package.codes.dropLast()
            try input.fileHandleForWriting.write(contentsOf: Data(scans.map { $0 + "\n" }.joined().utf8))
            // An answer is given when what it reports is on disk: from then on nothing may lose it.
            try await EndToEndTests.wait(for: "the answers") {
                try String(contentsOfFile: answers, encoding: .utf8).split(separator: "\n").count == scans.count
            }
            kill(first.processIdentifier, SIGKILL)
            first.waitUntilExit()
            let next = try await scan([package.number] + package.codes.suffix(1) + ["XXBOXXX"], oms, folder)
            #expect(next.status == 0, "\(next.text)")
            #expect(
                next.answers.contains { $0["message"].string?.contains("units are checked") == true }, "\(next.text)")
            #expect(try await oms.package(package.id).state.name == "Packed")
        }

        @Test("a journal is scanned again with the same outcomes, and so are lines; what was ignored is left out")
        func replay() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first { $0.items.count >= 2 })
            let lines = [package.number] + package.codes + ["", "]C1NOSUCHCODE", "XXUNDOXX", package.codes.last ?? ""]
            let first = try await scan(lines, oms, folder)
            let journal = try #require(
                FileManager.default.enumerator(atPath: "\(folder.path)/state")?.lazy.compactMap { $0 as? String }
                    .first { $0.hasSuffix("/station.sqlite") })
            let expected = first.answers.filter { $0["outcome"].string != "ignored" }
            let path = "\(folder.path)/state/\(journal)"
            for file in [path, try folder.file("lines.txt", lines.filter { !$0.isEmpty }.joined(separator: "\r\n"))] {
                let again = try await scan(
                    [], oms, folder, ["--replay", file, "--state", "\(folder.path)/\(UUID().uuidString)"])
                #expect(again.status == 65, "\(again.text)")
                #expect(again.answers.map { $0["input"].string } == expected.map { $0["input"].string })
                #expect(again.answers.map { $0["message"].string } == expected.map { $0["message"].string })
            }
            let missing = try await scan([], oms, folder, ["--replay", "/nonexistent/journal"])
            #expect(missing.status == 66 && missing.text.contains("/nonexistent/journal"))
        }

        private struct Run {
            let status: Int32
            let answers: [JSON]
            let text: String
        }

        private func scan(
            _ lines: [String], _ oms: PracticeOMS, _ folder: Folder, _ options: [String] = [], wait: Int = 30
        ) async throws -> Run {
            let outcome = try await BuiltProgram.run(
                ["scan", "--json", "--wait", "\(wait)"] + options, input: lines.map { $0 + "\n" }.joined(),
                environment: oms.environment(folder))
            let answers = try outcome.output.split(separator: "\n").map { try JSONDocument(String($0)).root }
            return Run(status: outcome.status, answers: answers, text: outcome.output + outcome.errors)
        }
    }
}
