import ArgumentParser
import Barcode
import Language
import OMS
import OMSClient
import Station

/// `packline run`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run any command that the OMS offers for a package.",
        discussion: """
            The command is named by its transition, its slug or its name, or by what a packer calls it:
            \(CommandKind.allCases.map(\.optionName).joined(separator: ", ")).
            Without one, those that the package offers are listed.

            It is sent once, and at once: it is not kept until the OMS can be reached, as those of
            pack, ship and deny are. A command that packs is left to packline pack, which knows what was
            checked; with --force it is sent all the same, unless station.force is never.

            Example: packline run 73
            Example: packline run 73 ship-package -p tracking_number=7330123456789
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var package: PackageName

    @Argument(help: ArgumentHelp("The command, as said above.", valueName: "command"))
    var command: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "A value that the command asks for. Numbers, true, false, lists and objects are sent as such.",
            valueName: "name=value"))
    var parameter: [String] = []

    @Flag(help: "Send the values beside the transition, as older installations want them (commands.body: flat).")
    var flat = false

    @Flag(help: "Send a command that packs, although it is not known whether anything was checked.")
    var force = false

    @Flag(help: "Print the OMS's JSON: what is offered, or the package afterwards.")
    var json = false

    func validate() throws {
        for text in parameter where Self.pair(text) == nil {
            throw ValidationError("--parameter takes name=value, and “\(text)” is something else.")
        }
        if command == nil, !parameter.isEmpty { throw ValidationError("Say which command the values are for.") }
    }

    func run() async throws {
        try await LookUp.run(connection, and: [.commandBody: flat ? CommandBody.flat.rawValue : nil]) { lookUp in
            let package = try await lookUp.package(named: package.name)
            guard let command else { return offer(package) }
            let table = await lookUp.settings.commandsAsChosen().table
            let chosen = try choose(command, package, table)
            try refuseUnchecked(chosen, package, lookUp.settings)
            let parameters = Dictionary(parameter.compactMap(Self.pair), uniquingKeysWith: { $1 })
            try refuseMissing(chosen, parameters, table)
            do {
                try await lookUp.change(
                    package.id, .command(package.id, transition: chosen.transition, parameters: .object(parameters)))
            } catch let failure as Failure where failure.status == Status.temporary {
                await printState(of: package, lookUp)
                throw failure
            }
            let after = try await lookUp.ask(.package(package.id))
            if json {
                Output.json(after)
            } else {
                Output.line("\(after.number)  \(chosen.name)  \(after.state.name)")
            }
        }
    }

    /// What the package offers, and what each command asks for.
    private func offer(_ package: Package) {
        if json {
            for command in package.commands { Output.json(command.raw) }
            return
        }
        Output.table(
            ["transition", "slug", "name", "to", "values"],
            package.commands.map { command in
                [
                    String(command.transition), command.slug ?? "", command.name, command.target?.name ?? "",
                    command.parameters.map { $0.name + ($0.isRequired ? "" : "?") }.joined(separator: ", "),
                ]
            })
    }

    /// The one command that is called so; a transition that is not offered can still be sent by its id.
    private func choose(_ name: String, _ package: Package, _ table: CommandTable) throws -> PackageCommand {
        let found = package.commands.filter {
            String($0.transition) == name || $0.slug == name || $0.name.asciiFolded == name.asciiFolded
        }
        if let only = found.first, found.count == 1 { return only }
        let kind = CommandKind.allCases.first { $0.optionName == name }
        if found.isEmpty, let kind {
            let choice = table.choice(kind, of: package)
            if case .command(let command) = choice { return command }
            if let setting = choice.setting(kind, package.state) {
                throw Failure(
                    Phrase("configuration.sentence-at", ["place": package.number, "sentence": setting]),
                    Status.configuration)
            }
        }
        if found.isEmpty, let transition = Int(name), transition > 0 {
            return PackageCommand(
                transition: transition, name: Phrase("run.transition", ["transition": String(transition)]).text)
        }
        let offered = (found.isEmpty ? package.commands : found).map { "\($0.transition) \($0.name)" }
        let choice =
            offered.isEmpty
            ? Phrase("run.offers-none") : Phrase("run.offers", ["commands": offered.joined(separator: ", ")])
        throw Failure(
            Phrase(
                found.isEmpty ? "run.none" : "run.several",
                ["name": name, "package": package.number, "state": package.state.name, "offered": choice]),
            Status.usage)
    }

    /// Refuses what packs where it is not forced: here it is unknown what was checked, or what changed meanwhile.
    private func refuseUnchecked(_ command: PackageCommand, _ package: Package, _ settings: Settings) throws {
        guard settings.commands.kind(of: command) == .pack else { return }
        if try settings.station().force == .never {
            throw Failure(
                Phrase("run.never", ["command": command.name, "package": package.number]), Status.data)
        }
        guard !force else { return }
        throw Failure(
            Phrase("run.unchecked", ["command": command.name, "package": package.number]), Status.data)
    }

    private func refuseMissing(
        _ command: PackageCommand, _ parameters: [String: JSONValue], _ table: CommandTable
    ) throws {
        let missing = command.parameters.filter { $0.isRequired && parameters[$0.name] == nil }.map(\.name)
        guard missing.isEmpty else {
            throw Failure(
                Phrase(
                    "run.needs",
                    ["command": command.name, "values": missing.joined(separator: ", "), "first": missing[0]]),
                Status.usage)
        }
        // Without items, some installations take all of them for missing.
        guard table.kind(of: command) == .notFound else { return }
        let hasItems = parameters.values.contains { if case .array(let items) = $0 { !items.isEmpty } else { false } }
        guard !hasItems else { return }
        let name = command.parameters.first(where: \.isItems)?.name ?? "items"
        throw Failure(Phrase("run.items", ["command": command.name, "name": name]), Status.usage)
    }

    /// The package's state now, so that an applied command is not sent a second time.
    private func printState(of package: Package, _ lookUp: LookUp) async {
        guard let now = try? await lookUp.ask(.package(package.id)) else { return }
        let names: KeyValuePairs<String, any PhraseArgument> = [
            "number": now.number, "before": package.state.name, "now": now.state.name,
        ]
        Output.note(Phrase("run.state", names).text)
    }

    /// `name=value`, the value as JSON where it is a number, a flag, a list or an object, else as text.
    private static func pair(_ text: String) -> (String, JSONValue)? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        return (String(parts[0]), value(String(parts[1])))
    }

    private static func value(_ text: String) -> JSONValue {
        switch try? JSONValue(text: text) {
        // Codes with leading zeros and signs are texts, and so are numbers that would change when written again.
        case .int(let number)? where String(number) == text: .int(number)
        case .decimal(let digits)?: .decimal(digits)
        case .some(let value): value.isStructured ? value : .string(text)
        case nil: .string(text)
        }
    }
}

extension JSONValue {
    /// Whether it is something that a text cannot stand for.
    fileprivate var isStructured: Bool {
        switch self {
        case .array, .object, .bool: true
        default: false
        }
    }
}

extension CommandKind {
    /// What it is called on the command line: `not-found` for `notFound`.
    fileprivate var optionName: String { settingName.replacing("_", with: "-") }
}
