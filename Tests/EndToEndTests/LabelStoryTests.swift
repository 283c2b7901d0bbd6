import Foundation
import OMS
import TestTools
import Testing

extension EndToEnd {
    /// What a packer does with labels: packs, sticks the label on, scans it back, ships.
    @Suite("Labels at the station")
    struct LabelStoryTests {
        @Test(
            "a package is packed, its label comes out, the wrong one is told, the right one is taken, and it is shipped"
        )
        func story() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(labels: "zpl", in: folder)
            let printer = try await LabelPrinter(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first { $0.items.count >= 2 })
            let tracked = try await oms.packages(in: "Packed").first { $0.trackingNumber != nil }
            let other = try #require(tracked?.trackingNumber)
            let environment = oms.environment(folder).merging(printer.environment) { $1 }
            let terminal = try await Terminal(columns: 120, rows: 40, environment: environment)
            try terminal.start()
            try await terminal.wait(toShow: "Packages", "list of", "online")

            try terminal.enter(package.number)
            try await terminal.wait(toShow: "─ \(package.number) · Waiting")
            for (index, code) in package.codes.enumerated() {
                try terminal.enter(code)
                try await terminal.wait(toShow: "Items \(index + 1) of \(package.units) checked")
            }
            try terminal.enter("XXBOXXX")
            try await oms.wait(for: package, toBe: "Packed")
            try await terminal.wait(toShow: "stick it on and scan it")
            let label = try #require(try printer.labels.first)
            #expect(try printer.labels.count == 1)

            try terminal.enter(other)
            try await terminal.wait(toShow: "WRONG LABEL")
            try terminal.enter(label)
            try await terminal.wait(toShow: "The label of \(package.number) is the right one.")

            try await terminal.run(word: "ship")
            try await terminal.wait(toShow: "Ship \(package.number)?")
            #expect(try !terminal.screen.contains("Its label was not"))
            try terminal.enter(package.number)
            try await oms.wait(for: package, toBe: "Shipped")

            let list = try await BuiltProgram.run(["labels", "list", "--all", "--json"], environment: environment)
            let job = try JSONDocument(String(list.output.split(separator: "\n").first ?? "")).root
            #expect(job["stage"].string == "confirmed" && job["number"].string == package.number, "\(list)")
            let refused = try await BuiltProgram.run(["labels", "void", "1"], environment: environment)
            #expect(refused.status == 69, "\(refused)")
            let shown = try await BuiltProgram.run(["show", package.number], environment: environment)
            #expect(shown.output.contains("zpl   \(label)") && shown.output.contains("confirmed"), "\(shown)")
            try await terminal.run(word: "quit")
            #expect(try await terminal.waitForEnd() == 0)
        }

        @Test("a label that is late is waited for in its package's pane, comes by webhook, and is printed once")
        func late() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(labels: "late", labelDelay: 8, in: folder)
            let printer = try await LabelPrinter(in: folder)
            let port = try FreePort.find()
            var environment = oms.environment(folder).merging(printer.environment) { $1 }
            environment["PACKLINE_WEBHOOKS_SECRET"] = "s3cret of the test"
            environment["PACKLINE_STATION_FORCE"] = "always"
            let terminal = try await Terminal(columns: 120, rows: 40, environment: environment)
            try terminal.start("--webhooks", "127.0.0.1:\(port)")
            try await terminal.wait(toShow: "Packages", "list of", "online")
            let subscribed = try await BuiltProgram.run(
                ["webhooks", "subscribe", "package.shipment.awb_number", "http://127.0.0.1:\(port)/"],
                environment: environment)
            #expect(subscribed.status == 0, "\(subscribed)")
            let package = try #require(try await oms.packages(in: "Waiting").first)
            try terminal.enter(package.number)
            try await terminal.wait(toShow: "─ \(package.number) · Waiting")
            try terminal.enter("XXBOXXX")
            try await oms.wait(for: package, toBe: "Packed")
            try await terminal.wait(toShow: "not there yet")
            #expect(try printer.labels.isEmpty)
            try await terminal.wait(toShow: "stick it on and scan it")
            let label = try #require(try printer.labels.first)
            try terminal.enter(label)
            try await terminal.wait(toShow: "The label of \(package.number) is the right one.")
            try await terminal.run(word: "quit")
            #expect(try await terminal.waitForEnd() == 0)
            #expect(try printer.labels == [label])
        }

        @Test("the label of the demo's package comes out, and is counted at the end")
        func demo() async throws {
            let terminal = try await Terminal(columns: 120, rows: 40, environment: [:])
            try terminal.start("demo")
            try await terminal.wait(toShow: "Packages", "list of", "F10 Quit")
            try terminal.enter("000000013")
            try await terminal.wait(toShow: "─ 000000013 · ")
            try terminal.enter("XXBOXXX")
            try await terminal.wait(toShow: "Pack although")
            try await terminal.run(word: "yes")
            try await terminal.wait(toShow: "stick it on and scan it")
            try await terminal.run(word: "quit")
            #expect(try await terminal.waitForEnd() == 0)
            #expect(try terminal.screen.contains("1 label came out of the practice printer."))
        }
    }
}

/// `packline printer`, with a ledger of the labels that came out.
private final class LabelPrinter {
    /// What a station needs to know to use it.
    let environment: [String: String]
    private let process = Process()
    private let ledger: String

    /// Starts one on a port that is free, and waits until it says that it accepts connections.
    init(in folder: Folder) async throws {
        let port = try FreePort.find()
        ledger = "\(folder.path)/labels.jsonl"
        environment = [
            "PACKLINE_PRINTERS_ZEBRA_ADDRESS": "socket://127.0.0.1:\(port)", "PACKLINE_PRINTERS_ZEBRA_ROLE": "label",
            "PACKLINE_PRINTERS_ZEBRA_UNIQUE_ID": "PRACTICE0001",
        ]
        let output = try folder.file("printer", "")
        process.executableURL = URL(filePath: BuiltProgram.path)
        process.arguments = ["printer", "--port", "\(port)", "--ledger", ledger]
        process.environment = Folder.environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        try process.run()
        try await wait(for: "the printer") { try String(contentsOfFile: output, encoding: .utf8).contains("socket://") }
    }

    deinit { process.terminate() }

    /// The barcode of each label that came out, in order.
    var labels: [String] {
        get throws {
            try String(contentsOfFile: ledger, encoding: .utf8).split(separator: "\n").compactMap {
                try JSONDocument(String($0)).root["barcodes"].elements.first?.string
            }
        }
    }
}
