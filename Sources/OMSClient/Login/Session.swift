import OMS

/// The token in use, and the login that gets another one.
///
/// However many requests find out at once that the token is no longer taken, one login is made for all of them.
actor Session {
    private let settings: OMSClientSettings
    private let transport: CurlTransport
    private let clock: ClientClock
    private var token: Secret?
    private var login: Task<Result<Secret, OMSClientError>, Never>?
    private var refusal: (error: OMSClientError, time: ContinuousClock.Instant)?

    /// For how long a refused login is not tried again: repeated ones can lock an account.
    private static let restAfterRefusal = Duration.seconds(60)

    init(settings: OMSClientSettings, transport: CurlTransport, clock: ClientClock) {
        self.settings = settings
        self.transport = transport
        self.clock = clock
        token = settings.authorization.token
    }

    /// The token to send; nil when none is configured, nor a login that would get one.
    func tokenToSend() async -> Result<Secret?, OMSClientError> {
        if let token { return .success(token) }
        return await newToken()
    }

    /// A token that is not the one that was refused; nil when there is no login that would get one.
    func token(insteadOf refused: Secret?) async -> Result<Secret?, OMSClientError> {
        if let token, token != refused { return .success(token) }
        return await newToken()
    }

    private func newToken() async -> Result<Secret?, OMSClientError> {
        guard let credentials = settings.authorization.login, let url = settings.loginServer else {
            return .success(nil)
        }
        if let refusal, clock.now() < refusal.time + Self.restAfterRefusal { return .failure(refusal.error) }
        if let login { return await login.value.map(Optional.some) }
        let task = Task { [transport, settings] in
            await Self.logIn(credentials, at: url, through: transport, timeout: settings.readTimeout)
        }
        login = task
        let result = await task.value
        login = nil
        switch result {
        case .success(let new): token = new
        case .failure(let error): refusal = error.isRefusedLogin ? (error, clock.now()) : nil
        }
        return result.map(Optional.some)
    }

    private static func logIn(
        _ login: Authorization.Login, at url: ServerURL, through transport: CurlTransport, timeout: Duration
    ) async -> Result<Secret, OMSClientError> {
        let body: JSONValue = ["username": .string(login.username), "password": .string(login.password.text)]
        let request = HTTPRequest(
            subject: .login, method: .post, url: url.text, headers: HTTPRequest.jsonHeaders,
            body: Array(body.text.utf8),
            timeout: timeout)
        let reader = AnswerReader(
            asked: "POST \(url.path)", isRead: false, secrets: [login.password], authorization: nil)
        do {
            let response = try await transport.exchange(request)
            return .success(try reader.value(of: response, by: Self.key))
        } catch let failure as HTTPFailure {
            return .failure(reader.error(failure))
        } catch {
            return .failure(error as? OMSClientError ?? OMSClientError(.failed, asked: reader.asked))
        }
    }

    private static func key(in body: [UInt8]) throws -> Secret {
        guard let key = try JSONDocument(body).root["key"].text else { throw NoKey() }
        let secret = Secret(key)
        try Authorization.check(secret)
        return secret
    }
}

extension OMSClientError {
    /// Whether, being the end of a login, it says that the user or the place is wrong: soon again will not help.
    var isRefusedLogin: Bool { deliveryStatus == .refused && status != 429 }
}

/// An answer to a login that holds no token.
struct NoKey: Error, CustomStringConvertible {
    var description: String { "it holds no “key”" }
}
