import CCurl
import OMS

/// A URL that requests, or the login, are sent to; checked by libcurl's own reading of it.
struct ServerURL: Hashable, Sendable {
    /// The URL as it was given.
    let text: String
    /// Its path, as it is named in messages.
    let path: String
    /// Whether it stays inside this computer.
    let isLoopback: Bool

    /// Reads a URL.
    ///
    /// Errors: `.invalidSettings` with a sentence that says what would be right. A password in the URL is not repeated.
    init(_ text: String, as address: SettingsFault.Address, allowsPlainHTTP: Bool) throws(OMSClientError) {
        guard let parts = URLParts(text), let host = parts.host, ["https", "http"].contains(parts.scheme) else {
            throw OMSClientError(.noURL(address, text.contains("@") ? nil : text))
        }
        guard parts.user == nil, parts.password == nil else {
            throw OMSClientError(.holdsPassword(address, host: host))
        }
        guard parts.query == nil, parts.fragment == nil else {
            throw OMSClientError(.hasQuery(address, host: host))
        }
        isLoopback = Self.isLoopback(host)
        guard parts.scheme == "https" || isLoopback || allowsPlainHTTP else {
            throw OMSClientError(.unencrypted(text))
        }
        self.text = text
        path = parts.path ?? "/"
    }

    /// Whether a host is this computer.
    static func isLoopback(_ host: String) -> Bool { loopbackNames.contains(host) || isLoopbackNumber(host) }

    private static let loopbackNames = ["localhost", "[::1]"]

    private static func isLoopbackNumber(_ host: String) -> Bool {
        host.hasPrefix("127.") && host.utf8.allSatisfy { "0123456789.".utf8.contains($0) }
    }

    /// The URL of a request below this one.
    func appending(_ path: String, query: [QueryItem]) -> String {
        let start = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard !query.isEmpty else { return start + path }
        let pairs = query.map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }
        return "\(start)\(path)?\(pairs.joined(separator: "&"))"
    }

    /// The text as it may stand in a query.
    private static func escaped(_ text: String) -> String {
        guard !text.isEmpty, let escaped = curl_easy_escape(nil, text, Int32(clamping: text.utf8.count)) else {
            return ""
        }
        defer { curl_free(escaped) }
        return String(cString: escaped)
    }
}

/// What a URL is made of.
struct URLParts {
    let scheme: String, host: String?, port: String?, path: String?
    let user: String?, password: String?, query: String?, fragment: String?

    /// Takes a URL apart; nil when it is none.
    init?(_ text: String) {
        guard !text.utf8.contains(0), let url = curl_url() else { return nil }
        defer { curl_url_cleanup(url) }
        guard curl_url_set(url, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK else { return nil }
        func part(_ part: CURLUPart) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            guard curl_url_get(url, part, &value, 0) == CURLUE_OK, let value else { return nil }
            defer { curl_free(value) }
            return String(cString: value)
        }
        guard let scheme = part(CURLUPART_SCHEME) else { return nil }
        self.scheme = scheme
        host = part(CURLUPART_HOST)
        port = part(CURLUPART_PORT)
        path = part(CURLUPART_PATH)
        user = part(CURLUPART_USER)
        password = part(CURLUPART_PASSWORD)
        query = part(CURLUPART_QUERY)
        fragment = part(CURLUPART_FRAGMENT)
    }
}
