import CNcurses
import Foundation
import Testing

@testable import StationTerminal

extension TerminalTests {
    @Suite("The way back", .serialized)
    @ScreenActor
    struct TerminalRestoreTests {
        @Test("closing gives the terminal back as it was, its settings, screen, cursor and paste")
        func close() throws {
            let terminal = try PseudoTerminal()
            let before = try terminal.stty("-a")
            let screen = try terminal.open()
            #expect(try terminal.stty("-a") != before)
            var canvas = Canvas(size: screen.size)
            canvas.draw("Packline", in: Area(canvas.size))
            screen.present(canvas)
            let opened = terminal.written()
            for sequence in ["\u{1B}[?1049h", "\u{1B}[?2004h", "\u{1B}[?25l"] { #expect(opened.contains(sequence)) }
            screen.close()
            let closed = terminal.written()
            for sequence in ["\u{1B}[?1049l", "\u{1B}[?2004l", "\u{1B}[?12l\u{1B}[?25h"] {
                #expect(closed.contains(sequence))
            }
            #expect(try terminal.stty("-a") == before)
            screen.close()
            #expect(terminal.written().isEmpty)
        }

        @Test("the way back of a trap gives the same back, once")
        func trap() throws {
            let terminal = try PseudoTerminal()
            let before = try terminal.stty("-a")
            let screen = try terminal.open()
            screen.present(Canvas(size: screen.size))
            _ = terminal.written()
            packline_terminal_restore()
            let closed = terminal.written()
            for sequence in ["\u{1B}[?1049l", "\u{1B}[?2004l", "\u{1B}[?12l\u{1B}[?25h", "\u{1B}[?1l\u{1B}>"] {
                #expect(closed.contains(sequence))
            }
            #expect(try terminal.stty("-a") == before)
            packline_terminal_restore()
            #expect(terminal.written().isEmpty)
            screen.close()
        }

        @Test("signals to end, a resize and a hang-up are told")
        func signals() async throws {
            let terminal = try PseudoTerminal(rows: 40, columns: 120)
            let screen = try terminal.open()
            let (events, teller) = AsyncStream.makeStream(of: TerminalEvent.self)
            let watch = TerminalEvents(of: screen) { teller.yield($0) }
            var told = events.makeAsyncIterator()

            try terminal.stty("rows", "12", "cols", "40")
            kill(getpid(), SIGWINCH)
            #expect(await told.next() == .resized(ScreenSize(rows: 12, columns: 40)))
            kill(getpid(), SIGTERM)
            #expect(await told.next() == .ended(.signal(SIGTERM)))
            try terminal.person.close()
            #expect(await told.next() == .ended(.hangup))
            watch.stop()
            screen.close()
        }
    }
}
