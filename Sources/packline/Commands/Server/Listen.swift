import ArgumentParser
import Foundation
import HTTPListener
import Language
import OMS
import Station
import StationEngine

/// `packline listen`.
struct Listen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: "Receive the OMS's webhooks without a screen: a line for each event.",
        discussion: """
            Each event is told once, with its package as it was read again. The station's copy of the packages is kept,
            and what is queued is delivered, until TERM or INT. Where a secret is set (webhooks.secret_file), events
            without its signature are refused. To have events sent: packline webhooks subscribe. Where benches share a warehouse
            (warehouse.url), they are told what was read. With --metrics, Prometheus can ask how it goes.

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
            settings, reaching: try settings.client(), as: "listen", metrics: try StationMetrics(settings),
            onEvent: { Output.lines([json ? TerminalLine($0.json) : TerminalLine($0.line(zone))]) },
            events: { event in
                if case .trouble(let sentence) = event { Output.report(sentence.text) }
                if case .alarm(let alarm) = event { Output.report(alarm.phrase.text) }
            })
        defer { runtime.close() }
        try await runtime.answeringMetrics(refused: { throw $0 }) { metrics in
            try await runtime.receiving { address in
                Output.report(Phrase("listen.on", ["address": address?.description ?? ""]).text)
                if let metrics { Output.report(Phrase("program.metrics.on", ["address": "\(metrics)"]).text) }
                let work = Task { try await runtime.engine.run() }
                let signals = EndingSignals { work.cancel() }
                defer { signals.cancel() }
                try await work.value
            }
        }
        await runtime.leaveWarehouse()
    }
}

/// Where webhooks are received, and where figures are asked for.
struct ReceiverOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Receive the OMS's webhooks there, such as 0.0.0.0:8766.", valueName: "address:port"))
    var webhooks: String?

    @Option(
        help: ArgumentHelp(
            "Answer GET /metrics for Prometheus there, such as 9464 (this computer alone) or 0.0.0.0:9464.",
            valueName: "[address:]port"))
    var metrics: String?

    /// The settings that these options make.
    var options: [Setting: String?] { [.webhooks: webhooks, .metrics: metrics] }
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
