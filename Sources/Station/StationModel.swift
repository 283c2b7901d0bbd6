import Barcode
import Language
import OMS

/// A packing station as one value: events go in, effects come out, and the screens draw what is here.
///
///     var station = StationModel(settings: settings, at: now)
///     let effects = station.handle(.keys([.character("7")]), at: now)
///
/// Equal models behave alike: nothing is kept anywhere else.
public struct StationModel: Equatable, Sendable {
    /// What is set up for this bench, and which of several commands was chosen here.
    public private(set) var settings: StationSettings
    /// When the last event happened.
    public private(set) var now: Moment
    /// Whether the user quit.
    public private(set) var hasQuit = false

    // The features, each of which owns its state.

    /// The packages of the mirror, and the list of them.
    var catalog: PackageCatalog
    /// The open package, and what was checked of others.
    var benchState = Bench()
    /// The package that was asked for, and what waits for it.
    var opening = PackageOpening()
    /// From keys to scans.
    var scanInput: ScanInput
    /// The line where scans and words arrive.
    var promptLine = Prompt()
    /// Scans that fitted nothing and may yet be explained by another label.
    var unmatched = UnmatchedScans()
    /// What the screen shows.
    var screen = ScreenState()
    /// Errors that wait to be acknowledged.
    var alertQueue = AlertQueue()
    /// The question and the form.
    var questions = Questions()
    /// What a package scan does, and what came of it.
    var modeState: ModeState
    /// The state of the connection to the OMS.
    var status = OMSStatus()
    /// The commands that were given here.
    var tracking = CommandTracking()
    /// The scan whose package the OMS is asked for.
    var lookup = PackageLookup()
    /// Invoices that the OMS was asked for.
    var invoices = InvoiceRequests()
    /// Facts of packages that the OMS was asked to change.
    var factChanges = FactChanges()
    /// The labels of packages that are packed here.
    var labels = Labels()
    /// The last scans and what became of them.
    var history = ScanHistory()

    /// What this bench and the others have in their hands.
    var sharingState = Sharing()
    /// How the day stands.
    var boardState = BoardState()
    /// Who packs.
    var packerName: PackerName?
    /// How many times the next item counts.
    public internal(set) var nextFactor = 1
    /// When the clock was asked to wake the model; nil where it was not.
    private var wake: Int64?
    /// The effects of the event that is being handled.
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
        /// How the day stands.
        case board
    }

    /// A station that knows nothing yet.
    public init(settings: StationSettings, at now: Moment) {
        self.settings = settings
        self.now = now
        catalog = PackageCatalog(commands: settings.commands)
        scanInput = ScanInput(settings: settings)
        modeState = ModeState(timeout: settings.modeTimeout)
        packerName = settings.packer.map(PackerName.init(kept:))
        if settings.isBoard { screen.page = .board }
    }

    /// Takes an event, changes the state, and gives what is to be done.
    public mutating func handle(_ event: StationEvent, at now: Moment) -> [Effect] {
        self.now = now
        releaseUnmatched()
        endForgottenMode()
        switch event {
        case .keys(let keys) where settings.isBoard: handleBoardKeys(keys)
        case .keys(let keys): act(on: scanInput.feed(keys, at: now.uptime))
        case .woken:
            wake = nil
            act(on: scanInput.timeout(at: now.uptime))
        case .line(let text, let number): handleScan(scanInput.scan(text, ofProgramLine: number))
        case .order(let kind, let package, let parameters, let isForced, let number):
            var scan = scanInput.scan(package, ofProgramLine: number)
            scan.isOrder = true
            orderUnopened(kind, package, parameters, isForced, scan)
        case .minute: if !status.hasNewVersion { effects.append(.lookForNewVersion) }
        case .viewport(let viewport): screen.resize(to: viewport, isPackageOpen: bench != nil)
        default: learn(event)
        }
        askWhatIsUndecided()
        giveBackClaims()
        refreshBoard(after: event)
        tellNeeds()
        catalog.scroll(rows: screen.viewport.listRows)
        benchState.scroll(rows: screen.viewport.detailRows)
        askToBeWoken()
        defer { effects = [] }
        return effects
    }

    private mutating func askToBeWoken() {
        let next = [scanInput.deadline, unmatched.deadline, modeState.deadline].compactMap(\.self).min()
        guard next != wake else { return }
        wake = next
        effects.append(.wake(at: wake))
    }

    /// The next scan: a text from there, read as a code.
    mutating func nextScan(_ text: String, from source: Scan.Source) -> Scan {
        scanInput.nextScan(scanInput.read(text), from: source)
    }

    /// A scan that was numbered before, as far as it is still known what it was.
    func scan(_ number: Int, _ input: String) -> Scan {
        Scan(number: number, code: scanInput.read(input), source: .program)
    }

    /// Keeps which of several commands is meant.
    mutating func keepChoice(_ command: ChosenCommand, for kind: CommandKind) {
        settings.commands.chosen[kind] = command
        effects.append(.chose(kind, command))
    }

    /// Takes over which commands were chosen in earlier runs.
    mutating func restoreChoices(_ chosen: [CommandKind: ChosenCommand]) { settings.commands.chosen = chosen }

    /// Speaks another language from now on.
    mutating func use(_ language: LanguageTag) { settings.language = language }

    /// Ends the program.
    mutating func quit() {
        hasQuit = true
        effects.append(.quit)
    }
}
