import Foundation
import OMS
import Testing

extension EndToEnd {
    /// The outbox at the command line, beside a station and without one.
    @Suite("packline outbox")
    struct OutboxTests {
        @Test("shows what is queued and how it came there, and gives up what nobody wants any more")
        func outbox() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            var environment = oms.environment(folder)
            environment["PACKLINE_STATION_FORCE"] = "always"
            let empty = try await BuiltProgram.run(["outbox"], environment: environment)
            #expect(empty.status == 0 && empty.errors.hasPrefix("0 commands"), "\(empty)")

            let packages = Array(try await oms.packages(in: "Waiting").prefix(2))
            _ = try await BuiltProgram.run(["scan"], environment: environment)
            oms.stop()
            let lines = packages.map { "pack \($0.number)\n" }.joined()
            let queued = try await BuiltProgram.run(["scan", "--wait", "1"], input: lines, environment: environment)
            #expect(queued.status == 75, "\(queued)")

            let json = try await BuiltProgram.run(["outbox", "--json"], environment: environment)
            let entries = try json.output.split(separator: "\n").map { try JSONDocument(String($0)).root }
            #expect(entries.compactMap { $0["number"].string } == packages.map(\.number), "\(json)")
            #expect(entries.first?["changes"].elements.first?["stage"].string == "queued", "\(json)")
            let id = try #require(entries.last?["id"].int)
            let shown = try await BuiltProgram.run(["outbox", "show", "\(id)"], environment: environment)
            #expect(shown.status == 0 && shown.output.contains(packages[1].number), "\(shown)")

            let discarded = try await BuiltProgram.run(["outbox", "discard", "\(id)"], environment: environment)
            #expect(discarded.status == 0, "\(discarded)")
            let again = try await BuiltProgram.run(["outbox", "discard", "\(id)"], environment: environment)
            #expect(again.status != 0 && again.errors.contains("discarded"), "\(again)")
            try await oms.start()
            #expect(try await BuiltProgram.run(["scan"], environment: environment).status == 0)
            #expect(try await oms.package(packages[0].id).state.name == "Packed")
            #expect(try await oms.package(packages[1].id).state.name == "Waiting")
            let none = try await BuiltProgram.run(["outbox", "show", "999"], environment: environment)
            #expect(none.status == 65 && none.errors.contains("999"), "\(none)")
        }

        @Test("does not pack what has changed since it was packed, and sends it again only once it was checked again")
        func changed() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            var environment = oms.environment(folder)
            environment["PACKLINE_STATION_FORCE"] = "always"
            let package = try #require(try await oms.packages(in: "Waiting").first)
            _ = try await BuiltProgram.run(["scan"], environment: environment)
            oms.stop()
            let queued = try await BuiltProgram.run(
                ["scan", "--wait", "1"], input: "pack \(package.number)\n", environment: environment)
            #expect(queued.status == 75, "\(queued)")
            try await oms.behindTheScenes { port in
                let path = JSONValue.string("*/packages/\(package.id)/")
                let fault: JSONValue = ["kind": "add_item", "paths": [path], "times": 1]
                try await PracticeOMS.request(
                    "PUT", "../../../_sandbox/faults", port: port, body: ["faults": [fault]])
                try await PracticeOMS.request("GET", "packages/\(package.id)/", port: port)
            }
            try await oms.start()
            _ = try await BuiltProgram.run(["scan", "--wait", "5"], environment: environment)
            #expect(try await oms.package(package.id).state.name == "Waiting")
            let json = try await BuiltProgram.run(["outbox", "--json"], environment: environment)
            let entry = try JSONDocument(json.output).root
            #expect(entry["stage"].string == "needsAttention", "\(json)")
            #expect(entry["cause"].string == "contents-changed", "\(json)")
            #expect(entry["reason"].string?.contains("put in 1 × ") == true, "\(json)")
            let retry = try await BuiltProgram.run(["outbox", "retry", "1"], environment: environment)
            #expect(retry.status == 65, "\(retry)")
            #expect(retry.errors.contains("\(package.number) changed: open it and check it again"), "\(retry)")
            let list = try await BuiltProgram.run(["outbox"], environment: environment)
            #expect(!list.errors.contains("retry"), "\(list)")

