import Barcode
import Foundation
import OMS
import Testing

@testable import packline

@Suite("Sheets of barcodes")
struct SheetTests {
    private let reasons = [
        DenialReason(id: 12, title: "İade ürün, satışa uygun değil", priority: 2),
        DenialReason(id: 7, title: "Yoğunluk", priority: 1),
        DenialReason(id: 4, title: "Mağaza kapalı", priority: 0, isActive: false),
        DenialReason(id: 103, title: "A & B <ç> \u{1B}[31m", priority: 3),
    ]

    @Test("a sheet has every command, the three modes, and the active reasons in the order of their priority")
    func contents() throws {
        let sheet = try Sheet.bench(reasons: reasons)
        #expect(sheet.sections.map(\.codes.count) == [CommandCode.allCases.count - 3, 3, 3])
        #expect(Set(sheet.codes.map(\.letters)).isSuperset(of: CommandCode.allCases.map(\.letters)))
        #expect(
            sheet.sections[2].codes.map(\.title) == ["Yoğunluk", "İade ürün, satışa uygun değil", reasons[3].title])
        #expect(try Sheet.bench(reasons: []).sections.count == 2)
    }

    @Test("rows never leave the page, and reasons beyond a page go on to the next")
    func pages() throws {
        let many = (1...60).map { DenialReason(id: $0, title: String(repeating: "Uzun açıklama ", count: 12)) }
        let pages = try SheetLayout.pages(of: .bench(reasons: many), on: .a4)
        #expect(pages.flatMap(\.bars).count == CommandCode.allCases.count + 60)
        for page in pages {
            for bars in page.bars { #expect(bars.top >= 12 && bars.top + bars.height <= 297 - 12) }
            for text in page.texts {
                #expect(text.x + text.font.width(of: text.text, size: text.size) <= 210, "\(text)")
            }
            // Every row has at least 5 mm of white under its bars.
            for (upper, lower) in zip(page.bars, page.bars.dropFirst()) {
                #expect(upper.top + upper.height + 5 <= lower.top)
            }
        }
    }

    @Test("a code that a paper has no room for is named")
    func tooNarrow() throws {
        let sheet = try Sheet.bench(reasons: [DenialReason(id: 123_456_789_012_345_678, title: "Uzun")])
        let label = try #require(Paper(argument: "label-54x25"))
        #expect(try SheetLayout.pages(of: sheet, on: .a4).count == 2)
        let failure = try #require(throws: Failure.self) { try SheetLayout.pages(of: sheet, on: label) }
        #expect(failure.sentence.contains("XXV") && failure.sentence.contains("label-54x25"))
    }

    @Test(
        "only a4 and labels of possible sizes are paper", arguments: ["a5", "label-", "label-9x9", "label-62", "62x29"])
    func paper(name: String) {
        #expect(Paper(argument: name) == nil)
    }

    @Test("text of the OMS cannot break a picture or a PDF")
    func escaping() throws {
        let pages = try SheetLayout.pages(of: .bench(reasons: reasons), on: .a4)
        let svg = pages.map(SVGPage.text).joined()
        #expect(svg.contains("A &amp; B &lt;ç&gt; \u{FFFD}[31m"))
        let document = PDFDocument(pages)
        #expect(document.data.allSatisfy { $0 != 0x1B })
        #expect(document.missing == ["\u{1B}"])
    }

    @Test("a PDF names the letters that ASCII has not, and lists every object where it begins")
    func portableDocument() throws {
        let document = PDFDocument(try SheetLayout.pages(of: .bench(reasons: reasons), on: .a4))
        let text = String(decoding: document.data, as: UTF8.self)
        #expect(text.contains("/dotlessi") && text.contains("/Idotaccent") && text.contains("/gbreve"))
        #expect(text.contains("/scedilla") && text.contains("/udieresis") && text.contains("/ccedilla"))
        let start = try #require(text.split(separator: "startxref\n").last?.split(separator: "\n").first)
        let table = document.data.dropFirst(try #require(Int(start)))
        #expect(table.starts(with: Data("xref\n".utf8)))
        let rows = String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst(3).prefix {
            $0.hasSuffix("n ")
        }
        #expect(rows.count == 8)
        for (index, row) in rows.enumerated() {
            let offset = try #require(Int(row.prefix(10)))
            #expect(document.data.dropFirst(offset).starts(with: Data("\(index + 1) 0 obj".utf8)))
        }
    }

    @Test("in the terminal black and white do not depend on its colours, and every code has its quiet zones")
    func terminal() throws {
        let barcode = TerminalBarcode(try Code128("XXBOXXX"))
        #expect(barcode.columns == 66)
        for line in barcode.lines {
            #expect(line.hasPrefix("\u{1B}[38;5;16;48;5;231m") && line.hasSuffix("\u{1B}[0m"))
        }
        let bars = barcode.lines[1].dropFirst("\u{1B}[38;5;16;48;5;231m".count).dropLast("\u{1B}[0m".count)
        #expect(bars.count == 66 && bars.hasPrefix("     █") && bars.hasSuffix("     "))
    }

    @Test("in a terminal of 80 columns a code that is wider is named, and all others are shown")
    func narrow() throws {
        let sheet = try Sheet.bench(reasons: [])
        let lines = TerminalSheet.lines(of: sheet, columns: 80, elsewhere: "print it").map(\.text)
        let wide = lines.filter { $0.contains("columns") }
        #expect(wide.count == 3 && wide.contains("  needs 88 columns: make the terminal wider, or print it"), "\(wide)")
        let bars = lines.filter { $0.hasPrefix("\u{1B}") }
        #expect(bars.allSatisfy { $0.count - "\u{1B}[38;5;16;48;5;231m\u{1B}[0m".count <= 80 } && bars.count == 10 * 5)
    }

    @Test("a terminal without room or without UTF-8 is refused with what to do instead")
    func noRoom() throws {
        let narrow = TerminalFacts(type: "xterm", isUTF8: true, columns: 80, rows: 24)
        let failure = try #require(throws: Failure.self) { try narrow.requireRoom(columns: 88, elsewhere: "print it") }
        #expect(failure.sentence.contains("80") && failure.sentence.contains("88"))
        let latin = TerminalFacts(type: "xterm", isUTF8: false, columns: 120, rows: 24)
        #expect(throws: Failure.self) { try latin.requireRoom(columns: 88, elsewhere: "print it") }
        try narrow.requireRoom(columns: 80, elsewhere: "")
    }
}
