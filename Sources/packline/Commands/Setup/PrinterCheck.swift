import ArgumentParser
import Language
import Printing
import StationEngine

/// Whether a printer is there, is the one that is meant, and is well.
struct PrinterCheck {
    let printer: ConfiguredPrinter

    /// What it says of itself now; nothing is printed.
    func finding() async -> Finding {
        if case .command = printer.address {
            return .skipped("printer", about(Phrase("program.doctor.printer.command")))
        }
        do throws(PrinterError) {
            let target = try printer.printer()
            let identity = try await target.identity()
            if let fault = fault(in: identity) { return .wrong("printer", about(fault)) }
            let status = try await target.status()
            guard status.troubles.isEmpty else {
                let troubles = status.troubles.map { Optional($0.phrase) }
                return .wrong("printer", about(.list(troubles, .comma)), Status.temporary)
            }
            return .ok("printer", about(.list([known(identity), Self.state(status)], .semicolon)))
        } catch {
            return .wrong("printer", about(error.phrase), Self.status(error))
        }
    }

    /// How the program ends because of an error of a printer.
    static func status(_ error: PrinterError) -> ExitCode {
        switch error.code {
        case .invalidAddress, .noSuchPrinter, .wrongPrinter, .unsupportedDocument: Status.configuration
        case .notReached, .noAnswer, .refused, .notRecorded, .cancelled: Status.unavailable
        }
    }

    private func about(_ found: Phrase) -> Phrase {
        Phrase(
            "program.doctor.printer", ["printer": printer.name, "address": printer.address.text, "found": found])
    }

    /// What is wrong where another printer is at the address; one that says nothing is silent, and its status tells.
    private func fault(in identity: PrinterIdentity) -> Phrase? {
        guard let expected = printer.uniqueID, let found = identity.uniqueID, found != expected else { return nil }
        return Phrase("program.doctor.printer.other", ["found": found, "expected": expected])
    }

    /// Who it is, and how to make sure that it stays so.
    private func known(_ identity: PrinterIdentity) -> Phrase? {
        let name = identity.name.map { Phrase.verbatim($0) }
        guard let id = identity.uniqueID else { return name }
        let isSet = printer.uniqueID != nil
        let advice = Phrase("program.doctor.printer.\(isSet ? "right" : "unnamed")", ["id": id])
        return .list([name, advice], .semicolon)
    }

    private static func state(_ status: PrinterStatus) -> Phrase {
        let warnings = status.warnings.map { Optional(Phrase("program.doctor.printer.warning.\($0.rawValue)")) }
        let count = status.odometer.map { Phrase("program.doctor.printer.odometer", ["count": $0]) }
        return .list([Phrase("program.doctor.printer.ready")] + warnings + [count], .semicolon)
    }
}
