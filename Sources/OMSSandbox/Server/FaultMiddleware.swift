import Glibc
import Hummingbird
import NIOCore
import Synchronization

/// Makes things go wrong as the fault profile says; the sandbox's own paths are spared.
struct FaultMiddleware: RouterMiddleware {
    let random: FaultInjector
    /// How long every answer is held back.
    let latency: Duration
    /// Where packages are changed without HTTP.
    let store: Store

    func handle(
        _ request: Request, context: SandboxContext,
        next: (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        guard !request.uri.path.hasPrefix("/_sandbox/") else { return try await next(request, context) }
        let (seconds, ignored, fault) = random.fall(method: request.method.rawValue, path: request.uri.path)
        let pause = latency + .seconds(seconds)
        if pause > .zero { try await Task.sleep(for: pause) }
        let request = request.ignoring(ignored)
        guard let fault else { return try await next(request, context) }
        context.notes.know(fault: fault.kind)
        switch fault.kind {
        case .status, .html: return refusal(fault)
        case .resetBefore:
            await context.channel.reset()
            return Response(status: .ok)
        case .addItem, .removeItem, .renewItems, .cancelPackage, .removePackage:
            if let package = Self.package(in: request.uri.path) { await change(package, fault.kind) }
            return try await next(request, context)
        case .leave:
            let response = try await next(request, context)
            let body = try await Collector.bytes(of: response.body)
            try await takeAway(fault.rows, of: Array(body.readableBytesView))
            return Response(status: response.status, headers: response.headers, body: .init(byteBuffer: body))
        case .latency, .cut, .resetAfter, .garbage, .drip, .silence, .huge, .nan, .ignore:
            // A refusal is answered as broken as a success.
            let answer = try await answer(request, context, next)
            return try await broken(answer, fault, context.channel)
        }
    }

    /// The package that a path names; nil for any other.
    private static func package(in path: String) -> Int64? {
        let parts = path.split(separator: "/")
        guard let place = parts.firstIndex(of: "packages"), place + 1 < parts.endIndex else { return nil }
        return Int64(parts[place + 1])
    }

    /// Changes a package as the OMS does of itself; one whose state does not allow it stays as it is.
    private func change(_ package: Int64, _ kind: Fault.Kind) async {
        switch kind {
        case .addItem: _ = try? await store.addItem(to: package)
        case .removeItem: try? await store.removeItem(of: package)
        case .renewItems: try? await store.renewItems(of: package)
        case .cancelPackage:
            try? await store.apply(Command(.cancel, inputs: .object([:])), to: package, by: .system, overHTTP: false)
        case .removePackage:
            try? await store.write { database, _ in try store.remove(database, package) }
        default: break
        }
    }

    /// Removes the first packages of a page, as when others change the list.
    private func takeAway(_ rows: Int, of page: [UInt8]) async throws {
        guard case .array(let results)? = JSONInput(page)?["results"] else { return }
        let ids = results.prefix(rows).compactMap { $0["id"]?.integer }
        let store = store
        try await store.write { database, _ in for id in ids { try store.remove(database, id) } }
    }

    private func answer(
        _ request: Request, _ context: SandboxContext, _ next: (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let refusal as Refusal {
            return refusal.answer.response
        }
    }

    private func refusal(_ fault: Fault) -> Response {
        let status = HTTPResponse.Status.known(fault.status)
        var headers: HTTPFields = [:]
        headers[.retryAfter] = fault.retryAfter.map { "\($0)" }
        guard fault.kind == .html else {
            let answer = Refusal.detail(fault.status, "\(status.reasonPhrase), by the sandbox's fault profile.").answer
            let body = fault.body.map { Array($0.utf8) } ?? answer.body
            headers[.contentType] = JSONInput(body) == nil ? "text/plain; charset=utf-8" : "application/json"
            return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
        }
        headers[.contentType] = "text/html; charset=utf-8"
        let title = "\(fault.status) \(status.reasonPhrase)"
        let page = """
            <html>\r\n<head><title>\(title)</title></head>\r\n<body>\r\n<center><h1>\(title)</h1></center>\r
            <hr><center>nginx</center>\r\n</body>\r\n</html>\r\n
            """
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: page)))
    }

    private func broken(_ response: Response, _ fault: Fault, _ channel: any Channel) async throws -> Response {
        switch fault.kind {
        case .cut: return try await cut(response, channel)
        case .drip: return try await dripping(response, over: fault.seconds)
        case .huge: return huge(fault.bytes)
        case .nan: return try await withNaN(response)
        case .garbage:
            var random = SeededRandom(seed: random.profile.seed, .fault, 0)
            let bytes = (0..<64).flatMap { _ in withUnsafeBytes(of: random.next(), Array.init) }
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .silence:
            try await Task.sleep(for: .seconds(fault.seconds))
            await channel.reset()
            return response
        case .resetAfter:
            await channel.reset()
            return response
        default: return response
        }
    }
}

