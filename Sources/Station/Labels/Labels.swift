import Language
import OMS

/// The labels of packages that are packed here: print jobs, labels that have not come, and printers that need a hand.
struct Labels: Equatable, Sendable {
    private var byID: [QueuedPrint.ID: QueuedPrint] = [:]
    private var ids: [Int: [QueuedPrint.ID]] = [:]
    /// Packages that were packed here and have no label yet, and since when.
    private(set) var awaited: [Int: Timestamp] = [:]
    /// Packages whose label is another one now than was printed.
    private(set) var changed: Set<Int> = []
    /// Why printers need a hand, by name.
    private(set) var troubles: [String: Phrase] = [:]

    /// How many jobs are kept; those at their end are forgotten first.
    private static let most = 1_000

    /// All jobs that are known, the newest first.
    var newestFirst: [QueuedPrint] { byID.values.sorted { $0.id > $1.id } }

    /// How many jobs wait for a printer.
    var waitingCount: Int { byID.values.count { $0.stage == .wanted || $0.stage == .waiting || $0.stage == .sending } }

    /// How many jobs a person must do something about.
    var attentionCount: Int { current.count { $0.stage == .unknown || $0.stage == .failed } }

    subscript(id: QueuedPrint.ID) -> QueuedPrint? { byID[id] }

    /// Takes a job as it is now; gives it as it was before.
    @discardableResult
    mutating func put(_ job: QueuedPrint) -> QueuedPrint? {
        let old = byID.updateValue(job, forKey: job.id)
        if old == nil { ids[job.package, default: []].append(job.id) }
        if job.paper == .label, job.stage != .void { awaited[job.package] = nil }
        if byID.count > Self.most { forgetOldest() }
        return old
    }

    private mutating func forgetOldest() {
        let old = byID.values.filter(\.stage.isFinal).sorted { $0.id < $1.id }.prefix(Self.most / 4)
        for job in old {
            byID[job.id] = nil
            ids[job.package]?.removeAll { $0 == job.id }
            if ids[job.package]?.isEmpty == true { ids[job.package] = nil }
        }
    }

    /// A package has no label yet, since then; nil where it need not be waited for any more.
    mutating func await(_ package: Int, since time: Timestamp?) { awaited[package] = time }

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

    /// The newest copies of all packages.
    private var current: [QueuedPrint] { ids.keys.flatMap(labels(of:)) }

    /// The labels that were not scanned back, the oldest first; those of which nothing can be compared are left out.
    var due: [QueuedPrint] { current.filter(\.isDue).sorted { $0.id < $1.id } }

    /// What is not as it should be with the labels of a package; nil where all is well, or nothing was printed here.
    func doubt(about package: Int, _ settings: LabelSettings) -> LabelDoubt? {
        if awaited[package] != nil { return .missing }
        let labels = labels(of: package)
        if let job = labels.first(where: { $0.stage != .confirmed && $0.stage != .printed }) {
            return job.stage == .unknown ? .unknown : .missing
        }
        return settings.confirm != .never && labels.contains(where: \.isDue) ? .notConfirmed : nil
    }
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
