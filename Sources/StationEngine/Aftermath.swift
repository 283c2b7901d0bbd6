import OMS

/// What became of a command whose answer never came, as far as the package and its history tell.
///
/// The OMS has no key by which a command sent twice is known, so this decides before anything is sent again.
enum Aftermath: Equatable {
    /// The history shows it: it was applied.
    case applied
    /// The package stands where it stood and the history shows nothing: it was not applied.
    case notApplied
    /// Something else happened; what was wanted and what is there, for a person to decide.
    case attention(String)

    /// Decides from the package and its history as they were read after the command was sent.
    ///
    /// `since` is when the command was accepted, on the clock of the OMS. An entry of the history that is not older, and
    /// has the command's transition or leads where it leads, is taken as this command's, whoever is named: it is done.
    init(_ intent: CommandIntent, transition: Int?, package: Package, logs: [TransitionLog], since: Timestamp) {
        let later = logs.filter { ($0.createdDate ?? since) >= since }
        if later.contains(where: { Self.is($0, intent, transition) }) {
            self = .applied
        } else if let source = intent.source, source.means(package.state),
            intent.target.map({ !$0.means(source) }) ?? true
        {
            self = later.isEmpty ? .notApplied : .attention(Self.words(intent, package, later))
        } else {
            self = .attention(Self.words(intent, package, later))
        }
    }

    private static func `is`(_ log: TransitionLog, _ intent: CommandIntent, _ transition: Int?) -> Bool {
        if let wanted = transition ?? intent.transition, let logged = log.transition { return wanted == logged }
        guard let target = intent.target, let reached = log.target else { return false }
        return target.means(reached)
    }

    private static func words(_ intent: CommandIntent, _ package: Package, _ later: [TransitionLog]) -> String {
        var words = "wanted: \(intent.name); it is \(package.state.name)"
        if let last = later.max(by: { ($0.createdDate ?? .min) < ($1.createdDate ?? .min) }) {
            words += " since \(last.transitionName ?? "a change")"
            if let user = last.user { words += " by \(user)" }
        }
        return words
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
