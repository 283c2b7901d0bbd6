public import Barcode
public import Language
public import OMS

/// What an alert says, as a value with its arguments; its sentences are in `AlertMessage+Text`.
public enum AlertMessage: Equatable, Sendable {
    /// A scan could not be read.
    case unreadable(BarcodeError)
    /// A command code was scanned that is no answer to the question that was open.
    case notAnAnswer(input: String, DialogMessage)
    /// Nothing here has a code: why, and what it would be under another keyboard layout.
    case unknownCode(String, BarcodeError?, DialogMessage.LayoutChoice?, isPackageOpen: Bool)
    /// Nothing here has a code, and the OMS cannot be asked for it now.
    case notKnownHere(String)
    /// A code is only the end of one of the open package's, or is two codes that ran together.
    case onlyTheEnd(String)
    case twoCodes(String, String, String)
    /// Goods are not in the open package, of which these are missing; or no package that is to be packed needs them.
    case wrongItem(String, missing: [String], KnownGoods? = nil)
    case neededNowhere(String)
    /// More of a line are scanned than are needed.
    case tooMany(title: String, count: Int, needed: Int, left: Int)
    /// Goods are scanned for a package that is queued to be packed, or in that state.
    case tooLate(title: String, number: String, Lateness)
    /// A unit with this serial number was counted before.
    case sameUnit(title: String, serial: String)
    /// A serial number stands for one unit, and more were to be counted by it.
    case oneUnit(title: String, serial: String)
    /// Only units with these serial numbers are needed, and the code had none.
    case serialNeeded(title: String, serials: [String])
    /// Only units with these serial numbers are needed, and the code had another.
    case wrongSerial(title: String, serial: String, serials: [String])
    /// Something is not checked, and nothing is packed by force.
    case notComplete(number: String, UncheckedUnits, [DialogMessage.Line])
    /// The OMS offers other commands only; whether packing comes first.
    case notOffered(
        number: String, CommandKind, CommandChoice, PackageState, offered: [String], isPackFirst: Bool = false)
    /// The open package changed, and not by this bench.
    case packageChanged(number: String, PackageUpdate)
    /// What was checked of a package that was put aside is no longer all needed.
    case countsTakenBack(number: String, [PackDifference.Change])
    /// The OMS no longer has the open package, or it is another location's.
    case packageGone(number: String)
    /// A package was packed, and has goods that were not in the parcel.
    case packedWithout(number: String, PackDifference)
    /// A command was not accepted, because it could not be put on disk.
    case notAccepted(number: String, CommandName, reason: Phrase)
    /// A command was not sent, because the package is not what it was given for.
    ///
    /// The last number is that of the command.
    case notSent(number: String, CommandName, reason: Phrase?, command: Int)
    /// The OMS refused a command, in these words; the number of the command where sending it again may help.
    case refused(number: String, CommandName, reason: Phrase?, retry: Int?)
    /// A command waits for a decision.
    case needsDecision(number: String, CommandName, reason: Phrase?, Message.Decision)
    /// The OMS refused to set a fact, or it is not known whether it is set.
    case factRefused(FactOffer, number: String, why: Phrase)
    case factUnknown(FactOffer, number: String, why: Phrase)
    /// What was asked for with the invoice of a package was not done.
    case invoiceNotDone(DocumentUse, number: String, why: Phrase)
    /// A label was scanned that is another package's than the one whose label is due.
    case wrongLabel(String, of: String, due: String)
    /// Something could not be printed, on that printer where one was to print it; or it is not known whether it came out.
    case printFailed(QueuedPrint.Paper, number: String, printer: String?, why: Phrase?)
    case printUnknown(QueuedPrint.Paper, number: String, printer: String)
    /// The label of a package is another one than was printed.
    case labelChanged(number: String)
    /// Another bench has taken over a package that this one had.
    case takenOver(number: String, HolderWords)
    /// Something is wrong beside the packages.
    case alarm(Alarm)

    /// Goods that a package needs: which one, and what they are, as soon as that is known.
    public struct KnownGoods: Equatable, Sendable {
        /// The package's id and number.
        let package: Int, number: String
        /// What was scanned of them.
        let code: String
        /// What the goods are called; nil while that is not known.
        var title: String?
    }

