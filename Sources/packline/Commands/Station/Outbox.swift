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
            Output.table(
                ["No.", "Package", "Command", "Stage", "Since", "Sent", "Why"],
                reports.map { report in
                    let entry = report.entry
                    return [
                        String(entry.id), report.package, report.word, entry.stage.words,
                        Output.moment(entry.changedAt, zone), String(entry.attempts),
                        entry.reason.map { Phrase(stored: $0).english } ?? "",
                    ]
                })
            let count = reports.count == 1 ? "1 command" : "\(reports.count) commands"
            Output.note(all ? count : "\(count) not dealt with")
            let needing: [CommandStage] = all ? [.needsAttention] : [.needsAttention, .refused]
            if let first = reports.first(where: { needing.contains($0.entry.stage) }) {
                Output.note("Decide what needs you: \(first.retryAdvice)packline outbox discard \(first.entry.id).")
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
            else { throw Failure("The outbox has no command \(number.id).", Status.data) }
            if json {
                Output.json(report.json)
                return
            }
            let zone = try settings.station().zone
            Output.facts([
                ("Command", report.word), ("Package", report.package), ("Stage", report.entry.stage.words),
                ("Sent", report.entry.attempts == 1 ? "once" : "\(report.entry.attempts) times"),
            ])
            Output.line("")
            Output.table(
                ["When", "Stage", "Why"],
                report.changes.map { change in
                    let civil = zone.civil(change.at)
                    return [
                        "\(civil.date) \(civil.clock)", change.stage.words,
                        change.reason.map { Phrase(stored: $0).english } ?? "",
                    ]
                })
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
            Output.line("\(entry.id) is \(entry.stage.words): it is sent when a station or packline scan runs next")
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
            Output.line("\(entry.id) is \(entry.stage.words)")
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
        let path = try connection.settings().storePath()
        do {
            let store = try await StationDatabase.open(at: path, now: .now)
            defer { try? store.close() }
            if let recovered = store.opening.recovered {
                Output.report(Alarm.fileSetAside(FileRecovery(recovered)).phrase.english)
            }
            return try await change(store)
        } catch {
            guard case .inUse(let process) = error.code else { throw Failure(error) }
            let who = process.map { " (process \($0))" } ?? ""
            throw Failure(
                "A Packline\(who) is working with this outbox: type “\(words)” at its prompt, or end it first.",
                Status.unavailable)
        }
    }
}

/// The command of the outbox that is meant.
struct CommandNumber: ParsableArguments {
    @Argument(help: ArgumentHelp("The command's number in the outbox.", valueName: "number"))
    var id: Int
}

extension OutboxReport {
    fileprivate var word: String { entry.intent.kind?.rawValue ?? entry.intent.name }

    /// How the command is sent again, before another choice; empty where that cannot help.
    fileprivate var retryAdvice: String {
        switch entry.cause {
        case .contentsChanged: "open \(package) at the station and check it again, or "
        case .packageGone, .wrongState: ""
        default: "packline outbox retry \(entry.id), or "
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

extension CommandStage {
    /// What people read.
    fileprivate var words: String { self == .needsAttention ? "needs attention" : rawValue }
}
