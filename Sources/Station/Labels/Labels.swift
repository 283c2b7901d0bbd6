import Language
import OMS

/// The labels of packages that are packed here: print jobs, labels that have not come, and printers that need a hand.
struct Labels: Equatable, Sendable {
    private var byID: [QueuedPrint.ID: QueuedPrint] = [:]
    private var ids: [Int: [QueuedPrint.ID]] = [:]
    /// Packages that were packed here and have no label yet, and since when.
    private(set) var awaited: [Int: Timestamp] = [:]
    /// Those of them whose label does not count as late, because a person has seen to it.
    private(set) var dismissed: Set<Int> = []
    /// Packages whose label is another one now than was printed.
    private(set) var changed: Set<Int> = []
    /// Why printers need a hand, by name.
    private(set) var troubles: [String: Phrase] = [:]

    /// What other benches printed.
    private var bench = BenchPrints()

    // Each frame shows these, so they are kept.

    /// How many jobs wait for each printer.
    private(set) var waiting: [String: Int] = [:]
    /// How many labels a person must do something about.
    private(set) var attentionCount = 0
    /// The labels that were not scanned back and of which something can be compared.
    private var dueIDs: Set<QueuedPrint.ID> = []

    /// How many jobs are kept; those at their end are forgotten first.
    private static let most = 1_000

    /// All jobs that are known, the newest first.
    var newestFirst: [QueuedPrint] { byID.values.sorted { $0.id > $1.id } }

    /// How many jobs wait for a printer.
    var waitingCount: Int { waiting.values.reduce(0, +) }

    /// How many labels were not scanned back.
    var dueCount: Int { dueIDs.count }

    /// Packages that have a print job, or whose label has not come.
    var packages: Set<Int> { Set(ids.keys).union(awaited.keys) }

    subscript(id: QueuedPrint.ID) -> QueuedPrint? { byID[id] }

    /// Takes a job as it is now; gives it as it was before.
    @discardableResult
    mutating func put(_ job: QueuedPrint) -> QueuedPrint? {
        count(job.package, -1)
        let old = byID.updateValue(job, forKey: job.id)
        if old == nil { ids[job.package, default: []].append(job.id) }
        count(job.package, 1)
        if job.paper == .label, job.stage != .void { self.await(job.package, since: nil) }
        if byID.count > Self.most { forgetOldest() }
        return old
    }

    private mutating func forgetOldest() {
        let old = byID.values.filter(\.stage.isFinal).sorted { $0.id < $1.id }.prefix(Self.most / 4)
        for job in old {
            count(job.package, -1)
            defer { count(job.package, 1) }
            byID[job.id] = nil
            ids[job.package]?.removeAll { $0 == job.id }
            if ids[job.package]?.isEmpty == true { ids[job.package] = nil }
        }
    }

    /// Counts the jobs of a package, or takes them out of what is counted.
    private mutating func count(_ package: Int, _ one: Int) {
        guard let ids = ids[package] else { return }
        for job in ids.compactMap({ byID[$0] }) where job.stage.isBeforePaper {
            waiting[job.printer, default: 0] += one
        }
        for job in labels(of: package) {
            if job.stage == .unknown || job.stage == .failed { attentionCount += one }
            guard job.isDue else { continue }
            if one > 0 { dueIDs.insert(job.id) } else { dueIDs.remove(job.id) }
        }
    }

    /// A package has no label yet, since then; nil where it need not be waited for any more.
    mutating func await(_ package: Int, since time: Timestamp?, isDismissed: Bool = false) {
        awaited[package] = time
        if time == nil || !isDismissed { dismissed.remove(package) } else { dismissed.insert(package) }
    }

    /// A person has seen to a label that has not come.
    mutating func dismiss(_ package: Int) { if awaited[package] != nil { dismissed.insert(package) } }

    /// The label of a package is another one now, or is the printed one again.
    mutating func note(_ package: Int, isChanged: Bool) {
        if isChanged { changed.insert(package) } else { changed.remove(package) }
    }

    /// A printer needs a hand, or is well again.
    mutating func note(_ printer: String, _ trouble: Phrase?) { troubles[printer] = trouble }

    // MARK: - What is on the boxes

    /// The newest copy of the label of each box of a package, in the order of the boxes.
    func labels(of package: Int) -> [QueuedPrint] {
        var newest: [Int: QueuedPrint] = [:]
        for job in (ids[package] ?? []).compactMap({ byID[$0] }) where job.paper == .label && job.stage != .void {
            newest[job.box] = job
        }
        return newest.values.sorted { $0.box < $1.box }
    }

    /// The papers of a package besides its labels of which it is not known whether they came out.
    func papersInDoubt(of package: Int) -> [QueuedPrint] {
        (ids[package] ?? []).compactMap { byID[$0] }.filter { $0.paper != .label && $0.stage == .unknown }
    }

    /// The labels that were not scanned back, the oldest first; those of which nothing can be compared are left out.
    var due: [QueuedPrint] { dueIDs.compactMap { byID[$0] }.sorted { $0.id < $1.id } }

    /// What is not as it should be with the labels of a package; nil where all is well, or nothing was printed.
    func doubt(about package: Int, _ settings: LabelSettings) -> LabelDoubt? {
        if awaited[package] != nil { return .missing }
        let (labels, others) = (labels(of: package), elsewhere(of: package))
        let stages = labels.map(\.stage) + others.map(\.stage)
        if let stage = stages.first(where: { $0 != .confirmed && $0 != .printed }) {
            return stage == .unknown ? .unknown : .missing
        }
        let isDue = labels.contains(where: \.isDue) || others.contains(where: \.isDue)
        return settings.confirm != .never && isDue ? .notConfirmed : nil
    }

    // MARK: - At other benches

    /// Takes over all that other benches printed of a package.
    mutating func replaceElsewhere(_ prints: [BenchPrint], of package: Int) { bench.replace(prints, of: package) }

    /// The labels that other benches printed, for the boxes of which this bench has none.
    func elsewhere(of package: Int) -> [BenchPrint] {
        let others = bench.labels(of: package)
        guard !others.isEmpty else { return [] }
        let own = Set(labels(of: package).map(\.box))
        return others.filter { !own.contains($0.box) }
    }

    /// Labels of other benches that were not scanned back and bear a code.
    func dueElsewhere(bearing code: CodeReading) -> [BenchPrint] {
        bench.packages(bearing: code).sorted().flatMap { elsewhere(of: $0) }.filter { $0.isDue && $0.bears(code) }
    }

    /// A label of another bench was scanned back here.
    mutating func confirmElsewhere(_ print: BenchPrint) { bench.confirm(print) }
}

extension PrintStage {
    /// Whether the printer has not all of it yet.
    fileprivate var isBeforePaper: Bool { self == .wanted || self == .waiting || self == .sending }
}

/// What is not as it should be with the labels of a package.
public enum LabelDoubt: String, CaseIterable, Equatable, Sendable {
    /// It was not printed.
    case missing
    /// It is not known whether it came out.
    case unknown
    /// It was not scanned back.
    case notConfirmed = "not-confirmed"
}
