public import Language
public import OMS

/// What is said of the open package, and of opening one.
public enum BenchMessage: Equatable, Sendable {
    /// No package is open; a packer is told to scan one.
    case nothingOpen(isScanAsked: Bool)
    /// Nothing in the list is selected, or there is no further package to pack in it.
    case nothingSelected, noneLeft
    /// A package is opened: by its code, or as the next of the list; what was checked of it before.
    case opened(number: String, state: String, units: Int, CheckedBefore? = nil)
    case openedNext(number: String, state: String, CheckedBefore? = nil)
    /// A package that was scanned is open already.
    case openAlready(number: String, CheckedBefore? = nil)
    /// A package was left although all of it is checked and it is not packed.
    case leftComplete(number: String)
    /// A package that was opened is finished: since when, and by whom.
    case finished(number: String, PackageUpdate.Arrival)
    /// A package that was opened cannot be packed as it stands: there is no command for it.
    case packNotOffered(number: String, CommandChoice, PackageState)
    /// What keeps a package from being checked item by item.
    case notCheckable(number: String, Package.ContentsFault, isForceAllowed: Bool)
    /// A command for a package that was opened was not sent, because its goods had changed.
    case stopped(number: String, CommandKind, reason: Phrase)
    /// The open package changed in a way that concerns nobody's hands.
    case updated(number: String, PackageUpdate)
    /// The open package changed, or is no longer there: see the alert.
    case changed(number: String)
    case gone(number: String)
    /// The package that something was asked for is no longer the open one.
    case noLongerOpen(number: String)
    /// A unit is checked, and more are to go.
    case checked(title: String, checked: Int, needed: Int, left: Int)
    /// A unit is checked of a line whose quantity the OMS wrote in a way that is no number.
    case checkedOfUnknown(title: String, checked: Int, written: String)
    /// Everything is checked; what comes next.
    case allChecked(units: Int, NextStep)
    /// A line that has a barcode is not checked without it.
    case hasBarcode(title: String, barcode: String)
    /// The open package has no such item.
    case noSuchItem(String)
    /// A check is taken back, or there is none.
    case takenBack(title: String, count: Int, checked: Int, needed: Int)
    case nothingToTakeBack
    /// The package is checked from the beginning, and the other way round.
    case restarted(number: String)
    case restartUndone(checked: Int, needed: Int)
    /// The package is put aside.
    case putAside(number: String, checked: Int, needed: Int)
    /// Checks are moved to another package; `left` stay where they were.
    case moved(Int, of: Int, from: String, to: String, left: Int)
    /// They cannot be: nothing is checked, nothing says where to, or it is the open package or in the wrong state.
    case nothingToMove, moveNeedsPackage
    case notMovable(number: String, state: String?)

    /// What was checked of a package that is opened again.
    public struct CheckedBefore: Equatable, Sendable {
        /// How many units of how many.
        let checked: Int, needed: Int
        /// Whether that is all, and it is not packed.
        let isComplete: Bool
    }

    /// What can be done when everything is checked.
    public enum NextStep: Equatable, Sendable {
        /// It is packed by the packer, or by the station itself.
        case pack, packsItself
        /// There is no command to pack it in this state.
        case notOffered(CommandChoice, PackageState)
    }
}

