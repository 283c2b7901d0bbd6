import ArgumentParser
import Language
import OMS
import Station
import StationStore

/// `packline labels`.
struct PrintJobs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels",
        abstract: "The labels that this station prints: what is to be printed, what came out, and what was scanned.",
        discussion: """
            They can be looked at and saved while a station works. To print one again or to give one up, end the station
            first, or do it there.

            Example: packline labels
            Example: packline labels print 7 --reason damaged
            """,
        subcommands: [List.self, Show.self, Print.self, Save.self, Void.self], defaultSubcommand: List.self)

    /// `packline labels list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract:
                "The labels that are not printed yet, or of which it is not known; with --all the last 1,000 too.",
            discussion: "Example: packline labels list --all --json")

        @OptionGroup var connection: ConnectionOptions

        @Flag(help: "Those at their end too: printed, scanned and void.")
        var all = false

        @Flag(help: "Print a JSON object a line, with every change.")
        var json = false

        func run() async throws {
            let settings = try connection.settings()
            let reports = try await PrintJobs.read(settings, finished: all ? 1_000 : 0)
            if json {
                for report in reports { Output.json(report.json) }
                return
            }
            let zone = try settings.station().zone
            Columns.printJobs(Set(try settings.printers().map(\.name))).print(reports, zone)
            let count = Phrase(all ? "program.labels.count" : "program.labels.undone", ["count": reports.count])
            Output.note(count.text)
        }
    }

    /// `packline labels show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "One label, and each change of it with its time and reason.",
            discussion: "Example: packline labels show 7")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var number: PrintJobNumber

        @Flag(help: "Print a JSON object.")
        var json = false

        func run() async throws {
            let settings = try connection.settings()
            let report = try await PrintJobs.report(number.id, settings)
            if json {
                Output.json(report.json)
                return
            }
            let zone = try settings.station().zone
            Output.facts(report.facts)
            Output.line("")
            Columns.changes.print(
                report.changes.map { ReportedChange(at: $0.at, stage: $0.stage.phrase, reason: $0.reason) }, zone)
        }
    }

    /// The print jobs of the station's file, whether or not a station works with it.
    static func read(_ settings: Settings, finished: Int) async throws -> [PrintReport] {
        do {
            return try await PrintReport.read(at: settings.storePath(), finished: finished)
        } catch {
            throw Failure(error)
        }
    }

    /// The job of a number; errors: a `Failure` where there is none.
    static func report(_ number: Int, _ settings: Settings) async throws -> PrintReport {
        guard let report = try await read(settings, finished: .max).first(where: { $0.job.id == number }) else {
            throw Failure(Phrase("program.labels.no-job", ["number": String(number)]), Status.data)
        }
        return report
    }
}

/// The print job that is meant.
struct PrintJobNumber: ParsableArguments {
    @Argument(help: ArgumentHelp("The label's number in packline labels.", valueName: "number"))
    var id: Int
}
