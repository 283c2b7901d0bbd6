import Barcode
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

    @Test("every action that a key, a word or a code gives is in the help, with all of them in one row")
    func helpIsComplete() {
        let help = help
        for action in Action.allCases {
            let ways = keymap.names(of: action) + [action.word, action.code?.letters].compactMap(\.self)
            #expect(!ways.isEmpty, "nothing gives \(action)")
            let row = help.first { row in row.contains(action.help) }
            #expect(
                row.map { row in ways.allSatisfy { row.contains($0) } } ?? false,
                "\(action): \(ways) in \(row ?? "no row")")
        }
    }

    @Test("every command code that does something is in the help", arguments: CommandCode.allCases)
    func codes(code: CommandCode) {
        // Nothing is printed yet that could be printed again.
        guard code != .reprint else { return }
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
        #expect(keymap.inputs(for: .function(3)) == [.action(.pack)])
        #expect(keymap.inputs(for: .function(33)) == [.unknown])
    }

    @Test("the legend keeps what is needed most, and never overflows", arguments: [40, 60, 80, 100, 120])
    func legend(columns: Int) {
        let shown = keymap.legend(columns: columns - 2)
        #expect(shown.reduce(0) { $0 + $1.width } <= columns)
        let keys = shown.map(\.key)
        #expect(keys.contains("F3") && keys.contains("F4"))
        #expect(columns < 80 || keys == (1...10).map { "F\($0)" })
    }
}
