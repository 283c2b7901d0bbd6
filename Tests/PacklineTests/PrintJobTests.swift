import Foundation
import OMS
import PracticePrinter
import StationStore
import Testing

@testable import packline

@Suite("packline labels")
struct PrintJobTests {
    /// A station's file with labels in it, and the variables of its station.
    private struct Bench {
        let folder: Folder
        let path: String
        var environment: [String: String]

        init() throws {
            folder = try Folder()
            environment = [
                "PACKLINE_STATION_STATE_FOLDER": folder.path, "PACKLINE_OMS_URL": "http://127.0.0.1:1/x",
                "PACKLINE_OMS_TOKEN": "t", "PACKLINE_PRINTERS_ZEBRA_ADDRESS": "socket://127.0.0.1:1",
                "PACKLINE_PRINTERS_ZEBRA_ROLE": "label",
            ]
            path = try Settings(
                options: [:], configurationFile: nil, environment: environment.merging(["HOME": folder.path]) { $1 }
            ).storePath()
        }

        /// Wants the labels of two boxes, of which the first has been printed.
        func fill() async throws {
            let store = try await StationDatabase.open(at: path, now: .now)
            defer { try? store.close() }
            for box in 1...2 {
                let subject = PrintSubject(package: 73, packageNumber: "000000073", kind: "label", box: box, boxes: 2)
                let document = PrintedDocument(sha256: "hash \(box)", format: "zpl", barcodes: ["TRK-\(box)"])
                let bytes = Array("^XA^FDbox \(box)^FS^XZ".utf8)
                try await store.want([NewPrint(subject, printer: "zebra", document: document, bytes: bytes)], at: .now)
            }
            try await store.sendPrint(1, odometer: 4, labelCount: 1, at: .now)
            try await store.movePrint(1, to: .printed, at: .now)
        }

        func run(_ arguments: String..., language: String = "en") async throws -> Program {
            try await Program.packline(
                ["labels"] + arguments,
                environment: environment.merging(["PACKLINE_STATION_LANGUAGE": language]) { $1 })
        }
    }

    @Test("shows what is to be printed, and with --all what came out too")
    func list() async throws {
        let bench = try Bench()
        #expect(try await bench.run().errors.hasPrefix("0 labels"))
        try await bench.fill()
        let undone = try await bench.run()
        #expect(undone.status == 0 && undone.lines.count == 2 && undone.text.contains("000000073  label  2/2  zebra"))
        #expect(undone.errors == "1 label not dealt with\n")
        let all = try await bench.run("list", "--all", "--json")
        let rows = try all.lines.map { try JSONDocument($0).root }
        #expect(rows.compactMap { $0["id"].int } == [2, 1] && rows.last?["stage"].string == "printed", "\(all.text)")
        #expect(rows.last?["barcodes"].elements.first?.string == "TRK-1" && rows.last?["odometer"].int == 4)
        #expect(rows.last?["changes"].elements.compactMap { $0["stage"].string } == ["wanted", "sending", "printed"])
        #expect(try await bench.run(language: "tr").errors == "1 etiket sonuçlanmadı\n")
    }

    @Test(
        "a label whose printer is not set up any more says so, and goes to the one of the same role when printed again")
    func stranded() async throws {
        var bench = try Bench()
        try await bench.fill()
        #expect(try await bench.run("print", "2").status == 65)
        for entry in ["ADDRESS", "ROLE"] {
            bench.environment["PACKLINE_PRINTERS_BACK_\(entry)"] = bench.environment["PACKLINE_PRINTERS_ZEBRA_\(entry)"]
            bench.environment["PACKLINE_PRINTERS_ZEBRA_\(entry)"] = nil
        }
        #expect(try await bench.run().text.contains("the printer zebra is not set up any more: print it again"))
        #expect(try await bench.run("print", "2").status == 0)
        let rows = try await bench.run("list", "--json").lines.map { try JSONDocument($0).root }
        #expect(rows.count == 1 && rows.first?["printer"].string == "back" && rows.first?["stage"].string == "wanted")
    }

    @Test("shows one with each of its changes, and saves it as it is sent")
    func one() async throws {
        let bench = try Bench()
        try await bench.fill()
        let shown = try await bench.run("show", "1")
        #expect(shown.status == 0 && shown.text.contains("TRK-1") && shown.text.contains("sending"), "\(shown.text)")
        let file = bench.folder.url("label.zpl")
        #expect(try await bench.run("save", "1", file.path).status == 0)
        #expect(try String(contentsOf: file, encoding: .utf8) == "^XA^FDbox 1^FS^XZ")
        let none = try await bench.run("show", "9")
        #expect(none.status == 65 && none.errors.contains("no label 9"), "\(none.errors)")
        #expect(try await bench.run("save", "9", file.path).status == 65)
        #expect(try await bench.run("save", "1", bench.folder.path + "/no/such").status == 73)
    }

    @Test("prints one again for a reason, as a copy that a station prints next, and not what waits anyway")
    func print() async throws {
        let bench = try Bench()
        try await bench.fill()
        let again = try await bench.run("print", "1", "--reason", "damaged")
        #expect(again.status == 0 && again.text.hasPrefix("3 is wanted: it is printed when"), "\(again)")
        let rows = try await bench.run("list", "--json").lines.map { try JSONDocument($0).root }
        #expect(rows.last?["copy"].int == 1 && rows.last?["reprint_reason"].string == "it is damaged")
        let waiting = try await bench.run("print", "2")
        #expect(waiting.status == 65 && waiting.errors.contains("2 is wanted: it is printed"), "\(waiting.errors)")
        #expect(try await bench.run("print", "1", "--reason", "boredom").status == 64)
        var elsewhere = bench
        elsewhere.environment["PACKLINE_PRINTERS_ZEBRA_ROLE"] = nil
        elsewhere.environment["PACKLINE_PRINTERS_ZEBRA_ADDRESS"] = nil
        #expect(try await elsewhere.run("print", "1").status == 78)
    }

    @Test("gives one up, once")
    func void() async throws {
        let bench = try Bench()
        try await bench.fill()
        let given = try await bench.run("void", "2")
        #expect(given.status == 0 && given.text == "2 is void\n", "\(given)")
        let again = try await bench.run("void", "2")
        #expect(again.status == 65 && again.errors.contains("void"), "\(again.errors)")
    }

    @Test("only looks on while a station works with them")
    func inUse() async throws {
        let bench = try Bench()
        try await bench.fill()
        let store = try await StationDatabase.open(at: bench.path, now: .now)
        defer { try? store.close() }
        #expect(try await bench.run("list", "--all").lines.count == 3)
        let refused = try await bench.run("void", "2")
        #expect(refused.status == 69 && refused.errors.contains("end it first"), "\(refused.errors)")
        #expect(try await bench.run("print", "1").status == 69)
    }
}
