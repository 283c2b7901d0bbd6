import ArgumentParser
import Foundation
import Language
import OMS
import OMSClient
import Station
import StationStore
import StationTerminal

/// `packline doctor`.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Check the configuration, the connection, the token, the clock, the terminal and the scanner, and whether "
            + "the OMS's states and commands are understood.",
        discussion: """
            It ends with 0 when all is well, with 78 when something here is set up wrong, with 69 when the OMS cannot be \
            reached, with 75 when it is to be asked again later, and with 77 when it refuses the token.

            Example: packline doctor --scanner --write
            """)

    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "Find out how the scanner is set up, from three codes that it is to read.")
    var scanner = false

    @Option(
        help: ArgumentHelp(
            "With --scanner: write the three codes to a file to print, .pdf or .svg, instead of showing them.",
            valueName: "file"),
        completion: .file(extensions: ["pdf", "svg"]))
    var sheet: String?

    @Flag(help: "With --scanner: keep what was found in the configuration file.")
    var write = false

    func validate() throws {
        guard scanner || (sheet == nil && !write) else {
            throw ValidationError("--sheet and --write go with --scanner.")
        }
        if let sheet, SheetFile.Format(path: sheet) == nil {
            throw ValidationError("The file “\(sheet)” has to end in .pdf or .svg.")
        }
    }

    func run() async throws {
        var findings: [Finding] = []
        func report(_ finding: Finding) {
            Output.line(finding.line)
            findings.append(finding)
        }
        if scanner {
            try Calibration(sheet: sheet, file: write ? configurationPath : nil).run(report)
        } else {
            await checkOMS(report)
            let terminal = [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO].lazy.compactMap(TerminalFacts.init).first
            report(.terminal(terminal, TerminalAbilities(of: terminal?.type ?? "")))
        }
        // What is wrong comes before what is only not known now: it stays so.
        let wrong = findings.filter { $0.verdict == .wrong }
        if let first = wrong.first(where: { $0.status != Status.temporary }) ?? wrong.first { throw first.status }
    }

    private var configurationPath: String { connection.config ?? ConfigurationEdit.usualPath }

    private func checkOMS(_ report: (Finding) -> Void) async {
        let settings: OMSClientSettings
        let location: String?
        let commands: CommandTable
        let fault: String?, choices: StoreError?
        do {
            let all = try connection.settings()
            _ = try (all.station(), all.theme(), all.escapeDelay(), all.webhookRetry())
            try all.checkWebhooks()
            (settings, location, fault) = (try all.client(), all.location, all.loginFault)
            (commands, choices) = await all.commandsAsChosen()
        } catch {
            report(.wrong("configuration", (error as? Failure)?.sentence ?? "\(error)"))
            for subject in ["connection", "token", "clock"] {
                report(.skipped(subject, "Not looked at, because the configuration is wrong."))
            }
            return
        }
        if let fault { report(.skipped("login", "\(fault) The token is used, and none is got in its place.")) }
        if let choices { report(.skipped("choices", "What was chosen at the bench is not known: \(choices).")) }
        let isThere = FileManager.default.fileExists(atPath: configurationPath)
        report(
            .ok("configuration", isThere ? configurationPath : "There is no file; variables and options say it all."))
        await checkConnection(settings, location, commands, report)
    }

    private func checkConnection(
        _ settings: OMSClientSettings, _ location: String?, _ commands: CommandTable, _ report: (Finding) -> Void
    ) async {
        var settings = settings
        settings.retries = .never
        settings.readTimeout = .seconds(10)
        let client = OMSHTTPClient(settings: settings)
        defer { client.close() }
        do {
            let answer = try await client.answer(to: .shortPackages(limit: 1))
            let milliseconds = answer.duration.components.attoseconds / 1_000_000_000_000_000
            let time = answer.duration.components.seconds * 1_000 + milliseconds
            report(.ok("connection", "The OMS answered in \(time) ms."))
            report(.ok("token", "The OMS takes it."))
            report(.clock(ours: .now, theirs: answer.date))
        } catch {
            for finding in Finding.refusal(error) { report(finding) }
            if location != nil { report(.skipped("location", "Not looked at, because the OMS gave no answer.")) }
            return
        }
        report(await checkLocation(location, client))
        do {
            let check = try await InstallationCheck.reading(location: location, client, commands)
            for finding in check.findings { report(finding) }
        } catch {
            report(.unknown("states", error))
        }
    }

    private func checkLocation(_ code: String?, _ client: OMSHTTPClient) async -> Finding {
        guard let code else {
            return .ok(
                "location",
                "None is set, so packages of all locations are listed: station.location takes the ERP code of one.")
        }
        do {
            let filter = PackageFilter([.stockLocationCode: code])
            return .location(code, try await client.send(.packages(filter, limit: 1)).rows.first)
        } catch {
            return .unknown("location", error)
        }
    }
}

