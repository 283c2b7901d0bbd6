public import OMS

/// What is said of the open package, and of opening one.
public enum BenchMessage: Equatable, Sendable {
    /// No package is open; a packer is told to scan one.
    case nothingOpen(isScanAsked: Bool)
    /// Nothing in the list is selected, or there is no further package to pack in it.
    case nothingSelected, noneLeft
    /// A package is opened: by its code, or as the next of the list.
    case opened(number: String, state: String, units: Int)
    case openedNext(number: String, state: String)
    /// A package that was scanned is open already.
    case openAlready(number: String)
    /// A package that was opened is finished: since when, and by whom.
    case finished(number: String, PackageUpdate.Arrival)
    /// A package that was opened cannot be packed as it stands: there is no command for it.
    case packNotOffered(number: String, CommandChoice, PackageState)
    /// What keeps a package from being checked item by item.
    case notCheckable(number: String, Package.ContentsFault, isForceAllowed: Bool)
    /// A command for a package that was opened was not sent, because its goods had changed.
    case stopped(number: String, CommandKind, reason: String)
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

    /// What can be done when everything is checked.
    public enum NextStep: Equatable, Sendable {
        /// It is packed by the packer, or by the station itself.
        case pack, packsItself
        /// There is no command to pack it in this state.
        case notOffered(CommandChoice, PackageState)
    }
}

extension BenchMessage {
    /// The sentence, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .nothingOpen(true): CodedPhrase(.nothingOpen, "No package is open: scan a package first.")
        case .nothingOpen(false): CodedPhrase(.nothingOpen, "No package is open.")
        case .nothingSelected: CodedPhrase(.nothingSelected, "No package is selected.")
        case .noneLeft: CodedPhrase(.noneLeft, "There is no further package to pack in the list.")
        case .opened(let number, let state, let units):
            CodedPhrase(.opened, "\(number) · \(state) · \(units == 1 ? "1 unit" : "\(units) units")")
        case .openedNext(let number, let state): CodedPhrase(.openedNext, "\(number) · \(state)")
        case .openAlready(let number): CodedPhrase(.openAlready, "\(number) is open already.")
        case .finished(let number, let arrival): CodedPhrase(.finished, "\(number) is \(arrival.words).")
        case .packNotOffered(let number, let choice, let state):
            CodedPhrase(.packNotOffered, "\(number) \(choice.trouble(.pack, state))")
        case .notCheckable(let number, let fault, true):
            CodedPhrase(.notCheckable, "\(number) can only be packed by force: \(fault.words).")
        case .notCheckable(let number, let fault, false):
            CodedPhrase(
                .notCheckable, "\(number) cannot be packed here: \(fault.words), and nothing is packed by force.")
        case .stopped(let number, let kind, let reason):
            CodedPhrase(.stopped, "\(number): check it again; \(kind.word) was not sent, \(reason).")
        case .updated(let number, let update): CodedPhrase(.updated, "\(number): \(update.calmWords).")
        case .changed(let number): CodedPhrase(.changed, "\(number) has changed.")
        case .gone(let number): CodedPhrase(.gone, "\(number) is no longer there.")
        case .noLongerOpen(let number): CodedPhrase(.noLongerOpen, "\(number) is no longer open: nothing was done.")
        case .checked(let title, let checked, let needed, let left):
            CodedPhrase(.itemChecked, "\(title) · \(checked) of \(needed), \(left) to go")
        case .checkedOfUnknown(let title, let checked, let written):
            CodedPhrase(
                .itemCheckedOfUnknown,
                "\(title) · \(checked) checked; how many are needed cannot be read: “\(written)”")
        case .allChecked(let units, let next):
            CodedPhrase(
                .allChecked,
                (units == 1 ? "The only unit is checked" : "All \(units) units are checked") + next.words)
        case .hasBarcode(let title, let barcode):
            CodedPhrase(.hasBarcode, "\(title) has a barcode: scan \(barcode), or type its SKU.")
        case .noSuchItem(let words): CodedPhrase(.noSuchItem, "\(words) is no item of the open package.")
        case .takenBack(let title, let count, let checked, let needed):
            CodedPhrase(
                .takenBack,
                "Taken back: \(count == 1 ? "" : "\(count) × ")\(title) · \(checked) of \(needed) checked")
        case .nothingToTakeBack: CodedPhrase(.nothingToTakeBack, "There is no scan to take back.")
        case .restarted(let number): CodedPhrase(.restarted, "\(number) starts again: nothing is checked.")
        case .restartUndone(let checked, let needed):
            CodedPhrase(.restartUndone, "Taken back: the start again · \(checked) of \(needed) checked")
        case .putAside(let number, let checked, let needed):
            CodedPhrase(.putAside, "\(number) put aside, \(checked) of \(needed) checked.")
        case .moved(let moved, let all, let from, let to, let left):
            CodedPhrase(
                .moved,
                "Moved \(moved) of \(all) from \(from) to \(to)."
                    + (left == 0 ? "" : " \(left) stay with \(from): not needed here."))
        case .nothingToMove: CodedPhrase(.nothingToMove, "Nothing is checked that could be moved.")
        case .moveNeedsPackage: CodedPhrase(.moveNeedsPackage, "Say which package it is moved to: move NUMBER.")
        case .notMovable(let number, let state):
            CodedPhrase(
                .notMovable,
                "\(number) is \(state ?? "the open package"): nothing can be moved to it.")
        }
    }
}

extension BenchMessage.NextStep {
    fileprivate var words: String {
        switch self {
        case .pack: ": pack it (F3)."
        case .packsItself: "."
        case .notOffered(let choice, let state): ". It \(choice.trouble(.pack, state))"
        }
    }
}
