import ArgumentParser
import Foundation
import OMS
import StationTerminal

/// What commands print: lines, and tables whose columns are as wide as what is in them.
enum Output {
    /// Prints a line.
    ///
    /// What cannot be printed must not look done: the program ends with 74, or quietly when nobody reads any more.
    static func line(_ text: String) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data("\(text)\n".utf8))
        } catch {
            if errno != EPIPE { tell("packline: Standard output cannot be written: \(error.localizedDescription)\n") }
            ProgramEnd.leave(Status.inputOutput)
        }
    }

    /// Tells a person something beside the output; where that cannot be done, there is nobody to tell.
    static func tell(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    static func table(_ head: [String], _ rows: [[String]]) {
        let rows = ([head] + rows).map { $0.map(VisibleText.init) }
        let widths = head.indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
        for row in rows {
            let cells = zip(row, widths).map { $0.text + String(repeating: " ", count: $1 - $0.columns) }
            line(String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed()))
        }
    }

    static func moment(_ time: Timestamp, _ zone: Zone) -> String {
        let civil = zone.civil(time)
        return "\(civil.date) \(civil.shortClock)"
    }
}
