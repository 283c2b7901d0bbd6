import Language
import OMS
import OMSClient
import Station

/// What a sample of the newest packages shows of an installation: whether its states and commands are understood.
struct InstallationCheck {
    private let packages: [Package]
    private let commands: CommandTable

    /// How many pages of packages are looked at.
    private static let mostPages = 5

    init(_ packages: [Package], _ commands: CommandTable) {
        self.packages = packages
        self.commands = commands
    }

    /// Reads the newest packages of a location, or of all.
    static func reading(
        location: String?, _ client: OMSHTTPClient, _ commands: CommandTable
    ) async throws(OMSClientError) -> InstallationCheck {
        let filter = PackageFilter(
            location.map { [.stockLocationCode: $0] } ?? [:], sort: PackageFilter.Sort(.id, descending: true))
        var packages: [Package] = []
        for page in 1...mostPages {
            let answer = try await client.send(.packages(filter, page: page, limit: 100))
            packages += answer.rows
            guard answer.next != nil, !answer.rows.isEmpty else { break }
        }
        return InstallationCheck(packages, commands)
    }

    /// What there is to say, a line each.
    var findings: [Finding] {
        guard !packages.isEmpty else {
            return [.skipped("states", "Not known, because the OMS gave no packages.")]
        }
        let marks = CommandKind.allCases.flatMap { MarkCheck($0, packages, commands)?.findings ?? [] }
        let kinds: [CommandKind] = [.pack, .ship, .deny, .notFound]
        return [states] + marks + (listsNoCommands ? unlisted : kinds.map(command))
    }

    private var states: Finding {
        let index = PackageIndex(packages.map(PackageSummary.init), commands: commands)
        let odd = index.statesNotUnderstood
        guard odd.isEmpty else {
            let unused = commands.states.unused(among: packages.map(\.state)).map { "“\($0)”" }
            let hint = unused.isEmpty ? "" : " No package is in \(unused.joined(separator: ", ")), which states has."
            return .wrong("states", PackageState.notUnderstood(odd).english + hint)
        }
        return .ok("states", "All states of the newest \(packages.count) packages are understood.")
    }

    // MARK: - Commands

    private var open: [Package] { packages.filter { commands.kind(of: $0).alwaysHasCommands } }

    private var listsNoCommands: Bool { !open.isEmpty && open.allSatisfy(\.commands.isEmpty) }

    /// The configuration in the place of commands that the OMS does not list.
    private var unlisted: [Finding] {
        let toPack = open.filter { commands.kind(of: $0).isToPack }
        let kind: CommandKind = toPack.isEmpty ? .ship : .pack
        let settings = (toPack.isEmpty ? open : toPack).compactMap { package in
            commands.choice(kind, of: package).setting(kind, package.state)?.english
        }
        guard settings.isEmpty else { return settings.uniqued().map { .wrong("commands", $0) } }
        return [.ok("commands", "The OMS lists none; the configuration says which transition packs.")]
    }

    /// Which command does what a packer wants, and by what rule it was found among several.
    private func command(_ kind: CommandKind) -> Finding {
        let subject = kind.subject
        var decided: Finding?
        for package in packages {
            let candidates = commands.candidates(kind, among: package.commands)
            switch commands.choice(kind, of: package) {
            case .several(let several):
                let names = several.map(\.nameAndTransition).joined(separator: ", ")
                return .ok(
                    subject,
                    "The OMS offers \(names): asked once at the bench, or set by \(kind.setting).")
            case .command(let command) where candidates.count > 1:
                let reason =
                    switch commands.rule(kind, of: package) {
                    case .byState: "by \(kind.setting).by_state"
                    case .chosen: "chosen at the bench"
                    case .fewestValues, nil: "it asks for the fewest values"
                    }
                return .ok(subject, "\(command.nameAndTransition), of \(candidates.count) that are offered: \(reason).")
            case .command(let command):
                decided = decided ?? .ok(subject, "\(command.nameAndTransition).")
            case .notOffered, .notConfigured, .needsStates, .notFromState: break
            }
        }
        return decided
            ?? .skipped(subject, "None of the newest \(packages.count) packages offers it; \(kind.setting) names it.")
    }

}

extension CommandKind {
    /// What doctor calls it.
    var subject: String { settingName.replacing("_", with: " ") }
}
