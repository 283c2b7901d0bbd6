import Foundation
import Printing

/// A printer as it is configured.
struct ConfiguredPrinter: Equatable {
    /// What is printed on it.
    enum Role: String, CaseIterable {
        /// Carrier labels.
        case label
        /// Everything else.
        case paper
    }

    /// What the configuration calls it.
    let name: String
    let address: PrinterAddress
    let role: Role
    /// What the printer must say that it is; nil asks nothing.
    var uniqueID: String?
    /// Whether others print on it too, unseen.
    var isShared = false

    /// Whether it prints pages: what listens on a socket is a printer of labels, which can be a spare one.
    var printsPages: Bool { if case .socket = address { false } else { true } }
}

extension ConfiguredPrinter {
    /// How long a printing command may take: a spooler takes a label at once.
    private static let longestPrint: Duration = .seconds(30)

    /// What prints on it.
    func printer() throws(PrinterError) -> any Printer {
        var cups = CupsPrinterSettings()
        cups.uniqueID = uniqueID
        switch address {
        case .socket(let host, let port):
            var settings = SocketPrinterSettings()
            settings.uniqueID = uniqueID
            settings.isShared = isShared
            return SocketPrinter(host: host, port: port, settings: settings)
        case .ipp(let uri): return try CupsPrinter(uri: uri, settings: cups)
        case .cups(let queue, let host, let port):
            return CupsPrinter(queue: queue, host: host, port: port, settings: cups)
        case .command(let command): return CommandPrinter(command: command, run: Self.run)
        }
    }

    /// Runs a command with a document on its standard input; `$1` in it is the title of the job.
    private static func run(
        _ command: String, _ document: PrintDocument, _ title: String
    ) async throws(PrinterError) -> String? {
        var child = ChildCommand(shell: command, [title], limit: longestPrint)
        child.input = Data(document.bytes)
        do throws(ChildCommand.Failure) {
            return try await child.run().failure
        } catch {
            guard case .notStarted(let program, let reason) = error else { return "\(error)" }
            throw PrinterError(
                .notReached, printer: PrinterAddress.command(command).text, detail: "\(program): \(reason)")
        }
    }
}
