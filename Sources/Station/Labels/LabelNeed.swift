public import OMS

/// What a print job, or the label of a package, waits for; what a person must see to comes first.
public enum LabelNeed: Int, CaseIterable, Comparable, Sendable {
    /// A person: it is late, it cannot be printed, or it is not known whether it came out.
    case person
    /// The printer, which needs a hand or cannot be reached.
    case printer
    /// To be scanned back.
    case scan
    /// Time alone: it is on its way.
    case time
    /// Nothing: it is at its end, or another copy has taken its place.
    case nothing

    /// By how soon a person must see to it.
    public static func < (one: LabelNeed, other: LabelNeed) -> Bool { one.rawValue < other.rawValue }
}

// What the screens ask to colour and order what is told of labels.
extension StationModel {
    /// What the label of a package waits for; nil where nothing was printed of it, at another bench neither.
    ///
    /// Of several labels, the one that is farthest from its end decides, which `labelStanding` tells; where the OMS has
    /// another one now than was printed, a person decides.
    public func labelNeed(of package: Int) -> LabelNeed? {
        if labels.awaited[package] != nil { return isLabelLate(of: package) ? .person : .time }
        guard !labels.changed.contains(package) else { return .person }
        return labels.slowest(of: package).map { need(of: $0) } ?? benchLabels(of: package).map { need(of: $0) }.min()
    }

    /// How many labels of a package are printed and still to be scanned back.
    public func labelsToScan(of package: Int) -> Int {
        labels.labels(of: package).count { need(of: $0) == .scan }
            + benchLabels(of: package).count { need(of: $0) == .scan }
    }

    /// What a print job waits for.
    public func need(of job: QueuedPrint) -> LabelNeed {
        if job.paper == .label, !labels.labels(of: job.package).contains(where: { $0.id == job.id }) { return .nothing }
        return switch job.stage {
        case .failed, .unknown: .person
        case _ where isStranded(job): .person
        case .waiting: .printer
        case .printed where isToScan(job): .scan
        case .wanted, .sending, .sent: .time
        case .printed, .confirmed, .void: .nothing
        }
    }

    /// Packages that were packed here and whose label has not come, with the time since when; the oldest first.
    public var awaitedLabels: [(package: Int, since: Timestamp)] {
        labels.awaited.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
    }
}