extension Request {
    /// The request without some parameters in its query.
    fileprivate func ignoring(_ parameters: [String]) -> Request {
        guard !parameters.isEmpty, let query = uri.query else { return self }
        let kept = query.split(separator: "&").filter { item in
            !parameters.contains(String(item.prefix { $0 != "=" }))
        }
        var head = head
        head.path = uri.path + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
        return Request(head: head, body: body)
    }
}

// MARK: - Broken answers

extension FaultMiddleware {
    /// The first half of the answer under its full length, and the end of the connection.
    private func cut(_ response: Response, _ channel: any Channel) async throws -> Response {
        let body = try await Collector.bytes(of: response.body)
        let half = body.getSlice(at: body.readerIndex, length: body.readableBytes / 2) ?? body
        let length = max(body.readableBytes, 1)
        var headers = response.headers
        headers[.contentLength] = "\(length)"
        return Response(
            status: response.status == .noContent ? .ok : response.status, headers: headers,
            body: .init(contentLength: length) { writer in
                try await writer.write(half)
                try await channel.close().get()
            })
    }

    /// The answer in twenty pieces.
    private func dripping(_ response: Response, over seconds: Double) async throws -> Response {
        let body = try await Collector.bytes(of: response.body)
        guard body.readableBytes > 0 else { return response }
        return Response(
            status: response.status, headers: response.headers,
            body: .init(contentLength: body.readableBytes) { writer in
                var rest = body
                let size = max(1, body.readableBytes / 20)
                while rest.readableBytes > 0 {
                    try await Task.sleep(for: .seconds(seconds / 20))
                    guard let piece = rest.readSlice(length: min(size, rest.readableBytes)) else { break }
                    try await writer.write(piece)
                }
                try await writer.finish(nil)
            })
    }

    /// The answer with its first number, behind the beginning of the rows where it has some, made no number.
    private func withNaN(_ response: Response) async throws -> Response {
        let body = Array(try await Collector.bytes(of: response.body).readableBytesView)
        let rows = body.firstRange(of: Array("\"results\"".utf8))?.upperBound ?? 0
        guard
            let start = body[rows...].indices.dropFirst().first(where: {
                body[$0] &- 0x30 < 10 && [0x20, 0x3A].contains(body[$0 - 1])
            })
        else { return response }
        let rest = body[start...].drop { $0 &- 0x30 < 10 || $0 == 0x2E }
        let bytes = ByteBuffer(bytes: body[..<start] + Array("NaN".utf8) + rest)
        return Response(
            status: response.status, headers: [.contentType: "application/json"], body: .init(byteBuffer: bytes))
    }

    private func huge(_ bytes: Int) -> Response {
        let length = max(bytes, 2)
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: .init(contentLength: length) { writer in
                try await writer.write(ByteBuffer(string: "\""))
                var rest = length - 2
                while rest > 0 {
                    let size = min(rest, 65_536)
                    try await writer.write(ByteBuffer(repeating: UInt8(ascii: "a"), count: size))
                    rest -= size
                }
                try await writer.write(ByteBuffer(string: "\""))
                try await writer.finish(nil)
            })
    }
}

/// Takes the bytes of a body that would have been sent.
private struct Collector: ResponseBodyWriter {
    private final class Bytes: Sendable {
        let buffer = Mutex(ByteBuffer())
    }

    private let bytes = Bytes()

    static func bytes(of body: ResponseBody) async throws -> ByteBuffer {
        let collector = Collector()
        let bytes = collector.bytes
        try await body.write(collector)
        return bytes.buffer.withLock { $0 }
    }

    func write(_ buffer: ByteBuffer) async throws {
        _ = bytes.buffer.withLock { $0.writeImmutableBuffer(buffer) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension Channel {
    /// Ends the connection with RST instead of FIN: data in transit is lost.
    fileprivate func reset() async {
        // A connection that is gone already needs no reset.
        if let socket = self as? any SocketOptionProvider {
            try? await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        try? await close().get()
    }
}
