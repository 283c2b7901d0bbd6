import Language
import OMS

// The papers of a package besides its labels: what becomes of their print jobs, and the gift note.
extension StationModel {
    /// Has the gift note of the open package printed.
    mutating func printGiftNote(of package: Int, _ scan: Scan) {
        invoices.askGiftNote(scan)
        effects.append(.printGiftNote(package: package, scan: scan.number))
        tell(.notice, .printing, .document(.queued(.giftNote, number: number(of: package))))
    }

    /// Says what became of a gift note that was to be printed.
    mutating func endGiftNote(
        _ answer: DocumentAnswer, of package: Int, scan number: Int, _ asked: InvoiceRequests.Asked?
    ) {
        let scan = asked?.scan ?? self.scan(number, "gift note")
        let name = self.number(of: package)
        switch answer {
        case .queued:
            finish(
                scan, .word, .ok, .document(.queued(.giftNote, number: name)), package: index[package], word: .printing)
        case .failed(let why), .notDone(_, let why):
            let alert = Alert(.printFailed(.giftNote, number: name, printer: nil, why: why), at: now)
            raise(alert, scan, .word, package: index[package])
        case .printed, .printing, .text, .saved:
            finish(scan, .word, .done, .document(.handedOver(.giftNote, number: name)), package: index[package])
        }
    }

    /// Says how far the print job of an invoice or a gift note has come.
    mutating func followPaper(_ job: QueuedPrint) {
        switch job.stage {
        case .sent where job.reason == nil, .printed:
            tell(.notice, .note, .document(.handedOver(job.paper, number: job.number)))
        case .failed:
            showAlert(.printFailed(job.paper, number: job.number, printer: job.printer, why: job.reason))
            tell(.wrong, .wrong, .document(.notPrintable(job.paper, number: job.number)))
        case .unknown:
            showAlert(.printUnknown(job.paper, number: job.number, printer: job.printer))
            tell(.wrong, .wrong, .document(.inDoubt(job.paper, number: job.number)))
        default: break
        }
    }
}
