import Barcode
public import Language

/// What is said of codes that were read, of words and of keys.
public enum ScanMessage: Equatable, Sendable {
    /// A scan had nothing in it.
    case nothingRead
    /// A code was read twice.
    case readTwice(String)
    /// Another label of the same shot was the one that was meant.
    case readWithAnother(String)
    /// The scanner ends no code with Enter.
    case noEnter
    /// A word came at machine speed or by paste: it acts when a person presses Enter.
    case wordHeld(String)
    /// The code that confirms was scanned, and nothing waits for it.
    case nothingToConfirm
    /// An error was acknowledged; which, where it was done by a key.
    case acknowledged(AlertMessage?)
    /// Something must be acknowledged, answered or filled in before anything else.
    case acknowledgeFirst(AlertMessage)
    case answerFirst(DialogMessage)
    case fillInFirst(FormTitle)
    /// What a package scan does from now on, and the words that change it.
    case modeSet(StationModel.Mode)
    case modes
    /// A mode has ended, because nothing was scanned for so long.
    case modeEnded(StationModel.Mode, minutes: Int)
    /// An item was scanned where packages are packed or shipped by their scan.
    case itemInMode
    /// A typed word is none, and nearly one.
    case perhaps(String, word: String)
    /// How the station is left: somebody has pressed Ctrl-C.
    case howToLeave
    /// The language that the station speaks from now on, and the words that change it.
    case languageSet(LanguageTag)
    case languages
    /// That person packs now; that one packs; nobody said who packs; the name is none.
    case packerSet(String)
    case packerIs(String)
    case noPacker
    case noPackerName
    /// The next item counts so many times.
    case nextCounts(Int)
    /// The next item counts once, as usual: what was said of it before was left.
    case countsOnce
    /// The code that says no was scanned, and nothing is asked.
    case nothingToLeave
    /// What a key or a word did, in the words of the help.
    case did(StationCommand.ID)
    /// The station is left.
    case goodbye
    /// The OMS has not answered about a fact: leaving must be said twice.
    case leavingTooSoon
    /// Something is checked of the open package, and it is not packed: leaving must be said twice.
    case leavingHalfChecked(number: String, checked: Int, needed: Int)
    /// So many commands are not sent yet: leaving must be said twice.
    case leavingQueued(count: Int)
}

extension ScanMessage {
    /// The phrase, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .nothingRead: CodedPhrase(.nothingRead)
        case .readTwice(let input): CodedPhrase(.readTwice, ["code": input])
        case .readWithAnother(let code): CodedPhrase(.readWithAnother, ["code": code])
        case .noEnter: CodedPhrase(.noEnter)
        case .wordHeld(let word): CodedPhrase(.wordHeld, ["word": word])
        case .nothingToConfirm: CodedPhrase(.nothingToConfirm)
        case .acknowledged(let alert?): CodedPhrase(.acknowledged, form: "alert", ["alert": alert.title])
        case .acknowledged(nil): CodedPhrase(.acknowledged)
        case .acknowledgeFirst(let alert): CodedPhrase(.acknowledgeFirst, ["alert": alert.title])
        case .answerFirst(let dialog): CodedPhrase(.answerFirst, ["question": dialog.title])
        case .fillInFirst(let form): CodedPhrase(.fillInFirst, ["form": form.phrase])
        case .modeSet(let mode): CodedPhrase(.modeSet, form: mode.rawValue)
        case .modes:
            CodedPhrase(
                .modes,
                [
                    "open": PhraseValue.word(.modeOpen), "pack": PhraseValue.word(.modePack),
                    "ship": PhraseValue.word(.modeShip),
                ])
        case .goodbye: CodedPhrase(.goodbye)
        case .modeEnded(let mode, let minutes):
            CodedPhrase(.modeEnded, ["mode": mode.phrase, "count": minutes])
        case .itemInMode: CodedPhrase(.itemInMode)
        case .perhaps(let input, let word): CodedPhrase(.perhaps, ["typed": input, "word": word])
        case .languageSet: CodedPhrase(.languageSet)
        case .languages:
            CodedPhrase(
                .languages,
                ["english": PhraseValue.word(.languageEnglish), "turkish": PhraseValue.word(.languageTurkish)])
        case .packerSet(let name): CodedPhrase(.packerSet, ["name": name])
        case .packerIs(let name): CodedPhrase(.packerIs, ["name": name])
        case .noPacker: CodedPhrase(.noPacker, ["word": PhraseValue.word(.packer)])
        case .noPackerName: CodedPhrase(.noPackerName, ["most": BadgeCode.longestName])
        case .nextCounts(let factor): CodedPhrase(.nextCounts, ["factor": factor])
        case .countsOnce: CodedPhrase(.countsOnce)
        case .nothingToLeave: CodedPhrase(.nothingToLeave)
        case .did(let command): CodedPhrase(.did, StationCommand[command].help)
        case .howToLeave:
            CodedPhrase(.howToLeave, ["key": PhraseValue.command(.quit), "word": PhraseValue.word(.quit)])
        case .leavingTooSoon: CodedPhrase(.leavingTooSoon)
        case .leavingHalfChecked(let number, let checked, let needed):
            CodedPhrase(.leavingHalfChecked, ["number": number, "checked": checked, "needed": needed])
        case .leavingQueued(let count):
            CodedPhrase(.leavingQueued, ["count": count, "quit": PhraseValue.command(.quit)])
        }
    }
}

