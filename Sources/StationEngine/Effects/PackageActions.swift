import Language
import OMS
import OMSClient
import Station
import StationStore

/// What a bench does with a package besides commands: sets its facts, and has its papers shown, printed or saved.
///
/// Each is requested at once, and its outcome reported; nothing of it is stored or tried again, but for what becomes a
/// print job.
struct PackageActions: Sendable {
    let settings: EngineSettings
    let oms: OMSConnection
    let reader: PackageReader
    let papers: PaperPrints
    let sink: EventSink

    /// Sets a fact of a package, then reads the package again.
    func change(_ change: PackageChange, of package: Int, for scan: Int) async {
        let outcome: ChangeOutcome
        do throws(OMSClientError) {
            outcome = .done(try await send(change, of: package))
        } catch {
            outcome = error.deliveryStatus == .unknown ? .unknown(error.phrase) : .refused(error.reason)
        }
        sink(.packageChanged(change, package: package, scan: scan, outcome))
        await reader.refresh(package)
    }

    /// Asks for a change; gives what the OMS said of it.
    private func send(_ change: PackageChange, of package: Int) async throws(OMSClientError) -> String? {
        switch change {
        case .invoiceNumber(let number): try await oms.send(.setInvoiceNumber(package, to: number))
        case .remoteID(let id): try await oms.send(.setRemoteID(package, to: id))
        case .extraInformation(let information):
            try await oms.send(.setExtraInformation(package, to: information))
        case .invoice:
            let invoice = try await oms.send(.createInvoice(package))
            return invoice.number ?? "made"
        }
        return nil
    }

    /// Reads the invoice of a package, and does with it what was asked for.
    func useInvoice(of package: Int, _ use: DocumentUse, for scan: Int) async {
        let html: String
        do throws(OMSClientError) {
            html = try await oms.send(.invoiceDocument(package)).html
        } catch {
            // Paper that does not come is missed later than a page that does not open.
            let answer = use == .show ? DocumentAnswer.failed(error.reason) : .notDone(use, error.reason)
            sink(.document(answer, package: package, scan: scan))
            return
        }
        let answer: DocumentAnswer
        do {
            switch use {
            case .show: answer = .text(try await settings.documents.text(html))
            case .print:
                sink(.document(.printing, package: package, scan: scan))
                answer = try await print(.invoice, html, of: package)
            case .save: answer = .saved(try await settings.documents.save(html, await fileName(of: package)))
            }
        } catch {
            answer = .notDone(use, Phrase(error))
        }
        sink(.document(answer, package: package, scan: scan))
    }

    /// Prints the gift note of a package.
    func printGiftNote(of package: Int, for scan: Int) async {
        let answer: DocumentAnswer
        do {
            guard let note = try await reader.store.package(package)?.giftNote, !note.isEmpty else {
                throw PaperFault(Phrase("print.no-gift-note"))
            }
            answer = try await print(.giftNote, GiftNotePage.html(note), of: package)
        } catch {
            answer = .notDone(.print, Phrase(error))
        }
        sink(.document(answer, package: package, scan: scan))
    }

    /// Brings a page to paper, by the command for printing or as a print job.
    private func print(_ paper: QueuedPrint.Paper, _ html: String, of package: Int) async throws -> DocumentAnswer {
        switch try await settings.documents.print(html) {
        case .done: return .printed
        case .bytes(let bytes):
            try await papers.print(paper, bytes, of: package)
            return .queued
        }
    }

    /// What an invoice is saved as: by the number that stands on the package, as far as a file can be called so.
    private func fileName(of package: Int) async -> String {
        let number = (try? await reader.store.package(package))?.number ?? ""
        let name = number.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
        return "invoice-\(name.isEmpty ? String(package) : String(name)).html"
    }
}

extension OMSClientError {
    /// The OMS's own words where it refused, else what went wrong: the text of a proxy's page is of no use.
    fileprivate var reason: Phrase {
        guard let status, (400..<500).contains(status), let words else { return phrase }
        return .verbatim(words)
    }
}

/// What can be done with a document outside of the engine: an HTML page, which is data and never run.
public struct DocumentTools: Sendable {
    /// Makes text of it, line by line.
    public var text: @Sendable (String) async throws -> [String]
    /// Prints it by a command, or makes of it what the printer for paper takes.
    public var print: @Sendable (String) async throws -> PagePrinting
    /// Saves it under a name; gives the path.
    public var save: @Sendable (String, String) async throws -> String

    /// Tools that do these things; an error's phrase is shown to the packer, or its description where it has none.
    public init(
        text: @escaping @Sendable (String) async throws -> [String],
        print: @escaping @Sendable (String) async throws -> PagePrinting,
        save: @escaping @Sendable (String, String) async throws -> String
    ) {
        self.text = text
        self.print = print
        self.save = save
    }

    /// No tools: whatever is asked for is refused.
    public static let none = DocumentTools(
        text: { _ in throw NoDocumentTools() }, print: { _ in throw NoDocumentTools() },
        save: { _, _ in throw NoDocumentTools() })
}

/// How a page comes to paper.
public enum PagePrinting: Equatable, Sendable {
    /// A command has printed it.
    case done
    /// These bytes are for the printer for paper, as a print job.
    case bytes([UInt8])
}

/// Documents were asked for where nothing can be done with them.
private struct NoDocumentTools: Error, CustomStringConvertible {
    var description: String { "documents cannot be shown here" }
}
