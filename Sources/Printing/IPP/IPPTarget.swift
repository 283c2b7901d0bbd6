import CCups
import Dispatch

/// Where requests of IPP go: a printer, or a queue of CUPS.
struct IPPTarget: Equatable, Sendable {
    let host: String
    let port: Int32
    let isEncrypted: Bool
    /// The path that requests are sent to.
    let resource: String
    /// The address of the printer, as requests name it.
    let uri: String

    /// The printer at an `ipp://` or `ipps://` address; nil where it is none.
    init?(uri: String) {
        // One buffer for the four texts that libcups takes an address apart into.
        let size = 1_024
        var buffer = [CChar](repeating: 0, count: 4 * size)
        var port: Int32 = 0
        let status = buffer.withUnsafeMutableBufferPointer { buffer -> http_uri_status_t in
            guard let start = buffer.baseAddress else { return HTTP_URI_STATUS_BAD_ARGUMENTS }
            let length = Int32(size)
            return httpSeparateURI(
                HTTP_URI_CODING_ALL, uri, start, length, start + size, length, start + 2 * size, length, &port,
                start + 3 * size, length)
        }
        guard status.rawValue >= HTTP_URI_STATUS_OK.rawValue else { return nil }
        let texts = (0..<4).map { Self.text(buffer[($0 * size)..<(($0 + 1) * size)]) }
        self.init(host: texts[2], port: port, isEncrypted: texts[0] == "ipps", resource: texts[3], uri: uri)
    }

    /// A queue of the CUPS at a host, or else of the one that libcups is configured for.
    init(queue: String, host: String?, port: Int) {
        let resource = "/printers/\(queue)"
        if let host {
            let uri = "ipp://\(PrinterAddress.inAddress(host)):\(port)\(resource)"
            self.init(host: host, port: Int32(clamping: port), isEncrypted: false, resource: resource, uri: uri)
        } else {
            self.init(
                host: String(cString: cupsServer()), port: ippPort(), isEncrypted: false, resource: resource,
                uri: "ipp://localhost\(resource)")
        }
    }

    private init(host: String, port: Int32, isEncrypted: Bool, resource: String, uri: String) {
        (self.host, self.port, self.isEncrypted) = (host, port, isEncrypted)
        (self.resource, self.uri) = (resource, uri)
    }

    private static func text(_ characters: ArraySlice<CChar>) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A thread that speaks to one printer: libcups blocks, and keeps its errors for each thread.
///
/// The queue is serial and its own, so that one printer that does not answer costs nothing but its own turn.
struct IPPThread: Sendable {
    private let target: IPPTarget
    private let settings: CupsPrinterSettings
    private let queue = DispatchQueue(label: "packline.ipp")

    init(target: IPPTarget, settings: CupsPrinterSettings) {
        self.target = target
        self.settings = settings
    }

    /// Sends a request over a connection of its own, and waits for the answer.
    func answer(to request: IPPRequest) async throws(IPPFault) -> IPPAnswer {
        let result: Result<IPPAnswer, IPPFault> = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: Result { () throws(IPPFault) in try exchange(request) })
            }
        }
        return try result.get()
    }

    private func exchange(_ request: IPPRequest) throws(IPPFault) -> IPPAnswer {
        packline_cups_ask_no_password()
        let connection = packline_cups_connect(
            target.host, target.port, target.isEncrypted, settings.connectMilliseconds, settings.answerSeconds)
        guard let connection else { throw .notSent(reason: Self.reason) }
        defer { httpClose(connection) }
        guard let message = request.make(for: target) else { throw .notSent(reason: "there is no memory") }
        let answer: OpaquePointer?
        if let document = request.document {
            defer { ippDelete(message) }
            answer = try send(message, document, over: connection)
        } else {
            // It deletes the message.
            answer = cupsDoRequest(connection, message, target.resource)
        }
        defer { ippDelete(answer) }
        let status = cupsLastError()
        guard let answer else {
            throw request.document == nil ? .notSent(reason: Self.reason) : .lost(reason: Self.reason)
        }
        // Statuses up to 0x00FF are those of success.
        guard status.rawValue <= 0xFF else { throw .refused(status: UInt32(status.rawValue), reason: Self.reason) }
        return IPPAnswer(answer)
    }

    /// Sends a request with a document once; libcups itself repeats nothing of it when the document has begun.
    private func send(
        _ message: OpaquePointer, _ document: [UInt8], over connection: OpaquePointer
    ) throws(IPPFault) -> OpaquePointer? {
        let status = cupsSendRequest(connection, message, target.resource, ippLength(message) + document.count)
        guard status == HTTP_STATUS_CONTINUE else { throw .notSent(reason: Self.reason) }
        let written = document.withUnsafeBytes { bytes in
            cupsWriteRequestData(connection, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
        }
        guard written == HTTP_STATUS_CONTINUE || written == HTTP_STATUS_OK else { throw .lost(reason: Self.reason) }
        return cupsGetResponse(connection, target.resource)
    }

    /// What libcups says of the last request of this thread.
    private static var reason: String {
        cupsLastErrorString().map { String(cString: $0) } ?? "there was no answer"
    }
}
