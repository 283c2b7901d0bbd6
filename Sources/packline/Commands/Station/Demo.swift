import ArgumentParser
import Foundation
import HTTPListener
import Language
import OMS
import OMSClient
import OMSSandbox
import PracticePrinter
import Printing
import StationTerminal

/// `packline demo`: a sandbox in this process and the station on it, over real HTTP.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Try the station: on a practice OMS inside this process, with made-up packages.",
        discussion: """
            Nothing is kept, and nothing leaves this computer. Packages are due around now, unless a --seed is given.
            The label of what is packed comes out of a practice printer, and is scanned like that of any other.
            To practise with a scanner, print packages, goods and commands: packline barcodes --demo --output demo.pdf

            Example: packline demo --packages 500
            """)

    /// The ERP code of the location whose packages are packed.
    static let location = "369"
    /// A package there that can be packed, by its id.
    static let example = 13

    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var bench: BenchOptions
    @OptionGroup var receiver: ReceiverOptions

    @ScreenActor
    func run() async throws {
        let practice: Sandbox
        var made = sandbox.settings
        // A seed is given to see the same again, dates included.
        made.isDueAroundNow = sandbox.seed == nil
        made.labels = [.zpl]
        made.dialect.insert(.shipmentWhenPacked)
        do {
            practice = try await Sandbox.start(made)
        } catch {
            throw Failure(error)
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "packline-demo-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let printer: PracticePrinter
        do {
            printer = try await startPrinter(keepingLedgerIn: folder)
        } catch {
            await practice.stop()
            throw error
        }
        var options: [Setting: String?] = [
            .url: practice.baseURL, .token: practice.token, .location: Self.location, .stateFolder: folder.path,
            .packer: "Ayşe", .station: "demo",
        ]
        options.merge(bench.options) { $1 ?? $0 }
        options.merge(receiver.options) { $1 ?? $0 }
        do {
            var settings = Settings(
                options: options.compactMapValues(\.self), printers: Self.printers(at: printer.port))
            try settings.speak()
            settings.example = sandbox.seed == nil && sandbox.packages >= Self.example ? String(Self.example) : nil
            try await subscribe(settings)
            try await StationOnTerminal.run(settings)
            let command = "packline barcodes --demo --output demo.pdf"
            Output.note(Phrase("program.demo.labels", ["count": printer.odometer]).text)
            Output.note(Phrase("program.demo.practise", ["command": command]).text)
        } catch {
            await printer.stop()
            await practice.stop()
            throw error
        }
        await printer.stop()
        await practice.stop()
    }

    /// Starts the printer on a port that is free, with a ledger beside the station's file.
    private func startPrinter(keepingLedgerIn folder: URL) async throws -> PracticePrinter {
        try PrivateFile.makeFolder(folder.path)
        let ledger = try LabelLedger(folder.appending(path: "labels.jsonl").path)
        do throws(PracticePrinterError) {
            return try await PracticePrinter.start(PracticePrinterSettings()) { ledger.add($0) }
        } catch {
            throw Failure("\(error)", Status.unavailable)
        }
    }

    /// The practice printer as one that a configuration has.
    private static func printers(at port: Int) -> PrinterTable {
        var printers = PrinterTable()
        for (entry, text) in [
            (PrinterTable.Entry.address, PrinterAddress.socket(host: "127.0.0.1", port: port).text),
            (.role, ConfiguredPrinter.Role.label.rawValue),
        ] {
            printers.set(entry, of: "practice", to: SetValue(text: text, origin: .verbatim("packline demo")))
        }
        return printers
    }

    /// Has the practice OMS send every event to where the station receives them.
    private func subscribe(_ settings: Settings) async throws {
        guard let webhooks = try settings.webhooks() else { return }
        guard webhooks.address.port > 0 else {
            throw Failure(Phrase("program.demo.port", ["example": "127.0.0.1:8766"]), Status.usage)
        }
        let anywhere = ["0.0.0.0", "::"].contains(webhooks.address.host)
        let address = ListeningAddress(
            host: anywhere ? "127.0.0.1" : webhooks.address.host, port: webhooks.address.port)
        let client = OMSHTTPClient(settings: try settings.client())
        defer { client.close() }
        do {
            for type in WebhookEventType.allCases {
                _ = try await client.send(.subscribeHook(to: type, at: "http://\(address)/", secret: webhooks.secret))
            }
        } catch {
            throw Failure(error)
        }
    }
}
