import ArgumentParser
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
    func run(_ kind: CommandKind, parameters: @MainActor (HeadlessStation) throws -> JSONValue = { _ in [:] })
        async throws
    {
        let writer = AnswerWriter(isJSON: json)
        try await HeadlessStation.run(try connection.settings(), answer: { writer.write($0) }) { station in
            let parameters = try parameters(station)
            for (index, code) in packages.enumerated() {
                station.receive(.order(kind, package: code, parameters: parameters, number: index + 1))
            }
            await station.finish(within: .seconds(wait))
            if station.model.hasUnfinishedCommands { throw Status.temporary }
            if writer.isBad { throw Status.data }
        }
    }
}

/// `packline pack`.
struct Pack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Pack packages, without checking their items.",
        discussion: "Example: packline pack 000000073 000000074")

    @OptionGroup var options: PackageOptions

    func run() async throws { try await options.run(.pack) }
}

/// `packline ship`.
struct Ship: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ship packages.", discussion: "Example: packline ship 000000073")

    @OptionGroup var options: PackageOptions

    func run() async throws { try await options.run(.ship) }
}

/// `packline deny`.
struct Deny: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Deny packages with a reason.",
        discussion: "Example: packline deny 000000073 --reason 12")

    @OptionGroup var options: PackageOptions

    @Option(help: ArgumentHelp("The denial reason: its id, or words of its title.", valueName: "reason"))
    var reason: String

    func run() async throws {
        try await options.run(.deny) { station in
            guard let reason = station.model.reason(named: reason) else {
                let known = station.model.reasons.map { "\($0.id) \($0.title)" }.joined(separator: ", ")
                throw Failure(
                    "“\(self.reason)” is no denial reason of the OMS: "
                        + (known.isEmpty ? "it has given none." : "it has \(known)."), Status.usage)
            }
            return ["denial_reason": .int(reason.id)]
        }
    }
}
