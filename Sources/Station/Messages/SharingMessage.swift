public import Language
public import OMS

/// What is said of packages that several benches work on.
public enum SharingMessage: Equatable, Sendable {
    /// Another bench has the package.
    case claimed(number: String, HolderWords)
    /// A package is being taken from another bench, or was: with so much of it checked.
    case takingOver(number: String)
    case tookOver(number: String, HolderWords, checked: Int, needed: Int)
    /// The other benches cannot be reached, and why.
    case alone(why: Phrase)
    /// They can be reached again.
    case together
    /// No package was refused that could be taken over.
    case nothingToTakeOver
    /// Of the counts of several benches one was chosen, with so much checked; or all were forgotten.
    case countChosen(number: String, checked: Int, needed: Int)
    case countAgain(number: String)
}

/// Who has a package, as a sentence names it: `Mehmet at bench 5 since 14:02`.
public struct HolderWords: Equatable, Sendable {
    let bench: String, packer: String?
    let since: PhraseTime

    /// The words.
    public var phrase: Phrase {
        packer.map { Phrase("holder.packer", ["packer": $0, "bench": bench, "time": since]) }
            ?? Phrase("holder", ["bench": bench, "time": since])
    }
}

extension PackageHolder {
    /// Who has it, with the time that the wall clock shows.
    public func words(in zone: Zone, at now: Timestamp) -> HolderWords {
        HolderWords(bench: bench, packer: packer, since: zone.phraseTime(since, at: now))
    }

    /// Why a command is not sent: the package is in other hands.
    public func reason(in zone: Zone, at now: Timestamp) -> Phrase {
        Phrase("reason.claimed", ["holder": words(in: zone, at: now).phrase])
    }
}

extension SharingMessage {
    /// The phrase, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .claimed(let number, let holder):
            CodedPhrase(.claimed, ["number": number, "holder": holder.phrase])
        case .takingOver(let number): CodedPhrase(.takingOver, ["number": number])
        case .tookOver(let number, let holder, 0, _):
            CodedPhrase(.tookOver, ["number": number, "holder": holder.phrase])
        case .tookOver(let number, let holder, let checked, let needed):
            CodedPhrase(
                .tookOver, form: "checked",
                ["number": number, "holder": holder.phrase, "checked": checked, "needed": needed])
        case .alone(let why): CodedPhrase(.alone, ["why": why])
        case .together: CodedPhrase(.together)
        case .nothingToTakeOver: CodedPhrase(.nothingToTakeOver)
        case .countChosen(let number, let checked, let needed):
            CodedPhrase(.countChosen, ["number": number, "checked": checked, "needed": needed])
        case .countAgain(let number): CodedPhrase(.countAgain, ["number": number])
        }
    }
}
