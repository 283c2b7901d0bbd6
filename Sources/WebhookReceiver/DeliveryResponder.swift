import Hummingbird
import NIOCore
import OMS
import WebhookSignature

/// Answers one delivery: believed and taken, or refused with a reason.
///
/// Nothing is waited for but the body, so an answer takes as long as its check: the publisher gives up after 10 s, and
/// counts any 2xx as delivered.
struct DeliveryResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let secret: String?
    let take: @Sendable (WebhookEvent) -> Void

    /// The longest body that is read; the seed's example has 7 kB, and a package of 1,000 items 1 MB.
    static let longestBody = 4 << 20
    /// How long a body may take to arrive.
    static let longestWait: Duration = .seconds(10)

    func respond(to request: Request, context: Context) async throws -> Response {
        guard request.method == .post else { return Self.refusal(.methodNotAllowed, "Events are sent with POST.") }
        let body: [UInt8]
        switch await Self.body(of: request) {
        case .whole(let bytes): body = bytes
        case .tooLong:
            return Self.refusal(.contentTooLarge, "An event has \(Self.longestBody) bytes at the most.")
        case .broken: return Self.refusal(.badRequest, "The event did not arrive whole.")
        case .tooSlow: return Self.refusal(.requestTimeout, "The event did not arrive in time.")
        }
        if let secret {
            do {
                guard try Self.signature(of: request)?.isSignature(of: body, secret: secret) == true else {
                    return Self.refusal(.unauthorized, "\(BodySignature.header) is missing or wrong.")
                }
            } catch {
                return Self.refusal(.internalServerError, "\(error)")
            }
        }
        do {
            take(try WebhookEvent(body))
        } catch {
            return Self.refusal(.badRequest, "This is no event: \(error)")
        }
        return Response(status: .noContent)
    }

    private static func signature(of request: Request) -> BodySignature? {
        request.headers.first { $0.name.canonicalName == BodySignature.header.lowercased() }
            .flatMap { BodySignature(headerValue: $0.value) }
    }

    private enum Body {
        case whole([UInt8])
        case tooLong, broken, tooSlow
    }

    private static func body(of request: Request) async -> Body {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > longestBody { return .tooLong }
        return await withTaskGroup(of: Body.self) { group in
            group.addTask {
                do {
                    return .whole(Array(try await request.body.collect(upTo: longestBody).readableBytesView))
                } catch is NIOTooManyBytesError {
                    return .tooLong
                } catch {
                    return .broken
                }
            }
            group.addTask {
                try? await Task.sleep(for: longestWait)
                return .tooSlow
            }
            defer { group.cancelAll() }
            return await group.next() ?? .broken
        }
    }

    /// A refusal in JSON, as the OMS writes its own; what was not read of the body is not waited for.
    private static func refusal(_ status: HTTPResponse.Status, _ sentence: String) -> Response {
        let json: JSONValue = ["detail": .string(sentence)]
        var headers: HTTPFields = [.contentType: "application/json"]
        if status == .methodNotAllowed { headers[.allow] = "POST" }
        if status == .contentTooLarge || status == .requestTimeout { headers[.connection] = "close" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: json.text)))
    }
}
