import Barcode
public import OMS

/// A packing station as one value: events go in, effects come out, and the screens draw what is here.
///
///     var station = StationModel(settings: settings, at: now)
///     let effects = station.handle(.keys([.character("7")]), at: now)
///
/// Equal models behave alike: nothing is kept anywhere else.
public struct StationModel: Equatable, Sendable {
    /// What is set up for this bench, and which of several commands was chosen here.
    public internal(set) var settings: StationSettings
    /// When the last event happened.
    public internal(set) var now: Moment

    /// The packages as the mirror has them.
    public internal(set) var index = PackageIndex()
    /// The list as it is shown.
    public internal(set) var list = PackageList()
    /// The package on the bench.
    public internal(set) var bench: OpenPackage?
    /// What was checked of packages that were put aside, by package.
    public internal(set) var sessions: [Int: PackingSession] = [:]
    /// The codes of goods of which packages that were put aside need no more, by package.
    var full: [Int: Set<String>] = [:]
    /// What was checked of one package and is to be another's, which is being opened.
    var moving: Moving?

    /// The text at the prompt.
    public internal(set) var prompt = TextField()
    /// What a package scan does.
    public internal(set) var mode = Mode.open
    /// Which pane the arrow keys move in.
    public internal(set) var focus = Focus.list
    /// What fills the screen.
    public internal(set) var page = Page.work
    /// The first line shown of a page that is longer than the screen.
    public internal(set) var pageTop = 0
    /// Whether typed text narrows the list.
    public internal(set) var isFiltering = false

    /// What became of the last scan.
    public internal(set) var result: ScanResult?
    /// Errors that wait to be acknowledged, the oldest first; the first is shown.
    public internal(set) var alerts: [Alert] = []
    /// The question that waits for an answer.
    public internal(set) var dialog: Dialog?
    /// The form that is being filled in; behind the question, where there is one.
    public internal(set) var form: Form?

    /// How reaching the OMS goes.
    public internal(set) var connection = Connection.connecting
    /// When the mirror last agreed with the OMS.
    public internal(set) var fresh: Timestamp?
    /// How far a whole reading has come; nil when none is under way.
    public internal(set) var filling: Progress?
    /// Whether somebody said that it is time to go.
    public internal(set) var hasQuit = false
    /// The reasons for denying that may be given, in their order.
    public internal(set) var reasons: [DenialReason] = []
    /// States that are not understood, of which it was said.
    var toldStates: Set<PackageState> = []
    /// What was said of settings that are missing because the OMS lists no commands.
    var toldSettings: Set<String> = []
    /// Commands of the outbox.
    var commands = OutboxView()
    /// The last scans, the newest first.
    public internal(set) var scans: [ScanRecord] = []

