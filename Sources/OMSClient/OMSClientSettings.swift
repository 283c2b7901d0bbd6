import Foundation
public import OMS

/// Where the OMS is, which API dialect it has, and the time limits.
public struct OMSClientSettings: Sendable {
    let server: ServerURL
    let loginServer: ServerURL?
    let authorization: Authorization
    let certificateAuthorities: String?

    /// What the base URL is called where it is set, for messages about one that is wrong.
    public var baseURLName = "the base URL"
    /// How the installation writes what the documents leave open.
    public var dialect = Dialect()
    /// How long a connection may take, name and encryption included.
    public var connectTimeout: Duration = .seconds(5)
    /// How long a read may take from its start to the last byte of its answer.
    public var readTimeout: Duration = .seconds(30)
    /// How long a command may take; the OMS calls slow outside services, which take up to 60 s.
    public var commandTimeout: Duration = .seconds(90)
    /// The longest answer that is taken, in bytes after decompression.
    ///
    /// A page of 100 full packages has about 1 MB; what is thirty times that is no page.
    public var longestAnswer = 32 * 1_048_576
    /// How many requests are sent at once; further ones wait for their turn, and their timeout starts then.
    public var mostInFlight = 16
    /// When reads are sent again.
    public var retries = RetryPolicy()
    /// Told of each exchange at its end, from any thread: it must not wait.
    public var onExchange: @Sendable (ExchangeRecord) -> Void = { _ in }
    /// What the program calls itself.
    public var userAgent = "packline/1"

    /// Checks and takes what cannot be done without.
    ///
    /// `baseURL` is the whole URL below which `/packages/` lies. `certificateAuthorities` is the path of a PEM file that is
    /// trusted instead of the system's authorities. Plain `http://` is for loopback only unless it is allowed.
    ///
    /// Errors: `.invalidSettings`, with a sentence that says what would be right.
    public init(
        baseURL: String, authorization: Authorization = Authorization(), allowsPlainHTTP: Bool = false,
        certificateAuthorities: String? = nil
    ) throws(OMSClientError) {
        server = try ServerURL(baseURL, as: .base, allowsPlainHTTP: allowsPlainHTTP)
        if let login = authorization.login {
            loginServer = try ServerURL(login.url, as: .login, allowsPlainHTTP: allowsPlainHTTP)
        } else {
            loginServer = nil
        }
        if let token = authorization.token { try Authorization.check(token) }
        if let certificateAuthorities, !FileManager.default.isReadableFile(atPath: certificateAuthorities) {
            throw OMSClientError(.certificateFile(certificateAuthorities))
        }
        self.authorization = authorization
        self.certificateAuthorities = certificateAuthorities
    }

    /// A text without the token and the password, should it hold them.
    public func removingSecrets(from text: String) -> String {
        [authorization.token, authorization.login?.password].compactMap(\.self)
            .reduce(text) { text, secret in secret.removed(from: text) }
    }
}
