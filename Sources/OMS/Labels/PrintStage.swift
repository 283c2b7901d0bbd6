/// How far a print job has come; sent is not printed.
public enum PrintStage: String, CaseIterable, Hashable, Sendable {
    /// On disk; its turn at the printer has not come.
    case wanted
    /// Its bytes are on their way to the printer.
    case sending
    /// The printer has all of its bytes.
    case sent
    /// It came out, as the printer's odometer or the print system says.
    case printed
    /// The label was scanned back.
    case confirmed
    /// The printer needs a hand, or cannot be reached; nothing of it was sent.
    case waiting
    /// It may have come out: the odometer, a person or a scan of the label must say.
    case unknown
    /// It is not to be used any more, or not wanted.
    case void
    /// The document cannot be printed at all.
    case failed
}

extension PrintStage {
    /// The stages that a job may go to from this one; to the same one with another reason.
    ///
    /// - *Wanted* and *waiting*: nothing was sent, so it may be sent, given up, or turn out not to be printable.
    /// - From *sending* it goes back to *waiting* only where no byte was sent; when one was, it is *sent* or *unknown*.
    /// - *Sent* cannot wait or be wanted again: the printer has it, and prints it when it is well.
    /// - *Unknown* is *sent* where the spooler has the job, and wanted again only when the odometer, the spooler or a person
    ///   says that it did not come out.
    /// - What is *printed* or *confirmed* is never sent again, a reprint is another job; a new label makes it void.
    /// - *Failed* is wanted again when a person has changed something.
    public var successors: Set<PrintStage> {
        switch self {
        case .wanted: [.sending, .waiting, .void, .failed]
        case .waiting: [.waiting, .wanted, .sending, .void, .failed]
        case .sending: [.sent, .printed, .waiting, .unknown, .failed]
        case .sent: [.sent, .printed, .confirmed, .unknown, .failed]
        case .unknown: [.unknown, .sent, .printed, .confirmed, .wanted, .void]
        case .printed: [.confirmed, .void]
        case .confirmed: [.void]
        case .failed: [.wanted, .void]
        case .void: []
        }
    }

    /// Whether nothing more is done at the printer, and nobody has to decide anything.
    public var isFinal: Bool { self == .printed || self == .confirmed || self == .void }
}
