import Language
import OMS
import Station

/// A part of the station's public state that a test states.
public enum Aspect: String, CaseIterable, Sendable {
    /// The rows of the list, a line each, the selected one marked.
    case list
    /// The open package: its number, state, what is checked, a line for each product.
    case open
    /// The prompt with its cursor, the filter, and the mode.
    case prompt, filter, mode
    /// What stands beside the prompt, the error that is shown, the question that is asked.
    case says, alert, asks
    /// Which page is shown and which pane has the arrow keys.
    case page, focus
    /// How many commands are queued and how many need attention; the state of the connection.
    case outbox, connection
    /// How many print jobs wait for a printer, how many labels are to be scanned back, and how many need attention.
    case labels
    /// The document that fills the screen, and the first line of a page that is shown.
    case document, top
    /// Who packs.
    case packer
    /// How far a whole reading has come.
    case filling
}

/// The station as text, aspect by aspect.
struct StationSnapshot {
    private let aspects: [Aspect: String]

    init(_ station: StationModel) {
        aspects = Dictionary(uniqueKeysWithValues: Aspect.allCases.map { ($0, Self.describe($0, of: station)) })
    }

    /// The whole snapshot, for a failure.
    var text: String {
        Aspect.allCases.map { "  \($0.rawValue): \(aspects[$0] ?? "")" }.joined(separator: "\n")
    }

    /// What was stated otherwise, or changed and was not stated; without what was before, the first alone.
    func differences(from before: StationSnapshot?, stated: [Aspect: String]) -> [String] {
        Aspect.allCases.compactMap { aspect in
            let new = aspects[aspect] ?? ""
            if let expected = stated[aspect] {
                return new == expected ? nil : "\(aspect.rawValue): “\(new)”\n  stated: “\(expected)”"
            }
            guard let before else { return nil }
            let old = before.aspects[aspect] ?? ""
            return new == old ? nil : "\(aspect.rawValue) changed unsaid: “\(old)” → “\(new)”"
        }
    }

    private static func describe(_ aspect: Aspect, of station: StationModel) -> String {
        switch aspect {
        case .list:
            station.listed().map { package in
                "\(package.id == station.list.selected ? ">" : "")\(package.number) \(package.state.name)"
            }.joined(separator: ", ")
        case .open: station.bench.map(describe) ?? ""
        case .prompt: station.prompt.text
        case .filter: (station.isFiltering ? "typing " : "") + station.list.filter.text
        case .mode: "\(station.mode)"
        case .says: station.result.map { "\($0.word) \($0.text)" } ?? ""
        case .alert:
            station.alerts.map { alert in
                [alert.title, alert.scanned, alert.expected, alert.advice].compactMap { $0?.shown }.joined(
                    separator: " | ")
            }.joined(separator: " & ")
        case .asks:
            station.dialog.map { dialog in
                let choices = dialog.choices.map(\.shown).enumerated()
                    .map { ($0.offset == dialog.selected ? "[\($0.element)]" : $0.element) }
                return (([dialog.title] + dialog.text).map(\.shown) + choices).joined(separator: " | ")
            } ?? station.form.map(describe) ?? ""
        case .page: "\(station.page)"
        case .focus: "\(station.focus)"
        case .outbox: "\(station.queuedCount) queued, \(station.attentionCount) need attention"
        case .connection: describe(station.connection)
        case .document:
            station.document.map {
                "\($0.number): \($0.trouble?.shown ?? $0.lines?.joined(separator: " | ") ?? "asked for")"
            }
                ?? ""
        case .labels:
            "\(station.waitingPrintCount) to print, \(station.unconfirmedLabelCount) to scan, "
                + "\(station.labelAttentionCount) need attention"
        case .packer: station.packer ?? ""
        case .top: "\(station.pageTop)"
        case .filling: station.filling.map { "\($0.done) of \($0.total ?? 0)" } ?? ""
        }
    }

