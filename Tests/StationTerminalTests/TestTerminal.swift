import CNcurses
import Foundation
import TerminalText
import Testing

@testable import StationTerminal

/// Curses without a terminal: output goes to a file whose bytes are counted, cells are read back from `curscr`.
@ScreenActor
final class TestTerminal {
    let screen: TerminalScreen
    private let file: FileHandle
    private var read: UInt64 = 0

    init(
        type: String = "xterm-256color", rows: Int32 = 40, columns: Int32 = 120, theme: String = "dark",
        charset: Charset = .utf8
    ) throws {
        _ = Charset.adoptLocale(type: nil)
        let path = FileManager.default.temporaryDirectory.appending(path: "packline-screen-\(UUID())")
        #expect(FileManager.default.createFile(atPath: path.path, contents: nil))
        file = try FileHandle(forUpdating: path)
        try FileManager.default.removeItem(at: path)
        let input = try #require(FileHandle(forReadingAtPath: "/dev/null"))
        screen = try TerminalScreen(
            type: type, input: input.fileDescriptor, output: file.fileDescriptor,
            theme: ThemeLibrary(folder: nil).theme(named: theme), charset: charset)
        screen.resize(rows: rows, columns: columns)
    }

    /// The bytes that went to the terminal since the last time.
    func written() throws -> String {
        try file.seek(toOffset: read)
        let bytes = try file.readToEnd() ?? Data()
        read += UInt64(bytes.count)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A row as curses believes that it is on the terminal, without blanks at its end.
    func row(_ row: Int) throws -> String {
        let current = try #require(packline_curscr())
        var text = String.UnicodeScalarView()
        var column = 0
        while column < screen.size.columns {
            var scalars = [wchar_t](repeating: 0, count: Int(CCHARW_MAX) + 1)
            var attributes = attr_t()
            var pair: Int16 = 0
            packline_read_cell(current, Int32(row), Int32(column), &scalars, &attributes, &pair)
            let shown = scalars.prefix { $0 != 0 }.compactMap { Unicode.Scalar(UInt32($0)) }
            text.append(contentsOf: shown)
            column += max(1, shown.first.map(GlyphWidth.width) ?? 1)
        }
        return String(String(text).reversed().drop { $0 == " " }.reversed())
    }

    /// The attributes and the pair of colours of a cell.
    func look(row: Int, column: Int) throws -> (attributes: attr_t, pair: Int16) {
        let current = try #require(packline_curscr())
        var scalars = [wchar_t](repeating: 0, count: Int(CCHARW_MAX) + 1)
        var attributes = attr_t()
        var pair: Int16 = 0
        packline_read_cell(current, Int32(row), Int32(column), &scalars, &attributes, &pair)
        return (attributes, pair)
    }
}

/// A pseudo-terminal: the test holds the end where the person sits.
@ScreenActor
final class PseudoTerminal {
    let person: FileHandle
    let program: FileHandle

    init(rows: UInt16 = 40, columns: UInt16 = 120) throws {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        var (holder, held): (Int32, Int32) = (-1, -1)
        try #require(openpty(&holder, &held, nil, nil, &size) == 0)
        person = FileHandle(fileDescriptor: holder, closeOnDealloc: true)
        program = FileHandle(fileDescriptor: held, closeOnDealloc: true)
    }

    func open(theme: String = "dark") throws -> TerminalScreen {
        _ = Charset.adoptLocale(type: nil)
        return try TerminalScreen(
            type: "xterm-256color", input: program.fileDescriptor, output: program.fileDescriptor,
            theme: ThemeLibrary(folder: nil).theme(named: theme), charset: .utf8)
    }

    /// What `stty` says of the terminal with these arguments.
    @discardableResult
    func stty(_ arguments: String...) throws -> String {
        let output = Pipe()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/stty")
        process.arguments = arguments
        process.standardInput = program
        process.standardOutput = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }

    /// What the program has written and the test has not read.
    func written() -> String {
        var bytes: [UInt8] = []
        var state = pollfd(fd: person.fileDescriptor, events: Int16(POLLIN), revents: 0)
        while poll(&state, 1, 0) > 0, state.revents & Int16(POLLIN) != 0 {
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = read(person.fileDescriptor, &chunk, chunk.count)
            guard count > 0 else { break }
            bytes += chunk.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
