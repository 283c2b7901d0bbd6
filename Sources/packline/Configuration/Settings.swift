import Barcode
import Foundation
import Language
import OMS
import OMSClient
import Station
import StationEngine
import StationStore
import StationTerminal

/// The settings of one run: defaults, configuration files, variables and options, the later wins.
struct Settings {
    private let values: [Setting: SetValue]
    /// Other words for commands.
    let aliases: CommandAliases
    /// Which key gives which command.
    let keymap: Keymap
    /// The configuration files that were read.
    private(set) var files: [String] = []
    /// A package to try, where the packages are made up.
    var example: String?
    /// Whether it is no bench, but a screen that shows the board alone: it has a file of its own beside that of a bench.
    var isBoard = false
    private let environment: [String: String]
    private let parameterNames: ParameterNames
    private let commandMarks: [CommandKind: CommandIdentifiers]
    private let states: StateTable
    /// The printers, unread.
    let printerTable: PrinterTable

    /// Settings of options alone, for the demo: neither the user's file nor the variables may lead it to a real OMS.
    init(options: [Setting: String], printers: PrinterTable = PrinterTable()) {
        environment = ProcessInfo.processInfo.environment
        values = Dictionary(
            uniqueKeysWithValues: options.map { setting, text in
                (setting, SetValue(text: text, origin: .verbatim(setting.option), isOption: true))
            })
        (parameterNames, commandMarks, states) = (ParameterNames(), [:], StateTable())
        aliases = .none
        keymap = .standard
        printerTable = printers
    }

    /// The settings of options, variables and files: one that is named, else the computer's and the user's.
    ///
    /// Errors: a `Failure` for the first mistake, with all others that there are.
    init(
        options: [Setting: String], configurationFile: String?,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        computersFile: String = "/etc/packline/config.yaml"
    ) throws {
        self.environment = environment
        let usersFile = Self.configurationFolder(environment) + "/config.yaml"
        let file =
            try configurationFile.map { try ConfigurationFile(path: $0) }
            ?? ConfigurationFile(layers: [computersFile, usersFile])
        files = file.paths
        var mistakes = file.mistakes + Self.unknownVariables(environment)
        parameterNames = file.parameterNames
        states = file.states
        keymap = file.keymap
        var printers = file.printers
        printers.read(environment)
        printerTable = printers
        commandMarks = file.commandMarks.merging(Self.transitions(environment, &mistakes)) { marks, given in
            var marks = marks
            marks.transitions = given.transitions
            return marks
        }
        aliases = Self.aliases(environment, &mistakes) ?? file.aliases
        var values = file.values
        for setting in Setting.allCases {
            if let text = environment[setting.variable], !text.isEmpty {
                values[setting] = SetValue(text: text, origin: .verbatim(setting.variable))
            }
            if let text = options[setting] {
                values[setting] = SetValue(text: text, origin: .verbatim(setting.option), isOption: true)
            }
        }
        self.values = values
        guard var first = mistakes.first else { return }
        first.others = Array(mistakes.dropFirst()) + self.mistakes
        // Whoever is told of the mistakes reads them in the language that is set, where that can be read.
        try? speak()
        throw first
    }

    /// The transitions that variables give.
    private static func transitions(
        _ environment: [String: String], _ mistakes: inout [Failure]
    ) -> [CommandKind: CommandIdentifiers] {
        CommandKind.allCases.reduce(into: [:]) { marks, kind in
            guard let text = environment[kind.variable], !text.isEmpty else { return }
            guard let transition = CommandKind.transition(text) else {
                mistakes.append(.wrong(text, Phrase("configuration.transition"), at: .verbatim(kind.variable)))
                return
            }
            marks[kind] = CommandIdentifiers(transitions: [transition])
        }
    }

    /// The aliases that a variable gives; nil where there is none, or a mistake in it.
    private static func aliases(_ environment: [String: String], _ mistakes: inout [Failure]) -> CommandAliases? {
        do {
            return try environment[AliasSection.variable].map { try AliasSection(variable: $0).aliases }
        } catch {
            mistakes += [error as? Failure].compactMap(\.self)
            return nil
        }
    }

