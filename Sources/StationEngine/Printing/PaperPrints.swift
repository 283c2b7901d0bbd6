import Language
import OMS
import Printing
import Station
import StationStore

/// The invoices and gift notes of packages as print jobs: none is printed by itself, and each time a person asks for one
/// it is a copy of its own.
struct PaperPrints: Sendable {
    let settings: EngineSettings
    let store: StationDatabase
    let sink: EventSink
    /// Told the printer for which a job was put on disk.
    let wanted: @Sendable (String) async -> Void

    /// Puts a paper on disk for the printer for paper; a copy of it that has not come out is given up.
    ///
    /// Errors: `StoreError`; a reason where no printer is for paper.
    func print(_ paper: QueuedPrint.Paper, _ bytes: [UInt8], of package: Int) async throws {
        guard let printer = settings.printing.paperPrinter else { throw PaperFault(Phrase("print.no-paper-printer")) }
        let document = PrintDocument(bytes: bytes)
        let facts = PrintedDocument(sha256: document.sha256, format: document.kind.rawValue)
        let number = try await store.package(package)?.number ?? String(package)
        let subject = PrintSubject(package: package, packageNumber: number, kind: paper.rawValue)
        let print = NewPrint(subject, printer: printer, document: facts, bytes: document.bytes)
        switch try await store.want([print], at: settings.now()).first {
        case .existing(let job, _)?:
            try await store.reprint(
                of: job.id, reason: Phrase("print.reason.asked").stored,
                replacement: (document: facts, bytes: document.bytes), printer: printer, at: settings.now())
            for job in try await store.prints(of: package) where job.subject.kind == paper.rawValue { sink.print(job) }
        case .new(let job)?: sink.print(job)
        case nil: break
        }
        await wanted(printer)
    }
}

/// Why a paper is not printed.
struct PaperFault: PhrasedError, CustomStringConvertible {
    let phrase: Phrase
    var description: String { phrase.english }

    init(_ phrase: Phrase) { self.phrase = phrase }
}
