import CNcurses
import Foundation
import Station
import StationTesting
import Testing

@testable import StationTerminal

/// Everything that starts curses, which is one for the whole process.
@Suite("Terminal", .serialized)
@ScreenActor
struct TerminalTests {}

extension TerminalTests {
    @Suite("Screen", .serialized)
    @ScreenActor
    struct ScreenTests {
        func line(_ row: Int, of canvas: Canvas) -> Area { Area(canvas.size).line(row) }

        @Test("what is on the canvas is on the terminal: wide, combined and made visible")
        func cells() throws {
            let terminal = try TestTerminal(rows: 5, columns: 30)
            defer { terminal.screen.close() }
            var canvas = Canvas(size: terminal.screen.size)
            canvas.border(Area(canvas.size), Style(.border))
            for (index, text) in ["İrem 東京 서울 🎁", "e\u{301}x 👨‍👩‍👧 🇹🇷", "\u{1B}[31m\u{7}"].enumerated() {
                canvas.draw(text, in: Area(row: index + 1, column: 1, rows: 1, columns: 28))
            }
            terminal.screen.present(canvas)
            #expect(
                try (0..<5).map(terminal.row) == [
                    "┌────────────────────────────┐",
                    "│İrem 東京 서울 🎁           │",
                    "│e\u{301}x 👨 TR                    │",
                    "│␛[31m␇                      │",
                    "└────────────────────────────┘",
                ])
        }

        @Test("no escape sequence of a text reaches the terminal")
        func escapes() throws {
            let terminal = try TestTerminal()
            defer { terminal.screen.close() }
            var canvas = Canvas(size: terminal.screen.size)
            canvas.draw("\u{1B}]0;owned\u{7} \u{9B}2J \u{1B}[6n", in: line(3, of: canvas))
            terminal.screen.present(canvas)
            let written = try terminal.written()
            #expect(written.contains("␛]0;owned␇ ␛[2J ␛[6n"))
            #expect(!written.contains("\u{7}"))
            #expect(!written.contains("\u{1B}]"))
            #expect(!written.contains("\u{1B}[6n"))
        }

        @Test("moving the selection by one row costs at most 200 bytes, the same canvas none")
        func bytes() throws {
            let terminal = try TestTerminal()
            defer { terminal.screen.close() }
            func list(selecting selected: Int) -> Canvas {
                var canvas = Canvas(size: terminal.screen.size)
                for row in 1..<38 {
                    let line = Area(row: row, column: 1, rows: 1, columns: 62)
                    canvas.draw(row == selected ? "▸" : " ", in: line)
                    let cells = "00000007\(row)  10012984\(row)  Preparing    3    İzmir    16:00"
                    canvas.draw(cells, in: Area(row: row, column: 3, rows: 1, columns: 60))
                    canvas.select(line, row == selected)
                }
                canvas.draw("OPEN ▸ ", in: line(38, of: canvas), Style(.prompt))
                canvas.cursor = Position(row: 38, column: 7)
                return canvas
            }
            terminal.screen.present(list(selecting: 5))
            _ = try terminal.written()
            terminal.screen.present(list(selecting: 6))
            let move = try terminal.written().utf8.count
            #expect((1...200).contains(move), "\(move) bytes")
            terminal.screen.present(list(selecting: 6))
            #expect(try terminal.written().isEmpty)
        }

        @Test("moving the cursor of a real list costs at most 200 bytes")
        func move() throws {
            let terminal = try TestTerminal()
            defer { terminal.screen.close() }
            var scene = Scene(columns: 120, rows: 40)
            terminal.screen.present(scene.canvas)
            _ = try terminal.written()
            for action in [StationCommand.ID.down, .up] {
                scene.act { $0.press(action) }
                terminal.screen.present(scene.canvas)
                let bytes = try terminal.written().utf8.count
                #expect((1...200).contains(bytes), "\(bytes) bytes")
            }
        }

        @Test("after a resize the next canvas is drawn whole, down to one cell and back")
        func resized() throws {
            let terminal = try TestTerminal(rows: 12, columns: 40)
            defer { terminal.screen.close() }
            for (rows, columns) in [(12, 40), (30, 8), (1, 1), (2, 3), (12, 40)] as [(Int32, Int32)] {
                terminal.screen.resize(rows: rows, columns: columns)
                #expect(terminal.screen.size == ScreenSize(rows: Int(rows), columns: Int(columns)))
                var canvas = Canvas(size: terminal.screen.size)
                canvas.fill(Area(canvas.size), Style(.header))
                canvas.draw("İzmir Fulfilment", in: line(0, of: canvas))
                terminal.screen.present(canvas)
            }
            #expect(try terminal.row(0) == "İzmir Fulfilment")
        }

