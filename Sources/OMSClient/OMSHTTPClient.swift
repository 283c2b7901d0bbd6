public import OMS

/// The HTTP client of the OMS: a request in, a value or one typed error out.
///
/// This target knows HTTP: connections that are kept, timeouts, TLS, tokens and logins, which failures may be repeated,
/// and above all what a failure says about whether a command was applied (`OMSClientError.DeliveryStatus`). libcurl's multi
/// interface runs on one thread of its own (`CurlLoop`), which sleeps while nothing is asked.
///
/// It must not know what a package means to a packer (`Station`), where answers are kept (`StationStore`), or what is
/// to be asked when (`StationEngine`). It never sends a command twice.
public final class OMSHTTPClient: Sendable {
    private let settings: OMSClientSettings
    private let clock: ClientClock
    private let session: Session
    let transport: CurlTransport

    /// A client with these settings; it connects when it is first asked something.
    public convenience init(settings: OMSClientSettings) {
        self.init(settings: settings, clock: .real)
    }

    init(settings: OMSClientSettings, clock: ClientClock) {
        self.settings = settings
        self.clock = clock
        transport = CurlTransport(settings: settings)
        session = Session(settings: settings, transport: transport, clock: clock)
    }

    deinit { close() }

    /// Sends a request and reads its answer.
    ///
    /// A read is sent again after failures that may pass, as the settings say; a command never, but for a 401 that a new
    /// login answers. Cancelling the task ends the exchange at once.
    public func send<Answer>(_ request: Request<Answer>) async throws(OMSClientError) -> Answer {
        try await answer(to: request).value
    }

    /// Sends a request and reads its answer, with the OMS's clock and how the exchange went.
    public func answer<Answer>(to request: Request<Answer>) async throws(OMSClientError) -> Answered<Answer> {
        var attempt = 1
        while true {
            do throws(OMSClientError) {
                return try await exchange(request, attempt: attempt)
            } catch {
                guard request.endpoint.isRead,
                    let delay = settings.retries.delay(after: error, attempt: attempt, chance: clock.chance())
                else { throw error }
                try await wait(delay, for: request)
                attempt += 1
            }
        }
    }

    /// Ends what is in flight, closes the connections and lets the thread end; nothing can be sent afterwards.
    public func close() { transport.close() }
}

extension OMSHTTPClient {
    /// Sends a request once, and once more when a new login answers a 401.
    private func exchange<Answer>(
        _ request: Request<Answer>, attempt: Int
    ) async throws(OMSClientError) -> Answered<Answer> {
        var token = try self.token(from: await session.tokenToSend(), for: request)
        var response = try await exchange(request, token: token)
        if response.status == 401,
            let other = try self.token(from: await session.token(insteadOf: token), for: request)
        {
            token = other
            response = try await exchange(request, token: other)
        }
        let value = try reader(request, token: token).value(of: response, by: request.read)
        return Answered(
            value: value, status: response.status, date: response.date, bytes: response.body.count,
            duration: response.duration, attempts: attempt, isOnNewConnection: response.isOnNewConnection)
    }

    private func exchange<Answer>(
        _ request: Request<Answer>, token: Secret?
    ) async throws(OMSClientError) -> HTTPResponse {
        let isRead = request.endpoint.isRead
        let message = HTTPRequest(
            subject: .endpoint(request.endpoint), method: request.endpoint.route.method,
            url: settings.server.appending(request.path, query: request.query(in: settings.dialect)),
            headers: HTTPRequest.jsonHeaders + (token.map { [settings.authorization.header($0)] } ?? []),
            body: request.body(in: settings.dialect).map { Array($0.text.utf8) },
            timeout: isRead ? settings.readTimeout : settings.commandTimeout)
        do {
            return try await transport.exchange(message)
        } catch {
            throw reader(request, token: token).error(error)
        }
    }

    private func token<Answer>(
        from session: Result<Secret?, OMSClientError>, for request: Request<Answer>
    ) throws(OMSClientError) -> Secret? {
        do {
            return try session.get()
        } catch {
            throw reader(request, token: nil).error(login: error)
        }
    }

    private func reader<Answer>(_ request: Request<Answer>, token: Secret?) -> AnswerReader {
        AnswerReader(
            asked: request.summary, isRead: request.endpoint.isRead, secrets: token.map { [$0] } ?? [],
            authorization: settings.authorization, sentNames: request.body?.memberNames ?? [],
            hintForNoOMS: request.isAnswered ? "\(settings.baseURLName) has to end like \(OMS.exampleBaseURL)" : nil)
    }

    private func wait<Answer>(_ delay: Duration, for request: Request<Answer>) async throws(OMSClientError) {
        do {
            try await clock.wait(delay)
        } catch {
            throw reader(request, token: nil).error(.cancelled)
        }
    }
}

extension Request {
    /// Whether every OMS has an answer to it other than that there is no such thing.
    fileprivate var isAnswered: Bool {
        let lists: [Endpoint] = [.packages, .shortPackages, .simplePackages, .deliveryRanges]
        return lists.contains(endpoint) && query.contains(QueryItem("page", "1"))
    }
}
