import Barcode
public import OMS

// Parts of sentences in English that several messages use.

extension Package.ContentsFault {
    /// What is missing, in words.
    var words: String {
        switch self {
        case .noItems: "the OMS lists nothing to pack"
        case .unreadable(1): "1 item cannot be read"
        case .unreadable(let count): "\(count) items cannot be read"
        }
    }
}

extension PackageUpdate {
    /// What needs no acknowledgement, in words.
    var calmWords: String {
        var words = facts.map { fact in
            switch fact {
            case .giftNote: "its gift note has changed"
            case .note: "its note has changed"
            case .due: "it is due at another time"
            case .address: "it goes to another address"
            }
        }
        if let state { words.insert("it is \(state.words) now", at: 0) }
        return words.joined(separator: "; ")
    }
}

extension PackageState {
    /// Says of states that they are not understood, and which setting says what they mean.
    public static func notUnderstood(_ states: [PackageState]) -> String {
        let shown = states.prefix(3)
        let names = shown.map(\.nameAndValue).joined(separator: ", ")
        let more = states.count > shown.count ? " and \(states.count - shown.count) more" : ""
        let keys = shown.map { "\"\($0.enumValue ?? $0.name)\": …" }.joined(separator: ", ")
        return "State not understood: \(names)\(more). Say what it means in config.yaml, states: {\(keys)}."
    }
}

extension StationModel {
    /// Says that a terminal is taken for one of another type.
    public static func words(forUnknownTerminal type: String, takenFor used: String) -> String {
        NoticeMessage.unknownTerminal(type: type, takenFor: used).phrase.text
    }
}

extension PackDifference {
    /// What to put in and what to take out, in words, which are never none; what was not checked need not be in the
    /// parcel.
    public var words: String {
        [
            putIn.isEmpty ? nil : "put in " + putIn.map(\.words).joined(separator: ", "),
            takeOut.isEmpty ? nil : "take out " + takeOut.map(\.words).joined(separator: ", "),
            unneeded.isEmpty ? nil : "no longer needed: " + unneeded.map(\.words).joined(separator: ", "),
            unreadable == 0
                ? nil
                : "there \(unreadable == 1 ? "is 1 item" : "are \(unreadable) items") that cannot be read" + titles,
            unreadableGone == 0 ? nil : gone,
        ].compactMap(\.self).joined(separator: "; ")
    }

    private var titles: String {
        unreadableTitles.isEmpty ? "" : " (\(unreadableTitles.joined(separator: ", ")))"
    }

    private var gone: String {
        unreadableGone == 1
            ? "an item that could not be read is no longer there"
            : "\(unreadableGone) items that could not be read are no longer there"
    }
}

extension PackDifference.Change {
    /// So many of the goods, in words.
    var words: String { "\(count) × \(title)" + (mark.map { " (\($0))" } ?? "") }
}

extension CommandChoice {
    /// Why there is no command for what is wanted with a package, to be read behind its number.
    public func trouble(_ kind: CommandKind, _ state: PackageState) -> String {
        switch self {
        case .command, .notOffered: "is \(state.name): the OMS does not offer to \(kind.word) it."
        case .several, .notConfigured, .needsStates, .notFromState:
            "is \(state.name), and cannot be told to \(kind.word). \(setting(kind, state) ?? "")"
        }
    }

    /// Which setting would tell the command, in a sentence; nil where it is no matter of settings.
    public func setting(_ kind: CommandKind, _ state: PackageState? = nil) -> String? {
        let name = kind.setting
        switch self {
        case .command, .notOffered: return nil
        case .several(let commands):
            let names = commands.map(\.nameAndTransition).joined(separator: ", ")
            return "The OMS offers \(names): set \(name) to the one that is meant, or choose it once at the bench."
        case .notConfigured:
            return
                "The OMS lists no commands: set \(name) in config.yaml to the id of its transition, or \(name).by_state "
                + "where each state has its own."
        case .needsStates:
            return "The OMS lists no commands, and \(name) is a list: say with \(name).by_state which transition leads "
                + "from which state."
        case .notFromState:
            guard let state else { return nil }
            return "The OMS lists no commands, and \(name).by_state has none for \(state.name): "
                + "add \"\(state.enumValue ?? state.name)\" to it."
        }
    }
}

extension PackageUpdate.Arrival {
    /// The state, since when and by whom, in words.
    var words: String {
        state + (when.map { " since \($0)" } ?? "") + (user.map { ", by \($0)" } ?? "")
    }
}

extension KeyboardLayout {
    /// What people call the layout.
    var title: String {
        switch self {
        case .us: "US"
        case .usCapsLock: "US with Caps Lock"
        case .turkishQ: "Turkish-Q"
        case .turkishQCapsLock: "Turkish-Q with Caps Lock"
        case .turkishF: "Turkish-F"
        case .french: "French"
        case .german: "German"
        case .belgian: "Belgian"
        }
    }
}
