import OMS
import OMSClient
import Station
import Synchronization
import TaskSignals

/// The one way to the OMS: it is known here how reaching it goes and what its clock reads.
final class OMSConnection: Sendable {
    private struct State {
        var connection = Connection.connecting
        /// Whether nothing got through when somebody asked last.
        var isOut = false
        /// When the bells were rung last.
        var rung: ContinuousClock.Instant?
        var clockOffset: Int64?
        /// When anything was answered last.
        var answered: ContinuousClock.Instant?
    }

    private let client: OMSHTTPClient
    private let now: @Sendable () -> Timestamp
    private let longestDelay: Duration
    private let patience: Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let sink: EventSink
    private let state = Mutex(State())
    /// Rung when the OMS answers after an outage, and not again within the longest wait.
    ///
    /// One endpoint may fail while all others answer: whoever is woken by each answer would ask it without end.
    private let returned: [WakeSignal]

    init(client: OMSHTTPClient, settings: EngineSettings, sink: EventSink, returned: [WakeSignal]) {
        self.client = client
        now = settings.now
        longestDelay = settings.longestDelay
        patience = settings.patience
        sleep = settings.sleep
        self.sink = sink
        self.returned = returned
    }

    /// What the OMS's clock reads, as far as its answers say, and never more; nil before the first one.
    var omsTime: Timestamp? {
        state.withLock { $0.clockOffset }.map { Timestamp(microseconds: now().microseconds &+ $0) }
    }

    /// Asks the OMS, and tells the station how reaching it went.
    func ask<Answer>(_ request: Request<Answer>) async throws(OMSClientError) -> Answer {
        let began = ContinuousClock.now
        let watch = request.endpoint.isRead ? Task { await tellIfSilent(since: began) } : nil
        defer { watch?.cancel() }
        do {
            let answer = try await client.answer(to: request)
            state.withLock { $0.answered = .now }
            if let date = answer.date { compare(date, after: answer.duration) }
            tell(.online)
            return answer.value
        } catch {
            if error.isOutage { state.withLock { $0.isOut = true } }
            tell(Connection(error))
            throw error
        }
    }

    /// Tells when nothing has been answered for so long that a person would wonder; a timeout comes much later.
    private func tellIfSilent(since began: ContinuousClock.Instant) async {
        var since = began
        while true {
            try? await sleep(patience - since.duration(to: .now))
            guard !Task.isCancelled else { return }
            let silentSince = max(began, state.withLock(\.answered) ?? began)
            guard silentSince == since else {
                since = silentSince
                continue
            }
            if since.duration(to: .now) >= patience {
                tell(.slow) { state in
                    (state.connection == .online || state.connection == .connecting) && state.answered ?? began <= since
                }
            }
            return
        }
    }

    /// Sets our clock against the OMS's, which shows whole seconds and was read some time before the answer was here.
    ///
    /// What is found is a lower bound; that of a slow answer is taken only where it is a better one.
    private func compare(_ date: Timestamp, after duration: Duration) {
        let offset = date.microseconds &- now().microseconds
        state.withLock { state in
            if duration < .seconds(1) || offset > state.clockOffset ?? .min { state.clockOffset = offset }
        }
    }

    /// Tells how reaching the OMS goes, if that is news, and if what is known then admits it; in the order of the facts.
    private func tell(_ connection: Connection?, if admits: (State) -> Bool = { _ in true }) {
        guard let connection else { return }
        state.withLock { state in
            guard admits(state), connection != state.connection else { return }
            state.connection = connection
            sink(.connection(connection))
            if connection == .online { sink.allIsWell() }
        }
        if connection == .online, isBack() { for wake in returned { wake.signal() } }
    }

    /// Whether an outage is over, and those who wait are to be told.
    private func isBack() -> Bool {
        state.withLock { state in
            guard state.isOut else { return false }
            state.isOut = false
            let time = ContinuousClock.now
            if let rung = state.rung, time - rung < longestDelay { return false }
            state.rung = time
            return true
        }
    }
}

extension OMSClientError {
    /// Whether nothing got through to the OMS: the network's failure, or a gateway's word that the OMS is away.
    var isOutage: Bool {
        switch code {
        case .unknownHost, .couldNotConnect, .tls, .timedOut, .cutOff: true
        case .status(502), .status(503), .status(504): true
        default: false
        }
    }
}

extension Connection {
    /// What an error says about reaching the OMS; nil when it says nothing about that.
    init?(_ error: OMSClientError) {
        switch error.code {
        case .unknownHost, .couldNotConnect, .tls, .timedOut, .cutOff, .failed: self = .offline("\(error)")
        case .status(401), .status(403), .status(407):
            let wanted: String? = if case .otherScheme(let scheme) = error.hint { scheme.rawValue } else { nil }
            self = .rejected("\(error)", wantedScheme: wanted)
        // Something answers, but it is not the OMS: a proxy's page, a portal that wants a click.
        case .undecodable, .redirected, .status(502), .status(503), .status(504): self = .offline("\(error)")
        case .status where error.isPage: self = .offline("\(error)")
        case .status, .tooLarge: self = .online
        case .invalidSettings, .cancelled, .closed: return nil
        }
    }
}
