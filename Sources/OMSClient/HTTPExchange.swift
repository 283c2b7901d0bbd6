import OMS

/// One HTTP request, ready to be sent.
struct HTTPRequest: Sendable {
    /// What is asked for, without the values in its path.
    let subject: ExchangeRecord.Subject
    let method: Endpoint.Method
    let url: String
    /// Lines of the head, which may hold the token: never to be shown.
    let headers: [String]
    let body: [UInt8]?
    let timeout: Duration
    /// The longest answer that is taken, in bytes, where it is another than usual.
    var longestAnswer: Int?

    /// What is said with every request; an `Expect` would cost a round trip.
    static let jsonHeaders = ["Accept: application/json", "Content-Type: application/json", "Expect:"]

    /// Whether libcurl may send it again by itself, when a kept connection turns out to be dead.
    var isRepeatable: Bool { method == .get }
}

/// One whole answer.
struct HTTPResponse: Sendable {
    let status: Int
    let body: [UInt8]
    let contentType: String?
    let location: String?
    let retryAfter: Duration?
    /// The authentication that the server asks for: its `WWW-Authenticate` header.
    var challenge: String?
    let date: Timestamp?
    let duration: Duration
    let isOnNewConnection: Bool
}

/// Why there is no whole answer.
struct HTTPFailure: Error {
    let code: OMSClientError.Code
    var detail: String?
    /// Whether a connection stood and the request was handed to it.
    var wasSent = false
}

extension HTTPFailure {
    static let cancelled = HTTPFailure(code: .cancelled)
    static let closed = HTTPFailure(code: .closed)
}
