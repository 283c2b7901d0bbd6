import Language
import OMS

/// The papers that were asked for, and the invoice on the screen.
struct InvoiceRequests: Equatable, Sendable {
    /// The document that is shown.
    private(set) var shown: ShownDocument?
    /// The package whose invoice was printed last.
    private(set) var lastPrinted: PackageSummary?
    /// Those that have not come yet, by the number of their scan.
    private var asking: [Int: Asked] = [:]

    /// A paper that was asked for by a scan.
    struct Asked: Equatable, Sendable {
        let scan: Scan
        let paper: QueuedPrint.Paper
    }

    /// Whether one has not come yet.
    var isAsking: Bool { !asking.isEmpty }

    func isAsked(by scan: Int) -> Bool { asking[scan] != nil }

    /// The OMS is asked for one.
    mutating func ask(_ use: DocumentUse, of package: PackageSummary, _ scan: Scan) {
        asking[scan.number] = Asked(scan: scan, paper: .invoice)
        if use == .show { shown = ShownDocument(package: package.id, number: package.number, lines: nil) }
    }

    /// A gift note is to be printed.
    mutating func askGiftNote(_ scan: Scan) { asking[scan.number] = Asked(scan: scan, paper: .giftNote) }

    /// What was asked for has come, or will not come; gives the scan that asked, and for what.
    mutating func end(_ scan: Int) -> Asked? { asking.removeValue(forKey: scan) }

    /// Shows the text, where the document is still on the screen.
    mutating func show(_ lines: [String], of package: Int) {
        if shown?.package == package { shown?.lines = lines }
    }

    /// Says why it cannot be shown, where it is still waited for.
    mutating func showTrouble(_ why: Phrase, of package: Int) {
        if shown?.package == package, shown?.lines == nil { shown?.trouble = why }
    }

    mutating func notePrinted(_ package: PackageSummary?) { lastPrinted = package }
}
