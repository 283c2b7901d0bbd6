import BarcodeSheet
import Foundation
import Language

/// Shows a sheet in the terminal.
enum TerminalSheet {
    /// Writes each code with its title to standard output; a code that is too wide is named with the columns it needs.
    ///
    /// Errors: a `Failure` where the terminal can show none of the codes whole, or not each of those that are all
    /// needed; `elsewhere` is what to do then.
    static func show(_ sheet: Sheet, needsAll: Bool, elsewhere: String) throws {
        let widths = sheet.codes.map { TerminalBarcode($0.barcode).columns }
        let terminal = TerminalFacts(of: STDOUT_FILENO)
        try terminal?.requireRoom(columns: (needsAll ? widths.max() : widths.min()) ?? 0, elsewhere: elsewhere)
        let columns = terminal.flatMap { $0.columns > 0 ? $0.columns : nil } ?? .max
        Output.lines(lines(of: sheet, columns: columns, elsewhere: elsewhere))
    }

    /// The sheet as lines, in a terminal of so many columns.
    static func lines(of sheet: Sheet, columns: Int = .max, elsewhere: String = "") -> [TerminalLine] {
        let blank = TerminalLine("")
        return sheet.sections.flatMap { section in
            [TerminalLine(section.title), blank]
                + section.codes.flatMap { code in
                    let barcode = TerminalBarcode(code.barcode)
                    let tooWide = Phrase(
                        "program.sheet.too-wide", ["columns": String(barcode.columns), "elsewhere": elsewhere])
                    return [TerminalLine("\(code.title) · \(code.purpose) · \(code.letters)")]
                        + (barcode.columns > columns
                            ? [TerminalLine("  " + tooWide.text)] : TerminalLine.rows(of: barcode))
                        + [blank]
                }
        }
    }
}
