import Barcode
import Foundation
import OMS
import OMSClient
import Station
import StationEngine
import StationStore
import StationTerminal

/// The settings of one run: defaults, the configuration file, variables and options, the later wins.
struct Settings {
    private let values: [Setting: SetValue]
    /// Other words for commands.
    let aliases: CommandAliases
    /// Which key gives which command.
    let keymap: Keymap
    private let environment: [String: String]
    private let parameterNames: ParameterNames
    private let commandMarks: [CommandKind: CommandIdentifiers]
    private let states: StateTable

    /// Settings of options alone, for the demo: neither the user's file nor the variables may lead it to a real OMS.
    init(options: [Setting: String]) {
        environment = ProcessInfo.processInfo.environment
        values = options.mapValues { SetValue(text: $0, origin: "the demo", isOption: true) }
        (parameterNames, commandMarks, states) = (ParameterNames(), [:], StateTable())
        aliases = .none
        keymap = .standard
    }

    init(
        options: [Setting: String], configurationFile: String?,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        self.environment = environment
        let path = configurationFile ?? Self.folder("XDG_CONFIG_HOME", ".config", environment) + "/config.yaml"
        let file = try ConfigurationFile(path: path, isRequired: configurationFile != nil)
        try Self.refuseUnknownVariables(environment)
        parameterNames = file.parameterNames
        states = file.states
        keymap = file.keymap
        commandMarks = try file.commandMarks.merging(Self.transitions(environment)) { marks, given in
            var marks = marks
            marks.transitions = given.transitions
            return marks
        }
        aliases = try environment[AliasSection.variable].map { try AliasSection(variable: $0).aliases } ?? file.aliases
        var values = file.values
        for setting in Setting.allCases {
            if let text = environment[setting.variable], !text.isEmpty {
                values[setting] = SetValue(text: text, origin: setting.variable)
            }
            if let text = options[setting] {
                values[setting] = SetValue(text: text, origin: setting.option, isOption: true)
            }
        }
        self.values = values
    }

    /// The transitions that variables give.
    private static func transitions(_ environment: [String: String]) throws -> [CommandKind: CommandIdentifiers] {
        try CommandKind.allCases.reduce(into: [:]) { marks, kind in
            guard let text = environment[kind.variable], !text.isEmpty else { return }
            guard let transition = CommandKind.transition(text) else {
                throw Failure(
                    "\(kind.variable): “\(text)” is not \(CommandKind.expectedTransition).", Status.configuration)
            }
            marks[kind] = CommandIdentifiers(transitions: [transition])
        }
    }

    /// An unknown variable is most likely a misspelt setting.
    private static func refuseUnknownVariables(_ environment: [String: String]) throws {
        let known =
            Setting.allCases.map(\.variable) + CommandKind.allCases.map(\.variable)
            + [AliasSection.variable]
        let unknown = environment.keys.filter { $0.hasPrefix("PACKLINE_") && !known.contains($0) }
        guard let name = unknown.min() else { return }
        let hint =
            name.nearest(among: known).map { "perhaps \($0) is meant" } ?? "the settings are listed in the README"
        throw Failure("\(name): there is no such variable; \(hint).", Status.configuration)
    }

    private static func folder(_ variable: String, _ usual: String, _ environment: [String: String]) -> String {
        if let base = environment[variable], base.hasPrefix("/") { return base + "/packline" }
        return (environment["HOME"] ?? NSHomeDirectory()) + "/\(usual)/packline"
    }

    // MARK: - Reading values

    subscript(_ setting: Setting) -> String? { values[setting]?.text }

    private func wrong(_ setting: Setting) -> Failure {
        let value = values[setting]
        return Failure(
            "\(value?.origin ?? setting.rawValue): “\(value?.text ?? "")” is not \(setting.expected).",
            Status.configuration)
    }

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

