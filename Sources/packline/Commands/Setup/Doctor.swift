import ArgumentParser
import Foundation
import Language
import OMS
import OMSClient
import StationStore
import StationTerminal
import WebhookReceiver

/// `packline doctor`.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Check the configuration, the connection, the token, the clock, the terminal and the scanner, what shows and "
            + "prints invoices, the printers, the warehouse, and whether the OMS's states and commands are understood.",
        discussion: """
            It ends with 0 when all is well, with 78 when something here is set up wrong, with 69 when the OMS cannot be \
            reached, with 75 when it is to be asked again later, and with 77 when it refuses the token.

            Example: packline doctor --scanner --write
            Example: packline doctor --test-label
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

    @Flag(help: "Print a test label on the printer for labels.")
    var testLabel = false

    func validate() throws {
        guard !scanner || !testLabel else {
            throw ValidationError("--scanner looks at the scanner alone: give --test-label without it.")
        }
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
            await checkSettings(report)
            let terminal = [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO].lazy.compactMap(TerminalFacts.init).first
            report(.terminal(terminal, TerminalAbilities(of: terminal?.type ?? "")))
        }
        // What is wrong comes before what is only not known now: it stays so.
        let wrong = findings.filter { $0.verdict == .wrong }
        if let first = wrong.first(where: { $0.status != Status.temporary }) ?? wrong.first { throw first.status }
    }

    private var configurationPath: String { connection.config ?? ConfigurationEdit.usualPath }

    private func checkSettings(_ report: (Finding) -> Void) async {
        var mistakes: [Failure] = []
        var settings: Settings?
        do {
            let read = try connection.read()
            settings = read
            try? read.speak()
            mistakes = read.mistakes
        } catch {
            let failure = error as? Failure ?? Failure("\(error)", Status.configuration)
            mistakes = [failure] + failure.others
        }
        let client = settings.flatMap { $0.client(collecting: &mistakes) }
        for mistake in mistakes.onceEach { report(.wrong("configuration", mistake.phrase)) }
        if mistakes.isEmpty {
            let files = settings?.files ?? []
            let what = files.isEmpty ? Phrase("program.doctor.no-file") : .verbatim(files.joined(separator: ", "))
            report(.ok("configuration", what))
        }
        for finding in LanguageFiles().findings { report(finding) }
        if let settings {
            if let finding = Finding.lastCrash(in: settings.crashFolder) { report(finding) }
            if let warning = NetworkFolder.warning(about: settings.storePath()) { report(.note("state", warning)) }
            await checkTools(of: settings, report)
        }
        guard let settings, let client, mistakes.isEmpty else {
            for subject in ["connection", "token", "clock"] {
                report(.skipped(subject, Phrase("program.doctor.configuration-wrong")))
            }
            return
        }
        if let fault = settings.loginFault {
            report(.skipped("login", Phrase("program.doctor.login-unused", ["fault": fault])))
        }
        let (commands, choices) = await settings.commandsAsChosen()
        if let choices {
            report(.skipped("choices", Phrase("program.doctor.choices-unknown", ["error": choices.phrase])))
        }
        await checkConnection(client, settings.location, commands, report)
    }

    /// What shows and prints invoices, where webhooks are to come, and the printers.
    private func checkTools(of settings: Settings, _ report: (Finding) -> Void) async {
        report(ToolCheck.browser)
        if let command = settings[.printCommand] { report(await ToolCheck.printing(command)) }
        if let address = try? settings.webhookAddress() { report(AddressCheck.finding(address, of: .webhooks)) }
        if let address = try? settings.metricsAddress() { report(AddressCheck.finding(address, of: .metrics)) }
        if let printer = try? settings.paperPrinter() {
            report(ToolCheck.paper(printer.address, command: settings[.printCommand]))
        }
        if let finding = await WarehouseCheck(settings: settings).finding() { report(finding) }
        for printer in (try? settings.printers()) ?? [] { report(await PrinterCheck(printer: printer).finding()) }
        if testLabel { report(await TestLabel(settings: settings).finding()) }
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
            report(.ok("connection", Phrase("program.doctor.answered", ["milliseconds": String(time)])))
            report(.ok("token", Phrase("program.doctor.token-taken")))
            report(.clock(ours: .now, theirs: answer.date))
        } catch {
            for finding in Finding.refusal(error) { report(finding) }
            if location != nil { report(.skipped("location", Phrase("program.doctor.no-answer"))) }
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
        guard let code else { return .ok("location", Phrase("program.doctor.no-location")) }
        do {
            let filter = PackageFilter([.stockLocationCode: code])
            return .location(code, try await client.send(.packages(filter, limit: 1)).rows.first)
        } catch {
            return .unknown("location", error)
        }
    }
}
