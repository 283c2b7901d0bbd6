import OMS
import Station
import StationStore
import Warehouse

extension SharedPrintSubject {
    /// The subject of a print job.
    init(_ subject: PrintSubject) {
        self.init(package: subject.package, kind: subject.kind, shipment: subject.shipment, box: subject.box)
    }
}

extension PrintJob {
    /// Whether others are told of it: not of what was told before a time, nor of what always was another bench's.
    func isTold(since time: Timestamp?) -> Bool {
        let isNews = time.map { changedAt >= $0 } ?? true
        return isNews && (stage != .void || createdAt != changedAt)
    }

    /// Whether it is a copy of a print that the warehouse has.
    func isOf(_ other: SharedPrintSubject) -> Bool {
        subject.kind == other.kind && subject.box == other.box
            && (subject.shipment == nil || other.shipment == nil || subject.shipment == other.shipment)
    }
}

extension NewPrint {
    /// Whether it is the same label as one that the warehouse has, as far as shipments have names.
    func isSame(as print: SharedPrint) -> Bool {
        guard subject.kind == print.subject.kind, subject.box == print.subject.box else { return false }
        return subject.shipment == nil || print.subject.shipment == nil || subject.shipment == print.subject.shipment
            || (!document.barcodes.isEmpty && document.barcodes == print.barcodes)
    }
}

extension BenchPrint {
    /// A print as the warehouse has it.
    init(_ print: SharedPrint) {
        self.init(
            package: print.subject.package, paper: QueuedPrint.Paper(rawValue: print.subject.kind) ?? .label,
            shipment: print.subject.shipment, box: print.subject.box,
            stage: PrintStage(rawValue: print.stage) ?? .unknown,
            bench: print.bench.name, packer: print.packer, printer: print.printer, barcodes: print.barcodes,
            at: print.at)
    }
}