extension BenchMessage {
    /// The phrase, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .nothingOpen(true): CodedPhrase(.nothingOpen, form: "scan")
        case .nothingOpen(false): CodedPhrase(.nothingOpen)
        case .nothingSelected: CodedPhrase(.nothingSelected)
        case .noneLeft: CodedPhrase(.noneLeft)
        case .opened(let number, let state, let units, nil):
            CodedPhrase(.opened, ["number": number, "state": state, "count": units])
        case .opened(let number, let state, _, let before?):
            CodedPhrase(.opened, form: "before", ["number": number, "state": state, "before": before.phrase])
        case .openedNext(let number, let state, nil):
            CodedPhrase(.openedNext, ["number": number, "state": state])
        case .openedNext(let number, let state, let before?):
            CodedPhrase(.openedNext, form: "before", ["number": number, "state": state, "before": before.phrase])
        case .openAlready(let number, nil): CodedPhrase(.openAlready, ["number": number])
        case .openAlready(let number, let before?):
            CodedPhrase(.openAlready, form: "before", ["number": number, "before": before.phrase])
        case .leftComplete(let number): CodedPhrase(.leftComplete, ["number": number])
        case .finished(let number, let arrival): CodedPhrase(.finished, ["number": number, "state": arrival.phrase])
        case .packNotOffered(let number, let choice, let state):
            CodedPhrase(.packNotOffered, ["number": number, "trouble": choice.trouble(.pack, state)])
        case .notCheckable(let number, let fault, let isForceAllowed):
            CodedPhrase(
                .notCheckable, form: isForceAllowed ? nil : "no-force", ["number": number, "fault": fault.phrase])
        case .stopped(let number, let kind, let reason):
            CodedPhrase(.stopped, ["number": number, "command": kind.phrase, "reason": reason])
        case .updated(let number, let update): CodedPhrase(.updated, ["number": number, "changes": update.calmPhrase])
        case .changed(let number): CodedPhrase(.changed, ["number": number])
        case .gone(let number): CodedPhrase(.gone, ["number": number])
        case .noLongerOpen(let number): CodedPhrase(.noLongerOpen, ["number": number])
        case .checked(let title, let checked, let needed, let left):
            CodedPhrase(.itemChecked, ["title": title, "checked": checked, "needed": needed, "left": left])
        case .checkedOfUnknown(let title, let checked, let written):
            CodedPhrase(.itemCheckedOfUnknown, ["title": title, "checked": checked, "written": written])
        case .nothingToTakeBack: CodedPhrase(.nothingToTakeBack)
        case .allChecked(let units, let next): next.phrase(units)
        case .hasBarcode(let title, let barcode): CodedPhrase(.hasBarcode, ["title": title, "barcode": barcode])
        case .noSuchItem(let words): CodedPhrase(.noSuchItem, ["words": words])
        case .takenBack(let title, let count, let checked, let needed):
            CodedPhrase(
                .takenBack,
                ["goods": Phrase.goods(title, count), "checked": checked, "needed": needed])
        case .restarted(let number): CodedPhrase(.restarted, ["number": number])
        case .restartUndone(let checked, let needed):
            CodedPhrase(.restartUndone, ["checked": checked, "needed": needed])
        case .putAside(let number, let checked, let needed):
            CodedPhrase(.putAside, ["number": number, "checked": checked, "needed": needed])
        case .moved(let moved, let all, let from, let to, 0):
            CodedPhrase(.moved, ["moved": moved, "all": all, "from": from, "to": to])
        case .moved(let moved, let all, let from, let to, let left):
            CodedPhrase(.moved, form: "left", ["moved": moved, "all": all, "from": from, "to": to, "count": left])
        case .nothingToMove: CodedPhrase(.nothingToMove)
        case .moveNeedsPackage: CodedPhrase(.moveNeedsPackage, ["move": PhraseValue.word(.move)])
        case .notMovable(let number, let state?):
            CodedPhrase(.notMovable, form: "state", ["number": number, "state": state])
        case .notMovable(let number, nil): CodedPhrase(.notMovable, ["number": number])
        }
    }
}

extension BenchMessage.CheckedBefore {
    fileprivate var phrase: Phrase {
        isComplete
            ? Phrase("before.complete", ["checked": checked, "needed": needed, "pack": PhraseValue.command(.pack)])
            : Phrase("before", ["checked": checked, "needed": needed])
    }
}

extension BenchMessage.NextStep {
    fileprivate func phrase(_ units: Int) -> CodedPhrase {
        switch self {
        case .pack: CodedPhrase(.allChecked, form: "pack", ["count": units, "pack": PhraseValue.command(.pack)])
        case .packsItself: CodedPhrase(.allChecked, ["count": units])
        case .notOffered(let choice, let state):
            CodedPhrase(.allChecked, form: "not-offered", ["count": units, "trouble": choice.trouble(.pack, state)])
        }
    }
}
