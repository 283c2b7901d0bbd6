/// How the client shows who it is.
public struct Authorization: Sendable {
    /// The word before the token in the `Authorization` header.
    public enum Scheme: String, CaseIterable, Sendable {
        /// `Bearer`, as in the seed document.
        case bearer = "Bearer"
        /// `Token`, as on other pages of the same API.
        case token = "Token"
    }

    /// The user whose name and password get a new token.
    public struct Login: Sendable {
        let url: String
        let username: String
        let password: Secret

        /// A login at a URL.
        ///
        /// `POST {url}` with `{"username", "password"}` answers `{"key"}`.
        public init(url: String, username: String, password: String) {
            self.url = url
            self.username = username
            self.password = Secret(password)
        }
    }

    let token: Secret?
    let scheme: Scheme
    let login: Login?

    /// A token, a login that gets one when there is none or when it is no longer taken, or both.
    public init(token: String? = nil, scheme: Scheme = .bearer, login: Login? = nil) {
        self.token = token.map(Secret.init)
        self.scheme = scheme
        self.login = login
    }

    /// The line of the header that shows a token.
    func header(_ token: Secret) -> String { "Authorization: \(scheme.rawValue) \(token.text)" }

    /// What can be done about a 401 that says which scheme is wanted, where that is another one.
    func hint(for challenge: String?) -> String? {
        guard let challenge, !Self.names(scheme.rawValue, in: challenge) else { return nil }
        if let wanted = Scheme.allCases.first(where: { Self.names($0.rawValue, in: challenge) }) {
            return "the OMS wants the scheme \(wanted.rawValue): set oms.scheme to \(wanted.rawValue)"
        }
        guard let word = challenge.split(whereSeparator: { $0 == " " || $0 == "," }).first else { return nil }
        let known = Scheme.allCases.map(\.rawValue).joined(separator: " or ")
        return "the OMS wants the scheme \(word), and oms.scheme can be \(known)"
    }

    /// Whether a `WWW-Authenticate` header names a scheme: as the first word, or as the first behind a comma.
    private static func names(_ scheme: String, in challenge: String) -> Bool {
        challenge.split(separator: ",").contains { part in
            part.split(separator: " ").first.map { $0.lowercased() == scheme.lowercased() } ?? false
        }
    }

    /// What can be done about a 401.
    var hintFor401: String {
        if login != nil { return "a new login did not help" }
        return token == nil ? "no token is configured" : "no login is configured that would get a new token"
    }

    /// Refuses a token that cannot stand in a header, without showing it.
    static func check(_ token: Secret) throws(OMSClientError) {
        guard !token.text.isEmpty, token.text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw OMSClientError(
                .invalidSettings,
                detail: "The token cannot be sent: it has to be one word of letters, digits and signs, without blanks")
        }
    }
}
