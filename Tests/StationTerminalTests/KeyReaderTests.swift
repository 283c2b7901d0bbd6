import CNcurses
import Foundation
import Testing

@testable import StationTerminal

extension TerminalTests {
    @Suite("Keys of a terminal", .serialized)
    @ScreenActor
    struct KeyReaderTests {
        /// What comes of bytes that a person's terminal sends.
        func keys(_ bytes: String) throws -> [Key] {
            let terminal = try PseudoTerminal()
            let screen = try terminal.open()
            defer { screen.close() }
            try terminal.person.write(contentsOf: Data(bytes.utf8))
            return screen.readKeys().keys + screen.endKeyWait()
        }

        @Test("keys that terminfo knows, and what other terminals send for them")
        func named() throws {
            #expect(try keys("\u{1B}OA\u{1B}[B\u{1B}OC\u{1B}[D") == [.up, .down, .right, .left])
            #expect(try keys("\u{1B}OH\u{1B}[1~\u{1B}[F\u{1B}[4~") == [.home, .home, .end, .end])
            #expect(try keys("\u{1B}[5~\u{1B}[6~\u{1B}[2~\u{1B}[3~") == [.pageUp, .pageDown, .insert, .delete])
            #expect(
                try keys("\u{1B}OP\u{1B}[11~\u{1B}[[A\u{1B}[21~") == [
                    .function(1), .function(1), .function(1), .function(10),
                ])
            #expect(
                try keys("\t\u{1B}[Z\r\u{1B}OM\u{7F}\u{8}") == [
                    .tab, .backTab, .enter, .keypadEnter, .backspace, .backspace,
                ])
        }

        @Test("control characters that a terminal driver would eat arrive as data, in a scan too")
        func raw() throws {
            let eaten: [UInt8] = [0x03, 0x04, 0x11, 0x13, 0x15, 0x16, 0x17, 0x1A, 0x1C, 0x1D]
            let bytes = String(decoding: eaten, as: UTF8.self)
            #expect(try keys(bytes) == eaten.map(Key.control))
        }

        @Test("a paste stands between its marks")
        func paste() throws {
            #expect(
                try keys("\u{1B}[200~a\r\u{1B}[201~") == [.pasteBegin, .character("a"), .enter, .pasteEnd])
        }

        @Test("a mouse, an unknown key and an Alt sequence in a scan leave the scan whole")
        func foreign() throws {
            #expect(
                try keys("1\u{1B}[<0;10;10M2\u{1B}[99~3\u{1B}0") == [
                    .character("1"), .character("2"), .character("3"), .alt("0"),
                ])
        }

        @Test("Esc alone is Esc")
        func escape() throws {
            #expect(try keys("\u{1B}") == [.escape])
        }

        @Test("a key that comes in two pieces is that key, however late, as terminfo and other terminals write it")
        func split() async throws {
            for (rest, key) in [
                ("OP", Key.function(1)), ("[A", .up), ("OA", .up), ("[15~", .function(5)), ("[Z", .backTab),
            ] {
                for late in 0...1 {
                    let terminal = try PseudoTerminal()
                    let screen = try terminal.open()
                    defer { screen.close() }
                    try terminal.person.write(contentsOf: Data([0x1B]))
                    #expect(screen.readKeys().keys.isEmpty)
                    let told = late > 0 ? screen.endKeyWait() : []
                    #expect(told == (late > 0 ? [.escape] : []))
                    try terminal.person.write(contentsOf: Data(rest.utf8))
                    #expect(screen.readKeys().keys == [key], "\(rest) \(late)")
                    #expect(screen.keyWait == nil)
                }
            }
        }

        @Test("the terminal is asked for its ground, and its answer is no typing", arguments: ["\u{07}", "\u{1B}\\"])
        func background(end: String) async throws {
            let terminal = try PseudoTerminal()
            let screen = try terminal.open()
            defer { screen.close() }
            screen.askForBackground()
            #expect(terminal.written().contains("\u{1B}]11;?\u{07}"))
            try terminal.person.write(contentsOf: Data("86\u{1B}]11;rgb:ffff/ff".utf8))
            #expect(screen.readKeys().keys == [.character("8"), .character("6")])
            try terminal.person.write(contentsOf: Data("ff/ffff\(end)9\r".utf8))
            #expect(screen.readKeys().keys == [.background(isLight: true), .character("9"), .enter])
        }

        @Test("an Esc is told when its time is over, and a scan behind it at once")
        func escapeAlone() async throws {
            let terminal = try PseudoTerminal()
            let screen = try terminal.open()
            let (all, teller) = AsyncStream.makeStream(of: [Key].self)
            let events = TerminalEvents(of: screen, escapeDelay: .milliseconds(1)) { event in
                if case .keys(let keys, _) = event { teller.yield(keys) }
            }
            try terminal.person.write(contentsOf: Data([0x1B]))
            var told = all.makeAsyncIterator()
            #expect(await told.next() == [.escape])
            try terminal.person.write(contentsOf: Data("OK1\r".utf8))
            var keys: [Key] = []
            while keys.count < 4, let more = await told.next() { keys += more }
            #expect(keys == [.character("O"), .character("K"), .character("1"), .enter])
            events.stop()
            screen.close()
        }

        @Test("the rest of a key is waited for longer over SSH, and as ESCDELAY says")
        func delays() {
            #expect(EscapeDelay.usual(in: [:]) == .milliseconds(25))
            #expect(EscapeDelay.usual(in: ["SSH_CONNECTION": "10.0.0.1 5 10.0.0.2 22"]) == .milliseconds(300))
            #expect(EscapeDelay.usual(in: ["SSH_TTY": "/dev/pts/1"]) == .milliseconds(300))
            #expect(EscapeDelay.usual(in: ["SSH_CONNECTION": ""]) == .milliseconds(25))
            #expect(EscapeDelay.usual(in: ["SSH_CONNECTION": "x", "ESCDELAY": "100"]) == .milliseconds(100))
            #expect(EscapeDelay.usual(in: ["ESCDELAY": "long"]) == .milliseconds(25))
        }

        @Test("a thousand scans in one write arrive, all of them and in order")
        func flood() async throws {
            let terminal = try PseudoTerminal()
            let screen = try terminal.open()
            let scans = (0..<1_000).map { "86900011576\(1_000_000 + $0)" }
            let bytes = Data((scans.joined(separator: "\r") + "\r").utf8)
            let (all, found) = AsyncStream.makeStream(of: String.self)
            var line = ""
            let events = TerminalEvents(of: screen) { event in
                guard case .keys(let keys, _) = event else { return }
                for key in keys {
                    if case .character(let scalar) = key { line.unicodeScalars.append(scalar) }
                    if key == .enter {
                        found.yield(line)
                        line = ""
                    }
                }
            }
            // The write blocks while the terminal is full, so it needs a thread of its own.
            let person = terminal.person
            let writer = Thread { try? person.write(contentsOf: bytes) }
            writer.start()
            var arrived: [String] = []
            for await scan in all {
                arrived.append(scan)
                if arrived.count == scans.count { break }
            }
            events.stop()
            screen.close()
            #expect(arrived == scans)
        }
    }
}
