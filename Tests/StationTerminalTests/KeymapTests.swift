import Barcode
import Foundation
import Language
import Station
import StationTesting
import Testing

@testable import StationTerminal

@Suite("The keymap")
struct KeymapTests {
    private let keymap = Keymap.standard

    /// All rows of the help on a wide screen.
    private var help: [String] {
        var scene = Scene(columns: 120, rows: 60)
        scene.act { $0.press(.help) }
        return ScreenSnapshot(scene.canvas).rows
    }

    @Test("every command that a key, a word or a code gives is in the help, with all of them in one row")
    func helpIsComplete() {
        let help = help
        for command in StationCommand.all {
            let ways = keymap.names(of: command.id) + [command.usage, command.code?.letters].compactMap(\.self)
            #expect(!ways.isEmpty, "nothing gives \(command.id)")
            let row = help.first { row in row.contains(command.help.english) }
            #expect(
                row.map { row in ways.allSatisfy { row.contains($0) } } ?? false,
                "\(command.id): \(ways) in \(row ?? "no row")")
        }
    }

    @Test("every command code that does something is in the help", arguments: CommandCode.allCases)
    func codes(code: CommandCode) {
        #expect(help.contains { $0.contains(code.letters) })
    }

    @Test("no key is bound twice")
    func noKeyTwice() {
        #expect(Set(keymap.bindings.map(\.key)).count == keymap.bindings.count)
    }

    @Test("no control key is one that a scanner sends in the middle of a code, or that ends a line")
    func controlKeys() {
        let forbidden: Set<UInt8> = [
            0x03, 0x04, 0x08, 0x09, 0x0A, 0x0D, 0x11, 0x13, 0x16, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x7F,
        ]
        for binding in keymap.bindings {
            guard case .control(let byte) = binding.key else { continue }
            #expect(!forbidden.contains(byte), "\(binding.name)")
        }
    }

    @Test("characters, Enter, Tab and Esc go to the station as they are, because a scan may hold them")
    func characters() {
        #expect(keymap.inputs(for: .character("x")) == [.character("x")])
        #expect(keymap.inputs(for: .control(0x1D)) == [.character("\u{1D}")])
        #expect(keymap.inputs(for: .enter) == [.character("\r")])
        #expect(keymap.inputs(for: .tab) == [.character("\t")])
        #expect(keymap.inputs(for: .alt("0")) == [.character("\u{1B}"), .character("0")])
        #expect(keymap.inputs(for: .function(3)) == [.command(.pack)])
        #expect(keymap.inputs(for: .function(33)) == [.unknown])
    }

    @Test("the legend keeps what is needed most, and never overflows", arguments: [40, 60, 80, 100, 120])
    func legend(columns: Int) {
        let shown = keymap.legend(columns: columns - 2, Localizer(.english, keymap: keymap))
        #expect(shown.reduce(0) { $0 + $1.width } <= columns)
        let keys = shown.map(\.key)
        #expect(keys.contains("F3") && keys.contains("F4"))
        #expect(columns < 80 || keys == (1...10).map { "F\($0)" })
    }

    @Test("at 80 columns the legend has every function key, in each language", arguments: LanguageTag.allCases)
    func wholeLegend(language: LanguageTag) {
        let shown = keymap.legend(columns: 78, Localizer(language, keymap: keymap))
        #expect(shown.map(\.key) == (1...10).map { "F\($0)" })
    }

    // MARK: - Other keys

    @Test("a command that is bound to a key leaves its usual ones, and the key gives nothing else")
    func bound() throws {
        let keymap = try keymap.binding(.pack, to: "F5").binding(.next, to: "ctrl-w").binding(.next, to: "f11")
        #expect(keymap.names(of: .pack) == ["F5"])
        #expect(keymap.names(of: .refresh) == ["Ctrl-R"])
        #expect(keymap.names(of: .next) == ["Ctrl-W", "F11"])
        #expect(keymap.inputs(for: .function(5)) == [.command(.pack)])
        #expect(keymap.inputs(for: .function(3)) == [.unknown])
        #expect(keymap.controlKeys["\u{17}"] == .next && keymap.controlKeys["\u{0E}"] == nil)
        #expect(keymap.controlKeys["\u{10}"] == nil)
        let legend = keymap.legend(columns: 158, Localizer(.english, keymap: keymap)).map { $0.key + $0.label }
        #expect(legend.contains("F5 Pack  ") && legend.contains("Ctrl-W Next  ") && legend.contains("Ctrl-R Read  "))
    }

    @Test("what moves about on the screen stays on its keys, beside the key that it is bound to")
    func fixedKeys() throws {
        let keymap = try keymap.binding(.back, to: "F12").binding(.pageDown, to: "insert")
        #expect(keymap.names(of: .back) == ["F12", "Esc"])
        #expect(keymap.names(of: .pageDown) == ["Insert", "PgDn"])
    }

    @Test("the help and the legend on the screen show the keys that are bound")
    func boundOnScreen() throws {
        var driver = StationDriver.atWork(StationSettings())
        driver.press(.help, changes: [.page: "help"])
        let keymap = try keymap.binding(.pack, to: "F12")
        let screen = StationScreen(driver.station, keymap: keymap, localizer: Localizer(.english, keymap: keymap)).draw(
            ScreenSize(rows: 60, columns: 120))
        let rows = ScreenSnapshot(screen).rows
        #expect(rows.contains { $0.contains("then pack it: F12, the word pack") })
        #expect(rows.contains { $0.hasPrefix("│ F12 ") && $0.contains(StationCommand[.pack].help.english) })
        #expect(rows.last?.contains("F12 Pack") == true && rows.last?.contains("F3") == false)
    }

    @Test(
        "a key that cannot be bound is refused with why",
        arguments: [
            ("F0", .unknownKey), ("F25", .unknownKey), ("ctrl-", .unknownKey), ("ctrl-ü", .unknownKey),
            ("Fünf", .unknownKey), ("", .unknownKey), ("p", .printable), ("7", .printable), ("space", .printable),
            ("ctrl-j", .endsLine), ("Ctrl-M", .endsLine), ("enter", .endsLine), ("ctrl-]", .scanned),
            ("ctrl-i", .scanned), ("tab", .scanned), ("esc", .scanned), ("ctrl-c", .ofTerminal),
            ("ctrl-s", .ofTerminal), ("ctrl-v", .ofTerminal), ("ctrl-h", .edits), ("backspace", .edits), ("up", .moves),
        ] as [(String, KeyBindingError.Reason)])
    func refused(name: String, reason: KeyBindingError.Reason) {
        #expect(throws: KeyBindingError(reason, key: name)) { try keymap.binding(.pack, to: name) }
    }

    @Test("the same key twice, and a command that no key can give, are refused")
    func refusedCommands() throws {
        let bound = try keymap.binding(.pack, to: "F5")
        #expect(throws: KeyBindingError(.boundTo(.pack), key: "f5")) { try bound.binding(.ship, to: "f5") }
        for command in [StationCommand.ID.move, .retry, .yes, .no, .leaveEmpty] {
            #expect(throws: KeyBindingError(.takesNoKey(command), key: "F5")) { try keymap.binding(command, to: "F5") }
        }
    }

    // MARK: - The README

    @Test("the README's table is the table of commands, with the usual keys")
    func readme() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let lines = readme.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let head = try #require(
            lines.firstIndex(of: "| command | key | word | Turkish word | scanned code | what it does |"))
        let rows = lines[(head + 2)...].prefix { $0.hasPrefix("|") }
        let table = StationCommand.all.map { command in
            let cells = [
                "`\(command.id.rawValue)`", keymap.names(of: command.id).joined(separator: ", "),
                command.usage.map { "`\($0)`" } ?? "",
                command.turkishWords.map { "`\($0)`" }.joined(separator: ", "),
                command.code.map { "`\($0.letters)`" } ?? "", command.help.english,
            ]
            return "|" + cells.map { $0.isEmpty ? " |" : " \($0) |" }.joined()
        }
        #expect(Array(rows) == table)
    }
}
