import ArgumentParser
import Language
import OMS
import Station
import StationEngine
import StationStore

/// `packline outbox`.
struct Outbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "What is queued or needs attention, and what is to become of it.",
        discussion: """
            A command that was refused is shown until it is acknowledged at the station, sent again, or discarded.
            The outbox can be looked at while a station works with it. To retry or discard a command then, type the
            words “retry 7” or “discard 7” at the station's prompt.

            Example: packline outbox
            Example: packline outbox retry 7
            """,
        subcommands: [List.self, Show.self, Retry.self, Discard.self], defaultSubcommand: List.self)

    /// `packline outbox list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract:
                "The commands that are queued, need attention or were refused; with --all the last 1,000 others too.",
            discussion: "Example: packline outbox list --all --json")

        @OptionGroup var connection: ConnectionOptions

        @Flag(help: "Those at their end too: applied, refused and discarded.")
        var all = false

        @Flag(help: "Print a JSON object a line, with every change.")
        var json = false

        func run() async throws {
            let settings = try connection.settings()
            let reports = try await Outbox.read(settings, finished: all ? 1_000 : 0)
            if json {
                for report in reports { Output.json(report.json) }
                return
            }
            let zone = try settings.station().zone
            Columns.commands.print(reports, zone)
            let count = Phrase(all ? "program.outbox.count" : "program.outbox.undone", ["count": reports.count])
            Output.note(count.text)
            let needing: [CommandStage] = all ? [.needsAttention] : [.needsAttention, .refused]
            if let first = reports.first(where: { needing.contains($0.entry.stage) }) {
                Output.note(first.advice.text)
            }
        }
    }

    /// `packline outbox show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "One command, and each change of it with its time and reason.",
            discussion: "Example: packline outbox show 7")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var number: CommandNumber

        @Flag(help: "Print a JSON object.")
        var json = false

        func run() async throws {
            let settings = try connection.settings()
            guard
                let report = try await Outbox.read(settings, finished: .max).first(where: { $0.entry.id == number.id })
            else { throw Failure(Phrase("program.outbox.no-command", ["number": String(number.id)]), Status.data) }
            if json {
                Output.json(report.json)
                return
            }
            let zone = try settings.station().zone
            Output.facts([
                ("command", report.word), ("package", report.package),
                ("stage", report.entry.stage.phrase.text),
                ("sent", Phrase("program.outbox.times", ["count": report.entry.attempts]).text),
            ])
            Output.line("")
            Columns.changes.print(
                report.changes.map { ReportedChange(at: $0.at, stage: $0.stage.phrase, reason: $0.reason) }, zone)
        }
    }

    /// `packline outbox retry`.
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retry",
            abstract: "Put a command that was refused or needs attention back in the queue.",
            discussion: """
                It is sent when a station or packline scan runs next. One whose package has changed since it was given is not
                sent again like this: open the package at the station and check it again.

                Example: packline outbox retry 7
                """)

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var number: CommandNumber

        func run() async throws {
            let entry = try await Outbox.change(connection, "retry \(number.id)") { store throws(StoreError) in
                try await store.retry(number.id, reason: Phrase("reason.command-line").stored, at: .now)
            }
            Output.line(
                Phrase("program.outbox.sent-next", ["number": String(entry.id), "stage": entry.stage.phrase]).text)
        }
    }

    /// `packline outbox discard`.
    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "discard",
            abstract: "Give up a command that was not sent, was refused, or needs attention.",
            discussion: "Example: packline outbox discard 7")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var number: CommandNumber

        func run() async throws {
            let entry = try await Outbox.change(connection, "discard \(number.id)") { store throws(StoreError) in
                try await store.discard(number.id, reason: Phrase("reason.command-line").stored, at: .now)
            }
            Output.line(
                Phrase("program.outbox.is", ["number": String(entry.id), "stage": entry.stage.phrase]).text)
        }
    }

    private static func read(_ settings: Settings, finished: Int) async throws -> [OutboxReport] {
        do {
            return try await OutboxReport.read(at: settings.storePath(), finished: finished)
        } catch {
            throw Failure(error)
        }
    }

    /// Changes the outbox of a station that does not run; of one that does, only that station may.
    private static func change(
        _ connection: ConnectionOptions, _ words: String,
        _ change: (StationDatabase) async throws(StoreError) -> OutboxEntry
    ) async throws -> OutboxEntry {
        try await connection.settings().changeFile(
            inUse: { process in
                process.map { Phrase("program.outbox.in-use-by", ["process": $0, "words": words]) }
                    ?? Phrase("program.outbox.in-use", ["words": words])
            }, change)
    }
}

/// The command of the outbox that is meant.
struct CommandNumber: ParsableArguments {
    @Argument(help: ArgumentHelp("The command's number in the outbox.", valueName: "number"))
    var id: Int
}

extension Columns<OutboxReport> {
    /// The commands of the outbox.
    fileprivate static let commands = Columns(
        names: ["no", "package", "command", "stage", "since", "sent", "why"]
    ) { report, zone in
        let entry = report.entry
        return [
            String(entry.id), report.package, report.word, entry.stage.phrase.text,
            Output.moment(entry.changedAt, zone), String(entry.attempts),
            entry.reason.map { Phrase(stored: $0).text } ?? "",
        ]
    }
}

extension OutboxReport {
    fileprivate var word: String { entry.intent.kind?.rawValue ?? entry.intent.name }

    /// What can be decided about a command that needs somebody.
    fileprivate var advice: Phrase {
        let discard = "packline outbox discard \(entry.id)"
        return switch entry.cause {
        case .contentsChanged: Phrase("program.outbox.check-again", ["package": package, "discard": discard])
        case .packageGone, .wrongState: Phrase("program.outbox.only-discard", ["discard": discard])
        default:
            Phrase("program.outbox.decide", ["retry": "packline outbox retry \(entry.id)", "discard": discard])
        }
    }

    fileprivate var package: String { packageNumber ?? "id \(entry.intent.package)" }

    fileprivate var json: JSONValue {
        [
            "id": .int(entry.id), "package": .int(entry.intent.package),
            "number": packageNumber.map(JSONValue.string) ?? .null, "command": .string(word),
            "stage": .string(entry.stage.rawValue), "attempts": .int(entry.attempts),
            "created": .string(entry.createdAt.text), "changed": .string(entry.changedAt.text),
            "reason": entry.reason.map { .string(Phrase(stored: $0).english) } ?? .null,
            "cause": entry.cause.map { .string($0.rawValue) } ?? .null,
            "changes": .array(
                changes.map { change in
                    [
                        "stage": .string(change.stage.rawValue), "at": .string(change.at.text),
                        "reason": change.reason.map { .string(Phrase(stored: $0).english) } ?? .null,
                    ]
                }),
        ]
    }
}
