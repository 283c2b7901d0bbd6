public import Language
public import OMS

/// Something that happened: at the keyboard, to the clock, or in the engine.
public enum StationEvent: Equatable, Sendable {
    /// Keys, or what a scanner sent as such: everything that was waiting, in its order.
    case keys([KeyInput])
    /// One line of a pipe: a scan or a word, with its number.
    case line(String, number: Int)
    /// A command for a package that need not be open, from a program: nothing is asked back.
    ///
    /// `isForced` says that the package is packed although its items were not checked here.
    case order(CommandKind, package: String, parameters: JSONValue, isForced: Bool, number: Int)
    /// The time that the model asked to be woken at (`Effect.wake`) has come.
    case woken
    /// The minute has changed.
    case minute
    /// Another version of the program was installed over the one that runs.
    case replaced
    /// How many lines fit in each pane of the screen.
    case viewport(Viewport)

    /// The mirror as a whole: at the start, and after it was read again.
    case mirror(PackageIndex)
    /// Packages of the mirror that changed or left.
    case changed([PackageSummary], removed: [Int])
    /// A package that was asked for with `Effect.open`, or a newer version of the open one.
    case opened(OpenedPackage)
    /// The reading of a package that was asked for with `Effect.read` has ended, with or without success.
    case readEnded(package: Int)
    /// The mirror has no package of that id.
    case gone(package: Int)
    /// What the OMS has for a scanned code; or why it could not be asked.
    case lookedUp(scan: Int, trouble: Phrase?)
    /// What became of a change, or of a document, that was asked for.
    case packageChanged(PackageChange, package: Int, scan: Int, ChangeOutcome)
    case document(DocumentAnswer, package: Int, scan: Int)
    /// A page of what was asked for with `Effect.inquire`.
    case inquiry(OMSQueryAnswer)
    /// What the mirror's packages have where a filter can ask for it.
    case filterValues(FilterValues)
    /// The reasons for denying that the OMS gives.
    case reasons([DenialReason])
    /// What was checked of packages that are not finished, from before the station was started.
    case sessions([PackingSession])
    /// The last scans of earlier runs, the newest first.
    case scans([ScanRecord])
    /// The state of the connection to the OMS.
    case connection(Connection)
    /// The mirror was in agreement with the OMS at this moment.
    case fresh(Timestamp)
    /// So many of the location's packages have been read of a full reading; nil at its end.
    case filling(Progress?)
    /// The packages were read again on request; why they could not be, if so.
    case refreshed(trouble: Phrase?)
    /// What became of commands up to then was acknowledged in an earlier run.
    case acknowledged(until: Timestamp)
    /// Which of several commands of one kind were chosen in earlier runs.
    case chosen([CommandKind: ChosenCommand])
    /// The language that was chosen in an earlier run.
    case language(LanguageTag)
    /// How this bench stands to the other benches of its warehouse.
    case sharing(SharingState)
    /// The packages that other benches have in their hands: all of them.
    case holders([Int: PackageHolder])
    /// The answer to `Effect.claim`.
    case claim(package: Int, ClaimAnswer)
    /// A package that this bench has was counted at other benches too, without knowing of each other.
    case counted(package: Int, [CountedSession])
    /// Another bench has taken over a package that this one had.
    case claimLost(package: Int, to: PackageHolder)
    /// The answer to `Effect.countBoard`.
    case board(BoardCounts)
    /// Who packed when the station was left.
    case packer(String)
    /// A command was put on disk, or came further.
    case outbox(QueuedCommand)
    /// The reading after an applied pack shows other goods than it was given for.
    case contentsDiffer(PackDifference, package: Int, scan: Int?)
    /// A command could not be put on disk: it was not accepted.
    case notAccepted(CommandIntent, scan: Int?, reason: Phrase)
    /// A command was not put on disk, because the package lists several of its kind, and nothing says which is meant.
    case undecided(CommandIntent, scan: Int?, [PackageCommand])
    /// A print job was wanted, or came further.
    case print(QueuedPrint)
    /// A package was packed here and has no label yet, since then; nil where it need not be waited for any more.
    ///
    /// It does not count as late where a person has dismissed it.
    case labelAwaited(package: Int, since: Timestamp?, isDismissed: Bool = false)
    /// The label of a package is another one than was printed, or is that one again.
    case labelDiffers(package: Int, LabelChange)
    /// What other benches printed of packages: all of it for each of these.
    case benchPrints([Int: [BenchPrint]])
    /// A printer needs a hand, and why; nil when it is well again.
    case printer(String, trouble: Phrase?)
    /// The type of the terminal is not known here, and it is taken for another.
    case unknownTerminal(type: String, takenFor: String)
    /// Something is wrong that a person has to acknowledge; it changes nothing else.
    case alarm(Alarm)
    /// Something went wrong that a person should know; it changes nothing else.
    case trouble(Phrase)
}

