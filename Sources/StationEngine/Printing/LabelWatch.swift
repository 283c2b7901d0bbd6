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
    private let fetcher: LabelFetcher
    /// What other benches print; nil where there are none.
    private let shared: SharedPrints?
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
    /// Packages with labels that are links and are being fetched, or wait to be tried again.
    private var fetching: Set<Int> = []
    /// Of those, the ones that a person wants printed.
    private var asked: Set<Int> = []
    /// How long the next wait of a package is whose links could not be fetched.
    private var waits: [Int: Backoff] = [:]
    /// What was fetched and is not on disk yet, by the identity of its link.
    private var fetched: [String: FetchedLabel] = [:]

    init(
        settings: EngineSettings, store: StationDatabase, sink: EventSink, fetcher: LabelFetcher,
        shared: SharedPrints?, wanted: @escaping @Sendable (String) async -> Void
    ) {
        self.settings = settings
        self.store = store
        self.sink = sink
        self.fetcher = fetcher
        self.shared = shared
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
            case .fetched(let results, let id): await take(results, of: id)
            case .fetchAgain(let id):
                fetching.remove(id)
                if awaited[id] != nil { await check(id) } else { waits[id] = nil }
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
        let prints = LabelPrints(of: package, at: printer, fetched: fetched).prints
        do {
            let before = try await labels(of: package.id)
            let wanted = prints.filter { print in
                // Another shipment of a box is printed only where this bench has packed it anew: it may be another bench's.
                before.last { $0.subject.box == print.subject.box }.map { last in
                    last.subject.isSame(as: print.subject) || time > last.createdAt
                } ?? true
            }
            let anew = wanted.filter { print in
                before.last { $0.subject.box == print.subject.box }.map { !$0.subject.isSame(as: print.subject) }
                    ?? true
            }
            let elsewhere = await printedElsewhere(anew)
            let links = anew.filter { elsewhere[$0] == nil }.compactMap(\.missing)
            guard links.isEmpty else { return fetch(links, of: package.id, since: time) }
            for result in try await store.want(wanted.map { elsewhere[$0] ?? $0 }, at: settings.now()) {
                switch result {
                case .new(let job) where job.stage == .void: sink.print(job)
                case .new(let job): sink.printIsNew(job)
                case .existing(let job, _): sink.print(job)
                }
            }
            if !elsewhere.isEmpty { sink(.labelAwaited(package: package.id, since: nil)) }
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

    /// Of labels that were not wanted before, those that another bench prints or has printed, as they are kept here.
    private func printedElsewhere(_ prints: [NewPrint]) async -> [NewPrint: NewPrint] {
        guard let shared, !prints.isEmpty else { return [:] }
        return await shared.elsewhere(prints).reduce(into: [:]) { all, found in
            all[found.key] = found.key.leftTo(Phrase("print.elsewhere", ["bench": found.value]))
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
            let found = print.document.change(from: job.document)
            if change != .destination, found != .none { change = found }
        }
        sink(.labelDiffers(package: package, change))
    }

    /// Prints the labels of a package as they are now, because a person wants that.
    private func print(_ id: Int) async {
        guard let printer = settings.printing.labelPrinter,
            let package = try? await store.package(id, settings.commands)
        else { return }
        let prints = LabelPrints(of: package, at: printer, fetched: fetched).prints
        let links = prints.compactMap(\.missing)
        guard links.isEmpty else {
            asked.insert(id)
            return fetch(links, of: id, since: nil)
        }
        do {
            let before = try await labels(of: id)
            let elsewhere = await printedElsewhere(
                prints.filter { print in
                    !before.contains { $0.subject.box == print.subject.box }
                })
            for print in prints {
                let wanted = try await store.want([elsewhere[print] ?? print], at: settings.now()).first
                guard let job = wanted?.toPrintAgain else { continue }
                if let refusal = print.refusal {
                    sink.trouble(fault(of: package.number, Phrase(stored: refusal)))
                    continue
                }
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

    // MARK: - Labels that are links

    /// Has labels fetched; until they have come, those that print by themselves are waited for.
    private func fetch(_ links: [LabelLink], of id: Int, since time: Timestamp?) {
        if let time {
            let since = awaited[id] ?? time
            awaited[id] = since
            sink(.labelAwaited(package: id, since: since))
        }
        if fetching.insert(id).inserted { fetcher.fetch(links, of: id) }
    }

    /// Goes on with what was fetched; what could not be is tried again after a while that grows.
    private func take(_ results: [LabelLink: FetchedLabel], of id: Int) async {
        fetching.remove(id)
        for (link, result) in results { fetched[link.identity] = result }
        defer { for link in results.keys { fetched[link.identity] = nil } }
        let isAsked = asked.remove(id) != nil
        guard let why = results.values.lazy.compactMap(\.failure).first else {
            waits[id] = nil
            if awaited[id] != nil { await check(id) }
            if isAsked { await print(id) }
            return
        }
        let number = (try? await store.package(id))?.number ?? String(id)
        sink.trouble(fault(of: number, why))
        guard awaited[id] != nil else { return }
        fetching.insert(id)
        var wait = waits[id] ?? Backoff(first: .seconds(2), longest: .seconds(60))
        fetcher.wait(wait.next(chance: 1), thenFor: id)
        waits[id] = wait
    }

    private func fault(of number: String, _ why: Phrase) -> Phrase {
        Phrase("trouble.label-link", ["number": number, "why": why])
    }
}

extension FetchedLabel {
    /// Why there is no label now; nil where there is one, or will be none.
    fileprivate var failure: Phrase? {
        if case .failed(let why) = self { why } else { nil }
    }
}

extension PrintSubject {
    /// Whether it is the same box of the same shipment, as far as shipments have names.
    fileprivate func isSame(as other: PrintSubject) -> Bool {
        shipment == nil || other.shipment == nil || shipment == other.shipment
    }
}
