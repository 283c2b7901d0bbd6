import Language
import OMS
import Printing
import Station
import StationStore

/// Decides which labels are wanted: those of packages that this bench packed, once each.
///
/// A label is wanted when a reading shows its package packed and with its label. It can come later than the pack, and
/// what another bench packed prints nothing here.
actor LabelWatch {
    private let settings: EngineSettings
    private let store: StationDatabase
    private let sink: EventSink
    /// Told the printer for which a job was put on disk.
    private let wanted: @Sendable (String) async -> Void

    /// Packages that were packed here and have no print job yet, and since when.
    private var awaited: [Int: Timestamp] = [:]
    /// Those of them whose label does not count as late: a person has seen to it.
    private var dismissed: Set<Int> = []
    /// Packages that have a print job of a label.
    private var labelled: Set<Int> = []
    /// When packages were packed here: the others print nothing by themselves.
    private var packedHere: [Int: Timestamp] = [:]

    init(
        settings: EngineSettings, store: StationDatabase, sink: EventSink,
        wanted: @escaping @Sendable (String) async -> Void
    ) {
        self.settings = settings
        self.store = store
        self.sink = sink
        self.wanted = wanted
    }

    /// Watches until the news end; what was packed before the program ended last is looked at first.
    func run(_ news: AsyncStream<PackageNews>, marks: NewsMarks) async {
        defer { marks.end() }
        await begin()
        for await next in news {
            switch next {
            case .changed(let packages):
                for id in packages where awaited[id] != nil || labelled.contains(id) { await check(id) }
            case .packed(let id, let time):
                guard settings.printing.isAutomatic else { break }
                packedHere[id] = time
                if !labelled.contains(id) { awaited[id] = time }
                await check(id)
            case .asked(let id): await print(id)
            case .dismissed(let id): await dismiss(id)
            case .mark: marks.reach()
            }
        }
    }

    /// Remembers since when labels are printed here: what was packed before that has a label from elsewhere.
    private func begin() async {
        do {
            labelled = try await store.packagesWithPrints(kind: QueuedPrint.Paper.label.rawValue)
            guard settings.printing.isAutomatic else { return try await store.setFact(.labelsSince, to: nil) }
            guard let since = try await store.fact(.labelsSince).flatMap(Timestamp.init) else {
                return try await store.setFact(.labelsSince, to: settings.now().text)
            }
            dismissed = try await store.dismissedLabels()
            let packed = try await store.packed(since: since)
            packedHere = packed
            for (id, time) in packed where !labelled.contains(id) { awaited[id] = time }
            for id in awaited.keys.sorted() { await check(id) }
        } catch {
            sink.trouble(Phrase("trouble.prints", ["why": Phrase(error)]))
        }
    }

    /// Looks at a package whose label may be wanted, or may have changed.
    private func check(_ id: Int) async {
        guard let package = try? await store.package(id, settings.commands) else { return }
        switch settings.commands.kind(of: package) {
        case .packed, .waitingCargoLabel, .packedForRefund: break
        case .shipped, .attemptedDelivery, .deliveryFailed, .delivered, .cancelled, .cancellationWaiting:
            return await forget(id)
        default: return
        }
        if package.labels.isEmpty {
            if let since = awaited[id] { tell(id, awaitedSince: since) }
        } else if let time = packedHere[id] {
            await want(package, packedAt: time)
        } else {
            await compare(package)
        }
    }

    private func tell(_ id: Int, awaitedSince time: Timestamp) {
        sink(.labelAwaited(package: id, since: time, isDismissed: dismissed.contains(id)))
    }

    /// Remembers that a person has seen to a label that has not come; if it comes, it is printed all the same.
    private func dismiss(_ id: Int) async {
        guard let since = awaited[id] else { return }
        dismissed = dismissed.union([id]).intersection(awaited.keys)
        do {
            try await store.keepDismissedLabels(dismissed)
        } catch {
            sink.trouble(Phrase("trouble.prints", ["why": Phrase(error)]))
        }
        tell(id, awaitedSince: since)
    }

    /// A package is gone, or called off: no label is waited for, and what has not come out stays in.
    private func forget(_ id: Int) async {
        if awaited.removeValue(forKey: id) != nil { sink(.labelAwaited(package: id, since: nil)) }
        guard labelled.contains(id), let jobs = try? await store.prints(of: id) else { return }
        // Papers are printed because a person asked for them.
        for job in jobs
        where job.subject.kind == QueuedPrint.Paper.label.rawValue && (job.stage == .wanted || job.stage == .waiting) {
            let reason = Phrase("print.not-needed").stored
            if let void = try? await store.movePrint(job.id, to: .void, reason: reason, at: settings.now()) {
                sink.print(void)
            }
        }
    }

    /// Puts the labels of a package on disk that were not wanted before, and says where one is another than it was.
    private func want(_ package: Package, packedAt time: Timestamp) async {
        guard let printer = settings.printing.labelPrinter else { return }
        let prints = LabelPrints(of: package, at: printer).prints
        do {
            let before = try await labels(of: package.id)
            let wanted = prints.filter { print in
                // Another shipment of a box is printed only where this bench has packed it anew: it may be another bench's.
                before.last { $0.subject.box == print.subject.box }.map { last in
                    last.subject.shipment == nil || print.subject.shipment == nil
                        || last.subject.shipment == print.subject.shipment || time > last.createdAt
                } ?? true
            }
            for result in try await store.want(wanted, at: settings.now()) {
                switch result {
                case .new(let job), .existing(let job, _): sink.print(job)
                }
            }
            // Of a first label nothing can have changed.
            if labelled.contains(package.id) {
                tellChange(prints, from: try await labels(of: package.id), of: package.id)
            }
            awaited[package.id] = nil
            labelled.insert(package.id)
            await self.wanted(printer)
        } catch {
            sink.trouble(Phrase("trouble.prints", ["why": Phrase(error)]))
        }
    }

    /// Says where a label is another than it was, of a package that prints nothing by itself.
    private func compare(_ package: Package) async {
        guard let jobs = try? await labels(of: package.id) else { return }
        tellChange(LabelPrints(of: package, at: "").prints, from: jobs, of: package.id)
    }

    /// The print jobs of a package's labels, oldest first.
    private func labels(of package: Int) async throws(StoreError) -> [PrintJob] {
        try await store.prints(of: package).filter { $0.subject.kind == QueuedPrint.Paper.label.rawValue }
    }

    private func tellChange(_ prints: [NewPrint], from jobs: [PrintJob], of package: Int) {
        var change = LabelChange.none
        for print in prints {
            guard let job = jobs.last(where: { $0.subject.box == print.subject.box }) else { continue }
            if print.document.differs(from: job.document) {
                change = .destination
            } else if print.document.sha256 != job.document.sha256, change == .none {
                change = .bytes
            }
        }
        sink(.labelDiffers(package: package, change))
    }

    /// Prints the labels of a package as they are now, because a person wants that.
    private func print(_ id: Int) async {
        guard let printer = settings.printing.labelPrinter,
            let package = try? await store.package(id, settings.commands)
        else { return }
        do {
            for print in LabelPrints(of: package, at: printer).prints {
                guard case .existing(let job, let isSame)? = try await store.want([print], at: settings.now()).first,
                    !isSame || job.stage == .void
                else { continue }
                try await store.reprint(
                    of: job.id, reason: Phrase("print.reason.changed").stored,
                    replacement: (document: print.document, bytes: print.bytes), printer: printer, at: settings.now())
            }
            for job in try await store.prints(of: id) { sink.print(job) }
            sink(.labelDiffers(package: id, .none))
            labelled.insert(id)
            await wanted(printer)
        } catch {
            sink.trouble(Phrase("trouble.prints", ["why": Phrase(error)]))
        }
    }
}

