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

    /// What can be done about a 401; `challenge` is its `WWW-Authenticate` header.
    ///
    /// A scheme that cannot be set, such as `Basic` for people with a browser, says nothing about the one that is set.
    func hint(for challenge: String?) -> OMSClientError.AuthorizationHint {
        if let wanted = challenge.flatMap(otherScheme) { return .otherScheme(wanted) }
        if login != nil { return .loginDidNotHelp }
        return token == nil ? .noToken : .noLogin
    }

    /// The scheme that a challenge names in the place of the one in use; nil where it names that one, or none known.
    private func otherScheme(in challenge: String) -> Scheme? {
        let named = Self.schemes(in: challenge)
        return named.contains(scheme) ? nil : Scheme.allCases.first(where: named.contains)
    }

    /// The schemes that a challenge names: each is the first word, or the first after a comma outside of quotes.
    private static func schemes(in challenge: String) -> [Scheme] {
        let unquoted = challenge.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset.isMultiple(of: 2) ? String($0.element) : "" }.joined()
        return unquoted.split(separator: ",").compactMap { part in
            let word = part.split(separator: " ").first?.lowercased()
            return Scheme.allCases.first { $0.rawValue.lowercased() == word }
        }
    }

    /// Refuses a token that cannot stand in a header, without showing it.
    static func check(_ token: Secret) throws(OMSClientError) {
        guard !token.text.isEmpty, token.text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw OMSClientError(.token)
        }
    }
}
