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
    case trouble(String)
}

extension NoticeMessage {
    /// The sentence, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .statesNotUnderstood(let states):
            CodedPhrase(
                .statesNotUnderstood,
                "\(PackageState.notUnderstood(states)) Their packages are listed apart: show state not understood.")
        case .settingMissing(let choice, let kind, let state):
            CodedPhrase(.settingMissing, choice.setting(kind, state) ?? "")
        case .otherScheme(let scheme): CodedPhrase(.otherScheme, "Set oms.scheme to \(scheme): the OMS takes no other.")
        case .unknownTerminal("", let used):
            CodedPhrase(.unknownTerminal, "This terminal is taken for \(used): TERM is not set.")
        case .unknownTerminal(let type, let used):
            CodedPhrase(.unknownTerminal, "\(type) is taken for \(used): not known here.")
        case .trouble(let words): CodedPhrase(.trouble, words)
        }
    }
}
