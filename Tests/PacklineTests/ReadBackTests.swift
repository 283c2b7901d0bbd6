import Barcode
import Foundation
import OMS
import OMSSandbox
import Testing

@testable import BarcodeSheet
@testable import packline

@Suite("What is printed is read back by a decoder of others", .enabled(if: Program.arePresent("zbarimg")))
struct ReadBackTests {
    private let reasons = [1, 12, 103, 90_210].map { DenialReason(id: $0, title: "Neden \($0) – ığüşöç") }

    @Test(
        "from a picture of each SVG page", .enabled(if: Program.arePresent("rsvg-convert")),
        arguments: ["a4", "label-62x29", "label-54x25", "label-100x50"])
    func pictures(paper: String) async throws {
        let sheet = try Sheet.bench(reasons: reasons)
        let pages = try SheetLayout.pages(of: sheet, on: try #require(Paper(name: paper)))
        let folder = try Folder()
        var read: [String] = []
        for page in pages {
            try Data(SVGPage.text(of: page).utf8).write(to: folder.url("page.svg"))
            let arguments = ["-d", "203", "-p", "203", folder.url("page.svg").path, "-o", folder.url("page.png").path]
            #expect(try await Program.run("rsvg-convert", arguments).status == 0)
            read += try await Self.codes(in: folder.url("page.png"))
        }
        #expect(read.sorted() == sheet.codes.map(\.letters).sorted())
    }

    @Test(
        "from a picture of each PDF page", .enabled(if: Program.arePresent("pdftoppm")),
        arguments: ["a4", "label-62x29"])
    func documents(paper: String) async throws {
        let sheet = try Sheet.bench(reasons: reasons)
        let pages = try SheetLayout.pages(of: sheet, on: try #require(Paper(name: paper)))
        let folder = try Folder()
        try PDFDocument(pages).data.write(to: folder.url("sheet.pdf"))
        let arguments = ["-r", "203", "-png", folder.url("sheet.pdf").path, folder.url("page").path]
        let drawn = try await Program.run("pdftoppm", arguments)
        #expect(drawn.status == 0 && drawn.errors.isEmpty, "\(drawn.errors)")
        var read: [String] = []
        let pictures = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".png") }
        for picture in pictures { read += try await Self.codes(in: folder.url(picture)) }
        #expect(pictures.count == pages.count)
        #expect(read.sorted() == sheet.codes.map(\.letters).sorted())
    }

    @Test("from the cells of the terminal")
    func terminal() async throws {
        let folder = try Folder()
        for code in try Sheet.bench(reasons: reasons).codes + Sheet.calibration().codes {
            try Self.picture(of: TerminalBarcode(code.barcode)).write(to: folder.url("code.pgm"))
            let read = try await Self.codes(in: folder.url("code.pgm"))
            let isMessage = code.letters.hasPrefix("(")
            #expect(read == [isMessage ? "10A\u{1D}21B" : code.letters])
        }
    }

    @Test("by the program, with the reasons of an OMS", .enabled(if: Program.arePresent("rsvg-convert")))
    func wholeProgram() async throws {
        let sandbox = try await Sandbox.start(SandboxSettings(packages: 1, seed: 7))
        let folder = try Folder()
        let file = folder.url("codes.svg")
        let program = try await Program.packline(
            ["barcodes", "--output", file.path],
            environment: ["PACKLINE_OMS_URL": sandbox.baseURL, "PACKLINE_OMS_TOKEN": sandbox.token])
        await sandbox.stop()
        #expect(program.status == 0, "\(program.errors)")
        let pages = ["codes.svg", "codes-2.svg", "codes-3.svg"].map { folder.url($0).path }
        #expect(program.lines.map(String.init) == pages)
        var read: [String] = []
        for path in program.lines.map(String.init) {
            let arguments = ["-d", "150", "-p", "150", path, "-o", folder.url("page.png").path]
            #expect(try await Program.run("rsvg-convert", arguments).status == 0)
            read += try await Self.codes(in: folder.url("page.png"))
        }
        #expect(Set(read).isSuperset(of: CommandCode.allCases.map(\.letters)))
        #expect(read.contains(ReasonCode(id: 103)?.letters ?? ""))
        #expect(!read.contains(ReasonCode(id: 4)?.letters ?? ""), "a reason that is not active was printed")
    }

    @Test("without an OMS, and to a place that is not there, it says so")
    func refusals() async throws {
        let nowhere = try await Program.packline(["barcodes"])
        #expect(nowhere.status == 64 && nowhere.errors.contains("--output"))
        let unconfigured = try await Program.packline(["barcodes", "--output", "/tmp/x.pdf"])
        #expect(unconfigured.status == 78 && unconfigured.errors.contains("No OMS is configured"))
        let noFolder = try await Program.packline(["barcodes", "--no-reasons", "--output", "/nowhere/x.pdf"])
        #expect(noFolder.status == 73 && noFolder.errors.contains("/nowhere/x.pdf"))
        let shown = try await Program.packline(["barcodes", "--no-reasons", "--terminal"])
        #expect(shown.status == 0 && shown.text.contains("█"))
    }

    private static func codes(in picture: URL) async throws -> [String] {
        let program = try await Program.run("zbarimg", ["--raw", "--quiet", picture.path])
        return program.lines.map(String.init)
    }

    /// The cells as a picture of grey values, 8 by 16 pixels a cell.
    private static func picture(of barcode: TerminalBarcode) -> Data {
        let rows = barcode.lines.map { line in
            line.replacing("\u{1B}[38;5;16;48;5;231m", with: "").replacing("\u{1B}[0m", with: "")
        }
        var pixels = Data("P5 \(barcode.columns * 8) \(rows.count * 16) 255\n".utf8)
        for row in rows {
            let line = row.flatMap { cell -> [UInt8] in
                let left: UInt8 = cell == "█" || cell == "▌" ? 0 : 255
                let right: UInt8 = cell == "█" || cell == "▐" ? 0 : 255
                return [UInt8](repeating: left, count: 4) + [UInt8](repeating: right, count: 4)
            }
            for _ in 0..<16 { pixels += line }
        }
        return pixels
    }
}
