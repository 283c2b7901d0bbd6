import Foundation
import Language
import Printing
import StationEngine

/// How a page of HTML comes to paper: by the printer for paper, or by the command that is set for printing.
///
/// What draws something by a script, as an e-Fatura draws its mandatory QR code, is given to a command alone: weasyprint
/// runs no script, and the code would be missing.
struct PaperPages {
    /// Where the printer for paper is; nil where none is configured.
    let printer: PrinterAddress?
    /// The command that is set for printing; nil where none is.
    let command: String?
    /// What makes a PDF of a page; nil where it is not installed.
    var pdf: @Sendable () -> WeasyPrint? = { WeasyPrint.installed }

    /// Prints a page by the command, or gives what the printer for paper takes.
    ///
    /// Errors: `Documents.Reason`.
    func print(_ html: String) async throws -> PagePrinting {
        guard let printer else {
            guard let command else { throw reason("program.no-print-command") }
            return try await Self.run(command, html)
        }
        let document = PrintDocument(text: html)
        switch document.kind {
        case .pdf, .png: return .bytes(document.bytes)
        case .zpl, .epl, .link:
            throw Documents.Reason(Phrase("program.paper.no-page", ["kind": document.kind.rawValue]))
        case .html, .unknown: return try await page(html, isHTML: document.kind == .html, printer)
        }
    }

    private func page(_ html: String, isHTML: Bool, _ printer: PrinterAddress) async throws -> PagePrinting {
        // A part of a page is a page, and is to be told as one.
        let html = isHTML ? html : "<!DOCTYPE html>\n" + html
        if case .command = printer { return .bytes(Array(html.utf8)) }
        let isScripted = HTMLScripts.isScripted(Array(html.utf8))
        if !isScripted, let maker = pdf() { return .bytes(try await maker.pdf(of: html)) }
        if let command { return try await Self.run(command, html) }
        throw reason(isScripted ? "program.paper.script" : "program.paper.no-maker")
    }

    private func reason(_ key: String) -> Documents.Reason {
        Documents.Reason(Phrase(key, ["setting": Setting.printCommand.rawValue]))
    }

    /// How long a printing command may take: a spooler takes a page at once.
    private static let longestPrint: Duration = .seconds(30)

    private static func run(_ command: String, _ html: String) async throws -> PagePrinting {
        var child = ChildCommand(shell: command, limit: longestPrint)
        child.input = Data(html.utf8)
        let failure: String?
        do throws(ChildCommand.Failure) {
            failure = try await child.run().failure
        } catch {
            failure = "\(error)"
        }
        if let failure { throw Documents.Reason(Phrase("program.print-failed", ["why": failure])) }
        return .done
    }
}
