/// A printer that is a command, which gets a document on its standard input.
///
/// A command proves nothing: what it took is sent.
public struct CommandPrinter: Printer {
    /// Runs a command with a document and the title of the job.
    ///
    /// It throws `PrinterError` where the command did not begin, and says why a command failed that did; nil where it
    /// ended well.
    public typealias Run =
        @Sendable (_ command: String, _ document: PrintDocument, _ title: String) async throws(PrinterError) -> String?

    private let command: String
    private let run: Run

    /// A command, and what runs it within a time of its own.
    public init(command: String, run: @escaping Run) {
        self.command = command
        self.run = run
    }

    /// Hands a document to the command; one that fails may have printed all the same.
    public func print(
        _ document: PrintDocument, title: String, willSend: @Sendable (SendingMark) async throws -> Void
    ) async throws(PrinterError) -> PrintOutcome {
        guard document.kind != .link, document.kind != .unknown else {
            throw PrinterError(.unsupportedDocument, printer: address, detail: document.kind.rawValue)
        }
        do {
            try await willSend(SendingMark(odometerBefore: nil, labels: document.labelCount))
        } catch {
            throw PrinterError(.notRecorded, printer: address, detail: "\(error)")
        }
        guard let failure = try await run(command, document, title) else { return .sent }
        return .unknown(reason: .said(failure))
    }

    /// A command has no status: nothing is known to be wrong.
    public func status() async throws(PrinterError) -> PrinterStatus { PrinterStatus(troubles: []) }

    /// A command does not say who it is.
    public func identity() async throws(PrinterError) -> PrinterIdentity { PrinterIdentity(uniqueID: nil, name: nil) }

    /// A command cannot tell later what became of a job.
    public func verify(_ mark: SendingMark, title: String) async throws(PrinterError) -> PrintVerdict {
        .unknown(reason: .command)
    }

    private var address: String { PrinterAddress.command(command).text }
}
