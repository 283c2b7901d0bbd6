import Barcode
public import Language
public import OMS

// Parts of sentences that several messages use.

extension PhraseValue {
    /// A command of the station: its key where it has one, else its word.
    static func command(_ id: StationCommand.ID) -> PhraseValue { .command(id.rawValue) }

    /// The word of a command of the station, as it is typed.
    static func word(_ id: StationCommand.ID) -> PhraseValue { .word(id.rawValue) }
}

extension Phrase {
    /// The word of a command, by itself.
    static func word(_ id: StationCommand.ID) -> Phrase { Phrase("word", ["word": PhraseValue.word(id)]) }

    /// So many of some goods; one of them is only named.
    static func goods(_ title: String, _ count: Int) -> Phrase { .verbatim(count == 1 ? title : "\(count) × \(title)") }
}

extension Package.ContentsFault {
    /// What is missing.
    var phrase: Phrase {
        switch self {
        case .noItems: Phrase("fault.no-items")
        case .unreadable(let count): Phrase("fault.unreadable", ["count": count])
        }
    }

    /// The same as a sentence of its own.
    var sentence: Phrase {
        switch self {
        case .noItems: Phrase("fault.no-items.sentence")
        case .unreadable(let count): Phrase("fault.unreadable.sentence", ["count": count])
        }
    }
}

extension PackageUpdate {
    /// What needs no acknowledgement.
    var calmPhrase: Phrase {
        let facts = facts.map { fact in
            switch fact {
            case .giftNote: Phrase("update.gift-note")
            case .note: Phrase("update.note")
            case .due: Phrase("update.due")
            case .address: Phrase("update.address")
            }
        }
        return .list([state.map { Phrase("update.state-now", ["state": $0.phrase]) }] + facts, .semicolon)
    }
}

extension PackageState {
    /// Says of states that they are not understood, and which setting says what they mean.
    public static func notUnderstood(_ states: [PackageState]) -> Phrase {
        let shown = states.prefix(3)
        let names = shown.map(\.nameAndValue).joined(separator: ", ")
        let keys = shown.map { "\"\($0.enumValue ?? $0.name)\": …" }.joined(separator: ", ")
        let more = states.count - shown.count
        let example = "states: {\(keys)}"
        return more == 0
            ? Phrase("states.not-understood", ["states": names, "example": example])
            : Phrase("states.not-understood.more", ["states": names, "more": more, "example": example])
    }
}

extension StationModel {
    /// Says that a terminal is taken for one of another type.
    public static func phrase(forUnknownTerminal type: String, takenFor used: String) -> Phrase {
        NoticeMessage.unknownTerminal(type: type, takenFor: used).phrase.phrase
    }
}

extension PackDifference {
    /// What to put in and what to take out, which is never nothing; what was not checked need not be in the parcel.
    public var phrase: Phrase {
        .list(
            [
                putIn.isEmpty ? nil : Phrase("difference.put-in", ["goods": putIn.phrase]),
                takeOut.isEmpty ? nil : Phrase("difference.take-out", ["goods": takeOut.phrase]),
                unneeded.isEmpty ? nil : Phrase("difference.unneeded", ["goods": unneeded.phrase]),
                unreadable == 0 ? nil : unreadablePhrase,
                unreadableGone == 0 ? nil : Phrase("difference.unreadable-gone", ["count": unreadableGone]),
            ], .semicolon)
    }

    private var unreadablePhrase: Phrase {
        unreadableTitles.isEmpty
            ? Phrase("difference.unreadable", ["count": unreadable])
            : Phrase(
                "difference.unreadable.titles",
                ["count": unreadable, "titles": unreadableTitles.joined(separator: ", ")])
    }
}

extension [PackDifference.Change] {
    /// So many of each of the goods.
    var phrase: Phrase { .list(map { .verbatim($0.text) }, .comma) }
}

extension PackDifference.Change {
    fileprivate var text: String { "\(count) × \(title)" + (mark.map { " (\($0))" } ?? "") }
}

extension CommandChoice {
    /// Why there is no command for what is wanted with a package, to be read behind its number.
    public func trouble(_ kind: CommandKind, _ state: PackageState) -> Phrase {
        switch self {
        case .command, .notOffered:
            Phrase("choice.not-offered", ["state": state.name, "command": kind.phrase])
        case .several, .notConfigured, .needsStates, .notFromState:
            Phrase(
                "choice.impossible",
                ["state": state.name, "command": kind.phrase, "setting": setting(kind, state) ?? .verbatim("")])
        }
    }

    /// Which setting would tell the command, in a sentence; nil where it is no matter of settings.
    public func setting(_ kind: CommandKind, _ state: PackageState? = nil) -> Phrase? {
        let name = kind.setting
        switch self {
        case .command, .notOffered: return nil
        case .several(let commands):
            let names = commands.map(\.nameAndTransition).joined(separator: ", ")
            return Phrase("choice.several", ["commands": names, "setting": name])
        case .notConfigured: return Phrase("choice.not-configured", ["setting": name])
        case .needsStates: return Phrase("choice.needs-states", ["setting": name])
        case .notFromState:
            return state.map {
                Phrase(
                    "choice.not-from-state",
                    ["setting": name, "state": $0.name, "key": "\"\($0.enumValue ?? $0.name)\""])
            }
        }
    }
}

extension PackageUpdate.Arrival {
    /// The state, since when and by whom.
    var phrase: Phrase {
        let since = when.map { Phrase("arrival.since", ["state": state, "time": $0]) } ?? .verbatim(state)
        return user.map { Phrase("arrival.by", ["state": since, "user": $0]) } ?? since
    }
}

extension KeyboardLayout {
    /// What people call the layout.
    var title: Phrase { Phrase("layout.\(rawValue)") }
}

extension Zone {
    /// A moment as people at a bench read it: the day stands with it where it is not today.
    ///
    /// With another day, the time of day stands only where it is wanted then.
    public func phraseTime(
        _ time: Timestamp, at now: Timestamp, hasSeconds: Bool = false, alwaysClock: Bool = true
    ) -> PhraseTime {
        let (civil, today) = (civil(time), civil(now))
        guard civil.date == today.date else {
            return PhraseTime(day: civil.phraseDay, clock: alwaysClock ? civil.shortClock : nil)
        }
        return PhraseTime(today: civil.phraseDay, clock: hasSeconds ? civil.clock : civil.shortClock)
    }

    /// A moment with its day, today's too.
    public func phraseDayAndTime(_ time: Timestamp) -> PhraseTime {
        let civil = civil(time)
        return PhraseTime(day: civil.phraseDay, clock: civil.shortClock)
    }
}

extension CivilTime {
    /// The day as phrases name it.
    public var phraseDay: PhraseTime.Day { PhraseTime.Day(month: month, day: day) }
}
