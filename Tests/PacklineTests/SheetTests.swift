import Barcode
import BarcodeSheet
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
