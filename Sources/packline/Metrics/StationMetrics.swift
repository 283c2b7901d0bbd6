import HTTPListener
import OMS
import OMSClient
import PrometheusMetrics
import Station
import StationEngine
import Synchronization

/// What a station counts for Prometheus since it was started: the one place where its figures are kept.
///
/// Only numbers are kept, and the ids by which a stage that is reported twice is counted once; neither packages nor names.
final class StationMetrics: Sendable {
    /// Where the figures are asked for.
    let address: ListeningAddress
    /// After how many seconds a label that has not come is late.
    let lateAfter: Int
    private let started: Timestamp
    private let state = Mutex(Counts())

    /// What was counted so far.
    struct Counts {
        /// Requests, by what was asked for and how they ended; how long those took that were answered.
        var requests: [RequestKey: Int] = [:]
        var requestTimes: [String: DurationHistogram] = [:]
        /// Stages that commands and print jobs came to.
        var commands = StageCounts<CommandStage>()
        var prints = StageCounts<PrintStage>()
        /// Events of the OMS, by their type.
        var events: [String: Int] = [:]
        /// Since when labels are missing, by package.
        var awaitedLabels: [Int: Timestamp] = [:]
        /// Whether the OMS answers, and when the packages agreed with it last.
        var isOnline = false
        var fresh: Timestamp?
    }

    /// What a request is counted by.
    struct RequestKey: Hashable {
        let endpoint: String
        let status: String
    }

    /// What a station at this address counts from now on.
    init(at address: ListeningAddress, lateAfter: Int, now: Timestamp = .now) {
        self.address = address
        self.lateAfter = lateAfter
        started = now
    }

    /// What a station counts with these settings; nil where nobody is to ask for it.
    ///
    /// A board counts nothing: its address is a bench's.
    convenience init?(_ settings: Settings) throws {
        guard !settings.isBoard, let address = try settings.metricsAddress() else { return nil }
        self.init(at: address, lateAfter: try settings.labels().lateAfter)
    }

    /// What was counted so far.
    var counts: Counts { state.withLock(\.self) }

    /// Counts an exchange with the OMS.
    func count(_ exchange: ExchangeRecord) {
        let key = RequestKey(endpoint: exchange.subject.metricLabel, status: exchange.outcome.metricLabel)
        state.withLock { counts in
            counts.requests[key, default: 0] += 1
            // How long nothing was answered is the setting of a timeout, and no latency.
            guard case .answered = exchange.outcome else { return }
            counts.requestTimes[key.endpoint, default: DurationHistogram()].count(exchange.duration)
        }
    }

    /// Counts an event of the engine.
    func count(_ event: StationEvent) {
        state.withLock { counts in
            switch event {
            case .connection(let connection): counts.isOnline = connection == .online
            case .fresh(let time): counts.fresh = time
            case .outbox(let command):
                counts.commands.note(command.id, command.stage, at: command.changed, since: started)
            case .print(let job):
                counts.prints.note(job.id, job.stage, at: job.changed, since: started)
                // The label has come.
                if job.paper == .label, job.stage != .void { counts.awaitedLabels[job.package] = nil }
            case .labelAwaited(let package, let since, let isDismissed):
                counts.awaitedLabels[package] = isDismissed ? nil : since
            default: break
            }
        }
    }

    /// Counts an event that the OMS sent; a type that is not known here counts as `other`, for anyone can send it.
    func count(_ received: ReceivedEvent) {
        let type = WebhookEventType(rawValue: received.event.type)?.rawValue ?? "other"
        state.withLock { $0.events[type, default: 0] += 1 }
    }
}

extension ExchangeRecord.Subject {
    /// What the requests of this kind are counted by: no id is in it.
    fileprivate var metricLabel: String {
        switch self {
        case .endpoint(let endpoint): "\(endpoint.route.method.rawValue) \(endpoint.route.path)"
        case .login: "login"
        case .document: "document"
        }
    }
}

extension ExchangeRecord.Outcome {
    /// The status, or in a word why there is none.
    fileprivate var metricLabel: String {
        switch self {
        case .answered(let status): String(status)
        case .failed(let code):
            switch code {
            case .unknownHost: "unknown-host"
            case .couldNotConnect: "could-not-connect"
            case .tls: "tls"
            case .timedOut: "timed-out"
            case .cutOff: "cut-off"
            case .tooLarge: "too-large"
            case .cancelled, .closed: "cancelled"
            default: "failed"
            }
        }
    }
}