    /// What is said of variables that nothing has: each is most likely a misspelt setting.
    private static func unknownVariables(_ environment: [String: String]) -> [Failure] {
        let known =
            Setting.allCases.map(\.variable) + CommandKind.allCases.map(\.variable)
            + [AliasSection.variable] + PrinterTable.variables
        let unknown = environment.keys.filter {
            $0.hasPrefix("PACKLINE_") && !known.contains($0) && !PrinterTable.isVariable($0)
        }
        return unknown.sorted().map { name in
            let hint = Phrase.nearest(to: name, among: known) ?? Phrase("configuration.listed")
            return Failure(at: .verbatim(name), Phrase("configuration.no-variable", ["hint": hint]))
        }
    }

    /// The user's folder of configurations.
    static func configurationFolder(_ environment: [String: String]) -> String {
        folder("XDG_CONFIG_HOME", ".config", environment)
    }

    private static func folder(_ variable: String, _ usual: String, _ environment: [String: String]) -> String {
        if let base = environment[variable], base.hasPrefix("/") { return base + "/packline" }
        return (environment["HOME"] ?? NSHomeDirectory()) + "/\(usual)/packline"
    }

    // MARK: - Reading values

    subscript(_ setting: Setting) -> String? { values[setting]?.text }

    private func wrong(_ setting: Setting) -> Failure {
        let value = values[setting]
        return .wrong(value?.text ?? "", setting.expected, at: value?.origin ?? .verbatim(setting.rawValue))
    }

    /// Where a setting was set; nil where it is not.
    func origin(of setting: Setting) -> Phrase? { values[setting]?.origin }

    /// The text of a setting, where it is set.
    func text(_ setting: Setting) -> String? { self[setting] }

    /// The value of a setting; errors: a `Failure` that says where it stands and what would be right.
    func read<Value>(_ setting: Setting, _ convert: (String) -> Value?) throws -> Value? {
        guard let text = self[setting] else { return nil }
        guard let value = convert(text) else { throw wrong(setting) }
        return value
    }

    /// Whether a setting says yes.
    func flag(_ setting: Setting) throws -> Bool? {
        try read(setting) { ["true": true, "yes": true, "1": true, "false": false, "no": false, "0": false][$0] }
    }

    // MARK: - For the targets

    /// Which OMS it is: what is kept of one is not mixed with what another says.
    var origin: String { self[.url] ?? "" }

    /// The ERP code of the location.
    var location: String? { self[.location] }

    /// How the installation writes what the OMS's documents leave open.
    func dialect() throws -> Dialect {
        Dialect(
            parameterNames: parameterNames,
            commandBody: try read(.commandBody, CommandBody.init(rawValue:)) ?? .nested)
    }

    /// Which of the OMS's commands is which, and what its states mean.
    var commands: CommandTable { CommandTable(commandMarks, states: states) }

    /// The same with what was chosen at the bench, as its file has it, and why that is not known.
    func commandsAsChosen() async -> (table: CommandTable, trouble: StoreError?) {
        var table = commands
        do {
            table.chosen = try await StationDatabase.chosenCommands(at: storePath())
            return (table, nil)
        } catch {
            return (table, error)
        }
    }

    /// What plays a sound for each tone; nil for the terminal's bell.
    var soundCommand: String? { self[.soundCommand] }

    /// The language in which people are told things.
    func language() throws -> LanguageTag {
        try read(.language, LanguageTag.init(rawValue:)) ?? ProgramLanguage.tag(in: environment)
    }

    /// Has the program speak that language, in the words of the files that correct it.
    func speak() throws {
        var localizer = Localizer(try LanguageFiles(environment).catalog(of: try language()), keys: { _ in nil })
        let zone = (try? read(.timeZone, Zone.init)) ?? .current
        localizer.today = zone.civil(.now).phraseDay
        ProgramLanguage.use(localizer)
    }

