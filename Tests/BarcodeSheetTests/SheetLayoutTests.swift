import Barcode
import Foundation
import Testing

@testable import BarcodeSheet

@Suite("Sheets of barcodes, on paper and in the terminal")
struct SheetLayoutTests {
    private let reasons = [
        (12, "İade ürün, satışa uygun değil"), (7, "Yoğunluk"), (103, "A & B <ç> \u{1B}[31m"),
    ]
    private let commands = CommandCode.allCases

    /// All commands, and reasons with their ids.
    private static func sheet(_ reasons: [(id: Int, title: String)]) throws -> Sheet {
        func code(_ title: String, _ letters: String) throws -> Sheet.Code {
            try Sheet.Code(title: title, purpose: "to scan", letters: letters, barcode: Code128(letters))
        }
        let commands = try CommandCode.allCases.map { try code("\($0)", $0.letters) }
        let codes = try reasons.compactMap { reason in
            try ReasonCode(id: reason.id).map { try code(reason.title, $0.letters) }
        }
        return Sheet(
            title: "Packline",
            sections: [
                Sheet.Section(title: "Commands", codes: Array(commands.dropLast(3))),
                Sheet.Section(title: "Modes", codes: Array(commands.suffix(3))),
                Sheet.Section(title: "Reasons", codes: codes),
            ])
    }

    @Test("rows never leave the page, and reasons beyond a page go on to the next")
    func pages() throws {
        let many = (1...60).map { ($0, String(repeating: "Uzun açıklama ", count: 12)) }
        let pages = try SheetLayout.pages(of: Self.sheet(many), on: .a4)
        #expect(pages.flatMap(\.bars).count == commands.count + 60)
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

    @Test("no code stands level with its neighbour, and both columns are used")
    func level() throws {
        let pages = try SheetLayout.pages(of: Self.sheet(reasons), on: .a4)
        for page in pages {
            let sorted = page.bars.sorted { $0.top < $1.top }
            for (upper, lower) in zip(sorted, sorted.dropFirst()) {
                #expect(upper.top + upper.height <= lower.top)
            }
            #expect(Set(page.bars.map { $0.left < 100 }) == [true, false])
        }
    }

    @Test("a code that a paper has no room for is named")
    func tooNarrow() throws {
        let sheet = try Self.sheet([(123_456_789_012_345_678, "Uzun")])
        let label = try #require(Paper(name: "label-54x25"))
        #expect(try SheetLayout.pages(of: sheet, on: .a4).count == 2)
        let error = try #require(throws: SheetError.self) { try SheetLayout.pages(of: sheet, on: label) }
        #expect(error.code == .tooNarrow && error.letters.hasPrefix("XXV"))
        #expect("\(error)".contains("XXV") && "\(error)".contains("label-54x25"))
    }

    @Test(
        "only a4 and labels of possible sizes are paper", arguments: ["a5", "label-", "label-9x9", "label-62", "62x29"])
    func paper(name: String) {
        #expect(Paper(name: name) == nil)
    }

    @Test("text of the OMS cannot break a picture or a PDF")
    func escaping() throws {
        let pages = try SheetLayout.pages(of: Self.sheet(reasons), on: .a4)
        let svg = pages.map(SVGPage.text).joined()
        #expect(svg.contains("A &amp; B &lt;ç&gt; \u{FFFD}[31m"))
        let document = PDFDocument(pages)
        #expect(document.data.allSatisfy { $0 != 0x1B })
        #expect(document.missing == ["\u{1B}"])
    }

    @Test("a PDF names the letters that ASCII has not, and lists every object where it begins")
    func portableDocument() throws {
        let document = PDFDocument(try SheetLayout.pages(of: Self.sheet(reasons), on: .a4))
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
}