/// A key of the keyboard, or a character of a scanner that pretends to be one.
public enum KeyInput: Equatable, Sendable {
    /// A printable character or a control character.
    case character(Unicode.Scalar)
    /// The Enter key of the keypad.
    case enter
    /// A key that edits the field the cursor is in.
    case edit(EditKey)
    /// A key that the keymap gives a command.
    case command(StationCommand.ID)
    /// The start and the end of a bracketed paste.
    case pasteBegin, pasteEnd
    /// Any other key: nothing happens.
    case unknown
}

/// A key that edits the field the cursor is in.
public enum EditKey: Int32, CaseIterable, Sendable {
    /// What the keys are called on a keyboard; `clear` empties the field.
    case backspace = 101, delete, left, right, home, end, clear
}

/// How many lines the panes have.
public struct Viewport: Equatable, Sendable {
    /// Rows of the package list.
    public var listRows: Int
    /// Rows of the pane with the items and the log.
    public var detailRows: Int
    /// Rows of a page that fills the screen, such as the help.
    public var pageRows: Int
    /// How many rows the page that is shown has in all.
    public var pageLength: Int
    /// Whether both panes are on the screen at once.
    public var isWide: Bool

    /// Room for so many rows.
    public init(listRows: Int, detailRows: Int, pageRows: Int = 20, pageLength: Int = 0, isWide: Bool) {
        self.listRows = max(1, listRows)
        self.detailRows = max(1, detailRows)
        self.pageRows = max(1, pageRows)
        self.pageLength = pageLength
        self.isWide = isWide
    }
}

/// A package with what belongs to it, as the mirror has it.
public struct OpenedPackage: Equatable, Sendable {
    /// The package.
    public let package: Package
    /// Its history, the newest first; nil while it has not been read.
    public let logs: [TransitionLog]?

    /// A package and its history.
    public init(package: Package, logs: [TransitionLog]?) {
        self.package = package
        self.logs = logs
    }

    /// The same with what the states of its items mean in an installation.
    func understood(by states: StateTable) -> OpenedPackage {
        OpenedPackage(package: package.understood(by: states), logs: logs)
    }
}

/// The state of the connection to the OMS.
public enum Connection: Equatable, Sendable {
    /// Nothing has been asked yet.
    case connecting
    /// The last request was answered.
    case online
    /// What was asked last has not been answered for some seconds; it may still be.
    case slow
    /// The last request was not answered; why.
    case offline(Phrase)
    /// The OMS answers but does not let us in; its words, and the scheme that it wants in the place of the one that is set.
    case rejected(Phrase, wantedScheme: String? = nil)
}

/// How far a whole reading of the packages has come.
public struct Progress: Equatable, Sendable {
    /// Packages read.
    public let done: Int
    /// Packages there are; nil where the OMS did not say.
    public let total: Int?

    /// So many of so many.
    public init(done: Int, total: Int?) {
        self.done = done
        self.total = total
    }
}
