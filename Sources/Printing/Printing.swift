// Printing: a document in, the truth about its printing out.
//
// It knows: what kind of document some bytes are, by their content; the labels, texts and barcodes of ZPL; printers over a
// socket, over IPP and CUPS, and by a command; and what each of them can prove.
// It must not know: packages, benches, the OMS, SQL, how jobs are kept, nor in which language people are told.

/// A printer, one job at a time.
///
/// The caller sees to it that no second job begins before the first has ended: the proof of print is a count of labels.
public protocol Printer: Sendable {
    /// Prints a document once, and says what is known of it.
    ///
    /// `title` is the job's own and is used for no other job: by it a spooler's job is found again. `willSend` is called
    /// when the printer is known to be well, and no byte of the document is sent before it has returned: the caller makes
    /// its mark durable there. An error means that nothing was sent; what is in doubt after that is an outcome.
    func print(
        _ document: PrintDocument, title: String, willSend: @Sendable (SendingMark) async throws -> Void
    ) async throws(PrinterError) -> PrintOutcome

    /// Whether what became of a job can be told by its title, also where no labels are counted.
    var findsJobs: Bool { get }

    /// The address of a printer whose count of labels is the proof of print, so that no two may send at once; nil where it is none.
    var countedAt: String? { get }

    /// How the printer is now.
    func status() async throws(PrinterError) -> PrinterStatus

    /// Who the printer says it is.
    func identity() async throws(PrinterError) -> PrinterIdentity

    /// What became of a job that was sent and whose end was not seen.
    func verify(_ mark: SendingMark, title: String) async throws(PrinterError) -> PrintVerdict
}

extension Printer {
    /// A printer itself knows no titles.
    public var findsJobs: Bool { false }

    /// Most printers are not asked for a count.
    public var countedAt: String? { nil }
}

/// What is written down before the first byte of a job is sent.
public struct SendingMark: Equatable, Sendable {
    /// How many labels the printer had printed in its life; nil where it does not say.
    public let odometerBefore: Int?
    /// How many labels are to come out; nil where the document does not tell.
    public let labels: Int?
    /// How long ago that was; nil where it is not known.
    public let age: Duration?

    /// A mark, also one that was written down earlier.
    public init(odometerBefore: Int?, labels: Int?, age: Duration? = nil) {
        self.odometerBefore = odometerBefore
        self.labels = labels
        self.age = age
    }
}

/// What is known of a job when the printer was handed it, or was not.
public enum PrintOutcome: Equatable, Sendable {
    /// It is proved that all labels came out.
    case printed
    /// It was handed over whole; whether it came out cannot be told.
    case sent
    /// It is in the printer, which needs a hand and then goes on by itself: it is not to be sent again.
    case held(PrinterTrouble)
    /// Nothing was sent, because the printer needs a hand first.
    case needsHand(PrinterTrouble)
    /// The printer or its spooler gave the job up: nothing more comes of it, and a part may have come out.
    case failed(reason: OutcomeReason)
    /// Some of it was sent, and what became of it is not known.
    case unknown(reason: OutcomeReason)
}

/// What is found out later about a job that was sent.
public enum PrintVerdict: Equatable, Sendable {
    /// It is proved that all labels came out.
    case printed
    /// It was handed over whole; whether it came out cannot be told.
    case sent
    /// It is in the printer, which needs a hand and then goes on by itself.
    case held(PrinterTrouble)
    /// It is proved that nothing came out and nothing is left in the printer.
    case notPrinted
    /// It cannot be told.
    case unknown(reason: OutcomeReason)
}
