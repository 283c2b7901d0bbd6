public import OMS

// What the screens and the tests look at.
extension StationModel {
    /// The packages as the mirror has them.
    public var index: PackageIndex { catalog.index }

    /// The list as it is shown.
    public var list: PackageList { catalog.list }

    /// Whether typed text narrows the list.
    public var isFiltering: Bool { catalog.isFiltering }

    /// The packages that the list shows, in its order: all of them, or so many from a row on.
    public func listed(from row: Int = 0, rows: Int = .max) -> some Collection<PackageSummary> {
        catalog.listed(from: row, rows: rows)
    }

    /// Who packs; nil where nobody said so.
    public var packer: String? { packerName?.text }

    /// What a package scan does.
    public var mode: Mode { modeState.mode }

    /// What became of the packages that were scanned since the mode was set; nil where a scan opens the package.
    public var modeTally: ModeTally? { modeState.tally }

    /// The package on the bench.
    public var bench: OpenPackage? { benchState.open }

    /// What was checked of packages that were put aside, by package.
    public var sessions: [Int: PackingSession] { benchState.sessions }

    /// The package on the bench: what a command without a name is for.
    public var subject: PackageSummary? { bench?.summary }

    /// The text at the prompt.
    public var prompt: TextField { promptLine.field }

    /// Which pane the arrow keys move in.
    public var focus: Focus { screen.focus }

    /// What fills the screen.
    public var page: Page { screen.page }

    /// The first line shown of a page that is longer than the screen.
    public var pageTop: Int { screen.pageTop }

    /// What became of the last scan.
    public var result: ScanResult? { history.result }

    /// The last scans, the newest first.
    public var scans: some RandomAccessCollection<ScanRecord> { history.scans }

    /// How many scans the station remembers for its activity page; the journal has them all.
    public static var scansKept: Int { ScanHistory.most }

    /// Errors that wait to be acknowledged, the oldest first; the first is shown.
    public var alerts: [Alert] { alertQueue.alerts }

    /// The question that waits for an answer.
    public var dialog: Dialog? { questions.dialog }

    /// The form that is being filled in, also under a question.
    public var form: Form? { questions.form }

    /// The state of the connection to the OMS.
    public var connection: Connection { status.connection }

    /// Whether another version of the program was installed over the one that runs, which it is to be started again for.
    public var hasNewVersion: Bool { status.hasNewVersion }

    /// When the mirror last agreed with the OMS.
    public var fresh: Timestamp? { status.fresh }

    /// The progress of a full reading; nil when none is running.
    public var filling: Progress? { status.filling }

    /// The document that is shown.
    public var document: ShownDocument? { invoices.shown }

    /// The reasons for denying that may be given, in their order.
    public var reasons: [DenialReason] { tracking.reasons }

    /// The reason with that id, else the only one whose title holds these words.
    public func reason(named words: String) -> DenialReason? { tracking.reason(named: words) }

    /// Commands of the outbox, the newest first: all that are not at their end, and the last of those that are.
    public var outbox: [QueuedCommand] { commands.newestFirst }

    /// The commands of the outbox.
    var commands: OutboxView { tracking.outbox }

    /// Commands that are on disk and will be sent automatically.
    public var queuedCount: Int { commands.queuedCount }

    /// Commands that a person must decide about.
    public var attentionCount: Int { commands.attentionCount }

    /// The command of a package that is not finished, the newest if there are several.
    public func pendingCommand(for package: Int) -> QueuedCommand? { commands.newestUnfinished(of: package) }

    /// Whether a command is pending: being written, queued, or not known to be applied.
    public var hasUnfinishedCommands: Bool { tracking.hasUnaccepted || !commands.areAllFinished }

    /// What is to be said at the end of a run of each command that is not at its end.
    public var unfinished: [Message] {
        outbox.filter { !$0.stage.isFinal }.map { command in
            .command(
                .unfinished(
                    number: number(of: command.intent.package), command.intent.commandName,
                    .init(command: command.id, stage: command.stage, reason: command.reason, cause: command.cause)))
        }
    }

    /// The question or the form that was not answered, as an answer that says so; for the end of a pipe.
    public var unansweredQuestion: ScanAnswer? {
        let dialog = dialog.map { (scan: $0.scan, message: QuestionMessage.notAnswered($0.message)) }
        let form = form.map { (scan: $0.scan, message: QuestionMessage.notFilledIn($0.heading)) }
        return (dialog ?? form).map { asked in
            ScanAnswer(
                number: asked.scan.number, input: asked.scan.input, meaning: .confirmation, outcome: .wrong,
                package: subject?.number, message: .question(asked.message))
        }
    }

    /// Whether nothing more will happen by itself: what waits now waits for a person.
    public var isSettled: Bool {
        !factChanges.arePending && !invoices.isAsking && takesScans && !tracking.hasUnaccepted && queuedCount == 0
            && opening.finished == nil && labels.waitingCount == 0
    }

    /// Whether what is scanned now is handled at once: nothing waits in line for a package, and nothing that a program
    /// reads next could be the answer to a question that is not asked yet.
    public var takesScans: Bool {
        !isAwaitingPackage && opening.waiting.isEmpty && !(settings.acknowledgesItself && tracking.mayStillAsk)
    }

    /// Whether a package is being opened, so that what is scanned now waits in line.
    ///
    /// A program gets the answer about a finished package once its log is known, and about one that another bench may have
    /// once that is known; a packer need not wait for that.
    var isAwaitingPackage: Bool {
        opening.package != nil || lookup.asked != nil
            || (settings.acknowledgesItself && (opening.finished != nil || sharingState.request != nil))
    }

    /// What people know a package by: its number, or its id where the package is not known.
    public func number(of package: Int) -> String { catalog.number(of: package) }
}
