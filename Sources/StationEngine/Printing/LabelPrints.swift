import Language
import OMS
import Printing
import Station
import StationStore

/// The labels of a package as print jobs.
struct LabelPrints {
    let prints: [NewPrint]

    /// The labels as the OMS has them; those that are links are the documents that were fetched in their place.
    init(of package: Package, at printer: String, fetched: [String: FetchedLabel] = [:]) {
        let labels = package.labels
        prints = labels.map { label in
            let given = PrintDocument(text: label.text)
            let link = given.link.map { LabelLink($0).identity }
            let subject = PrintSubject(
                package: package.id, packageNumber: package.number, kind: QueuedPrint.Paper.label.rawValue,
                shipment: package.shipmentIdentity, box: label.box, boxes: labels.count)
            var (document, refusal) = (given, String?.none)
            switch link.flatMap({ fetched[$0] }) {
            case .document(let found)?: document = found
            case .refused(let why)?: refusal = why.stored
            case .failed?, nil: break
            }
            let facts = PrintedDocument(
                sha256: document.sha256, format: document.kind.rawValue,
                barcodes: Self.barcodes(on: document, of: package),
                address: package.shippingAddress?.labelFingerprint, link: link)
            var print = NewPrint(subject, printer: printer, document: facts, bytes: document.bytes)
            print.refusal = refusal
            return print
        }
    }

    /// The barcodes by which a label is known, else the tracking number; the package's own numbers prove nothing.
    private static func barcodes(on document: PrintDocument, of package: Package) -> [String] {
        let own = [package.number, package.orderNumber].compactMap(\.self)
        let codes = document.labels.flatMap(\.barcodes).map(\.data).filter { !$0.isEmpty && !own.contains($0) }
        return codes.isEmpty ? [package.trackingNumber].compactMap(\.self) : codes
    }
}

extension NewPrint {
    /// The address that has to be fetched first; nil where there is none, or where it is known that nothing comes of it.
    var missing: LabelLink? {
        guard document.isLink, refusal == nil else { return nil }
        return PrintDocument(bytes: bytes).link.map(LabelLink.init)
    }
}

extension PrintedDocument {
    /// Whether the document is still to be fetched.
    var isLink: Bool { format == DocumentKind.link.rawValue }

    /// How it differs from the one that was printed.
    func change(from printed: PrintedDocument) -> LabelChange {
        // What is on a label that was not fetched is not known.
        let areCodesKnown = !isLink && !printed.isLink && !barcodes.isEmpty && !printed.barcodes.isEmpty
        if areCodesKnown, barcodes != printed.barcodes { return .destination }
        if let address, let old = printed.address, address != old { return .destination }
        if isLink || printed.isLink { return link == printed.link ? .none : .bytes }
        return sha256 == printed.sha256 ? .none : .bytes
    }
}

extension WantedPrint {
    /// The job that is printed once more where a person wants the label as it is now: it has other bytes, or is void.
    var toPrintAgain: PrintJob? {
        switch self {
        case .new(let job): job.stage == .void ? job : nil
        case .existing(let job, let isSame): !isSame || job.stage == .void ? job : nil
        }
    }
}

extension NewPrint {
    /// The same, left to another bench.
    func leftTo(_ reason: Phrase) -> NewPrint {
        var print = self
        print.leftToOther = reason.stored
        return print
    }
}
