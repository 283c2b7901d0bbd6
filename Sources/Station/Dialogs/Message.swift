import Barcode
public import OMS

/// What the station says beside the prompt, as a value; the sentence is made here and nowhere else.
enum Message: Equatable {
    /// An error must be acknowledged before anything else.
    case acknowledgeFirst(String)
    /// Packages are in states that are not understood.
    case statesNotUnderstood([PackageState])
    /// Something is wrong beside the packages.
    case alarm(Alarm)
    /// The invoice of a package is here, and the printing command is running.
    case printing(number: String)
    /// What was asked for with the invoice of a package was not done.
    case documentNotDone(DocumentUse, number: String, why: String)
    /// What to do about a code that nothing here has.
    case unknownCodeAdvice
    /// A code was taken by what it is on, although another part of it is faulty.
    case codeFault(BarcodeError)
    /// The terminal's type is not in the terminfo database, and it is taken for another; an empty type is none at all.
    case unknownTerminal(type: String, takenFor: String)
    /// The OMS does not let the station in, and wants another scheme than the one that is set.
    case otherScheme(String)
    /// The open package changed in a way that does not affect the packing.
    case packageUpdated(number: String, PackageUpdate)
    /// The open package changed: see the alert.
    case packageChanged(number: String)
    /// The open package is no longer there.
    case packageGone(number: String)
    /// A package that was opened is finished: since when, and by whom.
    case finished(number: String, PackageUpdate.Arrival)
    /// A package that was opened cannot be packed as it stands: there is no command for it.
    case packNotOffered(number: String, CommandChoice, PackageState)
    /// What keeps a package from being checked item by item.
    case notCheckable(number: String, Package.ContentsFault, isForceAllowed: Bool)
    /// A command for a package that was opened was not sent, because its goods had changed.
    case stopped(number: String, word: String, reason: String)
    /// Everything is checked; what comes next.
    case allChecked(units: Int, NextStep)
    /// A line is checked whose quantity the OMS wrote in a way that is no number.
    case checkedOfUnknown(title: String, checked: Int, written: String)
    /// The package is checked from the beginning, and the other way round.
    case restarted(number: String)
    case restartUndone(checked: Int, needed: Int)
    /// A word came at machine speed or by paste: it acts when a person presses Enter.
    case wordHeld(String)
    /// What was scanned answers no question that is open.
    case notAnAnswer(input: String, String)
    /// A package's own code came too soon behind a question to be an answer.
    case ownCodeTooSoon(String)
    /// A question, with what is to be known before it is answered, and the words that answer it.
    case question([String], answers: [String])
    /// A form is to be filled in.
    case form(String, FormHelp)
    /// The input ended with a question that was not answered, or a form that was not filled in.
    case notAnswered(String)
    case notFilledIn(String)
    /// A command is not at its end when a run is.
    case unfinished(number: String, word: String, Unfinished)
    /// A question was left.
    case questionLeft(String)
    /// A question was closed because another package was scanned, and its package is not packed, or not shipped.
    case notDone(number: String, CommandKind)
    /// Whether to pack although something is not checked.
    ///
    /// The number is that of a package that is not open.
    case forceQuestion(Lack, number: String? = nil)
    /// Something is not checked.
    case notComplete(Lack)
    /// A program wants to pack without checking, which must be confirmed.
    case forceNeeded(number: String, Lack)
    /// No package is packed by force here.
    case forceForbidden(number: String)
    /// A command that waits for a decision can be sent again only when its package was checked again.
    case checkAgainFirst(number: String)
    /// The OMS took no notice of these conditions: part of what is said of its answer.
    case conditionsIgnored(Set<PackageParameter>)
    /// Some packages of its answer do not show whether they meet these.
    case conditionsNotChecked(Set<PackageParameter>)
    /// Sending a command again cannot help.
    case retryCannotHelp(command: Int, StageCause)

