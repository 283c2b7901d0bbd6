import Language
import OMS
import Printing
import Station
import StationStore
import TaskSignals
import Warehouse

/// Brings the print jobs of one printer to it: one at a time, in order, and none twice.
///
/// What is unknown is never sent again by itself: the printer's odometer says what became of it, or a person does.
actor PrintDispatcher {
    private let name: String
    private let printer: any Printer
    private let settings: EngineSettings
    private let store: StationDatabase
    private let sink: EventSink
    private let wake = WakeSignal()
    private let lease: PrinterLease
    /// How often in a row another bench had the printer.
    private var turnsWaited = 0
    /// Jobs of which the printer was asked, and could not tell.
    private var unanswered: Set<PrintJob.ID> = []
    /// Jobs that were sent again because the count had not risen: that happens once, then a person decides.
    private var resent: Set<PrintJob.ID> = []
    /// Jobs that are unknown since a moment, of which the bench was not told yet.
    private var untold: Set<PrintJob.ID> = []
    /// How often in a row the printer needed a hand.
    private var failures = 0
    private var trouble: Phrase?

    init(name: String, printer: any Printer, settings: EngineSettings, store: StationDatabase, sink: EventSink) {
        self.name = name
        self.printer = printer
        self.settings = settings
        self.store = store
        self.sink = sink
        lease = PrinterLease(name: name, printer: printer, settings: settings, store: store)
    }

    /// A job was put on disk, or a person decided about one.
    func look() { wake.signal() }

    /// Prints what is wanted, and what will be, until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            do throws(StoreError) {
                guard try await isWanted() else {
                    await lease.giveBack()
                    await wake.wait()
                    continue
                }
                if case .other(let bench) = await lease.take() {
                    await waitForTurn(after: bench)
                    continue
                }
                turnsWaited = 0
                guard try await settleUnknown() else { continue }
                if let job = try await store.nextPrint(at: name) { try await print(job) }
            } catch {
                guard error.code != .closed, error.code != .cancelled else { break }
                sink.trouble(Phrase("trouble.prints", ["why": Phrase(error)]))
                await pause()
            }
        }
        // Also where this task is cancelled: another bench need not wait until the lease has run out.
        await Task { [lease] in await lease.giveBack() }.value
    }

    /// Looks again whenever another bench gives the printer back, until the task is cancelled.
    func followLeases() async {
        guard let warehouse = settings.warehouse, printer.countedAt != nil else { return }
        for await change in warehouse.changes() {
            if case .lease(let role) = change, await lease.isCalled(role) { wake.signal() }
        }
    }

    /// Whether the printer has something to do or to tell.
    private func isWanted() async throws(StoreError) -> Bool {
        if try await store.nextPrint(at: name) != nil { return true }
        return try await store.openPrints(at: name).contains { !unanswered.contains($0.id) }
    }

    /// Another bench prints: its turn ends with its jobs, or when it is not heard of any more.
    private func waitForTurn(after bench: String) async {
        turnsWaited += 1
        let why = Phrase("printer.in-use", ["bench": bench])
        if turnsWaited > 1, trouble != why {
            trouble = why
            sink(.printer(name, trouble: why))
        }
        await wake.wait(within: .seconds(3), settings.sleep)
    }

    // MARK: - A job

    private func print(_ job: PrintJob) async throws(StoreError) {
        guard let bytes = try await store.bytes(ofPrint: job.id) else {
            try await move(job, .failed, Phrase("print.bytes-gone"))
            return
        }
        let document = PrintDocument(bytes: bytes)
        let outcome: PrintOutcome
        do throws(PrinterError) {
            outcome = try await printer.print(document, title: job.title) { mark in try await self.note(mark, job) }
        } catch {
            return try await end(job, error)
        }
        try await end(job, outcome)
    }

    /// Makes it durable that the job is being sent, before its first byte is.
    private func note(_ mark: SendingMark, _ job: PrintJob) async throws {
        let sending = try await store.sendPrint(
            job.id, odometer: await lease.isCountTrusted ? mark.odometerBefore : nil, labelCount: mark.labels ?? 0,
            at: settings.now())
        sink.print(sending)
        await settings.passingPrint(.sending)
        try Task.checkCancellation()
    }

    private func end(_ job: PrintJob, _ outcome: PrintOutcome) async throws(StoreError) {
        await settings.passingPrint(.ended)
        switch outcome {
        case .printed:
            isWell()
            // What another bench may have printed meanwhile is counted too.
            try await move(job, await lease.isCountTrusted ? .printed : .sent)
        case .sent:
            isWell()
            try await move(job, .sent)
        case .held(let trouble): try await follow(move(job, .sent, trouble.phrase), trouble)
        case .needsHand(let trouble):
            try await move(job, .waiting, trouble.phrase)
            await lease.giveBack()
            await needsHand(trouble.phrase)
        case .failed(let reason): try await move(job, .failed, reason.phrase)
        case .unknown(let reason):
            // It is told once the printer was asked: a count that says what became of it troubles nobody.
            try await store.movePrint(
                job.id, to: .unknown, reason: reason.phrase.stored, at: settings.now())
            untold.insert(job.id)
        }
    }

    private func end(_ job: PrintJob, _ error: PrinterError) async throws(StoreError) {
        switch error.code {
        case .cancelled: return
        case .unsupportedDocument: try await move(job, .failed, error.phrase)
        case .invalidAddress, .noSuchPrinter, .wrongPrinter, .notReached, .noAnswer, .refused, .notRecorded:
            try await move(job, .waiting, error.phrase)
            await lease.giveBack()
            await needsHand(error.phrase)
        }
    }

    /// Waits for a job that is in the printer, which goes on by itself when somebody has seen to it.
    private func follow(_ job: PrintJob, _ trouble: PrinterTrouble) async throws(StoreError) {
        await needsHand(trouble.phrase)
        while !Task.isCancelled {
            switch await verdict(on: job) {
            case .printed?: return try await finish(job, .printed)
            case .sent?: return try await finish(job, nil)
            case .notPrinted?, .unknown?: return try await finish(job, .unknown)
            case .held(let trouble)?:
                // A label is taken off in a moment, again and again: the next one should not wait for long.
                if trouble == .labelWaiting { failures = 0 }
                await needsHand(trouble.phrase)
            case nil: await pause()
            }
        }
    }

    private func finish(_ job: PrintJob, _ stage: PrintStage?) async throws(StoreError) {
        isWell()
        // A person may have scanned the label meanwhile.
        guard let stage, let known = try await store.printJob(job.id), known.stage == .sent else { return }
        try await move(known, stage)
    }

    // MARK: - What is unknown

    /// Asks the printer about jobs whose end was not seen, before anything else is sent to it; false where it is away.
    ///
    /// After the next label the count proves nothing.
    private func settleUnknown() async throws(StoreError) -> Bool {
        // Nothing is on its way while this looks: the end of such a job could not be written.
        var jobs = try await store.openPrints(at: name).filter { !unanswered.contains($0.id) }
        for (place, job) in jobs.enumerated() where job.stage == .sending {
            jobs[place] = try await store.movePrint(
                job.id, to: .unknown, reason: Phrase("reason.print-ended").stored, at: settings.now())
            untold.insert(job.id)
        }
        for job in jobs {
            let isTrusted = await lease.isCountTrusted
            let canTell = job.odometer != nil && isTrusted || printer.findsJobs
            let verdict = canTell ? await verdict(on: job) : .unknown(reason: .untold)
            let isNotPrinted = verdict == .notPrinted && job.stage == .unknown
            let isSentAgain = isNotPrinted && resent.insert(job.id).inserted
            let isOut = verdict == .printed || verdict == .sent && printer.findsJobs
            if untold.remove(job.id) != nil, !isOut, !isSentAgain { sink.print(job) }
            guard let verdict else {
                // The count is kept for a while; then other benches may print, and it tells nothing any more.
                if failures > 12 { await lease.giveBack() }
                return false
            }
            if canTell { isWell() }
            switch verdict {
            case .printed: try await move(job, .printed, Phrase("print.odometer"))
            case .sent where printer.findsJobs: try await move(job, .sent)
            case .notPrinted where isSentAgain:
                try await move(job, .wanted, Phrase(printer.findsJobs ? "print.not-found" : "print.odometer.not"))
            case .held(let trouble):
                await needsHand(trouble.phrase)
                return false
            case .notPrinted, .sent, .unknown: unanswered.insert(job.id)
            }
        }
        return true
    }

    /// What the printer says of a job; nil where it cannot be asked now.
    private func verdict(on job: PrintJob) async -> PrintVerdict? {
        let mark = SendingMark(
            odometerBefore: job.odometer, labels: job.labelCount.flatMap { $0 > 0 ? $0 : nil }, age: await age(of: job))
        do throws(PrinterError) {
            return try await printer.verify(mark, title: job.title)
        } catch {
            if error.code != .cancelled { await needsHand(error.phrase) }
            return nil
        }
    }

    /// How long ago a job was sent; nil where that is not known.
    private func age(of job: PrintJob) async -> Duration? {
        let sending = try? await store.history(ofPrint: job.id).last { $0.stage == .sending }
        return sending.map { .microseconds(settings.now().microseconds - $0.at.microseconds) }
    }

    // MARK: - How the printer is

    private func isWell() {
        failures = 0
        guard trouble != nil else { return }
        trouble = nil
        sink(.printer(name, trouble: nil))
    }

    /// Says why the printer needs a hand, and waits before it is asked again.
    private func needsHand(_ why: Phrase) async {
        if trouble != why {
            trouble = why
            sink(.printer(name, trouble: why))
        }
        await pause()
    }

    private func pause() async {
        let delays = settings.printing.retryDelays
        let delay = delays.dropFirst(failures).first ?? delays.last ?? .seconds(5)
        failures += 1
        try? await settings.sleep(delay)
    }

    @discardableResult
    private func move(
        _ job: PrintJob, _ stage: PrintStage, _ reason: Phrase? = nil
    ) async throws(StoreError) -> PrintJob {
        guard let known = try await store.printJob(job.id) else { return job }
        // A person may have decided meanwhile.
        if known.stage.isFinal || (known.stage == stage && known.reason == reason?.stored) { return known }
        let moved = try await store.movePrint(job.id, to: stage, reason: reason?.stored, at: settings.now())
        sink.print(moved)
        return moved
    }
}

extension PrintJob {
    /// What a spooler knows the job by; no other job has it, of another bench neither, for it has the microsecond.
    fileprivate var title: String {
        let time = String(createdAt.microseconds, radix: 36)
        return "Packline \(subject.packageNumber) \(subject.kind) \(subject.box) \(copy) \(time)"
    }
}
