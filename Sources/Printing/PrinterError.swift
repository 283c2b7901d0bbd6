/// Why a printer could not be asked, or was not handed a document: nothing was sent.
public struct PrinterError: Error, Equatable, Sendable {
    /// What went wrong.
    public enum Code: String, Hashable, Sendable {
        /// The printer's address is none.
        case invalidAddress = "invalid_address"
        /// Nothing answers at the address, or it took no connection in time.
        case notReached = "not_reached"
        /// The spooler knows no printer of that name.
        case noSuchPrinter = "no_such_printer"
        /// The printer is another than the configured one.
        case wrongPrinter = "wrong_printer"
        /// The printer cannot print this kind of document.
        case unsupportedDocument = "unsupported_document"
        /// What is about to be sent could not be written down first.
        case notRecorded = "not_recorded"
        /// The connection was lost, or an answer is none.
        case noAnswer = "no_answer"
        /// The printer, its spooler or the command refused.
        case refused
        /// The Swift task was cancelled.
        case cancelled
    }

    /// What went wrong.
    public let code: Code
    /// The printer's address as it is configured.
    public let printer: String
    /// What is known besides; for a wrong printer, the identity it gave.
    public let detail: OutcomeReason?

    /// An error, with words of the system's or the printer's; also for what runs a printer's command.
    public init(_ code: Code, printer: String, detail: String? = nil) {
        self.init(code, printer: printer, why: detail.map(OutcomeReason.said))
    }

    /// An error with its reason.
    public init(_ code: Code, printer: String, why: OutcomeReason?) {
        self.code = code
        self.printer = printer
        detail = why
    }
}

extension PrinterError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String { sentence + (detail.map { ": \($0)." } ?? ".") }

    private var sentence: String {
        switch code {
        case .invalidAddress: "“\(printer)” is not the address of a printer"
        case .notReached: "The printer at \(printer) cannot be reached"
        case .noSuchPrinter: "There is no printer \(printer)"
        case .wrongPrinter: "The printer at \(printer) is not the one that is configured"
        case .unsupportedDocument: "The printer at \(printer) cannot print this document"
        case .notRecorded: "What is sent to the printer at \(printer) could not be written down first"
        case .noAnswer: "The printer at \(printer) did not answer as it should"
        case .refused: "The printer at \(printer) refused"
        case .cancelled: "The printer at \(printer) was not asked to the end"
        }
    }
}
