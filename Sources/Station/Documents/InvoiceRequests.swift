import Language
import OMS

/// The invoices that the OMS was asked for, and the one on the screen.
struct InvoiceRequests: Equatable, Sendable {
    /// The document that is shown.
    private(set) var shown: ShownDocument?
    /// The package whose invoice was printed last.
    private(set) var lastPrinted: PackageSummary?
    /// Those that the OMS has not given yet, by the number of their scan.
    private var asking: [Int: Scan] = [:]

    /// Whether the OMS has not given one yet.
    var isAsking: Bool { !asking.isEmpty }

    func isAsked(by scan: Int) -> Bool { asking[scan] != nil }

    /// The OMS is asked for one.
    mutating func ask(_ use: DocumentUse, of package: PackageSummary, _ scan: Scan) {
        asking[scan.number] = scan
        if use == .show { shown = ShownDocument(package: package.id, number: package.number, lines: nil) }
    }

    /// The OMS has answered; gives the scan that asked.
    mutating func end(_ scan: Int) -> Scan? { asking.removeValue(forKey: scan) }

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
