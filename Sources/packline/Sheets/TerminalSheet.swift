import Foundation
import StationTerminal

/// Shows a sheet in the terminal.
enum TerminalSheet {
    /// Writes each code with its title to standard output.
    ///
    /// Errors: a `Failure` where the terminal cannot show the codes whole; `elsewhere` is what to do then.
    static func show(_ sheet: Sheet, elsewhere: String) throws {
        let barcodes = sheet.codes.map { TerminalBarcode($0.barcode) }
        try TerminalFacts(of: STDOUT_FILENO)?
            .requireRoom(columns: barcodes.map(\.columns).max() ?? 0, elsewhere: elsewhere)
        Output.line(text(of: sheet))
    }

    /// The sheet as lines.
    static func text(of sheet: Sheet) -> String {
        var lines: [String] = []
        for section in sheet.sections {
            lines += [section.title, ""]
            for code in section.codes {
                lines.append("\(VisibleText(code.title).text) · \(code.purpose) · \(code.letters)")
                lines += TerminalBarcode(code.barcode).lines + [""]
            }
        }
        return lines.joined(separator: "\n")
    }
}