/// The labels of a package as print jobs.
struct LabelPrints {
    let prints: [NewPrint]

    init(of package: Package, at printer: String) {
        let labels = package.labels
        prints = labels.map { label in
            let document = PrintDocument(text: label.text)
            let subject = PrintSubject(
                package: package.id, packageNumber: package.number, kind: QueuedPrint.Paper.label.rawValue,
                shipment: package.shipmentIdentity, box: label.box, boxes: labels.count)
            let facts = PrintedDocument(
                sha256: document.sha256, format: document.kind.rawValue,
                barcodes: Self.barcodes(on: document, of: package),
                address: package.shippingAddress?.labelFingerprint)
            return NewPrint(subject, printer: printer, document: facts, bytes: document.bytes)
        }
    }

    /// The barcodes by which a label is known, else the tracking number; the package's own numbers prove nothing.
    private static func barcodes(on document: PrintDocument, of package: Package) -> [String] {
        let own = [package.number, package.orderNumber].compactMap(\.self)
        let codes = document.labels.flatMap(\.barcodes).map(\.data).filter { !$0.isEmpty && !own.contains($0) }
        return codes.isEmpty ? [package.trackingNumber].compactMap(\.self) : codes
    }
}

extension PrintedDocument {
    /// Whether a box with the one is wrongly labelled by the other: another barcode, or another address.
    fileprivate func differs(from other: PrintedDocument) -> Bool {
        if !barcodes.isEmpty, !other.barcodes.isEmpty, barcodes != other.barcodes { return true }
        return address != nil && other.address != nil && address != other.address
    }
}