    var viewport = Viewport(listRows: 20, detailRows: 20, isWide: true)
    /// How codes are read; the layout can change while the station runs.
    var codes: CodeReader.Settings
    /// What fitted nothing, while another label of its shot may still come.
    var held: [Held] = []
    /// The last shot in which a label was the one that was meant.
    var matchedShot: Int?
    var framer: ScanFramer
    var repeats: RepeatFilter
    var scanCount = 0
    var wake: Int64?
    /// Commands on their way to the disk, not yet accepted, by the number of their scan.
    var unaccepted: [Int: CommandIntent] = [:]
    /// Up to when what became of commands was acknowledged in earlier runs; nil where nothing was.
    var acknowledged: Timestamp?
    /// How commands were given whose end is not known yet, by the number of their scan.
    var given: [Int: Given] = [:]
    /// The package that was asked for and has not come yet; what is scanned meanwhile waits in line.
    var opening: Int?
    /// The scan that opened the package on the bench; nil where it was not opened by its own code.
    var openingScan: Scan?
    /// The finished package whose log is to say when and by whom, and whether the OMS is still asked for it.
    var finishedPackage: FinishedPackage?
    /// That a package was not packed or shipped because another one was scanned, until the next question has said so.
    var notDone: Message?
    /// Commands for which it is to be asked which of the OMS's is meant, behind the question that is open.
    var undecided: [Undecided] = []
    /// The numbers of packages that left while something was under way for them.
    var formerNumbers: [Int: String] = [:]
    /// Commands that were given again in other words: that they are given up is not told.
    var replaced: Set<QueuedCommand.ID> = []
    /// When the first character of what is at the prompt came: text too short to be framed can be a scan too.
    var promptBegan: Int64?
    /// When a word was put into the prompt that nobody typed: the Enter of its scan does not run it.
    var wordHeldAt: Int64?
    var waiting: [Waiting] = []
    /// The scan whose package the OMS is asked for, because it may not have been read yet.
    var asked: Asked?
    /// The scan whose code was refused, and for which the OMS is asked all the same.
    var askedBehind: Asked?
    /// Changes and documents that the OMS was asked for, by the number of their scan.
    var changing: [Int: Changing] = [:]
    var asking: [Int: Scan] = [:]
    /// Whether somebody has said to leave before the OMS answered to a change.
    var isLeavingAnyway = false
    /// The document that is shown.
    public internal(set) var document: ShownDocument?
    /// The package whose invoice was printed last.
    var lastPrinted: PackageSummary?
    /// What came of the event that is being handled.
    var effects: [Effect] = []

    /// What a package scan does.
    public enum Mode: String, CaseIterable, Sendable {
        /// It opens the package.
        case open
        /// It packs the package, and ships it: the hand-over takes one scan a package.
        case packEach, shipEach
    }

    /// Which pane the arrow keys move in.
    public enum Focus: Sendable {
        /// The list, or the open package.
        case list, detail
    }

    /// What fills the screen.
    public enum Page: Sendable {
        /// The list and the open package.
        case work
        /// What the keys and words do.
        case help
        /// The outbox, the failures and the last scans.
        case activity
        /// A document of a package.
        case document
    }

    /// How a command was given.
    struct Given: Equatable, Sendable {
        /// What was read.
        let input: String
        /// What the journal must say of it besides: that a package was packed with unchecked items.
        let note: String
        /// Whether it may be asked which of several commands is meant.
        let mayAsk: Bool
    }

    /// A finished package that was opened, until its log has said when it was finished and by whom.
    struct FinishedPackage: Equatable, Sendable {
        let id: Int
        let scan: Scan
    }

    /// Something that waits until the package that was asked for has come.
    enum Waiting: Equatable, Sendable {
        case scan(Scan)
        case command(CommandKind, Scan)
        /// A program's order to pack a package of which something was checked before.
        case packing(String, JSONValue, isForced: Bool, Scan)
    }

    /// A station that knows nothing yet.
    public init(settings: StationSettings, at now: Moment) {
        self.settings = settings
        self.now = now
        index = PackageIndex(commands: settings.commands)
        codes = settings.codes
        var scanner = settings.scanner
        scanner.controlKeys = Set(settings.controlKeys.keys)
        framer = ScanFramer(settings: scanner)
        repeats = RepeatFilter(repeatWindow: settings.repeatWindow)
    }

    /// Takes an event, changes the state, and gives what is to be done.
    public mutating func handle(_ event: StationEvent, at now: Moment) -> [Effect] {
        self.now = now
        releaseHeld()
        switch event {
        case .keys(let keys): take(keys)
        case .woken: wakeUp()
        case .line(let text, let number):
            scanCount = max(scanCount, number)
            take(Scan(number: number, input: text, source: .program))
        case .order(let kind, let package, let parameters, let isForced, let number):
            var scan = Scan(number: number, input: package, source: .program)
            scan.isOrder = true
            order(kind, package, parameters, isForced, scan)
        case .minute: break
        case .viewport(let viewport): self.viewport = viewport
        default: learn(event)
        }
        askWhatIsUndecided()
        scroll()
        askToBeWoken()
        defer { effects = [] }
        return effects
    }

