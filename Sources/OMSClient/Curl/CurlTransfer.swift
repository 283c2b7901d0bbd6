import CCurl
import OMS

/// One easy handle of libcurl, and what arrives through it.
///
/// It belongs to the thread of its loop, and is used for one request after another.
final class CurlTransfer {
    let easy: UnsafeMutableRawPointer
    private let settings: OMSClientSettings
    private let errorWords = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var problem = CURLE_OK
    private var isRepeatable = false
    private var timeout: Duration = .zero
    private var longestAnswer = 0

    private var body: [UInt8] = []
    private var headLength = 0
    private var refusedLength: Int?
    private(set) var wasSent = false

    /// The longest head of an answer that is taken.
    private static let longestHead = 256 * 1_024

    init?(settings: OMSClientSettings) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.settings = settings
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headers)
        errorWords.deallocate()
    }
}

// MARK: What is asked

extension CurlTransfer {
    /// Sets the handle up for a request; nothing of the one before stays.
    func prepare(_ request: HTTPRequest) throws(HTTPFailure) {
        forget()
        isRepeatable = request.isRepeatable
        timeout = request.timeout
        longestAnswer = request.longestAnswer ?? settings.longestAnswer
        set(CURLOPT_ERRORBUFFER, pointer: errorWords)
        set(CURLOPT_URL, request.url)
        setConnection()
        setMethod(request)
        setHeaders(request.headers)
        setReceivers()
        guard problem == CURLE_OK else {
            throw HTTPFailure(code: .failed, detail: String(cString: curl_easy_strerror(problem)))
        }
    }

    /// Releases the last request and its answer.
    func forget() {
        curl_easy_reset(easy)
        curl_slist_free_all(headers)
        headers = nil
        problem = CURLE_OK
        body = []
        (headLength, refusedLength, wasSent) = (0, nil, false)
        errorWords.pointee = 0
    }

    private func setConnection() {
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)  // else cancelling waits for the resolver's thread
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        // One request at a time on a connection: what happens to the connection concerns this request alone.
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_ACCEPT_ENCODING, "")
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_MAXAGE_CONN, 50)
        set(CURLOPT_BUFFERSIZE, 65_536)
        set(CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout.milliseconds)
        set(CURLOPT_TIMEOUT_MS, timeout.milliseconds)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = settings.certificateAuthorities { set(CURLOPT_CAINFO, file) }
        // A proxy cannot connect back to this computer.
        if settings.server.isLoopback { set(CURLOPT_PROXY, "") }
    }

    private func setMethod(_ request: HTTPRequest) {
        if request.method == .get {
            set(CURLOPT_HTTPGET, 1)
        } else {
            let body = request.body ?? []
            set(CURLOPT_POST, 1)
            note(packline_curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
            body.withUnsafeBytes { bytes in
                let start = bytes.baseAddress ?? UnsafeRawPointer(errorWords)
                note(packline_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, start))
            }
            if request.method != .post { set(CURLOPT_CUSTOMREQUEST, request.method.rawValue) }
        }
    }

    private func setHeaders(_ lines: [String]) {
        for line in lines {
            guard let longer = curl_slist_append(headers, line) else {
                problem = CURLE_OUT_OF_MEMORY
                return
            }
            headers = longer
        }
        note(packline_curl_set_list(easy, CURLOPT_HTTPHEADER, headers))
        set(CURLOPT_USERAGENT, settings.userAgent)
    }

    private func setReceivers() {
        let me = Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_PREREQDATA, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA] { set(option, pointer: me) }
        note(packline_curl_set_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(longestAnswer)))
        note(
            packline_curl_set_before_request(easy) { me, _, _, _, _ in
                CurlTransfer.at(me)?.maySend() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            })
        note(
            packline_curl_set_receiver(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, me in
                CurlTransfer.at(me)?.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
            })
        note(
            packline_curl_set_receiver(easy, CURLOPT_HEADERFUNCTION) { _, size, count, me in
                CurlTransfer.at(me)?.takeHead(size * count) ?? 0
            })
    }

    private func set(_ option: CURLoption, _ value: Int) { note(packline_curl_set_long(easy, option, value)) }
    private func set(_ option: CURLoption, _ value: String) { note(packline_curl_set_string(easy, option, value)) }
    private func set(_ option: CURLoption, pointer: UnsafeRawPointer) {
        note(packline_curl_set_pointer(easy, option, pointer))
    }

    private func note(_ code: CURLcode) { if problem == CURLE_OK { problem = code } }
}