    /// Why nothing more goes into a parcel.
    public enum Lateness: Equatable, Sendable {
        /// This command of the package is under way.
        case queued(CommandKind)
        /// A person must decide about this command of the package.
        case undecided(CommandKind, Message.Decision)
        /// The package is in that state.
        case state(String)
    }

    /// Whether scanning what is right acknowledges it; what happened to a package or a command needs a person.
    var isAnsweredByScan: Bool {
        switch self {
        case .unreadable, .notAnAnswer, .unknownCode, .notKnownHere, .onlyTheEnd, .twoCodes, .wrongItem,
            .neededNowhere, .tooMany, .tooLate, .sameUnit, .oneUnit, .serialNeeded, .wrongSerial, .notComplete,
            .notOffered, .factRefused, .factUnknown:
            true
        case .packageChanged, .countsTakenBack, .packageGone, .packedWithout, .notAccepted, .notSent, .refused,
            .needsDecision, .invoiceNotDone, .wrongLabel, .printFailed, .printUnknown, .labelChanged, .takenOver,
            .alarm:
            false
        }
    }

    /// What it is about.
    var subject: Alert.Subject {
        switch self {
        case .unreadable, .notAnAnswer, .unknownCode, .notKnownHere, .onlyTheEnd, .twoCodes, .wrongItem,
            .neededNowhere, .tooMany, .tooLate, .sameUnit, .oneUnit, .serialNeeded, .wrongSerial, .notComplete,
            .invoiceNotDone, .wrongLabel:
            .scan
        case .alarm: .station
        case .packageChanged, .countsTakenBack, .packageGone, .packedWithout, .printFailed, .printUnknown,
            .labelChanged, .takenOver:
            .package
        case .notOffered, .notAccepted, .notSent, .refused, .needsDecision, .factRefused, .factUnknown: .command
        }
    }

    /// Whether it tells of a packed package what was told when the package changed.
    func isTold(byChangeOf changed: AlertMessage) -> Bool {
        guard case .packedWithout(let number, _) = self, case .packageChanged(number, let update) = changed else {
            return false
        }
        return update.goods != nil
    }

    /// Whether a later message about the same thing takes its place.
    func isReplaced(by later: AlertMessage) -> Bool {
        if case .alarm(.clockWrong) = self, case .alarm(.clockWrong) = later { true } else { false }
    }

    /// Whether it tells the same goods of a package as a command that was stopped because of them.
    func isTold(by stopped: AlertMessage) -> Bool {
        guard case .packageChanged(let number, let update) = self, case .notSent(number, _, _, _) = stopped else {
            return false
        }
        return update.state?.canBePacked ?? true && !update.hasNewAddress
    }

    /// The code for programs.
    var code: MessageCode {
        switch self {
        case .unreadable: .unreadable
        case .notAnAnswer: .questionClosed
        case .unknownCode: .unknownCode
        case .notKnownHere: .notKnownHere
        case .onlyTheEnd: .onlyTheEnd
        case .twoCodes: .twoCodes
        case .wrongItem: .wrongItem
        case .neededNowhere: .neededNowhere
        case .tooMany: .tooMany
        case .tooLate: .tooLate
        case .sameUnit: .sameUnit
        case .oneUnit: .oneUnit
        case .serialNeeded: .serialNeeded
        case .wrongSerial: .wrongSerial
        case .notComplete: .notComplete
        case .notOffered: .notOffered
        case .packageChanged: .packageChanged
        case .countsTakenBack: .countsTakenBack
        case .packageGone: .packageGone
        case .packedWithout: .packedWithout
        case .notAccepted: .notAccepted
        case .notSent: .notSent
        case .refused: .refused
        case .needsDecision: .needsDecision
        case .factRefused: .factRefused
        case .factUnknown: .factUnknown
        case .invoiceNotDone: .invoiceNotDone
        case .wrongLabel: .wrongLabel
        case .printFailed: .printFailed
        case .printUnknown: .printUnknown
        case .labelChanged: .labelChanged
        case .takenOver: .takenOver
        case .alarm(.fileSetAside): .fileSetAside
        case .alarm(.commandFailed): .commandFailed
        case .alarm(.clockWrong): .clockWrong
        }
    }
}
