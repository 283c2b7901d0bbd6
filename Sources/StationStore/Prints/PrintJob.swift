public import OMS

/// One copy of one document at one printer, and how far it has come.
public struct PrintJob: Hashable, Sendable, Identifiable {
    /// The number of the job; later ones have greater numbers.
    public let id: Int
    /// What is printed, for which box of which package.
    public let subject: PrintSubject
    /// Which copy it is: 0 is the automatic one, a reprint counts on.
    public let copy: Int
    /// Why it is printed again; nil for the automatic copy.
    public let reprintReason: String?
    /// The name of the printer.
    public let printer: String
    /// What its bytes are.
    public let document: PrintedDocument
    /// How far it has come.
    public let stage: PrintStage
    /// Why it is in its stage: `Phrase.stored`.
    public let reason: String?
    /// How many labels the printer had printed before this one; nil where it was not asked or did not say.
    public let odometer: Int?
    /// How many labels its bytes make; nil before it was sent.
    public let labelCount: Int?
    /// When it was wanted.
    public let createdAt: Timestamp
    /// When it came to its stage.
    public let changedAt: Timestamp

    /// A job with these facts.
    public init(
        id: Int, subject: PrintSubject, copy: Int = 0, reprintReason: String? = nil, printer: String,
        document: PrintedDocument, stage: PrintStage = .wanted, reason: String? = nil, odometer: Int? = nil,
        labelCount: Int? = nil, createdAt: Timestamp, changedAt: Timestamp
    ) {
        self.id = id
        self.subject = subject
        self.copy = copy
        self.reprintReason = reprintReason
        self.printer = printer
        self.document = document
        self.stage = stage
        self.reason = reason
        self.odometer = odometer
        self.labelCount = labelCount
        self.createdAt = createdAt
        self.changedAt = changedAt
    }
}

/// What an automatic print happens once for: a document of a shipment, for one box of a package.
public struct PrintSubject: Hashable, Sendable {
    /// The package, by the OMS's id.
    public var package: Int
    /// What people call the package.
    public var packageNumber: String
    /// What kind of paper it is: `label`, `invoice`, `gift-note`.
    public var kind: String
    /// `Package.shipmentIdentity`; nil while there is none, and for papers that belong to no shipment.
    public var shipment: String?
    /// The box, from 1, and of how many.
    public var box: Int, boxes: Int

    /// A subject with these facts.
    public init(
        package: Int, packageNumber: String, kind: String, shipment: String? = nil, box: Int = 1, boxes: Int = 1
    ) {
        self.package = package
        self.packageNumber = packageNumber
        self.kind = kind
        self.shipment = shipment
        self.box = box
        self.boxes = boxes
    }
}

/// What is known of the bytes of a print job, without the bytes.
public struct PrintedDocument: Hashable, Sendable {
    /// The SHA-256 of the bytes, in hexadecimal: by it the bytes are kept and compared.
    public var sha256: String
    /// What kind of document it is, as who printed it named it.
    public var format: String
    /// The barcodes on it, one of which a scan-back reads.
    public var barcodes: [String]
    /// Where the parcel goes, as `Address.labelFingerprint`.
    public var address: String?
    /// Where it was fetched, or is to be fetched, without what signs that; nil where the OMS gave the document itself.
    public var link: String?

    /// A document with these facts.
    public init(
        sha256: String, format: String, barcodes: [String] = [], address: String? = nil, link: String? = nil
    ) {
        self.link = link
        self.sha256 = sha256
        self.format = format
        self.barcodes = barcodes
        self.address = address
    }
}

/// A print that is wanted.
public struct NewPrint: Hashable, Sendable {
    /// What is printed, for which box of which package.
    public var subject: PrintSubject
    /// The name of the printer.
    public var printer: String
    /// What its bytes are.
    public var document: PrintedDocument
    /// The bytes as they are sent.
    public var bytes: [UInt8]
    /// Why it cannot be printed, as `Phrase.stored`: its job fails at once, and is kept; nil where it can.
    public var refusal: String?
    /// Which bench prints it, as `Phrase.stored`: its job is void at once, and is kept so that it is not printed here by itself;
    /// nil where it is this one.
    public var leftToOther: String?

    /// A print with these facts.
    public init(_ subject: PrintSubject, printer: String, document: PrintedDocument, bytes: [UInt8]) {
        self.subject = subject
        self.printer = printer
        self.document = document
        self.bytes = bytes
    }
}

/// What became of a print that was wanted.
public enum WantedPrint: Hashable, Sendable {
    /// A new job: it is on disk, and its turn will come.
    case new(PrintJob)
    /// It was wanted before: the newest job of these bytes, or else of others, and nothing is printed by itself.
    case existing(PrintJob, sameBytes: Bool)
}

/// One change of a print job.
public struct PrintChange: Hashable, Sendable {
    /// The stage that it came to.
    public let stage: PrintStage
    /// When.
    public let at: Timestamp
    /// Why, as `Phrase.stored`.
    public let reason: String?

    /// A change with these facts.
    public init(stage: PrintStage, at: Timestamp, reason: String?) {
        self.stage = stage
        self.at = at
        self.reason = reason
    }
}