            // That it was stopped is said when the package is opened: 65. The last line gives it again, and its end is
            // waited for.
            let again = try await BuiltProgram.run(
                ["scan"], input: "\(package.number)\npack\n", environment: environment)
            #expect(again.status == 65 && again.output.contains("pack was not sent"), "\(again)")
            #expect(try await oms.package(package.id).state.name == "Packed")
        }

        @Test("advises no retry of a command that the OMS does not offer in the package's state, and refuses one")
        func wrongState() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            var environment = oms.environment(folder)
            environment["PACKLINE_STATION_FORCE"] = "always"
            let package = try #require(try await oms.packages(in: "Waiting").first)
            try await oms.setFaults([
                "faults": [["kind": "cancel_package", "paths": ["*/command/"], "methods": ["POST"]]]
            ])
            let refused = try await BuiltProgram.run(
                ["scan"], input: "pack \(package.number)\n", environment: environment)
            #expect(refused.status == 65, "\(refused)")
            let list = try await BuiltProgram.run(["outbox"], environment: environment)
            #expect(list.errors.contains("packline outbox discard 1") && !list.errors.contains("retry"), "\(list)")
            let retry = try await BuiltProgram.run(["outbox", "retry", "1"], environment: environment)
            #expect(retry.status == 65, "\(retry)")
            #expect(retry.errors.contains("the OMS does not offer it for \(package.number) as that stands"), "\(retry)")
        }

        @Test("shows what was refused until somebody deals with it")
        func refused() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            var environment = oms.environment(folder)
            environment["PACKLINE_STATION_FORCE"] = "always"
            let packages = Array(try await oms.packages(in: "Waiting").prefix(2))
            try await oms.setFaults([
                "faults": [["kind": "status", "status": 406, "paths": ["*/command/"], "methods": ["POST"]]]
            ])
            let lines = packages.map { "pack \($0.number)\n" }.joined()
            let refused = try await BuiltProgram.run(["scan"], input: lines, environment: environment)
            #expect(refused.status == 65, "\(refused)")
            try await oms.setFaults(["faults": []])

            let list = try await BuiltProgram.run(["outbox"], environment: environment)
            #expect(list.output.contains("refused") && list.errors.contains("2 commands not dealt with"), "\(list)")
            #expect(list.errors.contains("packline outbox retry 1, or packline outbox discard 1"), "\(list)")
            let discarded = try await BuiltProgram.run(["outbox", "discard", "1"], environment: environment)
            #expect(discarded.status == 0, "\(discarded)")
            let retried = try await BuiltProgram.run(["outbox", "retry", "2"], environment: environment)
            #expect(retried.status == 0, "\(retried)")
            #expect(try await BuiltProgram.run(["scan"], environment: environment).status == 0)
            let none = try await BuiltProgram.run(["outbox"], environment: environment)
            #expect(none.errors.hasPrefix("0 commands"), "\(none)")
            #expect(try await oms.package(packages[1].id).state.name == "Packed")
        }

        @Test("can be read beside a station, which alone may change it, and a second station is told so and refused")
        func beside() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let environment = oms.environment(folder)
            let station = try PipedProgram(["scan", "--json"], environment)
            let package = try #require(try await oms.packages(in: "Waiting").first)
            station.give([package.number])
            await station.answered(1, within: .seconds(30))

            let list = try await BuiltProgram.run(["outbox", "list", "--all"], environment: environment)
            #expect(list.status == 0, "\(list)")
            let retry = try await BuiltProgram.run(["outbox", "retry", "1"], environment: environment)
            #expect(retry.status == 69 && retry.errors.contains("type “retry 1” at its prompt"), "\(retry)")
            let second = try await BuiltProgram.run(["scan"], environment: environment)
            #expect(second.status == 69 && second.errors.contains("another Packline"), "\(second)")
            station.finish()
            #expect(await station.ended().status == 0)
        }
    }
}