    /// How the bench works.
    func station() throws -> StationSettings {
        var station = StationSettings(station: self[.station] ?? "bench", location: location)
        station.packer = self[.packer]
        station.language = try language()
        station.zone = try read(.timeZone, Zone.init) ?? .current
        station.force = try read(.force, StationSettings.ForcePolicy.init(rawValue:)) ?? .confirm
        station.packsWhenComplete = try flag(.packWhenComplete) ?? false
        if let timeout = try modeTimeout() { station.modeTimeout = timeout == 0 ? nil : timeout }
        station.commands = commands
        station.example = example
        station.isBoard = isBoard
        station.labels = try labels()
        station.namesPackers = try flag(.boardNames) ?? false
        try setUpScanner(of: &station)
        return station
    }

    /// How long a mode for many packages lasts without a scan, in milliseconds; 0 for as long as nobody ends it.
    private func modeTimeout() throws -> Int64? {
        try read(.modeTimeout) { text in
            if text == "never" { return 0 }
            return Int64(text).flatMap { (0...1_440).contains($0) ? $0 * 60_000 : nil }
        }
    }

    /// The theme, from the option, `NO_COLOR`, or the configuration.
    func theme() throws -> Theme {
        let value = values[.theme]
        let name = ThemeLibrary.name(
            flag: value?.isOption == true ? value?.text : nil, noColor: environment["NO_COLOR"], configured: value?.text
        )
        return try theme(named: name)
    }

    /// The theme for a terminal with a light ground; nil where a theme, or none of colours, was asked for.
    func lightTheme() throws -> Theme? {
        let isChosen = values[.theme] != nil || environment["NO_COLOR"]?.isEmpty == false
        return isChosen ? nil : try theme(named: "light")
    }

    /// The theme for terminals without colours.
    func monochrome() throws -> Theme { try theme(named: "mono") }

    private func theme(named name: String) throws -> Theme {
        let library = ThemeLibrary(folder: Self.configurationFolder(environment) + "/themes")
        do {
            return try library.theme(named: name)
        } catch {
            // Where a name that no theme has was given, is known here alone.
            let isAsked = error.code == .notFound && error.file == name && values[.theme]?.text == name
            guard isAsked, let origin = values[.theme]?.origin else {
                throw Failure(error.phrase, Status.configuration)
            }
            let hint = Phrase.nearest(to: name, among: library.names) ?? error.remedy
            throw Failure(at: origin, Phrase("configuration.no-theme", ["name": name, "hint": hint]))
        }
    }

    /// How long the rest of a key is waited for; longer where SSH brings the keys.
    func escapeDelay() throws -> Duration {
        let delay = try read(.escapeDelay) { Int($0).flatMap { (0...EscapeDelay.longest).contains($0) ? $0 : nil } }
        return delay.map { .milliseconds($0) } ?? EscapeDelay.usual(in: environment)
    }

    /// What the station can do with a document: saved ones lie beside its file where no folder is set.
    func documents() -> DocumentTools {
        let folder = self[.documentFolder] ?? URL(filePath: storePath()).deletingLastPathComponent().path + "/documents"
        // A mistake in the printers is told where printing is set up.
        let pages = PaperPages(printer: (try? paperPrinter())?.address, command: self[.printCommand])
        return Documents.tools(pages, folder: folder)
    }

    /// Where the station of this OMS and location keeps its file.
    ///
    /// Each OMS and location has a folder of its own, so that changing one setting never mixes two warehouses.
    func storePath() -> String {
        let server = (self[.url] ?? "").split(separator: "/").dropFirst().first.map(String.init) ?? "oms"
        let name = [server, location].compactMap(\.self).joined(separator: "-")
        let safe = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") ? $0 : "_" }
        return "\(stateFolder)/\(String(safe))\(isBoard ? "-board" : "")/station.sqlite"
    }

    /// Where the log is: one for all stations of this computer's user.
    var logPath: String { "\(stateFolder)/packline.log" }

    /// Where reports of crashes are.
    var crashFolder: URL { URL(filePath: "\(stateFolder)/crashes") }

    private var stateFolder: String {
        self[.stateFolder] ?? Self.folder("XDG_STATE_HOME", ".local/state", environment)
    }
}
