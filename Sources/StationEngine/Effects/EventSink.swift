import Language
import OMS
import Station
import StationStore
import Synchronization

/// Sends events to the station.
final class EventSink: Sendable {
    private let send: @Sendable (StationEvent) -> Void
    private let numbers: ScanNumbers
    /// Told what may make a label wanted.
    private let news: AsyncStream<PackageNews>.Continuation?
    /// Told of each stage of a command, where other benches must know.
    private let commandNews: AsyncStream<OutboxEntry>.Continuation?
    /// Told of each stage of a print job, where other benches must know.
    private let printNews: AsyncStream<PrintJob>.Continuation?
    private let lastTrouble = Mutex<Phrase?>(nil)

    init(
        numbers: ScanNumbers, news: AsyncStream<PackageNews>.Continuation? = nil,
        commandNews: AsyncStream<OutboxEntry>.Continuation? = nil,
        printNews: AsyncStream<PrintJob>.Continuation? = nil,
        send: @escaping @Sendable (StationEvent) -> Void
    ) {
        self.numbers = numbers
        self.news = news
        self.commandNews = commandNews
        self.printNews = printNews
        self.send = send
    }

    func callAsFunction(_ event: StationEvent) { send(event) }

    /// Reports the stage of a command, with the changes that the listener does not have yet.
    func command(_ entry: OutboxEntry, changes: [OutboxChange]? = nil) {
        send(.outbox(QueuedCommand(entry, numbers, changes)))
        commandNews?.yield(entry)
        if entry.stage == .applied, entry.intent.kind == .pack {
            news?.yield(.packed(entry.intent.package, at: entry.changedAt))
        }
    }

    /// Reports that a package needs other goods than were packed.
    func contentsDiffer(_ difference: PackDifference, _ entry: OutboxEntry) {
        send(
            .contentsDiffer(difference, package: entry.intent.package, scan: entry.scan.flatMap(numbers.inRun)))
    }

    /// Reports how far a print job has come.
    func print(_ job: PrintJob) {
        send(.print(QueuedPrint(job)))
        printNews?.yield(job)
    }

    /// Tells what a person has decided about the label of a package.
    func tell(_ decision: PackageNews) { news?.yield(decision) }

    /// Reports a new print job; of one that failed at once, that it was wanted first.
    func printIsNew(_ job: PrintJob) {
        if job.stage != .wanted { send(.print(QueuedPrint(job, in: .wanted))) }
        print(job)
    }

    /// Labels of a package that are links were fetched, or were not; or are to be tried again.
    func labelsFetched(_ results: [LabelLink: FetchedLabel], of package: Int) {
        news?.yield(.fetched(results, of: package))
    }
    func fetchAgain(_ package: Int) { news?.yield(.fetchAgain(package)) }

    /// Puts a mark behind what may make a label wanted.
    func markNews() { news?.yield(.mark) }

    /// Reports changes in the mirror, where there are any.
    func changes(_ changed: [PackageSummary], removed: [Int] = []) {
        if !changed.isEmpty || !removed.isEmpty { send(.changed(changed, removed: removed)) }
        if !changed.isEmpty { news?.yield(.changed(changed.map(\.id))) }
    }

    /// Reports a problem to a person; the same problem is not reported again until something has succeeded.
    func trouble(_ text: Phrase) {
        let isNews = lastTrouble.withLock { last in
            defer { last = text }
            return last != text
        }
        if isNews { send(.trouble(text)) }
    }

    /// Notes a success, so that the same problem would be reported again.
    func clearTrouble() { lastTrouble.withLock { $0 = nil } }
}

/// How this run numbers scans, from 1, and how the journal does, over all runs.
struct ScanNumbers: Sendable {
    /// The number of the last scan of earlier runs.
    let earlier: Int

    func inJournal(_ scan: Int) -> Int { earlier &+ scan }

    /// The number in this run; nil for a scan of an earlier one.
    func inRun(_ number: Int) -> Int? { number > earlier ? number - earlier : nil }
}

extension QueuedPrint {
    /// A print job as the station shows it; in another stage where it is told how it came to its own.
    init(_ job: PrintJob, in stage: PrintStage? = nil) {
        self.init(
            id: job.id, package: job.subject.package, number: job.subject.packageNumber,
            paper: Paper(rawValue: job.subject.kind) ?? .label, box: job.subject.box, boxes: job.subject.boxes,
            copy: job.copy, printer: job.printer, stage: stage ?? job.stage,
            reason: job.reason.map(Phrase.init(stored:)),
            barcodes: job.document.barcodes, changed: job.changedAt)
    }
}

extension QueuedCommand {
    /// An entry of the outbox as the station shows it.
    init(_ entry: OutboxEntry, _ numbers: ScanNumbers, _ changes: [OutboxChange]?) {
        self.init(
            id: entry.id, intent: entry.intent, number: entry.packageNumber, stage: entry.stage,
            scan: entry.scan.flatMap(numbers.inRun),
            reason: entry.reason.map(Phrase.init(stored:)), cause: entry.cause, attempts: entry.attempts,
            changed: entry.changedAt,
            changes: changes?.map { StageChange($0.stage, at: $0.at, reason: $0.reason.map(Phrase.init(stored:))) })
    }
}
