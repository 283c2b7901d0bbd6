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
            return [.skipped("states", Phrase("program.doctor.no-packages"))]
        }
        let marks = CommandKind.allCases.flatMap { MarkCheck($0, packages, commands)?.findings ?? [] }
        let kinds: [CommandKind] = [.pack, .ship, .deny, .notFound]
        return states + marks + (listsNoCommands ? unlisted : kinds.map(command))
    }

    private var states: [Finding] {
        let index = PackageIndex(packages.map(PackageSummary.init), commands: commands)
        let odd = index.statesNotUnderstood
        let names = commands.states.unused(among: packages.map(\.state)).map { "“\($0)”" }.joined(separator: ", ")
        guard odd.isEmpty else {
            let unused = names.isEmpty ? nil : Phrase("program.doctor.states-unused", ["states": names])
            return [.wrong("states", .list([PackageState.notUnderstood(odd), unused], .blank))]
        }
        let count = String(packages.count)
        let understood = Finding.ok("states", Phrase("program.doctor.states", ["packages": count]))
        guard !names.isEmpty else { return [understood] }
        // A state may be a rare one; it may be misspelt as well.
        let phrase = Phrase("program.doctor.states-not-seen", ["packages": count, "states": names])
        return [understood, .note("states", phrase)]
    }

    // MARK: - Commands

    private var open: [Package] { packages.filter { commands.kind(of: $0).alwaysHasCommands } }

    private var listsNoCommands: Bool { !open.isEmpty && open.allSatisfy(\.commands.isEmpty) }

    /// The configuration in the place of commands that the OMS does not list.
    private var unlisted: [Finding] {
        let toPack = open.filter { commands.kind(of: $0).isToPack }
        let kind: CommandKind = toPack.isEmpty ? .ship : .pack
        let settings = (toPack.isEmpty ? open : toPack).compactMap { package in
            commands.choice(kind, of: package).setting(kind, package.state)?.text
        }
        guard settings.isEmpty else { return settings.uniqued().map { .wrong("commands", .verbatim($0)) } }
        return [.ok("commands", Phrase("program.doctor.commands-configured"))]
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
                    subject, Phrase("program.doctor.several-commands", ["commands": names, "setting": kind.setting]))
            case .command(let command) where candidates.count > 1:
                let reason =
                    switch commands.rule(kind, of: package) {
                    case .byState: Phrase("program.doctor.by-setting", ["setting": "\(kind.setting).by_state"])
                    case .chosen: Phrase("program.doctor.chosen")
                    case .fewestValues, nil: Phrase("program.doctor.fewest-values")
                    }
                return .ok(
                    subject,
                    Phrase(
                        "program.doctor.command-among",
                        ["command": command.nameAndTransition, "count": candidates.count, "reason": reason]))
            case .command(let command):
                decided = decided ?? .ok(subject, .verbatim("\(command.nameAndTransition)."))
            case .notOffered, .notConfigured, .needsStates, .notFromState: break
            }
        }
        return decided
            ?? .skipped(
                subject,
                Phrase(
                    "program.doctor.command-not-offered",
                    ["packages": String(packages.count), "setting": kind.setting]))
    }
}

extension CommandKind {
    /// What doctor calls it.
    var subject: String { settingName.replacing("_", with: " ") }
}