extension StationModel.Mode {
    /// What the mode is called, in capitals.
    public var phrase: Phrase { Phrase("mode.\(rawValue)") }
}

/// What is said while a package is looked for.
public enum LookupMessage: Equatable, Sendable {
    /// No package is called so.
    case noSuchPackage(String)
    /// No package here is called so, and the OMS cannot be asked now.
    case notAskable(String)
    /// Several packages are called so; a packer is told to name one by its number.
    case severalPackages(String, count: Int, isForPacker: Bool)
    /// A code may be one of a package that was not read yet, and the OMS cannot be reached.
    case notReadYet(String)
    /// A code is not one of the packages that are read; how many those are.
    case notFoundYet(String, read: Int?, total: Int?)
    /// The OMS is asked which package has a code.
    case askingFor(String)
    /// It could not be asked.
    case notAskedFor(String, why: Phrase)
    /// Nobody waits for its answer any more.
    case noLongerAskedFor(String)
    /// Its answer came behind a question or a form, which stands first.
    case cameSecond(String, Heading)
    /// A package has come that has a code which was refused.
    case knownNow(String)
    /// What was meant for a package that could not be opened was left.
    case meantForAnother(input: String, package: String)
}

extension LookupMessage {
    /// The phrase, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .noSuchPackage(let code): CodedPhrase(.noSuchPackage, ["code": code])
        case .notAskable(let code): CodedPhrase(.notAskable, ["code": code])
        case .severalPackages(let code, let count, let isForPacker):
            CodedPhrase(.severalPackages, form: isForPacker ? "packer" : nil, ["code": code, "count": count])
        case .notReadYet(let code): CodedPhrase(.notReadYet, ["code": code])
        case .notFoundYet(let code, let read?, let total?):
            CodedPhrase(.notFoundYet, form: "of", ["code": code, "read": read, "total": total])
        case .notFoundYet(let code, let read?, nil):
            CodedPhrase(.notFoundYet, form: "read", ["code": code, "count": read])
        case .notFoundYet(let code, nil, _): CodedPhrase(.notFoundYet, ["code": code])
        case .askingFor(let code): CodedPhrase(.askingFor, ["code": code])
        case .notAskedFor(let code, let why): CodedPhrase(.notAskedFor, ["code": code, "why": why])
        case .noLongerAskedFor(let code): CodedPhrase(.noLongerAskedFor, ["code": code])
        case .cameSecond(let code, let heading):
            CodedPhrase(.cameSecond, ["code": code, "heading": heading.phrase])
        case .knownNow(let code): CodedPhrase(.knownNow, ["code": code])
        case .meantForAnother(let input, let package):
            CodedPhrase(.meantForAnother, ["code": input, "package": package])
        }
    }
}
