import OMS
import Station

/// Why a command is in its stage, as a value; the sentence is made here and nowhere else.
enum StageReason: Equatable {
    /// The OMS no longer has the package.
    case packageGone
    /// The same, when it is not known whether the command was applied before; its name.
    case packageGoneSince(String)
    /// The OMS does not offer the command in the package's state; the entry of its history that shows since when.
    case notOffered(CommandIntent, PackageState, PackageState.Kind, since: TransitionLog?)
    /// It is not known which of the OMS's commands is meant; the setting that says it.
    case unclear(String)
    /// The goods of the package are not those that the command was given for.
    case contentsChanged(PackDifference)
    /// The reading after a pack shows other goods than it was given for.
    case contentsDiffer(PackDifference)
    /// The package cannot be read after a pack, so that its goods are not known; why.
    case notCompared(String)
    /// The OMS is busy with the package; its words.
    case busy(String)
    /// The OMS refuses the command; its words, and whether it does so because of the package's state.
    case refused(String, isAboutState: Bool)

    /// What can be done about it, where a person can do something.
    var cause: StageCause? {
        switch self {
        case .packageGone, .packageGoneSince: .packageGone
        case .notOffered: .wrongState
        case .contentsChanged, .contentsDiffer: .contentsChanged
        case .busy: .busy
        case .unclear, .notCompared: nil
        case .refused(_, let isAboutState): isAboutState ? .wrongState : nil
        }
    }

    /// The sentence for people, with times in `zone`, at the time `now`.
    func text(in zone: Zone, at now: Timestamp) -> String {
        switch self {
        case .packageGone: "the OMS no longer has the package"
        case .packageGoneSince(let name): "wanted: \(name); the OMS no longer has the package"
        case .notOffered(let intent, let state, let kind, let log):
            "it \(Self.words(state, kind, log, zone, now)): the OMS does not offer \(intent.offer)"
        case .unclear(let setting): setting
        case .contentsChanged(let difference): "its goods have changed: \(difference.words)"
        case .contentsDiffer(let difference): "packed, but its goods had changed: \(difference.words)"
        case .notCompared(let words): "packed, but whether its goods had changed is not known: \(words)"
        case .busy(let words), .refused(let words, _): words
        }
    }

    /// The package's state: `is Packed (by ayse at 14:02)`, where the history has by whom and when.
    private static func words(
        _ state: PackageState, _ kind: PackageState.Kind, _ log: TransitionLog?, _ zone: Zone, _ now: Timestamp
    ) -> String {
        guard let log, !toDo.contains(kind) else { return "is \(state.name)" }
        let moment = log.createdDate.map { date in
            let (then, today) = (zone.civil(date), zone.civil(now))
            return (then.date == today.date ? "" : "on \(then.shortDate) ") + "at \(then.shortClock)"
        }
        let facts = [log.user.map { "by \($0)" }, moment].compactMap(\.self).joined(separator: " ")
        return "is \(state.name)" + (facts.isEmpty ? "" : " (\(facts))")
    }

    /// States in which a package waits for its turn: how it came there says nothing.
    private static let toDo: Set<PackageState.Kind> = [.waiting, .preparing, .readyForPackaging]
}

extension CommandIntent {
    /// What the OMS would offer: `to pack it`, or the command's name where it has no such word.
    fileprivate var offer: String {
        switch kind {
        case .pack, .ship, .deny, .prepare, .block, .unblock, .deliver, .cancel: "to \(kind?.rawValue ?? name) it"
        default: "“\(name)”"
        }
    }
}
