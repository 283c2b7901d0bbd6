import CCurl
import OMS

// Documents that lie elsewhere than at the OMS, such as a carrier's label: fetched without the OMS's token.
extension OMSHTTPClient {
    /// The longest document that is taken, in bytes, and how often a server may point elsewhere.
    private static let longestDocument = 8 * 1_048_576, mostRedirects = 4
    /// How long one answer may take.
    private static let documentTimeout: Duration = .seconds(20)

    /// Fetches a document once, from one of these hosts and from no other; redirects lead to these hosts alone.
    ///
    /// `hosts` are names or numbers in small letters, without ports. The address is `https://`, or `http://` of this
    /// computer. Neither the token nor a cookie is sent. Errors name the host and nothing else of the address, for a signature
    /// can be in it: `foreignHost` with the host as its detail, `tooLarge`, `redirected`, `undecodable` for an empty answer,
    /// and those of any exchange.
    public func document(at address: String, from hosts: Set<String>) async throws(OMSClientError) -> [UInt8] {
        var next = address
        for _ in 0...Self.mostRedirects {
            let host = try Self.host(of: next, among: hosts)
            let asked = "the document at \(host)"
            let response: HTTPResponse
            do {
                response = try await transport.exchange(Self.request(next))
            } catch {
                throw OMSClientError(
                    error.code, asked: asked, deliveryStatus: .harmless, detail: error.detail, wasSent: error.wasSent)
            }
            func fault(_ code: OMSClientError.Code) -> OMSClientError {
                OMSClientError(code, asked: asked, deliveryStatus: .harmless, status: response.status)
            }
            switch response.status {
            case 200..<300:
                guard !response.body.isEmpty else { throw fault(.undecodable) }
                return response.body
            case 300..<400:
                guard let location = response.location, let target = URLParts.resolve(location, against: next) else {
                    throw fault(.redirected)
                }
                next = target
            default: throw fault(.status(response.status))
            }
        }
        throw OMSClientError(
            .redirected, asked: "the document at \(URLParts(address)?.host ?? "")", deliveryStatus: .harmless)
    }

    private static func request(_ address: String) -> HTTPRequest {
        HTTPRequest(
            subject: .document, method: .get, url: address, headers: ["Accept: */*", "Expect:"], body: nil,
            timeout: documentTimeout,
            longestAnswer: longestDocument)
    }

    /// The host of an address, where it is one of these.
    private static func host(of address: String, among hosts: Set<String>) throws(OMSClientError) -> String {
        guard let parts = URLParts(address), let host = parts.host?.lowercased(), parts.user == nil,
            parts.password == nil
        else { throw OMSClientError(.undecodable, asked: "the address of a document", deliveryStatus: .harmless) }
        let isEncrypted = parts.scheme == "https" || parts.scheme == "http" && ServerURL.isLoopback(host)
        guard hosts.contains(host), isEncrypted else {
            throw OMSClientError(
                .foreignHost, asked: "the document at \(host)", deliveryStatus: .harmless, detail: host)
        }
        return host
    }
}

extension URLParts {
    /// The address that a `Location` means; nil where it is none.
    fileprivate static func resolve(_ location: String, against base: String) -> String? {
        guard !location.utf8.contains(0), let url = curl_url() else { return nil }
        defer { curl_url_cleanup(url) }
        guard curl_url_set(url, CURLUPART_URL, base, 0) == CURLUE_OK,
            curl_url_set(url, CURLUPART_URL, location, 0) == CURLUE_OK
        else { return nil }
        var value: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, CURLUPART_URL, &value, 0) == CURLUE_OK, let value else { return nil }
        defer { curl_free(value) }
        return String(cString: value)
    }
}
