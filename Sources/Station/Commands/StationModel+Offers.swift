import Language
import OMS

/// A command of the OMS as the list of all commands offers it.
public struct OfferedCommand: Equatable, Sendable {
    /// The command.
    let command: PackageCommand
    /// What a packer calls it; nil where it is none of the known ones.
    let kind: CommandKind?

    /// What the list shows: where it leads, and whether something is asked for.
    var label: Phrase {
        let values = command.parameters.isEmpty ? "" : " …"
        return .verbatim((command.target.map { "\(command.name) → \($0.name)" } ?? command.name) + values)
    }
}

/// Everything that can be done with the open package, as the list of all commands offers it.
public enum PackageAction: Equatable, Sendable {
    /// A command of the OMS.
    case command(OfferedCommand)
    /// A fact to set.
    case fact(FactOffer)
    /// Something to do with its invoice.
    case invoice(DocumentUse)
    /// Something to do with its label.
    case label(PrintChoice)

    /// What the list shows.
    var label: Phrase {
        switch self {
        case .command(let offered): offered.label
        case .fact(.invoice): FactOffer.invoice.label
        case .fact(let fact): .list([fact.label, .verbatim("…")], .blank)
        case .invoice(let use): Phrase("action.invoice.\(use.rawValue)")
        case .label(let choice): choice.action
        }
    }
}

extension PackageCommand {
    /// Whether it must be given values besides the reason and the items that a packer gives anyway.
    var asksForMore: Bool { parameters.contains { $0.isRequired && !$0.isReason && !$0.isItems } }
}

// Everything that can be done with the open package, with a form where values are asked for.
extension StationModel {
    /// The commands that the package lists, else those that are configured for the installation.
    func offers(for package: Package) -> [OfferedCommand] {
        guard package.commands.isEmpty else {
            return package.commands.map { OfferedCommand(command: $0, kind: settings.commands.kind(of: $0)) }
        }
        return CommandKind.allCases.compactMap { kind in
            guard case .command(let command) = settings.commands.choice(kind, of: package) else { return nil }
            let named = PackageCommand(transition: command.transition, name: kind.word)
            return OfferedCommand(command: named, kind: kind)
        }
    }

    mutating func offerCommands(_ scan: Scan) {
        guard let bench else {
            finish(scan, .word, .wrong, .bench(.nothingOpen(isScanAsked: true)))
            return
        }
        let offers =
            offers(for: bench.package).map(PackageAction.command)
            + labelActions(of: bench.package.id).map(PackageAction.label)
            + DocumentUse.allCases.map(PackageAction.invoice)
            + FactOffer.allCases.map(PackageAction.fact)
        ask(
            Dialog(
                .actions(number: bench.package.number, offers), .offer(offers, package: bench.package.id), scan,
                shown: now.uptime),
            .word)
    }

    /// Does what was chosen, if the package that it was offered for is still the open one.
    mutating func perform(_ offer: PackageAction, of package: Int, _ scan: Scan) {
        guard package == bench?.package.id else {
            finish(scan, .word, .wrong, .bench(.noLongerOpen(number: number(of: package))))
            return
        }
        switch offer {
        case .command(let command): performOffered(command, scan)
        case .fact(let fact): changeFact(fact, scan)
        case .invoice(let use): useInvoice(use, scan, .word)
        case .label(let choice): perform(choice, of: package, scan)
        }
    }

    /// Runs a command that was chosen from the list.
    ///
    /// Denying for a reason and reporting what is missing go their usual way where they ask for nothing else; whatever
    /// else asks for values gets a form.
    mutating func performOffered(_ offered: OfferedCommand, _ scan: Scan) {
        guard let bench else { return }
        if let kind = offered.kind, tracking.isUnderWay(kind, bench.package.id) {
            finish(scan, .command, .wrong, .command(underWay(kind, bench.package.id)))
            return
        }
        let parameters = offered.command.parameters
        switch offered.kind {
        case .deny where parameters.allSatisfy(\.isReason): askReason(bench, scan)
        case .notFound where parameters.allSatisfy(\.isItems): reportMissing(bench, .listed(offered.command), scan)
        case _ where parameters.isEmpty: confirmOffered(offered, with: [:], scan)
        default:
            openForm(
                Form(
                    .command(name: offered.command.name, number: bench.package.number),
                    parameters.sorted { $0.isRequired && !$1.isRequired }
                        .map { FormField($0, of: offered.kind, reasons: reasons, bench: bench) },
                    .command(offered), scan, package: bench.package.id))
        }
    }

    /// Asks whether to run a command with these values.
    mutating func confirmOffered(_ offered: OfferedCommand, with values: JSONValue, _ scan: Scan) {
        guard let bench else { return }
        var (values, given) = (values, form?.given ?? [])
        var items = form?.chosenItems ?? []
        if offered.kind == .notFound, items.isEmpty {
            // Without items, some installations take all of them for missing.
            guard !bench.missing.isEmpty else {
                finish(scan, .command, .wrong, .command(.nothingMissing))
                return
            }
            let name = offered.command.parameters.first(where: \.isItems)?.name ?? "items"
            let report: [String: JSONValue] = [name: .array(bench.missingItems.map(JSONValue.int))]
            if case .object(let members) = values { values = .object(members.merging(report) { $1 }) }
            given += bench.missing.map { .goods(title: $0.line.title, count: $0.count) }
            items = Set(bench.missingItems)
        }
        var intent = intent(offered.kind, .listed(offered.command), of: bench.package, parameters: values)
        if offered.kind == .notFound { intent = intent.given(for: PackContents(of: bench.package, reporting: items)) }
        if offered.kind == .pack, !bench.isComplete {
            pack(bench, intent, scan, given: given)
        } else {
            let number = bench.package.number
            confirm(
                intent, number, .confirmNamed(offered.command.name, intent.commandName, number: number, given), scan)
        }
    }
}
