public import OMS

/// What is said of commands of the OMS.
public enum CommandMessage: Equatable, Sendable {
    /// A command is on disk, was applied (and the package is now in that state), or is given up.
    case queued(number: String, CommandName)
    case applied(number: String, CommandName, state: String?)
    case givenUp(number: String, CommandName)
    /// The same command was given before, and is not at its end.
    case queuedAlready(number: String, CommandKind)
    /// The OMS offers several commands, and nothing says which is meant.
    case notDecided(number: String, CommandKind?, [PackageCommand])
    /// The OMS has given no denial reasons, or none that is called so.
    case noReasons
    case noSuchReason(id: Int)
    case noReasonCalled(String)
    /// Everything is checked: nothing is missing that could be reported.
    case nothingMissing
    /// A program wants to pack without checking, and the station does not do that unasked.
    case forceNeeded(number: String, UncheckedUnits)
    /// No package is packed by force here.
    case forceForbidden(number: String)
    /// A command that waits for a decision can be sent again only when its package was checked again.
    case checkAgainFirst(number: String)
    /// Sending a command again cannot help.
    case retryCannotHelp(command: Int, StageCause)
    /// A command is sent again, or given up, as somebody has decided.
    case sendingAgain(command: Int)
    case givingUp(command: Int)
    /// No decision about it is possible: it was sent, or there is none that waits for one.
    case outcomeUnknown(command: String)
    case noneToRetry(command: String)
    case noneToDiscard(command: String)
    /// A command is not at its end when a run is.
    case unfinished(number: String, CommandName, Unfinished)

    /// What is to be known of a command that is not at its end: its number, how far it has come, why, and what can be
    /// done.
    public struct Unfinished: Equatable, Sendable {
        let command: Int
        let stage: CommandStage
        let reason: String?
        let cause: StageCause?
    }
}

/// What people know a command by.
public enum CommandName: Equatable, Sendable {
    /// One of the known kinds.
    case kind(CommandKind)
    /// Another one, by the OMS's name of it.
    case other(String)

    /// The name in words.
    var text: String {
        switch self {
        case .kind(let kind): kind.word
        case .other(let name): name
        }
    }
}

extension CommandIntent {
    /// What people know the command by: its kind, or the OMS's name of it.
    var commandName: CommandName { kind.map(CommandName.kind) ?? .other(name) }
}

/// What is not checked of a package.
public struct UncheckedUnits: Equatable, Sendable {
    /// How many units of how many.
    let count: Int, needed: Int
    /// What keeps it from being checked at all.
    let fault: Package.ContentsFault?
}

extension CommandMessage {
    /// The sentence, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .queued(let number, let name): CodedPhrase(.queued, "\(number): \(name.text) is queued.")
        case .applied(let number, let name, let state):
            CodedPhrase(.applied, "\(number): \(state.map { "now \($0)" } ?? "\(name.text) is done").")
        case .givenUp(let number, let name): CodedPhrase(.givenUp, "\(number): \(name.text) is given up.")
        case .queuedAlready(let number, let kind):
            CodedPhrase(.queuedAlready, "\(number): \(kind.word) is queued already.")
        case .notDecided(let number, let kind, let commands):
            CodedPhrase(.notDecided, "\(number): \(kind.flatMap { CommandChoice.several(commands).setting($0) } ?? "")")
        case .noReasons: CodedPhrase(.noReasons, "The OMS has given no denial reasons yet: refresh with F5.")
        case .noSuchReason(let id): CodedPhrase(.noSuchReason, "The OMS has no active denial reason \(id).")
        case .noReasonCalled(let words):
            CodedPhrase(.noReasonCalled, "No denial reason is called “\(words)”; deny alone lists them.")
        case .nothingMissing: CodedPhrase(.nothingMissing, "Everything is checked: nothing is missing.")
        case .forceNeeded(let number, let unchecked):
            CodedPhrase(.forceNeeded, "\(number): \(unchecked.words); --force packs it all the same.")
        case .forceForbidden(let number):
            CodedPhrase(
                .forceForbidden, "\(number) is not checked, and here no package is packed by force: open it first.")
        case .checkAgainFirst(let number):
            CodedPhrase(.checkAgainFirst, "\(number) has changed: open it and check it again first.")
        case .retryCannotHelp(let command, let cause):
            CodedPhrase(.retryCannotHelp, "Command \(command) cannot be sent again: \(cause.words).")
        case .sendingAgain(let command): CodedPhrase(.sendingAgain, "Sending command \(command) again.")
        case .givingUp(let command): CodedPhrase(.givingUp, "Giving command \(command) up.")
        case .outcomeUnknown(let command):
            CodedPhrase(
                .outcomeUnknown,
                "Command \(command) was sent, and what became of it is not known yet: wait until it is.")
        case .noneToRetry(let command):
            CodedPhrase(.noneToRetry, "No command with the number “\(command)” was refused or needs you (F8).")
        case .noneToDiscard(let command):
            CodedPhrase(.noneToDiscard, "No command with the number “\(command)” is queued or needs you (F8).")
        case .unfinished(let number, let name, let command):
            CodedPhrase(.unfinished, "\(number): \(name.text) \(command.words(number)).")
        }
    }
}

extension UncheckedUnits {
    /// What is not checked, in words.
    var words: String {
        if let fault, count == 0 || needed == 0 { return fault.words }
        return "\(count) of \(needed) \(count == 1 ? "is" : "are") not checked"
    }
}

extension CommandMessage.Unfinished {
    /// How far it has come, and what to do about it, at the command line.
    fileprivate func words(_ number: String) -> String {
        let why = reason.map { " (\($0.hasSuffix(".") ? String($0.dropLast()) : $0))" } ?? ""
        let discard = "packline outbox discard \(command) gives it up"
        switch (stage, cause) {
        case (.queued, _): return "is queued\(why): it is sent by the next run that reaches the OMS"
        case (.sending, _), (.unknown, _):
            return "is not known to be applied\(why): the next run looks it up; packline show \(number) and "
                + "packline log \(number) tell how it stands"
        case (_, .contentsChanged?):
            return "was not sent\(why): open the package, check it again and give the command again; \(discard)"
        case (_, .packageGone?), (_, .wrongState?): return "waits for a decision\(why): \(discard)"
        default:
            return "waits for a decision\(why): packline log \(number) tells what happened; packline outbox retry "
                + "\(command) sends it again, \(discard)"
        }
    }
}

extension StageCause {
    /// Why sending again cannot help, in words.
    fileprivate var words: String {
        switch self {
        case .contentsChanged: "the package was changed"
        case .packageGone: "the OMS no longer has the package"
        case .wrongState: "the package is in another state"
        case .busy: "the OMS is at work on the package"
        }
    }
}
