public import OMS

/// What an automatic print happens once for, at whatever bench.
public struct SharedPrintSubject: Hashable, Sendable {
    /// The package, by the OMS's id.
    public let package: Int
    /// What kind of paper it is: `label`, `invoice`, `gift-note`.
    public let kind: String
    /// The shipment or tracking number; nil while there is none, and for papers that belong to no shipment.
    public let shipment: String?
    /// The box, from 1.
    public let box: Int

    /// A subject with these facts.
    public init(package: Int, kind: String, shipment: String?, box: Int) {
        self.package = package
        self.kind = kind
        self.shipment = shipment
        self.box = box
    }
}

/// A print, and how far it has come at the bench that prints it.
public struct SharedPrint: Hashable, Sendable {
    /// What is printed.
    public let subject: SharedPrintSubject
    /// How far it has come, by the station's name for it: `wanted`, `sent`, `printed`, `confirmed`.
    public let stage: String
    /// The bench that prints it.
    public let bench: BenchName
    /// The name of the printer.
    public let printer: String
    /// The barcodes on it, one of which a scan-back reads.
    public let barcodes: [String]
    /// When it came to its stage, by the server's clock.
    public let at: Timestamp
    /// Who packed when it was printed; empty where nobody said.
    public let packer: String
    /// How long ago that was when it was read: by it, clocks that differ are of no matter.
    public let age: Duration
}

/// How far a print has come at this bench.
public struct PrintRecord: Hashable, Sendable {
    /// What is printed.
    public var subject: SharedPrintSubject
    /// How far it has come.
    public var stage: String
    /// The name of the printer.
    public var printer: String
    /// The barcodes on it.
    public var barcodes: [String] = []
    /// Whether it is another copy, which is this bench's from the moment that it was wanted.
    public var isReprint = false
    /// How long ago it came to its stage, and was wanted: both can be told late.
    public var age: Duration = .zero, ageOfWish: Duration = .zero

    /// A print at a stage, now.
    public init(_ subject: SharedPrintSubject, stage: String, printer: String) {
        (self.subject, self.stage, self.printer) = (subject, stage, printer)
    }
}

/// What became of a print that a bench was about to make.
public enum PrintReservation: Hashable, Sendable {
    /// It is this bench's to print.
    case mine
    /// It was recorded before.
    case recorded(SharedPrint)
}
