import ArgumentParser
import Foundation
import Language
import OMS
import Printing
import Station
import StationEngine
import StationStore

// What is done with a label from the command line: it is printed again, given up, or saved.
extension PrintJobs {
    /// `packline labels print`.
    struct Print: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "print",
            abstract: "Print a label again, as it was.",
            discussion: """
                It is printed when a station or packline scan runs next. Where its printer is not configured any more, the
                one of the same role takes it.

                Example: packline labels print 7 --reason damaged
                """)

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var number: PrintJobNumber

        @Option(
            help: ArgumentHelp("Why: \(Self.reasons.joined(separator: ", ")).", valueName: "reason"),
            completion: .list(Self.reasons))
        var reason: String?

        private static let reasons = PrintReason.allCases.map(\.rawValue)

        func validate() throws {
            guard let reason, PrintReason(rawValue: reason) == nil else { return }
            throw ValidationError("--reason takes one of \(Self.reasons.joined(separator: ", ")), and not “\(reason)”.")
        }

        func run() async throws {
            let settings = try connection.settings()
            let report = try await PrintJobs.report(number.id, settings)
            let job = report.job
            let printers = Set(try settings.printers().map(\.name))
            guard report.isStranded(printers) || job.stage != .wanted && job.stage != .waiting else {
                throw Failure(
                    Phrase("program.labels.still", ["number": String(job.id), "stage": job.stage.phrase]), Status.data)
            }
            guard job.document.format != DocumentKind.link.rawValue else {
                throw Failure(Phrase("program.labels.link", ["number": String(job.id)]), Status.data)
            }
            let other =
                try QueuedPrint.Paper(rawValue: job.subject.kind) == .label
                ? settings.labelPrinter() : settings.paperPrinter()
            guard let printer = printers.contains(job.printer) ? job.printer : other?.name
            else { throw Failure(Phrase("program.labels.no-printer"), Status.configuration) }
            let why = reason.flatMap(PrintReason.init)?.phrase ?? Phrase("reason.command-line")
            let copy = try await PrintJobs.change(settings) { store throws(StoreError) in
                try await store.reprint(of: job.id, reason: why.stored, printer: printer, at: .now)
            }
            Output.line(
                Phrase("program.labels.printed-next", ["number": String(copy.id), "stage": copy.stage.phrase]).text)
        }
    }

    /// `packline labels void`.
    struct Void: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "void",
            abstract: "Give up a label that is not to be printed, or not to be used any more.",
            discussion: "Example: packline labels void 7")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var number: PrintJobNumber

        func run() async throws {
            let job = try await PrintJobs.change(try connection.settings()) { store throws(StoreError) in
                try await store.movePrint(
                    number.id, to: .void, reason: Phrase("reason.command-line").stored, at: .now)
            }
            Output.line(Phrase("program.labels.is", ["number": String(job.id), "stage": job.stage.phrase]).text)
        }
    }

    /// `packline labels save`.
    struct Save: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "save",
            abstract: "Save a label as it is sent to the printer.",
            discussion: "Example: packline labels save 7 label.zpl")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var number: PrintJobNumber

        @Argument(help: ArgumentHelp("The file to save it in.", valueName: "file"), completion: .file())
        var path: String

        func run() async throws {
            let settings = try connection.settings()
            let job = try await PrintJobs.report(number.id, settings).job
            guard let bytes = try await bytes(of: job.id, settings) else {
                throw Failure(Phrase("program.labels.bytes-gone", ["number": String(job.id)]), Status.data)
            }
            do {
                try PrivateFile.write(Data(bytes), to: path)
            } catch {
                throw Failure(
                    Phrase("program.not-written", ["path": path, "reason": error.localizedDescription]),
                    Status.cannotCreate)
            }
        }

        private func bytes(of job: PrintJob.ID, _ settings: Settings) async throws -> [UInt8]? {
            do {
                return try await PrintReport.bytes(of: job, at: settings.storePath())
            } catch {
                throw Failure(error)
            }
        }
    }

    /// Changes the print jobs of a station that does not run; of one that does, only that station may.
    private static func change(
        _ settings: Settings, _ change: (StationDatabase) async throws(StoreError) -> PrintJob
    ) async throws -> PrintJob {
        try await settings.changeFile(
            inUse: { process in
                process.map { Phrase("program.labels.in-use-by", ["process": $0]) } ?? Phrase("program.labels.in-use")
            }, change)
    }
}
