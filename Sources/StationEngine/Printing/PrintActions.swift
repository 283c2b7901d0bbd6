import Language
import OMS
import Station
import StationStore

/// What a person does with print jobs: confirms one, says that it came out, has it printed again.
struct PrintActions: Sendable {
    let settings: EngineSettings
    let store: StationDatabase
    let sink: EventSink
    /// Told the printer for which a job was put on disk.
    let wanted: @Sendable (String) async -> Void

    /// A label was scanned back, or a person saw that it is there.
    func move(_ id: Int, to stage: PrintStage) async {
        await report { () async throws(StoreError) in
            try await store.movePrint(id, to: stage, at: settings.now())
        }
    }

    /// Prints a job again, as a copy of its own, at the printer of its role where its own is not configured any more.
    func printAgain(_ id: Int, _ reason: PrintReason) async {
        if let job = try? await store.printJob(id), job.document.isLink {
            // There are no bytes to print again: the label is fetched, as it is now.
            return sink.tell(.asked(job.subject.package))
        }
        await report { () async throws(StoreError) in
            let known = try await store.printJob(id)
            let other = known.flatMap { settings.printing.printer(insteadOf: $0.printer, for: $0.subject.kind) }
            let copy = try await store.reprint(
                of: id, reason: reason.phrase.stored, printer: other, at: settings.now())
            // What it replaces is void now.
            for job in try await store.prints(of: copy.subject.package) where job.id != copy.id { sink.print(job) }
            return copy
        }
    }

    private func report(_ change: () async throws(StoreError) -> PrintJob) async {
        do throws(StoreError) {
            let job = try await change()
            sink.print(job)
            await wanted(job.printer)
        } catch {
            // Another one of the same labels can have been scanned meanwhile: the file is right.
            guard error.code != .closed, error.code != .cancelled else { return }
            sink.trouble(Phrase("trouble.prints", ["why": Phrase(error)]))
        }
    }

    /// Reports what is not at its end, what was not scanned back today, and the last jobs.
    func reportStored() async throws(StoreError) {
        let last = try await store.lastPrints(100)
        let label = QueuedPrint.Paper.label.rawValue
        let day = settings.now().advanced(bySeconds: -86_400)
        for job in try await store.undonePrints(sentSince: day)
        where job.stage == .sending && settings.printing.printers[job.printer] == nil {
            // Its printer is not configured any more: nobody will ask what became of it.
            try await store.movePrint(
                job.id, to: .unknown, reason: Phrase("reason.print-ended").stored, at: settings.now())
        }
        let undone = try await store.undonePrints(sentSince: day)
        let older =
            try await undone
            + store.unconfirmedPrints(kind: label, since: day)
        let jobs = Dictionary((last + older).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for job in jobs.values.sorted(by: { $0.id < $1.id }) { sink.print(job) }
    }
}