    /// The number of the next scan.
    mutating func nextScan(_ input: String, isWritten: Bool) -> Scan {
        nextScan(input, from: isWritten ? .prompt : .scanner)
    }

    /// The next scan, from there.
    mutating func nextScan(_ input: String, from source: Scan.Source) -> Scan {
        scanCount += 1
        return Scan(number: scanCount, input: input, source: source)
    }

    private mutating func wakeUp() {
        wake = nil
        var tokens: [ScanFramer.Token] = []
        framer.timeout(at: now.uptime, into: &tokens)
        act(on: tokens)
    }

    private mutating func askToBeWoken() {
        let next = [framer.deadline, held.first?.ends].compactMap(\.self).min()
        guard next != wake else { return }
        wake = next
        effects.append(.wake(at: wake))
    }

    private mutating func scroll() {
        list.scroll(rows: viewport.listRows)
        guard let rows = bench?.rowCount, let cursor = bench?.cursor, let top = bench?.top else { return }
        bench?.top = scrolled(top: top, to: cursor, rows: viewport.detailRows, of: rows)
    }
}

extension StationModel {
    /// Commands of the outbox, the newest first: all that are not at their end, and the last of those that are.
    public var outbox: [QueuedCommand] { commands.newestFirst }

    /// Commands that are on disk and will be sent without anybody doing anything.
    public var queuedCount: Int { commands.queuedCount }

    /// Commands that a person must decide about.
    public var attentionCount: Int { commands.attentionCount }

    /// The command of a package that is not finished, the newest if there are several.
    public func pendingCommand(for package: Int) -> QueuedCommand? { commands.newestUnfinished(of: package) }

    /// Whether a command is on its way: to the disk, in the queue, or not known to be applied.
    public var hasUnfinishedCommands: Bool { !unaccepted.isEmpty || !commands.areAllFinished }

    /// The question that nobody has answered, as an answer that says so; for the end of a pipe.
    public var unansweredQuestion: ScanAnswer? {
        dialog.map { dialog in
            ScanAnswer(
                number: dialog.scan.number, input: dialog.scan.input, meaning: .confirmation, outcome: .wrong,
                package: subject?.number, message: "\(dialog.title) was not answered: nothing was done.")
        }
    }

    /// Whether nothing more will happen by itself: what waits now waits for a person.
    public var isSettled: Bool {
        changing.isEmpty && asking.isEmpty && !isAwaitingPackage && waiting.isEmpty && unaccepted.isEmpty
            && queuedCount == 0 && finishedPackage == nil
    }

    /// Whether what is scanned now is handled at once: nothing waits in line for a package, and nothing that a program
    /// reads next could be the answer to a question that is not asked yet.
    public var takesScans: Bool { !isAwaitingPackage && waiting.isEmpty && !mayStillAsk }

    /// Whether a program's command is on its way to the disk that may come back with the question which one is meant.
    private var mayStillAsk: Bool {
        settings.acknowledgesItself
            && unaccepted.contains { scan, intent in
                intent.transition == nil && intent.kind != nil && given[scan]?.mayAsk ?? false
            }
    }

    /// Whether a package is on its way to the bench, so that what is scanned now waits in line.
    ///
    /// A program is told of a finished package when its log is known; a packer need not wait for that.
    var isAwaitingPackage: Bool {
        opening != nil || asked != nil || (finishedPackage != nil && settings.acknowledgesItself)
    }

    /// The packages that the list shows, in its order: all of them, or so many from a row on.
    public func listed(from row: Int = 0, rows: Int = .max) -> some Collection<PackageSummary> {
        list.slots.dropFirst(row).prefix(rows).lazy.compactMap { index[slot: $0] }
    }

    /// The package on the bench: what a command without a name is for.
    public var subject: PackageSummary? { bench.map { PackageSummary($0.package) } }
}