    /// A form: its title, each row with its value, the one with the cursor in brackets, and what is wrong.
    private static func describe(_ form: Form) -> String {
        let rows = form.fields.enumerated().map { index, field in
            let row = "\(field.label.shown)\(field.isRequired ? "*" : "")=\(field.shown?.shown ?? "")"
            return index == form.position ? "[\(row)]" : row
        }
        return ([form.title.shown] + rows + [form.complaint?.shown].compactMap(\.self)).joined(separator: " | ")
    }

    private static func describe(_ connection: Connection) -> String {
        switch connection {
        case .offline(let why): "offline(\"\(why.shown)\")"
        case .rejected(let why, let scheme): "rejected(\"\(why.shown)\", wantedScheme: \(scheme.debugDescription))"
        default: "\(connection)"
        }
    }

    private static func describe(_ bench: OpenPackage) -> String {
        let lines = bench.lines.map { "\($0.product.sku) \(bench.session.checked($0))/\($0.needed)" }
        return (["\(bench.package.number) \(bench.package.state.name)"] + lines).joined(separator: " | ")
    }
}

extension Effect {
    /// The effect as a test states it; nil for those that the driver checks by itself.
    var text: String? {
        switch self {
        case .open(let package): "open \(package)"
        case .read(let package): "read \(package)"
        case .find(let code, let scan): "find \(code) for \(scan)"
        case .change(let change, let package, let scan): "change \(change) of \(package) for \(scan)"
        case .invoice(let package, let use, let scan): "\(use) the invoice of \(package) for \(scan)"
        case .printGiftNote(let package, let scan): "print the gift note of \(package) for \(scan)"
        case .inquire(let conditions, let number):
            conditions.map { conditions in
                let words = conditions.map { "\($0.key.rawValue)=\($0.value)" }.sorted().joined(separator: "&")
                return "inquire \(words) for \(number)"
            } ?? "inquire no more"
        case .offerFilterValues: "offer filter values"
        case .confirmPrint(let job): "confirm print \(job)"
        case .notePrinted(let job): "note that print \(job) came out"
        case .printAgain(let job, let reason): "print \(job) again: \(reason.rawValue)"
        case .printLabel(let package): "print the label of \(package)"
        case .dismissLabel(let package): "dismiss the label of \(package)"
        case .refresh: "refresh"
        case .run(let intent, let scan):
            "run \(intent.name) on \(intent.package)\(scan.map { " for \($0)" } ?? "") \(intent.parameters.text)"
        case .retry(let command, let contents): "retry \(command)" + (contents == nil ? "" : " with new contents")
        case .discard(let command): "discard \(command)"
        case .save(let session):
            "save \(session.package) \(session.checks.map { "\($0.count)×\($0.line)" }.joined(separator: " "))"
        case .forget(let package): "forget \(package)"
        case .chose(let kind, let command): "choose \(command.transition) to \(kind.rawValue)"
        case .claim(let package, nil): "claim \(package)"
        case .claim(let package, let token?): "take \(package) over from \(token)"
        case .choose(let session): "choose \(session.count) of \(session.package)"
        case .lookAtPrints(let packages): "look at prints of \(packages.sorted())"
        case .confirmBenchPrint(let print): "confirm the print of \(print.package) at \(print.bench)"
        case .release(let package): "release \(package)"
        case .packer(let name): "remember that \(name) packs"
        case .spoke(let language): "speak \(language.rawValue)"
        case .acknowledged(let time): "acknowledged until \(time.text)"
        case .answer(let answer): "\(answer.number) \(answer.meaning.rawValue) \(answer.outcome.rawValue)"
        case .lookForNewVersion: "look for a new version"
        case .quit: "quit"
        case .countBoard: "count the board"
        case .needs(let needs): "needs \(needs.attention), \(needs.printers.map(\.shown).joined(separator: ", "))"
        case .journal, .sound, .wake: nil
        }
    }
}