    /// What is not checked of a package.
    struct Lack: Equatable {
        /// How many units of how many.
        let count: Int, needed: Int
        /// What keeps it from being checked at all.
        let fault: Package.ContentsFault?
    }

    /// How a form is filled in.
    enum FormHelp: Equatable {
        /// With the keys of a screen.
        case hint(String)
        /// Line by line, where there is no screen; the first line is for that.
        case lines(String)
    }

    /// What is to be known of a command that is not at its end: its number, how far it has come, why, and what can be done.
    struct Unfinished: Equatable {
        let command: Int
        let stage: CommandStage
        let reason: String?
        let cause: StageCause?
    }

    /// What can be done when everything is checked.
    enum NextStep: Equatable {
        /// It is packed by the packer, or by the station itself.
        case pack, packsItself
        /// There is no command to pack it in this state.
        case notOffered(CommandChoice, PackageState)
    }

    /// The sentence for people.
    var text: String {
        switch self {
        case .acknowledgeFirst(let title): "First acknowledge “\(title.lowercased())” with Esc or Enter."
        case .statesNotUnderstood(let states):
            "\(PackageState.notUnderstood(states)) Their packages are listed apart: show state not understood."
        case .unknownCodeAdvice: "Badly read, or a wrong label: scan it again."
        case .unknownTerminal("", let used): "This terminal is taken for \(used): TERM is not set."
        case .unknownTerminal(let type, let used): "\(type) is taken for \(used): not known here."
        case .otherScheme(let scheme): "Set oms.scheme to \(scheme): the OMS takes no other."
        case .codeFault(let error):
            error.identifier.map { "The label's (\($0)) is faulty." } ?? "A part of the label is faulty."
        case .packageUpdated(let number, let update): "\(number): \(update.calmWords)."
        case .packageChanged(let number): "\(number) has changed."
        case .packageGone(let number): "\(number) is no longer there."
        case .finished(let number, let arrival): "\(number) is \(arrival.words)."
        case .packNotOffered(let number, let choice, let state): "\(number) \(choice.trouble(.pack, state))"
        case .notCheckable(let number, let fault, let isForceAllowed):
            isForceAllowed
                ? "\(number) can only be packed by force: \(fault.words)."
                : "\(number) cannot be packed here: \(fault.words), and nothing is packed by force."
        case .stopped(let number, let word, let reason): "\(number): check it again; \(word) was not sent, \(reason)."
        case .allChecked(let units, let next): Self.allChecked(units) + next.words
        case .checkedOfUnknown(let title, let checked, let written):
            "\(title) · \(checked) checked; how many are needed cannot be read: “\(written)”"
        case .restarted(let number): "\(number) starts again: nothing is checked."
        case .restartUndone(let checked, let needed): "Taken back: the start again · \(checked) of \(needed) checked"
        case .wordHeld(let word): "“\(word)” is a word, not a code · Enter: \(word)"
        case .notAnAnswer(let input, let question): "\(input) is no answer to “\(question)”."
        case .ownCodeTooSoon(let input):
            "\(input) came at once behind the question, and answers nothing: scan it again."
        case .question(let sentences, let answers):
            sentences.joined(separator: " ")
                + (answers.isEmpty ? "" : " · Answer with: " + answers.joined(separator: " · "))
        case .form(let title, .hint(let hint)): "\(title): fill it in. \(hint)"
        case .form(let title, .lines(let first)):
            "\(title): fill it in, a line for each value; the word back leaves it. First: \(first)"
        case .notAnswered(let title): "\(title) was not answered: nothing was done."
        case .notFilledIn(let title): "\(title): it was not filled in, nothing was done."
        case .unfinished(let number, let word, let command): "\(number): \(word) \(command.words(number))."
        case .questionLeft(let title): "Nothing was done: \(title)"
        case .notDone(let number, let kind):
            "\(number) was NOT \(kind == .ship ? "shipped" : "packed"): another package was scanned."
        case .forceQuestion(let lack, let number): "Pack \(number.map { "\($0) " } ?? "")although \(lack.words)?"
        case .notComplete(let lack):
            lack.fault == nil
                ? "\(lack.count) of \(lack.needed) units are not checked." : "\(lack.words.capitalizedFirst)."
        case .forceNeeded(let number, let lack): "\(number): \(lack.words); --force packs it all the same."
        case .forceForbidden(let number):
            "\(number) is not checked, and here no package is packed by force: open it first."
        case .checkAgainFirst(let number): "\(number) has changed: open it and check it again first."
        case .conditionsIgnored(let parameters):
            "the OMS ignored \(Self.quoted(parameters)): what does not fit is left out"
        case .conditionsNotChecked(let parameters):
            "whether all meet \(Self.quoted(parameters)) could not be checked"
        case .retryCannotHelp(let command, let cause): "Command \(command) cannot be sent again: \(cause.words)."
        case .alarm(.fileSetAside(let rescue)): rescue.words
        case .alarm(.commandFailed(.sound, let why)): "The sound command \(why)."
        case .printing(let number): "the invoice of \(number)"
        case .documentNotDone(let use, let number, let why): "The invoice of \(number) was not \(use.done): \(why)"
        }
    }

