import OMS
import OMSClient
import Station
import Synchronization
import TaskSignals

/// The connection to the OMS: all requests pass here, so its state and the OMS's clock are known here.
final class OMSConnection: Sendable {
    private struct State {
        var connection = Connection.connecting
        /// Whether the last request did not get through.
        var isDown = false
        /// When the wake signals were sent last.
        var lastSignal: ContinuousClock.Instant?
        /// What the OMS's clock read, and when, by a clock that nobody sets: ours can jump by a year.
        var omsClock: (reading: Timestamp, at: ContinuousClock.Instant)?
        /// Whether our clock is far ahead of it, or far behind, as it was said; nil where it is right.
        var isClockAhead: Bool?
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
    /// Signalled when the OMS answers after an outage, and not again within the longest wait.
    ///
    /// One endpoint may fail while all others answer: a task woken by each answer would retry it without end.
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
        state.withLock(\.omsClock).map { $0.reading.advanced(by: $0.at.duration(to: .now)) }
    }

    /// What time it is for deciding what is old: never later than the OMS says, for our clock may run ahead.
    var cautiousTime: Timestamp { min(now(), omsTime ?? now()) }

    /// Sends a request, and reports the state of the connection.
    func send<Answer>(_ request: Request<Answer>) async throws(OMSClientError) -> Answer {
        let began = ContinuousClock.now
        let watch = request.endpoint.isRead ? Task { await reportSilence(since: began) } : nil
        defer { watch?.cancel() }
        do {
            let answer = try await client.answer(to: request)
            state.withLock { $0.answered = .now }
            if let date = answer.date { updateClock(date, after: answer.duration) }
            report(.online)
            return answer.value
        } catch {
            if error.isOutage { state.withLock { $0.isDown = true } }
            report(Connection(error))
            throw error
        }
    }

    /// Reports a slow OMS once nothing has been answered for a while; a timeout comes much later.
    private func reportSilence(since began: ContinuousClock.Instant) async {
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
                report(.slow) { state in
                    (state.connection == .online || state.connection == .connecting) && state.answered ?? began <= since
                }
            }
            return
        }
    }

    /// Takes note of the OMS's clock, which shows whole seconds and was read some time before the answer arrived.
    ///
    /// What is known is a lower bound; that of a slow answer is taken only where it is a better one. Where ours is far from it,
    /// that is said, once until it is right again: within half of what is called wrong.
    private func updateClock(_ date: Timestamp, after duration: Duration) {
        let arrival = ContinuousClock.now
        let difference = now().duration(since: date)
        let (isNews, isAhead) = state.withLock { state -> (Bool, Bool?) in
            // A clock at the bound is not wrong and right in turn.
            let most = state.isClockAhead == nil ? Self.mostDifference : Self.mostDifference / 2
            let isFar = difference > most + duration || difference < .zero - most
            let isAhead = isFar ? difference > .zero : nil
            let known = state.omsClock.map { $0.reading.advanced(by: $0.at.duration(to: arrival)) }
            if duration < .seconds(1) || known.map({ date > $0 }) ?? true { state.omsClock = (date, arrival) }
            defer { state.isClockAhead = isAhead }
            return (isAhead != state.isClockAhead, isAhead)
        }
        guard isNews, let isAhead else { return }
        sink(.alarm(.clockWrong(isAhead: isAhead, seconds: Int(abs(difference.components.seconds)))))
    }

    /// How far our clock may be from the OMS's without being called wrong.
    private static let mostDifference = Duration.seconds(300)

    /// Reports the state of the connection, if it changed and `admits` agrees; in the order in which it changed.
    private func report(_ connection: Connection?, if admits: (State) -> Bool = { _ in true }) {
        guard let connection else { return }
        state.withLock { state in
            guard admits(state), connection != state.connection else { return }
            state.connection = connection
            sink(.connection(connection))
            if connection == .online { sink.clearTrouble() }
        }
        if connection == .online, endsOutage() { for wake in returned { wake.signal() } }
    }

    /// Whether an outage is over, and those who wait are to be woken.
    private func endsOutage() -> Bool {
        state.withLock { state in
            guard state.isDown else { return false }
            state.isDown = false
            let time = ContinuousClock.now
            if let lastSignal = state.lastSignal, time - lastSignal < longestDelay { return false }
            state.lastSignal = time
            return true
        }
    }
}

extension OMSClientError {
    /// Whether nothing got through to the OMS: the network's failure, or a gateway's answer that the OMS is down.
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
        case .unknownHost, .couldNotConnect, .tls, .timedOut, .cutOff, .failed: self = .offline(error.phrase)
        case .status(401), .status(403), .status(407):
            let wanted: String? = if case .otherScheme(let scheme) = error.hint { scheme.rawValue } else { nil }
            self = .rejected(error.phrase, wantedScheme: wanted)
        // Something answers, but it is not the OMS: a proxy's page, a portal that wants a click.
        case .undecodable, .redirected, .status(502), .status(503), .status(504): self = .offline(error.phrase)
        case .status where error.isPage: self = .offline(error.phrase)
        case .status, .tooLarge: self = .online
        case .invalidSettings, .foreignHost, .cancelled, .closed: return nil
        }
    }
}
