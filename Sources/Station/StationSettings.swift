public import Barcode
public import Language
public import OMS

/// What is set up for one bench; only the language, and which of several commands is meant, are chosen while it works.
public struct StationSettings: Equatable, Sendable {
    /// What the bench is called, such as `bench 3`.
    public var station: String
    /// Who packs, until a badge or a word says otherwise.
    public var packer: String?
    /// The ERP code of the stock location whose packages are packed here; nil for all of them.
    public var location: String?
    /// The language in which the station speaks to the packer; it can be changed while it works.
    public var language: LanguageTag
    /// The wall clock that people here go by.
    public var zone: Zone
    /// Whether a package may be packed while items are unchecked.
    public var force: ForcePolicy
    /// Whether the last item checked packs the package at once.
    public var packsWhenComplete: Bool
    /// How long PACK EACH and SHIP EACH last without a scan, in milliseconds; nil for as long as nobody ends them.
    public var modeTimeout: Int64?
    /// Whether an alert needs no acknowledgement, because a program reads the answers.
    public var acknowledgesItself: Bool
    /// How the scanner behaves.
    public var scanner: ScanFramerSettings
    /// What scanned texts carry besides their code: layout, prefix, suffix, aliases of commands.
    public var codes: CodeReader.Settings
    /// How soon the same code counts as a double read, in milliseconds; nil where every read counts.
    public var repeatWindow: Int64?
    /// Which of the OMS's commands is which.
    public var commands: CommandTable
    /// What a person's control keys do.
    public var controlKeys: [Unicode.Scalar: StationCommand.ID]
    /// How labels are printed and proved.
    public var labels = LabelSettings()
    /// Whether the board names who packs; figures are for settling questions, not for ranking people.
    public var namesPackers = false
    /// Whether it is no bench, but a screen that shows the board alone.
    public var isBoard = false
    /// The number of a package to try, which an empty bench names; nil where the packages are real.
    public var example: String?

    /// Whether a package may be packed while items are unchecked.
    public enum ForcePolicy: String, CaseIterable, Sendable {
        /// It may not.
        case never
        /// After a confirmation that says what is missing.
        case confirm
        /// Without asking.
        case always
    }

    /// What is done with a package that is to be packed while units are unchecked.
    enum ForceDecision {
        case pack, ask, refuse
    }

    /// The usual settings of a bench.
    public init(station: String = "bench", location: String? = nil) {
        self.station = station
        self.location = location
        packer = nil
        language = .english
        zone = .universal
        force = .confirm
        packsWhenComplete = false
        modeTimeout = 600_000
        acknowledgesItself = false
        scanner = ScanFramerSettings()
        codes = CodeReader.Settings()
        repeatWindow = 200
        commands = CommandTable()
        controlKeys = [:]
        example = nil
    }
}

extension StationSettings.ForcePolicy {
    /// What is done where these units are unchecked: what cannot be checked at all is always asked about.
    func decision(on unchecked: UncheckedUnits) -> StationSettings.ForceDecision {
        switch self {
        case .never: .refuse
        case .confirm: .ask
        case .always: unchecked.fault == nil ? .pack : .ask
        }
    }
}
