import Language
public import OMS

/// What is said of commands of the OMS.
public enum CommandMessage: Equatable, Sendable {
    /// A command is on disk, was applied (and the package is now in that state), or is given up.
    case queued(number: String, CommandName)
    case applied(number: String, CommandName, state: String?)
    case givenUp(number: String, CommandName)
    /// The same command was given before, and is not at its end.
    case queuedAlready(number: String, CommandKind)
    /// The same command was given before, and a person must decide about it.
    case decisionAwaited(number: String, CommandKind, Message.Decision)
    /// The same command was sent before, and what became of it is not known.
    case outcomeAwaited(number: String, CommandKind)
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
        let reason: Phrase?
        let cause: StageCause?
    }
}

/// What people know a command by.
public enum CommandName: Equatable, Sendable {
    /// One of the known kinds.
    case kind(CommandKind)
    /// Another one, by the OMS's name of it.
    case other(String)

    /// What the command is called in a sentence.
    var phrase: Phrase {
        switch self {
        case .kind(let kind): kind.phrase
        case .other(let name): .verbatim(name)
        }
    }
}

extension CommandKind {
    /// What the command is called in a sentence.
    var phrase: Phrase { Phrase("kind.\(key)") }

    /// The last part of its keys in the catalogs.
    var key: String {
        switch self {
        case .notFound: "not-found"
        case .refundPack: "refund-pack"
        case .shipmentInformation: "shipment"
        case .shippingLabel: "label"
        default: rawValue
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
    /// The phrase, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .queued(let number, let name): CodedPhrase(.queued, ["number": number, "command": name.phrase])
        case .applied(let number, _, let state?):
            CodedPhrase(.applied, form: "state", ["number": number, "state": state])
        case .applied(let number, let name, nil): CodedPhrase(.applied, ["number": number, "command": name.phrase])
        case .givenUp(let number, let name): CodedPhrase(.givenUp, ["number": number, "command": name.phrase])
        case .queuedAlready(let number, let kind):
            CodedPhrase(.queuedAlready, ["number": number, "command": kind.phrase])
        case .decisionAwaited(let number, let kind, let decision):
            CodedPhrase(
                .decisionAwaited, ["number": number, "command": kind.phrase, "decision": decision.phrase])
        case .outcomeAwaited(let number, let kind):
            CodedPhrase(.outcomeAwaited, ["number": number, "command": kind.phrase])
        case .notDecided(let number, let kind, let commands):
            CodedPhrase(
                .notDecided,
                [
                    "number": number,
                    "setting": kind.flatMap { CommandChoice.several(commands).setting($0) } ?? .verbatim(""),
                ])
        case .noReasons: CodedPhrase(.noReasons, ["refresh": PhraseValue.command(.refresh)])
        case .noSuchReason(let id): CodedPhrase(.noSuchReason, ["id": String(id)])
        case .noReasonCalled(let words):
            CodedPhrase(.noReasonCalled, ["words": words, "deny": PhraseValue.word(.deny)])
        case .nothingMissing: CodedPhrase(.nothingMissing)
        case .forceNeeded(let number, let unchecked):
            CodedPhrase(.forceNeeded, ["number": number, "unchecked": unchecked.phrase])
        case .forceForbidden(let number): CodedPhrase(.forceForbidden, ["number": number])
        case .checkAgainFirst(let number): CodedPhrase(.checkAgainFirst, ["number": number])
        case .retryCannotHelp(let command, let cause):
            CodedPhrase(.retryCannotHelp, ["command": String(command), "cause": cause.phrase])
        case .sendingAgain(let command): CodedPhrase(.sendingAgain, ["command": String(command)])
        case .givingUp(let command): CodedPhrase(.givingUp, ["command": String(command)])
        case .outcomeUnknown(let command): CodedPhrase(.outcomeUnknown, ["command": command])
        case .noneToRetry(let command):
            CodedPhrase(.noneToRetry, ["command": command, "activity": PhraseValue.command(.activity)])
        case .noneToDiscard(let command):
            CodedPhrase(.noneToDiscard, ["command": command, "activity": PhraseValue.command(.activity)])
        case .unfinished(let number, let name, let command):
            CodedPhrase(.unfinished, command.phrase(number, name))
        }
    }
}

extension UncheckedUnits {
    /// What is not checked.
    var phrase: Phrase {
        if let fault, count == 0 || needed == 0 { return fault.phrase }
        return Phrase(count == needed ? "unchecked.all" : "unchecked", ["count": count, "needed": needed])
    }
}

extension CommandMessage.Unfinished {
    /// How far it has come, and what to do about it, at the command line.
    fileprivate func phrase(_ number: String, _ name: CommandName) -> Phrase {
        // What the OMS said may be a sentence of its own, and stands in the middle of one here.
        let why = reason.map { reason in
            reason.verbatimText.map { .verbatim($0.hasSuffix(".") ? String($0.dropLast()) : $0) } ?? reason
        }
        return Phrase(
            "unfinished.\(key)" + (why == nil ? "" : ".why"),
            ["number": number, "command": name.phrase, "why": why ?? .verbatim(""), "id": String(command)])
    }

    private var key: String {
        switch (stage, cause) {
        case (.queued, _): "queued"
        case (.sending, _), (.unknown, _): "unknown"
        case (_, .contentsChanged?): "changed"
        case (_, .packageGone?), (_, .wrongState?): "hopeless"
        default: "stopped"
        }
    }
}

extension StageCause {
    /// Why sending again cannot help.
    fileprivate var phrase: Phrase {
        switch self {
        case .contentsChanged: Phrase("cause.changed")
        case .packageGone: Phrase("cause.gone")
        case .wrongState: Phrase("cause.state")
        case .busy: Phrase("cause.busy")
        case .alone: Phrase("cause.alone")
        }
    }
}
