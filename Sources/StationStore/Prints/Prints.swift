import GRDB
public import OMS

/// The print jobs: each wanted once, and known to be printed or not.
///
/// Every change here is on the disk when the call returns, and has its line in the history: no byte is sent to a printer
/// before its job is marked as being sent.
extension StationDatabase {
    /// Takes note of prints that are wanted, all in one commit; those that were wanted before are no new jobs.
    ///
    /// A print is the same as another where package, kind, box and shipment are. The shipment can get its name after the
    /// label: a job without one takes it, and one with a name is the same as a print without. The same bytes, or the same
    /// barcodes, are the same label whatever the shipment is called.
    @discardableResult
    public func want(_ prints: [NewPrint], at time: Timestamp) async throws(StoreError) -> [WantedPrint] {
        guard !prints.isEmpty else { return [] }
        return try await writeLedger { db in try prints.map { try PrintTable.want(db, $0, at: time) } }
    }

    /// Wants a job's document once more, for a reason, as a copy of its own; with `replacement`, with other bytes.
    ///
    /// The printer is the job's own where none is named. Errors: `noSuchPrintJob`; `bytesForgotten`.
    @discardableResult
    public func reprint(
        of job: PrintJob.ID, reason: String, replacement: (document: PrintedDocument, bytes: [UInt8])? = nil,
        printer: String? = nil, at time: Timestamp
    ) async throws(StoreError) -> PrintJob {
        try await writeLedger { db in
            try PrintTable.reprint(
                db, of: job, reason: reason, replacement: replacement, printer: printer, at: time)
        }
    }

    /// The job that a printer should print now; nil where there is none, or one is on its way to it.
    ///
    /// It is the oldest that is wanted or waiting: what waits holds up what is behind it, so that labels come out in order.
    /// An unknown job holds up nothing. Only a person may be able to say what became of it, and until then the bench goes
    /// on packing; whoever prints asks the odometer about it before the next job is sent, for after that it proves nothing.
    public func nextPrint(at printer: String) async throws(StoreError) -> PrintJob? {
        try await read { db in try PrintTable.next(db, at: printer) }
    }

    /// Marks a job as being sent, with what the printer's odometer says before, and how many labels it should add.
    ///
    /// Errors: `printNotAllowed`; `printerBusy` when another job is on its way to the printer; `noSuchPrintJob`.
    @discardableResult
    public func sendPrint(
        _ job: PrintJob.ID, odometer: Int?, labelCount: Int, at time: Timestamp
    ) async throws(StoreError) -> PrintJob {
        try await writeLedger { db in
            try PrintTable.send(db, job, odometer: odometer, labelCount: labelCount, at: time)
        }
    }

    /// Brings a job to another stage, and returns it as it is then; to *sending* only `sendPrint` does.
    ///
    /// Errors: `printNotAllowed` when the stage that the job is in now, whatever the caller thought, does not lead there;
    /// `noSuchPrintJob`.
    @discardableResult
    public func movePrint(
        _ job: PrintJob.ID, to stage: PrintStage, reason: String? = nil, at time: Timestamp
    ) async throws(StoreError) -> PrintJob {
        try await writeLedger { db in try PrintTable.move(db, job, to: stage, reason: reason, at: time) }
    }

    /// The jobs that a printer or a person still has to do with, oldest first.
    ///
    /// Of those that were handed over, and of which nothing more will be heard, only the ones since a time where one is given.
    public func undonePrints(sentSince time: Timestamp? = nil) async throws(StoreError) -> [PrintJob] {
        try await read { db in
            try PrintTable.jobs(
                db, where: "\(PrintTable.isUndone) AND (stage <> 'sent' OR changed >= ?)",
                arguments: [time?.microseconds ?? .min])
        }
    }

    /// The jobs of a printer whose end was not seen, and of which its count may say more, oldest first.
    public func openPrints(at printer: String) async throws(StoreError) -> [PrintJob] {
        try await read { db in try PrintTable.open(db, at: printer) }
    }

    /// Forgets what a printer had counted before jobs whose end was not seen: others have printed on it since.
    public func forgetCounts(at printer: String) async throws(StoreError) {
        try await writeLedger { db in try PrintTable.forgetCounts(db, at: printer) }
    }

    /// The jobs of a kind that were printed since a time and not scanned back, oldest first.
    public func unconfirmedPrints(kind: String, since time: Timestamp) async throws(StoreError) -> [PrintJob] {
        try await read { db in
            try PrintTable.jobs(
                db, where: "stage = 'printed' AND changed >= ? AND kind = ?", arguments: [time.microseconds, kind])
        }
    }

    /// The packages that have jobs of a kind which are not void.
    public func packagesWithPrints(kind: String) async throws(StoreError) -> Set<Int> {
        try await read { db in
            try Int.fetchSet(
                db, sql: "SELECT DISTINCT package FROM prints WHERE kind = ? AND stage <> 'void'", arguments: [kind])
        }
    }

    /// All jobs of a package, oldest first.
    public func prints(of package: Int) async throws(StoreError) -> [PrintJob] {
        try await read { db in try PrintTable.jobs(db, where: "package = ?", arguments: [package]) }
    }

    /// The jobs that came to their stage at a time or later, oldest first.
    public func prints(changedSince time: Timestamp) async throws(StoreError) -> [PrintJob] {
        try await read { db in try PrintTable.jobs(db, where: "changed >= ?", arguments: [time.microseconds]) }
    }

    /// The last jobs, newest first.
    public func lastPrints(_ limit: Int) async throws(StoreError) -> [PrintJob] {
        try await read { db in
            try PrintTable.jobs(db, where: "true", order: "id DESC LIMIT ?", arguments: [max(0, limit)])
        }
    }

    /// One job; nil where there is none of that number.
    public func printJob(_ id: PrintJob.ID) async throws(StoreError) -> PrintJob? {
        try await read { db in try PrintTable.jobs(db, where: "id = ?", arguments: [id]).first }
    }

    /// The bytes of a job; nil where the job or its bytes are gone.
    public func bytes(ofPrint id: PrintJob.ID) async throws(StoreError) -> [UInt8]? {
        try await read { db in try PrintTable.bytes(db, of: id) }
    }

    /// All changes of a job, oldest first.
    public func history(ofPrint id: PrintJob.ID) async throws(StoreError) -> [PrintChange] {
        try await read { db in try PrintTable.history(db, of: id) }
    }

    /// Forgets the bytes of jobs that came to their end before a time; the jobs stay, and say what was printed.
    ///
    /// Bytes that a later job has too are kept. Returns how many documents were forgotten.
    @discardableResult
    public func forgetPrintBytes(before time: Timestamp) async throws(StoreError) -> Int {
        try await writeLedger { db in try PrintTable.removeBytes(db, before: time) }
    }

    /// Forgets jobs that came to their end before a time, with their bytes; returns how many.
    ///
    /// Those of packages that the mirror has are kept: they say that a label is not to be printed again.
    @discardableResult
    public func forgetPrints(before time: Timestamp) async throws(StoreError) -> Int {
        try await writeLedger { db in try PrintTable.removeFinished(db, before: time) }
    }
}
