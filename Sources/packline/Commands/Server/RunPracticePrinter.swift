import ArgumentParser
import Foundation
import PracticePrinter
import Printing

/// `packline printer`.
struct RunPracticePrinter: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "printer",
        abstract: "A label printer to practise and test against.",
        discussion: """
            It prints its address once it accepts connections, then each label that comes out: its texts and barcodes.
            Enter puts paper back, closes the head, takes a label off, and lets it go on. It ends on TERM and INT.

            Example: packline printer --port 9100 --faults paper-out-after=3,slow=500 --ledger labels.jsonl
            """)

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The port to listen on; 0 takes any that is free.", valueName: "port"))
    var port = 9100

    @Option(help: ArgumentHelp("What goes wrong, with commas between: \(PracticeFaults.forms).", valueName: "list"))
    var faults: String?

    @Option(
        help: ArgumentHelp("A file that gets a line of JSON for each label that comes out.", valueName: "file"),
        completion: .file())
    var ledger: String?

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port takes a number from 0 to 65535, and not \(port).")
        }
        do {
            _ = try PracticeFaults(faults ?? "")
        } catch {
            throw ValidationError("\(error)")
        }
    }

    func run() async throws {
        do {
            let settings = PracticePrinterSettings(host: host, port: port, faults: try PracticeFaults(faults ?? ""))
            let ledger = try ledger.map(LabelLedger.init)
            let printer = try await PracticePrinter.start(settings) { label in
                ledger?.add(label)
                Output.lines(Self.lines(of: label))
            }
            Output.line("socket://\(host.contains(":") ? "[\(host)]" : host):\(printer.port)")
            let serving = Task { await printer.wait() }
            let signals = EndingSignals { serving.cancel() }
            defer { signals.cancel() }
            let hands = Task { for await _ in Self.keyPresses() { printer.attend() } }
            await serving.value
            hands.cancel()
        } catch let error as PracticePrinterError {
            throw Failure("\(error)", Status.unavailable)
        }
    }

    /// The lines of Enter; none where it was started in the background, for reading would stop it there.
    private static func keyPresses() -> InputLines {
        let isInBackground = isatty(STDIN_FILENO) == 1 && tcgetpgrp(STDIN_FILENO) != getpgrp()
        return isInBackground ? InputLines([]) : InputLines()
    }

    private static func lines(of printed: PrintedLabel) -> [TerminalLine] {
        let texts = printed.label.texts.map { "  " + $0 }
        let barcodes = printed.label.barcodes.map { "  [\($0.kind.rawValue)] \($0.data)" }
        return (["label \(printed.number)"] + texts + barcodes).map { TerminalLine($0) }
    }
}
