import ArgumentParser
import Foundation
import Language
import OMS
import Station
import StationEngine
import WebhookReceiver

/// `packline listen`.
struct Listen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: "Receive the OMS's webhooks without a screen: a line for each event.",
        discussion: """
            Each event is told once, with its package as it was read again. The station's copy of the packages is kept,
            and what is queued is delivered, until TERM or INT. Where a secret is set (webhooks.secret_file), events
            without its signature are refused. To have events sent: packline webhooks subscribe. Where benches share a warehouse
            (warehouse.url), they are told what was read.

            Example: packline listen --webhooks 0.0.0.0:8766 --json
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var receiver: ReceiverOptions

    @Flag(help: "Tell each event with a JSON object a line.")
    var json = false

    func run() async throws {
        let settings = try connection.settings(and: receiver.options)
        guard try settings.webhooks() != nil else {
            throw Failure(Phrase("listen.where"), Status.configuration)
        }
        let zone = try settings.station().zone
        let runtime = try await StationRuntime.open(
            settings, reaching: try settings.client(), as: "listen",
            onEvent: { Output.lines([json ? TerminalLine($0.json) : TerminalLine($0.line(zone))]) },
            events: { event in
                if case .trouble(let sentence) = event { Output.report(sentence.text) }
                if case .alarm(let alarm) = event { Output.report(alarm.phrase.text) }
            })
        defer { runtime.close() }
        try await runtime.receiving { address in
            Output.report(Phrase("listen.on", ["address": address?.description ?? ""]).text)
            let work = Task { try await runtime.engine.run() }
            let signals = EndingSignals { work.cancel() }
            defer { signals.cancel() }
            try await work.value
        }
        await runtime.leaveWarehouse()
    }
}

/// Where webhooks are received.
struct ReceiverOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Receive the OMS's webhooks there, such as 0.0.0.0:8766.", valueName: "address:port"))
    var webhooks: String?

    /// The settings that this option makes.
    var options: [Setting: String?] { [.webhooks: webhooks] }
}

extension ReceivedEvent {
    /// The event for people.
    fileprivate func line(_ zone: Zone) -> String {
        let package = package ?? event.package
        let facts = [
            Output.moment(.now, zone), event.type, package?.number ?? "",
            self.package?.state.name ?? Phrase("listen.not-read").text,
        ]
        return facts.joined(separator: "  ")
    }

    /// The event for programs.
    fileprivate var json: JSONValue {
        [
            "event": .string(event.type), "uuid": .string(event.uuid),
            "package": (package ?? event.package).map { .int($0.id) } ?? .null,
            "number": (package ?? event.package).map { .string($0.number) } ?? .null,
            "state": package.map { .string($0.state.name) } ?? .null,
        ]
    }
}