    /// How the OMS is reached.
    func client() throws -> OMSClientSettings {
        guard let url = self[.url] else {
            throw Failure(
                "No OMS is configured: set oms.url in config.yaml, \(Setting.url.variable) or --url; "
                    + "or try packline demo.", Status.configuration)
        }
        let login = try login()
        let scheme = try read(.scheme, Authorization.Scheme.init(rawValue:)) ?? .bearer
        do {
            var settings = try OMSClientSettings(
                baseURL: url, authorization: Authorization(token: try token(), scheme: scheme, login: login),
                allowsPlainHTTP: try flag(.allowHTTP) ?? false, certificateAuthorities: self[.certificateAuthorities])
            settings.dialect = try dialect()
            settings.baseURLName = Setting.url.rawValue
            return settings
        } catch let error as OMSClientError {
            let origin = values[.url].map { "\($0.origin): " } ?? ""
            throw Failure(origin + "\(error)", Status.configuration)
        }
    }

    private func token() throws -> String? {
        if let token = self[.token] { return token }
        if let path = self[.tokenFile] { return try SecretFile.read(path) }
        if let command = self[.tokenCommand] { return try SecretFile.run(command) }
        if self[.loginURL] != nil { return nil }
        throw Failure(
            "No token is configured: set oms.token_file in config.yaml, or \(Setting.token.variable).",
            Status.configuration)
    }

    private func login() throws -> Authorization.Login? {
        if let url = self[.loginURL], let username = self[.username], let password = self[.password] {
            return Authorization.Login(url: url, username: username, password: password)
        }
        // A token needs no login.
        guard let fault = loginFault, !hasToken else { return nil }
        throw Failure(fault, Status.configuration)
    }

    private var hasToken: Bool { [Setting.token, .tokenFile, .tokenCommand].contains { self[$0] != nil } }

    /// What a login lacks that is set in part; nil where it is whole, or none is set.
    var loginFault: String? {
        let parts: [Setting] = [.loginURL, .username, .password]
        let given = parts.filter { self[$0] != nil }.map(\.rawValue)
        guard !given.isEmpty else { return nil }
        let missing = parts.filter { self[$0] == nil }.map(\.rawValue)
        return missing.isEmpty
            ? nil
            : "A login takes oms.login_url, oms.username and oms.password: \(given.joined(separator: " and ")) "
                + "\(given.count == 1 ? "is" : "are") set without \(missing.joined(separator: " and "))."
    }

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

    /// How the bench works.
    func station() throws -> StationSettings {
        var station = StationSettings(station: self[.station] ?? "bench", location: location)
        station.packer = self[.packer]
        station.zone = try read(.timeZone, Zone.init) ?? .current
        station.force = try read(.force, StationSettings.ForcePolicy.init(rawValue:)) ?? .confirm
        station.packsWhenComplete = try flag(.packWhenComplete) ?? false
        station.commands = commands
        try setUpScanner(of: &station)
        return station
    }

    /// The theme, from the option, `NO_COLOR`, or the configuration.
    func theme() throws -> Theme {
        let value = values[.theme]
        let name = ThemeLibrary.name(
            flag: value?.isOption == true ? value?.text : nil, noColor: environment["NO_COLOR"], configured: value?.text
        )
        return try theme(named: name)
    }

    /// The theme for terminals without colours.
    func monochrome() throws -> Theme { try theme(named: "mono") }

    private func theme(named name: String) throws -> Theme {
        let library = ThemeLibrary(folder: Self.folder("XDG_CONFIG_HOME", ".config", environment) + "/themes")
        do {
            return try library.theme(named: name)
        } catch {
            throw Failure("\(error)", Status.configuration)
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
        return Documents.tools(printCommand: self[.printCommand], folder: folder)
    }

    /// Where the station of this OMS and location keeps its file.
    ///
    /// Each OMS and location has a folder of its own, so that changing one setting never mixes two warehouses.
    func storePath() -> String {
        let server = (self[.url] ?? "").split(separator: "/").dropFirst().first.map(String.init) ?? "oms"
        let name = [server, location].compactMap(\.self).joined(separator: "-")
        let safe = name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") ? $0 : "_" }
        return "\(stateFolder)/\(String(safe))/station.sqlite"
    }

    /// Where the log is: one for all stations of this computer's user.
    var logPath: String { "\(stateFolder)/packline.log" }

    private var stateFolder: String {
        self[.stateFolder] ?? Self.folder("XDG_STATE_HOME", ".local/state", environment)
    }
}
