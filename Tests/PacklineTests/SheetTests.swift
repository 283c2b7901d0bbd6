import Barcode
import BarcodeSheet
import Foundation
import Language
import OMS
import OMSSandbox
import Station
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
        #expect(sheet.codes.count == StationCommand.all.count { $0.code != nil } + 3)
        #expect(Set(sheet.codes.map(\.letters)).isSuperset(of: CommandCode.allCases.map(\.letters)))
        let modes = try #require(sheet.sections.first { $0.title.hasPrefix("Modes") })
        #expect(modes.codes.map(\.letters) == CommandCode.allCases.filter(\.isMode).map(\.letters))
        #expect(
            sheet.sections.last?.codes.map(\.title)
                == ["Yoğunluk", "İade ürün, satışa uygun değil", reasons[3].title])
        #expect(try Sheet.bench(reasons: []).sections.count == sheet.sections.count - 1)
    }

    @Test("what takes back or refuses stands in groups of its own, after what confirms")
    func groups() throws {
        let sheet = try Sheet.bench(reasons: [])
        func group(_ code: CommandCode) -> Int? {
            sheet.sections.firstIndex { $0.codes.contains { $0.letters == code.letters } }
        }
        let confirming = try #require(group(.confirm))
        #expect(group(.pack) == confirming && group(.ship) == confirming)
        for code in [CommandCode.undo, .reset, .hold, .deny, .notFound] {
            #expect(try #require(group(code)) > confirming + 1, "\(code) is near what confirms")
        }
    }

    @Test("badges are read from a file of names, a name a line")
    func badges() throws {
        let folder = try Folder()
        let file = folder.url("names.txt")
        try Data("\u{FEFF}# bench 3\r\nAyşe Yılmaz\r\n\n  ibrahim ışık \n".utf8).write(to: file)
        let sheet = try BadgeSheet(namesIn: file.path).sheet(in: .inOneLanguage)
        #expect(sheet.codes.map(\.title) == ["Ayşe Yılmaz", "İbrahim Işık"])
        for code in sheet.codes { #expect(CodeReader.read(code.letters).badge?.name == code.title) }
    }

    @Test(
        "a file of names that cannot be used is refused with its line",
        arguments: [
            ("", "There is no name in NAMES: write one on each line."),
            (
                "Ayşe\n" + String(repeating: "a", count: 41),
                "NAMES, line 2: “\(String(repeating: "a", count: 41))” cannot be a name on a badge; it must have 1 to 40 characters."
            ),
            ("Ayşe\nAYŞE", "NAMES, line 2: “AYŞE” stands here twice; tell the two apart, or take one out."),
        ])
    func wrongBadges(text: String, sentence: String) throws {
        let folder = try Folder()
        let file = folder.url("names.txt")
        try Data(text.utf8).write(to: file)
        let failure = #expect(throws: Failure.self) { try BadgeSheet(namesIn: file.path) }
        #expect(failure?.sentence.replacing(file.path, with: "NAMES") == sentence)
    }

    @Test("a sheet for the demo has packages, and the codes that pack each of them whole")
    func demo() async throws {
        let demo = try await DemoSheet.usual()
        let sheet = try demo.sheet(in: .inOneLanguage)
        let (packages, goods) = (sheet.sections[0].codes, sheet.sections[1].codes)
        #expect(packages.count == 4 && packages.contains { $0.letters.hasSuffix("\(Demo.example)") })
        for code in packages {
            let package = try #require(demo.packages.first { $0.number == code.letters })
            #expect(package.location == Demo.location && ["Waiting", "Preparing"].contains(package.state))
            for item in package.items {
                let letters = try #require(item.selectedBarcode ?? item.barcode)
                let printed = try #require(goods.first { $0.letters == letters })
                #expect(printed.purpose.contains(package.number), "\(printed.purpose)")
            }
        }
        let other = try #require(goods.last)
        #expect(
            !demo.packages.filter { package in packages.contains { $0.letters == package.number } }
                .flatMap(\.items).contains { [$0.barcode, $0.selectedBarcode].contains(other.letters) })
        #expect(sheet.sections.count > 2 + (try Sheet.bench(reasons: []).sections.count))
    }

    @Test("both languages stand side by side where that is asked for")
    func bothLanguages() throws {
        let words = SheetWords(LanguageTag.allCases.map { Localizer(PhraseCatalog($0)) })
        let titles = try Sheet.bench(reasons: reasons, in: words).sections.map(\.title)
        #expect(
            titles.first == "Pack and ship · Paketle ve kargoya ver"
                && titles.last == "Reasons for denying · Ret nedenleri")
    }

    @Test("in a terminal of 80 columns a code that is wider is named, and all others are shown")
    func narrow() throws {
        let sheet = try Sheet.bench(reasons: [])
        let lines = TerminalSheet.lines(of: sheet, columns: 80, elsewhere: "print it").map(\.text)
        let wide = lines.filter { $0.contains("columns") }
        #expect(wide.count == 3 && wide.contains("  needs 88 columns: make the terminal wider, or print it"), "\(wide)")
        let bars = lines.filter { $0.hasPrefix("\u{1B}") }
        #expect(bars.allSatisfy { $0.count - "\u{1B}[38;5;16;48;5;231m\u{1B}[0m".count <= 80 } && bars.count == 18 * 5)
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