    private static func quoted(_ parameters: Set<PackageParameter>) -> String {
        let labels = PackageParameter.inOrderOfUse.filter(parameters.contains).map(\.label)
        return "“\(labels.joined(separator: "”, “"))”"
    }

    private static func allChecked(_ units: Int) -> String {
        units == 1 ? "The only unit is checked" : "All \(units) units are checked"
    }
}

extension Message.Lack {
    /// What is not checked, in words.
    fileprivate var words: String {
        if let fault, count == 0 || needed == 0 { return fault.words }
        return "\(count) of \(needed) \(count == 1 ? "is" : "are") not checked"
    }
}

extension Message.Unfinished {
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

extension Message.NextStep {
    fileprivate var words: String {
        switch self {
        case .pack: ": pack it (F3)."
        case .packsItself: "."
        case .notOffered(let choice, let state): ". It \(choice.trouble(.pack, state))"
        }
    }
}

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

extension PackageUpdate {
    /// What needs no acknowledgement, in words.
    fileprivate var calmWords: String {
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
        let names = shown.map { "“\($0.name)”" + ($0.enumValue.map { " (\($0))" } ?? "") }.joined(separator: ", ")
        let more = states.count > shown.count ? " and \(states.count - shown.count) more" : ""
        let keys = shown.map { "\"\($0.enumValue ?? $0.name)\": …" }.joined(separator: ", ")
        return "State not understood: \(names)\(more). Say what it means in config.yaml, states: {\(keys)}."
    }
}

extension StationModel {
    /// Says that a terminal is taken for one of another type.
    public static func words(forUnknownTerminal type: String, takenFor used: String) -> String {
        Message.unknownTerminal(type: type, takenFor: used).text
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

extension FileRecovery {
    /// What was wrong, and what was saved, in words.
    fileprivate var words: String {
        "The station's file could not be used (\(damage)) and is set aside as \(setAside). Saved: "
            + "\(commands) commands, \(scans) scans, \(sessions) checks"
            + (isComplete ? "; that is all there were." : "; others may be lost.")
    }
}

extension DocumentUse {
    /// What is said of a document with which it was done.
    fileprivate var done: String {
        switch self {
        case .show: "shown"
        case .print: "printed"
        case .save: "saved"
        }
    }
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

    /// Which setting would decide the command, in a sentence; nil where none would.
    public func setting(_ kind: CommandKind, _ state: PackageState? = nil) -> String? {
        let name = "commands.\(kind.settingName)"
        switch self {
        case .command, .notOffered: return nil
        case .several(let commands):
            let names = commands.map { "“\($0.name)” (\($0.transition))" }.joined(separator: ", ")
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
