import Barcode
import BarcodeSheet
import Foundation
import Language

/// `packline doctor --scanner`: three codes, read from the terminal's raw keys, show how the scanner is set up.
struct Calibration {
    /// Where to write the codes to be printed; nil shows them in the terminal.
    let sheet: String?
    /// The configuration file to keep the settings in; nil only prints them.
    let file: String?

    /// Shows the codes, reads them, and prints what was found.
    ///
    /// Errors: a `Failure` where there is no terminal, the codes do not fit, or the reading was ended.
    func run(_ report: (Finding) -> Void) throws {
        let codes = try Sheet.calibration()
        if let sheet {
            try SheetFile.write(codes, on: .a4, to: sheet)
        } else {
            try TerminalSheet.show(
                codes, needsAll: true, elsewhere: Phrase("program.print-codes-with", ["option": "--sheet"]).text)
        }
        let calibration = try read()
        for finding in calibration.findings { report(finding) }
        try keep(calibration)
    }

    private func read() throws -> ScannerCalibration {
        let terminal = try RawTerminal()
        var session = CalibrationSession()
        Output.line(Phrase("program.calibration.scan-all").text)
        while let bytes = terminal.read(until: session.deadline) {
            let now = RawTerminal.now
            for progress in bytes.isEmpty ? session.timeout(at: now) : session.take(bytes, at: now) {
                switch progress {
                case .read(let count): Output.line(Phrase("program.calibration.read", ["count": count]).text)
                case .notUnderstood(let reason): Output.line(reason)
                case .understood(let calibration): return calibration
                case .cancelled: throw Self.ended
                }
            }
        }
        throw Self.ended
    }

    private static var ended: Failure { Failure(Phrase("program.calibration.ended"), Status.data) }

    private func keep(_ calibration: ScannerCalibration) throws {
        let values = calibration.keptSettings
        if let file {
            try ConfigurationEdit.set(values, in: "scanner", ofFile: file)
            let names = values.map(\.name).joined(separator: ", ")
            Output.line(Phrase("program.calibration.kept", ["file": file, "names": names]).text)
        } else {
            Output.line(Phrase("program.calibration.to-keep", ["command": "packline doctor --scanner --write"]).text)
        }
    }
}