extension Finding {
    /// What an error of the OMS says about the connection, the token and the clock.
    fileprivate static func refusal(_ error: OMSClientError) -> [Finding] {
        let clock = skipped("clock", "Not known, because the OMS gave no answer to compare with.")
        if case .status(401) = error.code {
            let isScheme = if case .otherScheme = error.hint { true } else { false }
            let advice = isScheme ? "" : " Set a token that is valid: oms.token_file."
            return [
                ok("connection", "The OMS answers."), wrong("token", "\(error)\(advice)", Status.noPermission), clock,
            ]
        }
        if case .status(403) = error.code {
            let advice = "Ask for the right to read packages."
            return [
                ok("connection", "The OMS answers."), wrong("token", "\(error) \(advice)", Status.noPermission), clock,
            ]
        }
        guard !error.isTemporary else {
            return [
                wrong("connection", "\(error) \(error.laterAdvice)", Status.temporary),
                skipped("token", "Not looked at, because the OMS gave no answer."), clock,
            ]
        }
        let advice =
            switch error.code {
            case .unknownHost: "Check the host in oms.url and this computer's DNS."
            case .couldNotConnect: "Check oms.url, the network and the firewall."
            case .tls: "Check oms.url, or name the authority's certificate in oms.ca_file."
            case .timedOut, .cutOff: "Check the network, and ask those who run the OMS."
            case .status(404), .undecodable, .redirected: "Check oms.url."
            default: "Ask those who run the OMS."
            }
        return [
            wrong("connection", "\(error) \(advice)", Status.unavailable),
            skipped("token", "Not looked at, because the OMS gave no answer."), clock,
        ]
    }

    /// What an error says where something else was to be found out.
    fileprivate static func unknown(_ subject: String, _ error: OMSClientError) -> Finding {
        error.isTemporary
            ? wrong(subject, "Not known: \(error) \(error.laterAdvice)", Status.temporary)
            : skipped(subject, "Not known: \(error)")
    }

    /// Judges the stock location by a package that the OMS gave for it; nil where it gave none.
    static func location(_ code: String, _ package: Package?) -> Finding {
        guard let package else {
            return wrong("location", "The OMS has no package of “\(code)”: set station.location to its ERP code.")
        }
        guard let location = package.stockLocation, location.erpCode == code else {
            let parameter = PackageParameter.stockLocationCode.facts.name
            return wrong("location", "The OMS takes no notice of \(parameter): set parameters to what it calls it.")
        }
        return ok("location", [code, location.name].compactMap(\.self).joined(separator: ", ") + ".")
    }

    /// Compares the two clocks; a minute apart, due times would be shown wrong.
    static func clock(ours: Timestamp, theirs: Timestamp?) -> Finding {
        guard let theirs else { return skipped("clock", "The OMS does not tell its time.") }
        let ahead = ours.seconds(since: theirs)
        guard abs(ahead) >= 60 else {
            return ok("clock", abs(ahead) < 2 ? "As the OMS's." : "\(abs(ahead)) s from the OMS's.")
        }
        let direction = ahead > 0 ? "ahead of" : "behind"
        return wrong(
            "clock", "\(abs(ahead)) s \(direction) the OMS's: set this computer's, such as by timedatectl set-ntp true."
        )
    }

    /// Judges a terminal by what the station can do on it; nil for those of a type of which nothing near is known.
    static func terminal(_ terminal: TerminalFacts?, _ abilities: TerminalAbilities?) -> Finding {
        guard let terminal else {
            return skipped("terminal", "There is none here; packline scan does without.")
        }
        guard let abilities, abilities.canMoveCursor else {
            return wrong(
                "terminal", "The type in TERM, “\(terminal.type)”, cannot be drawn on: set xterm-256color or such.")
        }
        guard terminal.isUTF8 else {
            return wrong("terminal", "The locale is not UTF-8, so letters such as ş are lost: set LANG to C.UTF-8.")
        }
        let size = "\(terminal.columns) × \(terminal.rows)"
        guard terminal.columns == 0 || (terminal.columns >= 40 && terminal.rows >= 12) else {
            return wrong("terminal", "It has \(size) characters, and the station needs 40 × 12: make it larger.")
        }
        let palette = abilities.colours < 8 ? "no colours, so the theme mono" : "\(abilities.colours) colours"
        guard abilities.type != terminal.type else {
            return ok("terminal", "\(terminal.type), UTF-8, \(size), \(palette).")
        }
        let taken = StationModel.phrase(forUnknownTerminal: terminal.type, takenFor: abilities.type).english
        return note("terminal", "\(taken) Install its terminfo where keys or colours are wrong. \(size), \(palette).")
    }
}

extension OMSClientError {
    /// Whether the OMS, or a proxy before it, says that it may be otherwise a little later.
    fileprivate var isTemporary: Bool { Failure(self).status == Status.temporary }

    /// When to try again.
    fileprivate var laterAdvice: String {
        retryAfter.map { "Try again in \(max(1, $0.components.seconds)) s." } ?? "Try again in a minute."
    }
}
