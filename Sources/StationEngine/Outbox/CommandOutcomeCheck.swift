import Language
import OMS
import StationStore

/// The outcome of a command whose answer never came, as far as the package and its history show it.
///
/// The OMS has no key by which a command sent twice is known, so this decides before anything is sent again.
enum CommandOutcomeCheck: Equatable {
    /// The history shows it: it was applied.
    case applied
    /// The package is unchanged and the history shows nothing: it was not applied.
    case notApplied
    /// Something else happened, or the outcome is unclear; what was wanted and what is there, for a person to decide.
    case attention(Phrase)

    /// Decides from the package and its history as they were read after the command was sent.
    ///
    /// `mark` says where the history stood before. An entry that is newer, and is the command's transition or leads where
    /// it leads, is taken as this command's, whoever is named: it is done. That nothing is newer, or only how the package
    /// came to where the command found it, proves that it was not applied where the command would have changed the state.
    init(_ intent: CommandIntent, package: Package, history: PackageReader.History, since mark: HistoryMark) {
        let later = history.logs.filter { mark.isBefore($0) }
        if later.contains(where: { Self.is($0, intent) }) {
            self = .applied
        } else if history.isWhole, intent.changesState, let source = intent.source, source.means(package.state),
            later.isEmpty || Self.isArrival(later, at: source)
        {
            self = .notApplied
        } else {
            self = .attention(Self.phrase(intent, package, later))
        }
    }

    private static func `is`(_ log: TransitionLog, _ intent: CommandIntent) -> Bool {
        if let wanted = intent.transition, let logged = log.transition { return wanted == logged }
        guard let target = intent.target, let reached = log.target else { return false }
        return target.means(reached)
    }

    /// Whether entries show how the package came to a state, and not that it left that state again.
    ///
    /// The history can be known less well than the package: lists show packages without their logs.
    private static func isArrival(_ logs: [TransitionLog], at state: PackageState) -> Bool {
        let logs = logs.sorted { $0.id < $1.id }
        guard let from = logs.first?.source, !state.means(from) else { return false }
        return logs.firstIndex { $0.target.map(state.means) ?? true } == logs.count - 1
    }

    private static func phrase(_ intent: CommandIntent, _ package: Package, _ later: [TransitionLog]) -> Phrase {
        let state = package.state.name
        if let last = later.max(by: { ($0.createdDate ?? .min, $0.id) < ($1.createdDate ?? .min, $1.id) }) {
            let change = last.transitionName.map(Phrase.verbatim) ?? Phrase("reason.outcome.change")
            return Phrase(
                "reason.outcome.since" + (last.user == nil ? "" : ".by"),
                ["command": intent.name, "state": state, "change": change, "user": last.user ?? ""])
        }
        return Phrase(
            intent.changesState ? "reason.outcome" : "reason.outcome.as-before",
            ["command": intent.name, "state": state])
    }
}

extension CommandIntent {
    /// Whether the command is known to leave the package in another state than it was.
    fileprivate var changesState: Bool {
        guard let source else { return false }
        if let target { return !target.means(source) }
        return kind.map { $0 != .shipmentInformation && $0 != .shippingLabel } ?? false
    }
}

extension HistoryMark {
    /// Whether an entry of the history is newer than this.
    ///
    /// The newest known entry decides, for ids grow. Where the history was not known, the OMS's clock does: it is read
    /// from the head of its answers, which show whole seconds and may come from another computer than the entry's date.
    /// What is known may be older than a command of our own that was sent just before a crash: so that one must be recent.
    func isBefore(_ log: TransitionLog) -> Bool {
        if let knownLog, log.id <= knownLog { return false }
        guard let date = log.createdDate else { return true }
        return date >= time.advanced(bySeconds: knownLog == nil ? -3 : -60)
    }
}

extension PackageState {
    /// Whether two states are the same one: by number where both have it, by id, else by name.
    func means(_ other: PackageState) -> Bool {
        if let enumValue, let value = other.enumValue { return enumValue == value }
        if let id, let otherID = other.id { return id == otherID }
        return name == other.name
    }
}

extension Timestamp {
    fileprivate static let min = Timestamp(microseconds: .min)
}