// MARK: What comes back

extension CurlTransfer {
    /// The transfer that a callback was given; libcurl hands back what was set, while the transfer is running.
    private static func at(_ pointer: UnsafeMutableRawPointer?) -> CurlTransfer? {
        pointer.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Whether the request may be put on the connection that now stands.
    ///
    /// When a kept connection dies without an answer, libcurl sends the request again on a new one. A command may have
    /// been applied by then, so its second time is refused.
    private func maySend() -> Bool {
        let isSecondTime = wasSent
        wasSent = true
        return isRepeatable || !isSecondTime
    }

    private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard body.count + bytes.count <= longestAnswer else {
            refusedLength = longestAnswer
            return 0
        }
        if body.isEmpty { body.reserveCapacity(expectedLength) }
        body.append(contentsOf: bytes)
        return bytes.count
    }

    private func takeHead(_ length: Int) -> Int {
        headLength += length
        guard headLength <= Self.longestHead else {
            refusedLength = Self.longestHead
            return 0
        }
        return length
    }

    /// The length that the answer announced, within bounds; 0 when it announced none.
    private var expectedLength: Int {
        var length: curl_off_t = 0
        packline_curl_get_offset(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length)
        return min(max(0, Int(length)), longestAnswer)
    }

    /// How the transfer ended, from libcurl's result.
    func outcome(_ result: CURLcode) -> Result<HTTPResponse, HTTPFailure> {
        result == CURLE_OK ? .success(response()) : .failure(failure(result))
    }

    private func response() -> HTTPResponse {
        var (status, connections, total, retryAfter) = (0, 0, curl_off_t(0), curl_off_t(0))
        packline_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        packline_curl_get_long(easy, CURLINFO_NUM_CONNECTS, &connections)
        packline_curl_get_offset(easy, CURLINFO_TOTAL_TIME_T, &total)
        packline_curl_get_offset(easy, CURLINFO_RETRY_AFTER, &retryAfter)
        return HTTPResponse(
            status: status, body: body, contentType: header("Content-Type"), location: header("Location"),
            retryAfter: retryAfter > 0 ? .seconds(retryAfter) : nil, challenge: challenge,
            date: header("Date").flatMap(Self.moment),
            duration: .microseconds(total), isOnNewConnection: connections > 0)
    }

    /// Every `WWW-Authenticate` header: a server that takes several schemes may send one for each.
    private var challenge: String? {
        let all = (0..<8).compactMap { header("WWW-Authenticate", $0) }
        return all.isEmpty ? nil : all.joined(separator: ", ")
    }

    private func header(_ name: String, _ index: Int = 0) -> String? {
        var found: UnsafeMutablePointer<curl_header>?
        guard curl_easy_header(easy, name, index, UInt32(CURLH_HEADER), -1, &found) == CURLHE_OK, let found else {
            return nil
        }
        return String(cString: found.pointee.value)
    }

    /// The moment that an HTTP date names.
    private static func moment(_ date: String) -> Timestamp? {
        let seconds = curl_getdate(date, nil)
        return seconds > 0 ? Timestamp(microseconds: Int64(seconds) &* 1_000_000) : nil
    }

    private func failure(_ result: CURLcode) -> HTTPFailure {
        if let length = refusedLength ?? (result == CURLE_FILESIZE_EXCEEDED ? longestAnswer : nil) {
            return HTTPFailure(code: .tooLarge, detail: length.inBytes, wasSent: wasSent)
        }
        let code = OMSClientError.Code(result)
        return HTTPFailure(code: code, detail: detail(code, result), wasSent: wasSent)
    }

    private func detail(_ code: OMSClientError.Code, _ result: CURLcode) -> String {
        let words = String(cString: errorWords.pointee == 0 ? curl_easy_strerror(result) : UnsafePointer(errorWords))
        switch code {
        case .timedOut:
            return wasSent ? "after \(timeout.inWords)" : "no connection within \(settings.connectTimeout.inWords)"
        case .undecodable:
            return result == CURLE_BAD_CONTENT_ENCODING ? "cannot be unpacked (\(words))" : "is not HTTP (\(words))"
        default: return words
        }
    }
}
