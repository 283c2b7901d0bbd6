import ArgumentParser
import Foundation
import Language
import OMS
import TerminalText

/// What commands print: lines, tables whose columns are as wide as what is in them, and JSON.
///
/// Texts may come from anywhere, so they go through `TerminalLine`; only a saved file goes out as it is.
enum Output {
    /// Prints a line.
    static func line(_ text: String) { lines([TerminalLine(text)]) }

    /// Prints lines in one write.
    ///
    /// Where that fails the program ends: with 74, or quietly when the reader has closed the pipe.
    static func lines(_ lines: [TerminalLine]) { write(lines.map { $0.text + "\n" }.joined()) }

    /// The OMS's own JSON, as it came, on one line.
    static func json(_ json: JSON) { lines([TerminalLine(json)]) }

    /// A package's JSON, as it came, on one line.
    static func json(_ package: Package) { json((try? JSONDocument(package.raw))?.root ?? .missing) }

    /// JSON of our own making, on one line.
    static func json(_ value: JSONValue) { lines([TerminalLine(value)]) }

    /// A table below the names of its columns, which stand in the catalogs as `column.NAME`.
    static func table(_ columns: [String], _ rows: [[String]]) {
        let head = columns.map(title)
        let rows = ([head] + rows).map { $0.map(VisibleText.init) }
        let widths = head.indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
        lines(
            rows.map { row in
                let cells = zip(row, widths).map { $0.text + String(repeating: " ", count: $1 - $0.columns) }
                return TerminalLine(String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed()))
            })
    }

    /// What is known of one thing, a fact a line, called as a column would be; what is unknown is left out.
    static func facts(_ facts: [(name: String, value: String?)]) {
        let known = facts.compactMap { fact in fact.value.flatMap { $0.isEmpty ? nil : (title(fact.name), $0) } }
        let width = known.map(\.0.count).max() ?? 0
        for (name, value) in known {
            line(name.padding(toLength: width, withPad: " ", startingAt: 0) + "  " + value)
        }
    }

    private static func title(_ column: String) -> String { Phrase("column.\(column)").text }

    /// The content of a file that is saved to standard output, as it is; a terminal gets it as lines.
    static func rawFile(_ content: String) {
        if isatty(STDOUT_FILENO) == 1 { lines(TerminalLine.lines(of: content)) } else { write(content + "\n") }
    }

    private static func write(_ text: String) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            if errno != EPIPE { report("Standard output cannot be written: \(error.localizedDescription)") }
            ProgramEnd.leave(Status.inputOutput)
        }
    }

    /// A date and time in the reader's time zone; an empty text for none.
    static func moment(_ time: Timestamp?, _ zone: Zone) -> String {
        guard let time else { return "" }
        let civil = zone.civil(time)
        return "\(civil.date) \(civil.shortClock)"
    }
}

/// Messages for a person, on standard error; where that cannot be written, they are dropped.
extension Output {
    /// A sentence about the output, where it does not become a part of it.
    static func note(_ sentence: String) { writeError(TerminalLine(sentence).text + "\n") }

    /// What goes wrong, or is to be known, after the name of the program.
    static func report(_ sentence: String) { note("packline: \(sentence)") }

    /// A text of several lines.
    static func notes(_ text: String) { writeError(TerminalLine.lines(of: text).map { $0.text + "\n" }.joined()) }

    /// A question, with the cursor left after it.
    static func question(_ text: String) { writeError(TerminalLine(text).text + " ") }

    /// How far something has come, on one line of a terminal, or nil when it is over; nowhere else.
    static func progress(_ text: String?) {
        guard isatty(STDERR_FILENO) == 1 else { return }
        writeError(text.map { "\r" + TerminalLine($0).text } ?? "\r\u{1B}[K")
    }

    private static func writeError(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
