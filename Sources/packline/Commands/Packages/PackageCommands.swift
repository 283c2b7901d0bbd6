import ArgumentParser
import Foundation
import Language
import OMS
import Station

/// What `pack`, `ship` and `deny` have in common.
struct PackageOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions

    @Argument(help: "The packages: number, order number, tracking number or id.")
    var packages: [String]

    @Flag(help: "Answer with a JSON object a line.")
    var json = false

    @Option(help: ArgumentHelp("How long to wait for the OMS.", valueName: "seconds"))
    var wait = 60.0

    func validate() throws {
        guard (0...86_400).contains(wait) else {
            throw ValidationError("--wait takes seconds from 0 to 86400.")
        }
    }

    /// Runs a command on each package and waits for its end.
    @MainActor
    func run(
        _ kind: CommandKind, isForced: Bool = false,
        parameters: @MainActor (HeadlessStation) throws -> JSONValue = { _ in [:] }
    ) async throws {
        let writer = AnswerWriter(isJSON: json)
        try await HeadlessStation.run(try connection.settings(), answer: { writer.write($0) }) { station in
            try station.refuseUnknown(kind)
            let parameters = try parameters(station)
            for (index, code) in packages.enumerated() {
                let isAsked = !isForced && kind == .pack && Self.canAsk
                if isAsked, index > 0, station.model.forceQuestion(beforePacking: code) != nil {
                    // One package at a time: nothing about earlier ones is printed between a question and its answer.
                    await station.finish(within: .seconds(wait))
                }
                let isForced = isForced || (isAsked && Self.askToForce(station, code))
                if Self.canAsk { try await Self.askWhich(kind, station, code, wait: .seconds(wait)) }
                station.receive(
                    .order(kind, package: code, parameters: parameters, isForced: isForced, number: index + 1))
            }
            await station.finish(within: .seconds(wait))
            try station.end(writer)
        }
    }

    /// Whether a person at a terminal can be asked; without one, the station refuses what it would ask about.
    private static var canAsk: Bool { isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0 }

    /// Asks a person whether to pack what was not checked, where the bench is set to ask.
    @MainActor
    private static func askToForce(_ station: HeadlessStation, _ name: String) -> Bool {
        guard let question = station.model.forceQuestion(beforePacking: name) else { return false }
        Output.question("\(question.text) [y/N]")
        let answer = readLine()?.lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }

    /// Asks a person once which of several commands of the OMS is meant; without an answer, none of them is sent.
    @MainActor
    private static func askWhich(
        _ kind: CommandKind, _ station: HeadlessStation, _ name: String, wait: Duration
    ) async throws {
        let commands = await station.undecidedCommands(kind, of: name)
        guard !commands.isEmpty else { return }
        await station.finish(within: wait)
        Output.note(Phrase("program.which.title", ["number": name]).text)
        for (index, command) in commands.enumerated() { Output.note("  \(index + 1)  \(command.nameAndTransition)") }
        Output.question(Phrase("program.which.question", ["count": commands.count]).text)
        guard let answer = readLine().flatMap({ Int($0.trimmingCharacters(in: .whitespaces)) }),
            commands.indices.contains(answer - 1)
        else { return }
        station.choose(commands[answer - 1], for: kind)
    }
}

extension HeadlessStation {
    /// Refuses a command that no package lists and that is not configured, before anything is queued.
    fileprivate func refuseUnknown(_ kind: CommandKind) throws {
        guard model.index.listsNoCommands else { return }
        let choice = model.settings.commands.choice(kind, among: [], in: nil)
        guard choice == .notConfigured || choice == .needsStates, let setting = choice.setting(kind) else { return }
        throw Failure(setting, Status.configuration)
    }

    /// Ends with 75 where commands or labels are not at their end, and says which, and what to do about them.
    func reportUnfinished() throws {
        guard model.hasUnfinishedCommands || model.waitingPrintCount > 0 else { return }
        for message in model.unfinished { Output.report(message.phrase.text) }
        if model.waitingPrintCount > 0 {
            let troubles = model.printerTroubles.map {
                Phrase("program.printer-trouble", ["printer": $0.printer, "why": $0.why])
            }
            let count = Phrase("program.prints-waiting", ["count": model.waitingPrintCount])
            Output.report(Phrase.list([count] + troubles, .blank).text)
        }
        throw Status.temporary
    }
}

/// `packline pack`.
struct Pack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack",
        abstract: "Pack packages.",
        discussion: """
            A package whose items were not all checked at the station is packed by force: station.force says
            whether that is allowed (always), asked on a terminal (confirm, one package after the other), or never done.

            Example: packline pack 000000073 000000074 --force
            """)

    @OptionGroup var options: PackageOptions

    @Flag(help: "Pack also what was not checked, without asking.")
    var force = false

    func run() async throws { try await options.run(.pack, isForced: force) }
}

/// `packline ship`.
struct Ship: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ship",
        abstract: "Ship packages.", discussion: "Example: packline ship 000000073")

    @OptionGroup var options: PackageOptions

    func run() async throws { try await options.run(.ship) }
}

/// `packline deny`.
struct Deny: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deny",
        abstract: "Deny packages with a reason.",
        discussion: "Example: packline deny 000000073 --reason 12")

    @OptionGroup var options: PackageOptions

    @Option(help: ArgumentHelp("The denial reason: its id, or words of its title.", valueName: "reason"))
    var reason: String?

    func run() async throws {
        try await options.run(.deny) { station in
            // Without them, or with old ones, a reason cannot be said to be wrong.
            let unread = station.unread.reasons
            let known = station.model.reasons.filter(\.isActive).map { "\($0.id) \($0.title)" }
            let choice =
                known.isEmpty
                ? Phrase("program.deny.none")
                : Phrase("program.deny.choice", ["reasons": known.joined(separator: ", ")])
            guard let wanted = self.reason else {
                if known.isEmpty, let unread { throw unread }
                throw Failure(Phrase("program.deny.say-why", ["option": "--reason", "choice": choice]), Status.usage)
            }
            guard let reason = station.model.reason(named: wanted) else {
                if let unread { throw unread }
                throw Failure(Phrase("program.deny.no-reason", ["reason": wanted, "choice": choice]), Status.usage)
            }
            return ["denial_reason": .int(reason.id)]
        }
    }
}
