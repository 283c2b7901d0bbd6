public import Language
public import OMS

/// A print job, as the station shows it.
public struct QueuedPrint: Equatable, Sendable, Identifiable {
    /// The number of the job.
    public let id: Int
    /// The package that it is for, and what people call that.
    public let package: Int, number: String
    /// What is printed.
    public let paper: Paper
    /// The box that it is for, from 1, and of how many.
    public let box: Int, boxes: Int
    /// Which copy it is: 0 is the automatic one.
    public let copy: Int
    /// The name of the printer.
    public let printer: String
    /// How far it has come.
    public let stage: PrintStage
    /// Why it is in its stage.
    public let reason: Phrase?
    /// The barcodes on it, one of which a scan-back reads.
    public let barcodes: [String]
    /// When it came to its stage.
    public let changed: Timestamp

    /// What is printed of a package; the raw values are stable.
    public enum Paper: String, CaseIterable, Sendable {
        /// The carrier's label.
        case label
        /// The invoice.
        case invoice
        /// What the sender wrote to the receiver.
        case giftNote = "gift-note"

        /// What it is called in a sentence.
        public var phrase: Phrase { Phrase("paper.\(rawValue)") }
    }

    /// A job with these facts.
    public init(
        id: Int, package: Int, number: String, paper: Paper = .label, box: Int = 1, boxes: Int = 1, copy: Int = 0,
        printer: String, stage: PrintStage, reason: Phrase? = nil, barcodes: [String] = [], changed: Timestamp
    ) {
        (self.id, self.package, self.number, self.paper) = (id, package, number, paper)
        (self.box, self.boxes, self.copy, self.printer) = (box, boxes, copy, printer)
        (self.stage, self.reason, self.barcodes, self.changed) = (stage, reason, barcodes, changed)
    }

    /// Whether it may be on a box: it came out, or that is not known.
    var isOut: Bool { stage == .printed || stage == .unknown || stage == .sent }

    /// Whether scanning it back would prove something.
    var isDue: Bool { isOut && !barcodes.isEmpty }
}
