import ArgumentParser
import Foundation
import HTTPListener
import Language
import OMS
import OMSClient
import PrometheusMetrics
import Station
import StationEngine
import StationStore
import StationTerminal
import Warehouse
import WebhookReceiver

/// What every station needs, whatever shows it: its file, its client of the OMS, its log, and the engine on them.
struct StationRuntime {
    let engine: EffectRunner
    let store: StationDatabase
    private let client: OMSHTTPClient
    private let log: StationLog
    private let webhooks: WebhookSettings?
    private let warehouse: Warehouse?
    private let metrics: StationMetrics?

    /// Opens the station's file and prepares the rest; nothing is asked of the OMS until the engine runs.
    ///
    /// It works with the other benches of the warehouse, where one is set, and counts what it does in `metrics`. `events`, `answer` and `onEvent` are called from any thread, in order.
    static func open(
        _ settings: Settings, reaching clientSettings: OMSClientSettings, as what: String,
        metrics: StationMetrics? = nil,
        answer: @escaping @Sendable (ScanAnswer) -> Void = { _ in },
        onEvent: @escaping @Sendable (ReceivedEvent) -> Void = { _ in },
        events: @escaping @Sendable (StationEvent) -> Void
    ) async throws -> StationRuntime {
        Crash.keepReports(in: settings.crashFolder, version: Packline.version)
        // A board prints nothing, and webhooks have one address, which is a bench's.
        let webhooks = settings.isBoard ? nil : try settings.webhooks()
        let printing = settings.isBoard ? PrintingSettings() : try settings.printing()
        let access = try settings.warehouse()
        let store: StationDatabase
        do {
            store = try await StationDatabase.open(at: settings.storePath(), now: .now)
        } catch {
            throw Failure(error)
        }
        let log = StationLog(
            file: LogFile(path: settings.logPath),
            redaction: Redaction(clientSettings, secrets: [webhooks?.secret].compactMap(\.self)))
        log.begin(what, location: settings.location)
        if let warning = NetworkFolder.warning(about: settings.storePath()) { events(.trouble(warning)) }
        var engineSettings = EngineSettings(location: settings.location, now: { .now }, answer: answer)
        engineSettings.commands = settings.commands
        engineSettings.origin = settings.origin
        engineSettings.documents = settings.documents()
        engineSettings.printing = printing
        engineSettings.zone = try settings.station().zone
        engineSettings.onEvent = { event in
            log.note(event)
            metrics?.count(event)
            onEvent(event)
        }
        let warehouse: Warehouse? =
            if let access { try await BenchIdentity.warehouse(access, settings, store) } else { nil }
        engineSettings.warehouse = warehouse
        var clientSettings = clientSettings
        if let metrics { clientSettings.onExchange = { metrics.count($0) } }
        let client = OMSHTTPClient(settings: clientSettings)
        let engine = EffectRunner(settings: engineSettings, store: store, client: client) { event in
            log.note(event)
            metrics?.count(event)
            events(event)
        }
        return StationRuntime(
            engine: engine, store: store, client: client, log: log, webhooks: webhooks, warehouse: warehouse,
            metrics: metrics)
    }

    /// Receives the OMS's webhooks while `work` is done, where an address is set for them; `work` gets the address.
    func receiving<Result>(
        isolation: isolated (any Actor)? = #isolation, _ work: (ListeningAddress?) async throws -> Result
    ) async throws -> Result {
        guard let webhooks else { return try await work(nil) }
        let receiver: WebhookServer
        do {
            let engine = engine
            receiver = try await WebhookServer.start(at: webhooks.address, secret: webhooks.secret) {
                engine.receive($0)
            }
        } catch {
            throw Failure(error.phrase, Status.unavailable)
        }
        return try await finally(receiver.stop) { try await work(receiver.address) }
    }

    /// Serves the figures while `work` is done, where an address is set for them; `work` gets the address.
    ///
    /// Where it cannot be listened on, `refused` gets the reason: what it throws ends the run, else the work is done without.
    func answeringMetrics<Result>(
        isolation: isolated (any Actor)? = #isolation, refused: (Failure) throws -> Void,
        _ work: (ListeningAddress?) async throws -> Result
    ) async throws -> Result {
        guard let metrics else { return try await work(nil) }
        let server: MetricsServer
        do throws(HTTPListenerError) {
            server = try await MetricsServer.start(at: metrics.address) { [store] in
                try await metrics.families(store)
            }
        } catch {
            let failure = Failure(error.phrase(ofMetricsAt: metrics.address), Status.unavailable)
            log.note(.trouble(failure.phrase))
            try refused(failure)
            return try await work(nil)
        }
        return try await finally(server.stop) { try await work(server.address) }
    }

    /// Does some work, and then, whatever came of it, what is due at its end.
    private func finally<Result>(
        isolation: isolated (any Actor)? = #isolation, _ end: () async -> Void, _ work: () async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await work()
            await end()
            return result
        } catch {
            await end()
            throw error
        }
    }

    /// Whether packages are shared with other benches.
    var sharesPackages: Bool { warehouse != nil }

    /// Tells the other benches that this one has ended; the engine must have ended.
    func leaveWarehouse() async { await warehouse?.close() }

    /// Closes everything; the engine must have ended.
    func close() {
        client.close()
        try? store.close()
        log.end()
    }
}
