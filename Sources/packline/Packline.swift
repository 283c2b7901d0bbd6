// The program: arguments, configuration and wiring.
//
// It knows the targets and how they are put together, what can be set and where, and what the command line
// says and answers. It must not know what another target could: no rule of the bench, no SQL, no HTTP, no curses.

import ArgumentParser
import Foundation
import Language
import Station
import StationTerminal

@main
struct Packline: AsyncParsableCommand {
    static let version = "1.0.0"

    // Every command says its name: to make one of a type's name costs the parser a tenth of the program's start.
    static let configuration = CommandConfiguration(
        commandName: "packline",
        abstract: "A packing station in a terminal, for packages of Akinon's OMS.",
        discussion: """
            Without a command it runs the station against the configured OMS.

            Settings come from /etc/packline/config.yaml, then $XDG_CONFIG_HOME/packline/config.yaml, then PACKLINE_…
            variables, then options; the later wins. To try it without an OMS: packline demo
            """,
        version: version,
        subcommands: [
            RunStation.self, RunBoard.self, Demo.self, RunSandbox.self, RunPracticePrinter.self, ScanLines.self,
            List.self, Show.self,
            Pack.self, Ship.self, Deny.self, RunCommand.self, Listen.self, Outbox.self, PrintJobs.self,
            WarehouseCommand.self, FiguresCommand.self, Items.self,
            Log.self,
            Events.self, Ranges.self,
            Reasons.self,
            CreateInvoice.self, ShowInvoiceDocument.self, SetInvoiceNumber.self, SetRemoteID.self, SetExtra.self,
            Webhooks.self, Explain.self, Barcodes.self, Doctor.self,
        ],
        defaultSubcommand: RunStation.self)

    /// Parses and runs; every error ends as one sentence on standard error and a status of sysexits.
    static func main() async {
        Crash.prepare()
        signal(SIGPIPE, SIG_IGN)
        do {
            try refuseUnknownCommand(CommandLine.arguments.dropFirst().first)
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            failure.report()
            ProgramEnd.leave(failure.status)
        } catch {
            let text = fullMessage(for: error)
            let status = exitCode(for: error)
            if !text.isEmpty {
                if status == .success { Output.lines(TerminalLine.lines(of: text)) } else { Output.notes(text) }
            }
            ProgramEnd.leave(status)
        }
        ProgramEnd.leave(.success)
    }

    /// Says which command may be meant: to the station, which takes no words, a mistyped one would be just one too many.
    private static func refuseUnknownCommand(_ word: String?) throws {
        guard let word, !word.isEmpty, !word.hasPrefix("-") else { return }
        let known = configuration.subcommands.map { $0._commandName } + ["help"]
        guard !known.contains(word) else { return }
        let hint = Phrase.nearest(to: word, among: known) ?? Phrase("program.no-command.hint")
        throw Failure(Phrase("program.no-command", ["word": word, "hint": hint]), Status.usage)
    }
}
