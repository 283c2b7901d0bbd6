import Language
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
    case unclear(Phrase)
    /// The goods of the package are not those that the command was given for.
    case contentsChanged(PackDifference)
    /// The reading after a pack shows other goods than it was given for.
    case contentsDiffer(PackDifference)
    /// The package cannot be read after a pack, so that its goods are not known; why.
    case notCompared(Phrase)
    /// The OMS is busy with the package; its words.
    case busy(Phrase)
    /// The OMS refuses the command; its words, and whether it does so because of the package's state.
    case refused(Phrase, isAboutState: Bool)

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

    /// What people are told, with times in `zone`, at the time `now`.
    func phrase(in zone: Zone, at now: Timestamp) -> Phrase {
        switch self {
        case .packageGone: Phrase("reason.gone")
        case .packageGoneSince(let name): Phrase("reason.gone-since", ["command": name])
        case .notOffered(let intent, let state, let kind, let log):
            Phrase(
                "reason.not-offered",
                ["state": Self.phrase(state, kind, log, zone, now), "offer": intent.offer])
        case .unclear(let setting): setting
        case .contentsChanged(let difference): Phrase("reason.changed", ["difference": difference.phrase])
        case .contentsDiffer(let difference): Phrase("reason.packed-changed", ["difference": difference.phrase])
        case .notCompared(let why): Phrase("reason.packed-unknown", ["why": why])
        case .busy(let words), .refused(let words, _): words
        }
    }

    /// The package's state: `is Packed (by ayse at 14:02)`, where the history has by whom and when.
    private static func phrase(
        _ state: PackageState, _ kind: PackageState.Kind, _ log: TransitionLog?, _ zone: Zone, _ now: Timestamp
    ) -> Phrase {
        let facts =
            toDo.contains(kind)
            ? []
            : [
                log?.user.map { Phrase("reason.by", ["user": $0]) },
                log?.createdDate.map { moment($0, zone, now) },
            ].compactMap(\.self)
        return facts.isEmpty
            ? Phrase("reason.state", ["state": state.name])
            : Phrase("reason.state.facts", ["state": state.name, "facts": Phrase.list(facts, .blank)])
    }

    private static func moment(_ date: Timestamp, _ zone: Zone, _ now: Timestamp) -> Phrase {
        let (then, today) = (zone.civil(date), zone.civil(now))
        guard then.date != today.date else {
            return Phrase("reason.at", ["time": PhraseTime(today: then.phraseDay, clock: then.shortClock)])
        }
        let day = PhraseTime(day: then.phraseDay, clock: nil)
        return Phrase("reason.on", ["day": day, "time": then.shortClock])
    }

    /// States in which a package waits for its turn: how it came there says nothing.
    private static let toDo: Set<PackageState.Kind> = [.waiting, .preparing, .readyForPackaging]
}

extension CommandIntent {
    /// What the OMS would offer: `to pack it`, or the command's name where it has no such word.
    fileprivate var offer: Phrase {
        switch kind {
        case .pack, .ship, .deny, .prepare, .block, .unblock, .deliver, .cancel:
            Phrase("reason.offer", ["command": Phrase("kind.\(kind?.rawValue ?? name)")])
        default: Phrase("reason.offer.named", ["command": name])
        }
    }
}