        @Test("without UTF-8, borders and letters are ASCII")
        func ascii() throws {
            let terminal = try TestTerminal(rows: 3, columns: 24, charset: .ascii)
            defer { terminal.screen.close() }
            var canvas = Canvas(size: terminal.screen.size)
            canvas.border(Area(canvas.size), Style(.border))
            canvas.draw("▸ İrem Işık · 東 ✓…", in: Area(canvas.size).inside)
            terminal.screen.present(canvas)
            #expect(
                try (0..<3).map(terminal.row) == [
                    "+----------------------+", "|> Irem Isik . ?  +~   |", "+----------------------+",
                ])
            #expect(try terminal.written().utf8.allSatisfy { $0 < 0x80 })
        }

        @Test("without UTF-8, decomposed letters lose their marks, and every sign of the screens has one of ASCII")
        func decomposed() throws {
            let terminal = try TestTerminal(rows: 4, columns: 40, charset: .ascii)
            defer { terminal.screen.close() }
            var canvas = Canvas(size: terminal.screen.size)
            for (row, text) in [
                "I\u{307}rem Is\u{327}\u{131}k u\u{308}", "\u{301}e\u{301}\u{323}x", "\u{1B}[1m", "●▸✓·",
            ].enumerated() {
                canvas.draw(text, in: line(row, of: canvas))
            }
            terminal.screen.present(canvas)
            #expect(try (0..<4).map(terminal.row) == ["Irem Isik u", "oex", "^[1m", "*>+."])
            #expect(try terminal.written().utf8.allSatisfy { $0 < 0x80 })
            for sign in "▸▾✓✗·…–—→←↑↓•×‹›‘’“”●◌│─┼␛␇" {
                for scalar in sign.unicodeScalars { #expect(Charset.ascii.shown(scalar, width: 1) != "?", "\(sign)") }
            }
        }

        @Test(
            "mono sends no colour, and neither does a terminal that has none", arguments: ["xterm-256color", "vt100"])
        func colourless(_ type: String) throws {
            let terminal = try TestTerminal(type: type, theme: type == "vt100" ? "dark" : "mono")
            defer { terminal.screen.close() }
            var canvas = Canvas(size: terminal.screen.size)
            for (row, role) in Role.allCases.enumerated() {
                canvas.draw("role", in: line(row, of: canvas), Style(role, selected: row % 2 == 0))
            }
            terminal.screen.present(canvas)
            #expect(terminal.screen.hasColours == (type != "vt100"))
            let colour = /\e\[[0-9;]*\b(3[0-8]|4[0-8]|9[0-7]|10[0-7])\b[0-9;]*m/
            #expect(try terminal.written().firstMatch(of: colour) == nil)
        }

        @Test(
            "the terminal's own background is kept: no theme paints plain text",
            arguments: ThemeLibrary.builtInNames)
        func background(_ name: String) throws {
            let terminal = try TestTerminal(theme: name)
            defer { terminal.screen.close() }
            var canvas = Canvas(size: terminal.screen.size)
            canvas.draw("text", in: line(0, of: canvas))
            terminal.screen.present(canvas)
            #expect(try terminal.look(row: 0, column: 0).pair == 0)
            #expect(try terminal.look(row: 5, column: 5).pair == 0)
        }

        @Test(
            "every theme works with 8 and with 256 colours", arguments: ["linux", "xterm-256color"],
            ThemeLibrary.builtInNames)
        func depths(_ type: String, _ name: String) throws {
            let terminal = try TestTerminal(type: type, theme: name)
            defer { terminal.screen.close() }
            var canvas = Canvas(size: terminal.screen.size)
            for (row, role) in Role.allCases.enumerated() {
                canvas.draw(role.rawValue, in: line(row, of: canvas), Style(role))
            }
            terminal.screen.present(canvas)
            for (row, role) in Role.allCases.enumerated() { #expect(try terminal.row(row) == role.rawValue) }
            let isColoured = try terminal.look(row: Role.allCases.firstIndex(of: .wrong) ?? 0, column: 0).pair != 0
            #expect(isColoured == (name != "mono"))
        }

        @Test("a terminal that cannot be a screen is refused in one sentence")
        func unusableType() {
            let error = #expect(throws: TerminalError.self) { try TestTerminal(type: "dumb") }
            #expect(
                error?.description == """
                    The terminal type 'dumb' cannot move its cursor, or no terminal type is known; \
                    set TERM, for example to xterm-256color.
                    """)
        }

        @Test(
            "a terminal whose type is not known is taken for the nearest that is",
            arguments: [
                ("xterm-no-such-thing", "xterm-256color"), ("no-such-terminal", "xterm-256color"),
                ("screen.no-such-terminal", "screen-256color"), ("linux-no-such-thing", "linux"),
                ("", "xterm-256color"), ("xterm-256color", nil), ("vt100", nil),
            ])
        func unknownType(type: String, used: String?) throws {
            let terminal = try TestTerminal(type: type)
            defer { terminal.screen.close() }
            #expect(terminal.screen.substitute?.used == used)
            #expect(terminal.screen.substitute.map { $0.unknown == type } ?? true)
            var canvas = Canvas(size: terminal.screen.size)
            canvas.draw("Packline", in: line(0, of: canvas))
            terminal.screen.present(canvas)
            #expect(try terminal.row(0) == "Packline")
        }

        @Test("what stands before a mark in a type's name is nearer than what every terminal understands")
        func nearTypes() {
            #expect(
                TerminalType.near("screen.xterm-kitty") == [
                    "screen.xterm-256color", "screen.xterm", "screen-256color", "screen", "screen.xterm-kitty-256color",
                    "xterm-256color", "xterm", "vt100", "linux", "ansi",
                ])
            #expect(TerminalType.near("foot").first == "foot-256color")
        }
    }
}
