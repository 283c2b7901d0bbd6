import Language
import OMS
import Station
import StationStore
import TaskSignals
import Warehouse

/// What this bench prints, told to the other benches; and what they print.
///
/// The print jobs of the station's file are the truth of what was printed here. Whatever could not be told while the warehouse
/// was away is told from them when it is back. Nothing that is printed waits for an answer but `elsewhere`, and that for half
/// a second at most.
actor SharedPrints {
    private let warehouse: Warehouse
    private let settings: EngineSettings
    private let store: StationDatabase
    private let sink: EventSink
    private let wake = WakeSignal()
    /// Packages of which another bench has printed something since they were looked at.
    private var noticed: Set<Int> = []
    /// Scan-backs of labels of other benches that the warehouse does not have yet.
    private var unsent: [SharedPrintSubject] = []
    /// The packages of which others are known to have printed something.
    private var known: Set<Int> = []
    /// Up to when all that was printed here is in the warehouse; nil before the file was asked.
    private var toldUntil: Timestamp?
    /// Whether everything since then is, as far as is known; what is not is told when it is.
    private var isComplete = false
    private var missed: Set<PrintJob.ID> = []
    /// The stages that were told of jobs.
    private var told: [PrintJob.ID: PrintStage] = [:]

    init(warehouse: Warehouse, settings: EngineSettings, store: StationDatabase, sink: EventSink) {
        (self.warehouse, self.settings, self.store, self.sink) = (warehouse, settings, store, sink)
    }

    /// Follows the warehouse until the task is cancelled.
    func run() async {
        await restore()
        await withDiscardingTaskGroup { group in
            group.addTask { await self.followState() }
            group.addTask { await self.followChanges() }
            group.addTask { await self.lookAtNoticed() }
        }
    }

    private func followState() async {
        for await state in warehouse.states() {
            switch state {
            case .connecting: break
            case .connected: await catchUp()
            case .alone: isComplete = false
            }
        }
    }

    private func followChanges() async {
        for await change in warehouse.changes() {
            guard case .print(let package) = change else { continue }
            noticed.insert(package)
            wake.signal()
        }
    }

    /// Looks at what was noticed, after a moment in which more may come: a hundred benches print all the time.
    private func lookAtNoticed() async {
        while !Task.isCancelled {
            await wake.wait()
            guard (try? await settings.sleep(.milliseconds(200))) != nil else { return }
            let packages = noticed
            noticed = []
            await look(at: packages.sorted())
        }
    }

    // MARK: - What others print

    /// Reports what other benches printed of packages, and learns what they did with the labels of this one.
    func look(at packages: [Int]) async {
        for first in stride(from: 0, to: packages.count, by: 500) {
            let some = Array(packages[first..<min(first + 500, packages.count)])
            guard let prints = try? await warehouse.prints(of: some) else { return }
            await learn(prints, of: some)
        }
    }

    private func learn(_ prints: [SharedPrint], of packages: [Int]) async {
        let byPackage = Dictionary(grouping: prints) { $0.subject.package }
        var others: [Int: [BenchPrint]] = [:]
        for package in packages {
            let all = byPackage[package] ?? []
            if !all.isEmpty { await adopt(all, of: package) }
            let foreign = all.filter { $0.bench.id != warehouse.bench.id }.map(BenchPrint.init)
            if known.contains(package) || !foreign.isEmpty { others[package] = foreign }
            if foreign.isEmpty { known.remove(package) } else { known.insert(package) }
        }
        if !others.isEmpty { sink(.benchPrints(others)) }
    }

    /// Takes over what other benches did with labels of this one: scanned back, they are confirmed; printed anew, they are void.
    private func adopt(_ prints: [SharedPrint], of package: Int) async {
        guard let jobs = try? await store.prints(of: package), !jobs.isEmpty else { return }
        for print in prints where print.subject.kind == QueuedPrint.Paper.label.rawValue {
            guard let job = jobs.last(where: { $0.isOf(print.subject) }) else { continue }
            let isOwn = print.bench.id == warehouse.bench.id
            let isNewer = settings.now().before(print.age) > job.changedAt
            let stage: PrintStage
            switch PrintStage(rawValue: print.stage) {
            case .confirmed where isOwn: stage = .confirmed
            case .void, .failed: continue
            default: stage = .void
            }
            guard isNewer, stage == .confirmed || !isOwn, job.stage != stage, job.stage.successors.contains(stage)
            else {
                continue
            }
            let reason = stage == .void ? Phrase("print.elsewhere", ["bench": print.bench.name]).stored : nil
            let moved = try? await store.movePrint(job.id, to: stage, reason: reason, at: settings.now())
            if let moved { sink.print(moved) }
        }
    }

    /// Of labels that are to be printed by themselves, those that another bench prints or has printed, and which bench.
    ///
    /// The others are this bench's from then on. Where the warehouse does not answer at once, all are.
    func elsewhere(_ prints: [NewPrint]) async -> [NewPrint: String] {
        guard let package = prints.first?.subject.package else { return [:] }
        let end = ContinuousClock.now + warehouse.assertTimeout
        var found: [NewPrint: String] = [:]
        do throws(WarehouseError) {
            let known = try await warehouse.prints(of: [package], within: end - .now)
            for print in prints {
                if let other = known.last(where: { print.isSame(as: $0) && isElsewhere($0) }) {
                    found[print] = other.bench.name
                } else if case .recorded(let other) = try await warehouse.reservePrint(
                    SharedPrintSubject(print.subject), printer: print.printer, barcodes: print.document.barcodes,
                    within: end - .now), isElsewhere(other)
                {
                    found[print] = other.bench.name
                }
            }
            if !found.isEmpty { await learn(known, of: [package]) }
        } catch {
            // Printing waits for nobody; what is printed is told afterwards.
        }
        return found
    }

    /// Whether a print is to be left alone here: it came out, or will, and not from a job of this bench.
    private func isElsewhere(_ print: SharedPrint) -> Bool {
        switch PrintStage(rawValue: print.stage) {
        case .void, .failed: false
        case .wanted: print.bench.id != warehouse.bench.id
        default: true
        }
    }

    // MARK: - What is printed here

    /// Tells the other benches how far a print job has come.
    func record(_ job: PrintJob) async {
        guard job.isTold(since: toldUntil), told[job.id] != job.stage else { return }
        guard isComplete else {
            missed.insert(job.id)
            return
        }
        do throws(WarehouseError) {
            try await put(job)
            await mark()
        } catch {
            isComplete = false
        }
    }

    private func put(_ job: PrintJob) async throws(WarehouseError) {
        var record = PrintRecord(SharedPrintSubject(job.subject), stage: job.stage.rawValue, printer: job.printer)
        record.barcodes = job.document.barcodes
        record.isReprint = job.copy > 0 || job.subject.kind != QueuedPrint.Paper.label.rawValue
        record.age = settings.now().duration(since: job.changedAt)
        record.ageOfWish = settings.now().duration(since: job.createdAt)
        let isRecorded = try await warehouse.recordPrint(record)
        note(job)
        guard !isRecorded, job.stage == .printed else { return }
        let prints = try await warehouse.prints(of: [job.subject.package])
        if let other = prints.first(where: { $0.subject == record.subject && $0.bench.id != warehouse.bench.id }) {
            sink.trouble(
                Phrase("trouble.printed-twice", ["number": job.subject.packageNumber, "bench": other.bench.name]))
        }
    }

    private func note(_ job: PrintJob) {
        if told.count > 5_000 { told = [:] }
        told[job.id] = job.stage
    }

    /// Tells what could not be told: all that changed since all was known to be in the warehouse.
    private func catchUp() async {
        let began = settings.now()
        do {
            let label = QueuedPrint.Paper.label.rawValue
            let since = toldUntil ?? began.advanced(bySeconds: -86_400)
            let changed = try await store.prints(changedSince: since)
            let open = try await store.unconfirmedPrints(kind: label, since: began.advanced(bySeconds: -7 * 86_400))
            let packages = Set((changed + open).map(\.subject.package)).sorted()
            for first in stride(from: 0, to: packages.count, by: 500) {
                let some = Array(packages[first..<min(first + 500, packages.count)])
                let prints = try await warehouse.prints(of: some)
                await learn(prints, of: some)
                try await tell(changed.filter { some.contains($0.subject.package) }, known: prints)
            }
            try await sendConfirmations()
            isComplete = true
            while let id = missed.popFirst() {
                if let job = try await store.printJob(id), told[id] != job.stage { try await put(job) }
            }
            await keepToldUntil(began)
        } catch {
            // The next connection brings it.
            isComplete = false
        }
    }

    /// Tells how far jobs have come, the newest of each print, where the warehouse has it otherwise.
    private func tell(_ jobs: [PrintJob], known: [SharedPrint]) async throws {
        let newest = Dictionary(jobs.map { (SharedPrintSubject($0.subject), $0.id) }, uniquingKeysWith: { $1 })
        for (subject, id) in newest.sorted(by: { $0.value < $1.value }) {
            guard let job = try await store.printJob(id), job.isTold(since: nil) else { continue }
            missed.remove(id)
            let isKnown = known.contains {
                $0.subject == subject && $0.bench.id == warehouse.bench.id && $0.stage == job.stage.rawValue
            }
            if isKnown { note(job) } else { try await put(job) }
        }
    }

    /// Remembers now and then that all is told, so that a start need not look through everything.
    private func mark() async {
        // What changed in the last minute may still be on its way here.
        let time = settings.now().advanced(bySeconds: -60)
        guard isComplete, missed.isEmpty, time > (toldUntil ?? time).advanced(bySeconds: 600) else { return }
        await keepToldUntil(time)
    }

    private func keepToldUntil(_ time: Timestamp) async {
        toldUntil = time
        try? await store.setFact(.printsSharedUntil, to: time.text)
    }

    // MARK: - Scan-backs

    /// A label that another bench printed was scanned back here.
    func confirm(_ print: BenchPrint) async {
        unsent.append(
            SharedPrintSubject(
                package: print.package, kind: print.paper.rawValue, shipment: print.shipment, box: print.box))
        await keepUnsent()
        try? await sendConfirmations()
    }

    private func sendConfirmations() async throws(WarehouseError) {
        while let next = unsent.first {
            _ = try await warehouse.recordPrint(
                PrintRecord(next, stage: PrintStage.confirmed.rawValue, printer: ""))
            unsent.removeAll { $0 == next }
            await keepUnsent()
        }
    }

    private func keepUnsent() async {
        let texts = unsent.map { subject -> JSONValue in
            [
                .int(subject.package), .string(subject.kind), subject.shipment.map(JSONValue.string) ?? .null,
                .int(subject.box),
            ]
        }
        try? await store.setFact(.unsentScanBacks, to: texts.isEmpty ? nil : JSONValue.array(texts).text)
    }

    private func restore() async {
        toldUntil = (try? await store.fact(.printsSharedUntil)).flatMap(Timestamp.init)
        guard let text = try? await store.fact(.unsentScanBacks), case .array(let kept)? = try? JSONValue(text: text)
        else { return }
        unsent = kept.compactMap { value in
            guard case .array(let parts) = value, parts.count == 4, case .int(let package) = parts[0],
                case .string(let kind) = parts[1], case .int(let box) = parts[3]
            else { return nil }
            var shipment: String?
            if case .string(let text) = parts[2] { shipment = text }
            return SharedPrintSubject(package: package, kind: kind, shipment: shipment, box: box)
        }
    }
}
