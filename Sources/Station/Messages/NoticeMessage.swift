public import Language
public import OMS

/// What is said of the installation, and of what nobody asked for.
public enum NoticeMessage: Equatable, Sendable {
    /// Packages are in states that are not understood.
    case statesNotUnderstood([PackageState])
    /// A setting is missing: there is no command of a kind in a state.
    case settingMissing(CommandChoice, CommandKind, PackageState?)
    /// The OMS does not let the station in, and wants another scheme than the one that is set.
    case otherScheme(String)
    /// The terminal's type is not in the terminfo database, and it is taken for another; an empty type is none at all.
    case unknownTerminal(type: String, takenFor: String)
    /// Something did not work beside the scans, in the words of the system or the OMS.
    case trouble(Phrase)
}

extension NoticeMessage {
    /// The phrase, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .statesNotUnderstood(let states):
            CodedPhrase(
                .statesNotUnderstood,
                [
                    "states": PackageState.notUnderstood(states), "show": PhraseValue.word(.show),
                    "list": PackageList.Scope.notUnderstood.label,
                ])
        case .settingMissing(let choice, let kind, let state):
            CodedPhrase(.settingMissing, choice.setting(kind, state) ?? .verbatim(""))
        case .otherScheme(let scheme): CodedPhrase(.otherScheme, ["scheme": scheme])
        case .unknownTerminal("", let used): CodedPhrase(.unknownTerminal, form: "unset", ["used": used])
        case .unknownTerminal(let type, let used): CodedPhrase(.unknownTerminal, ["type": type, "used": used])
        case .trouble(let words): CodedPhrase(.trouble, words)
        }
    }
}
