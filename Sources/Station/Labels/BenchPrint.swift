public import Language
public import OMS

/// A print of another bench, as the warehouse has it.
public struct BenchPrint: Equatable, Sendable {
    /// The package that it is for.
    public let package: Int
    /// What is printed.
    public let paper: QueuedPrint.Paper
    /// The shipment or tracking number; nil while there is none.
    public let shipment: String?
    /// The box that it is for, from 1.
    public let box: Int
    /// How far it has come.
    public private(set) var stage: PrintStage
    /// What the bench is called.
    public let bench: String
    /// Who packed there; nil where nobody said so.
    public let packer: String?
    /// The name of the printer there.
    public let printer: String
    /// The barcodes on it, one of which a scan-back reads.
    public let barcodes: [String]
    /// When it came to its stage.
    public let at: Timestamp

    /// A print with these facts.
    public init(
        package: Int, paper: QueuedPrint.Paper = .label, shipment: String? = nil, box: Int = 1, stage: PrintStage,
        bench: String, packer: String? = nil, printer: String = "", barcodes: [String] = [], at: Timestamp
    ) {
        (self.package, self.paper, self.shipment, self.box) = (package, paper, shipment, box)
        (self.stage, self.bench, self.printer) = (stage, bench, printer)
        self.packer = packer?.isEmpty == true ? nil : packer
        (self.barcodes, self.at) = (barcodes, at)
    }

    /// Whether scanning it back would prove something.
    var isDue: Bool { (stage == .printed || stage == .unknown || stage == .sent) && !barcodes.isEmpty }

    /// The same once its label was scanned back here.
    var confirmed: BenchPrint {
        var print = self
        print.stage = .confirmed
        return print
    }

    /// Where it was printed, as a sentence names it: `bench 3 (Mehmet)`.
    private var place: Phrase {
        packer.map { Phrase("bench.packer", ["bench": bench, "packer": $0]) } ?? .verbatim(bench)
    }

    /// How far it has come and where, with the time that the wall clock shows: `printed at bench 3 (Mehmet), 14:02`.
    public func standing(isToScan: Bool = false, in zone: Zone, at now: Timestamp) -> Phrase {
        let form =
            switch stage {
            case .printed where isToScan: "due"
            case .printed, .confirmed, .unknown: stage.rawValue
            case .failed, .void: "failed"
            case .wanted, .sending, .sent, .waiting: "under-way"
            }
        return Phrase("label.elsewhere.\(form)", ["place": place, "time": zone.phraseTime(at, at: now)])
    }
}
