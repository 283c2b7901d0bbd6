public import Language
import OMS

/// What is done with a document of a package.
public enum DocumentUse: String, CaseIterable, Equatable, Sendable {
    /// It is shown as text.
    case show
    /// It goes to the printer for paper, or to the command that is set for printing.
    case print
    /// It is saved as it is.
    case save
}

/// What became of a document that was asked for.
public enum DocumentAnswer: Equatable, Sendable {
    /// Its text, line by line.
    case text([String])
    /// It is here, and the printing command is running.
    case printing
    /// It was given to the printing command, which has done its work.
    case printed
    /// It is a print job for the printer for paper, which tells its stages itself.
    case queued
    /// It was saved, in this file.
    case saved(String)
    /// The OMS did not give it; why.
    case failed(Phrase)
    /// What was asked for with it was not done; why.
    case notDone(DocumentUse, Phrase)
}

/// A document on the screen.
public struct ShownDocument: Equatable, Sendable {
    /// The package's id and number.
    public let package: Int, number: String
    /// Its text; nil while it is being read.
    public internal(set) var lines: [String]?
    /// Why it cannot be shown; nil when nothing is wrong.
    public internal(set) var trouble: Phrase?
}

// The invoice of a package: shown as text on a page of its own, printed, or saved.
extension StationModel {
    /// Asks the OMS for the invoice of the open package, to do something with it.
    mutating func useInvoice(_ use: DocumentUse, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        guard let package = bench?.summary ?? (use == .print ? invoices.lastPrinted : nil)
        else {
            finish(scan, meaning, .wrong, .bench(.nothingOpen(isScanAsked: true)))
            return
        }
        invoices.ask(use, of: package, scan)
        if use == .show { screen.showFromTop(.document) }
        effects.append(.invoice(package: package.id, use, scan: scan.number))
        tell(.notice, .asking, .document(.asked(number: package.number)))
    }

    /// Shows, or says, what became of a document.
    mutating func showInvoice(_ answer: DocumentAnswer, of package: Int, scan number: Int) {
        if answer == .printing {
            if invoices.isAsked(by: number) {
                tell(.notice, .printing, .document(.printing(number: self.number(of: package))))
            }
            return
        }
        let asked = invoices.end(number)
        if asked?.paper == .giftNote { return endGiftNote(answer, of: package, scan: number, asked) }
        let scan = asked?.scan ?? self.scan(number, "invoice")
        let name = self.number(of: package)
        switch answer {
        case .printing: break
        case .text(let lines):
            invoices.show(lines, of: package)
            finish(scan, .word, .ok, .document(.shown(number: name)), package: index[package])
        case .printed:
            invoices.notePrinted(index[package])
            finish(scan, .word, .done, .document(.printed(number: name)), package: index[package])
        case .queued:
            invoices.notePrinted(index[package])
            finish(
                scan, .word, .ok, .document(.queued(.invoice, number: name)), package: index[package], word: .printing)
        case .saved(let file):
            let place = file.split(separator: "/").suffix(2).joined(separator: "/")
            finish(scan, .word, .done, .document(.saved(number: name, place: place)), package: index[package])
        case .failed(let why):
            invoices.showTrouble(why, of: package)
            finish(scan, .word, .wrong, .document(.failed(number: name, why: why)), package: index[package])
        case .notDone(let use, let why):
            invoices.showTrouble(why, of: package)
            let alert = Alert(.invoiceNotDone(use, number: name, why: why), at: now)
            raise(alert, scan, .word, package: index[package])
        }
    }
}
