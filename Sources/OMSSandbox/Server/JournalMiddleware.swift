import Hummingbird
import NIOCore
import NIOHTTP1

/// The outermost layer: writes each request down, and makes an answer of whatever went wrong inside.
struct JournalMiddleware: RouterMiddleware {
    let journal: RequestJournal
    let store: Store

    private static let longestBody = 4 * 1024 * 1024

    func handle(
        _ request: Request, context: SandboxContext,
        next: (Request, SandboxContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var request = request
        let body = try? await request.collectBody(upTo: Self.longestBody)
        let number = journal.begin(
            store.now().date, method: request.method.rawValue, path: request.uri.path, query: request.uri.query,
            body: body.map { Array($0.readableBytesView) } ?? [])
        let response: Response
        if body == nil {
            response = Refusal.detail(413, "The body is longer than \(Self.longestBody) bytes.").answer.response
        } else {
            response = await answer(request, context, next)
        }
        var outcome = context.notes.outcome
        if outcome.fault?.isAnswered ?? true { outcome.status = Int(response.status.code) }
        journal.end(number, outcome, seconds: (ContinuousClock.now - start) / .seconds(1))
        return response
    }

    private func answer(
        _ request: Request, _ context: SandboxContext, _ next: (Request, SandboxContext) async throws -> Response
    ) async -> Response {
        do {
            return try await next(request, context)
        } catch let refusal as Refusal {
            return refusal.answer.response
        } catch let error as any HTTPResponseError where error.status == .notFound {
            return Refusal.notFound.answer.response
        } catch let error as any HTTPResponseError {
            return Refusal.detail(Int(error.status.code), error.status.reasonPhrase).answer.response
        } catch {
            return Refusal.detail(500, "The sandbox failed: \(Store.words(of: error))").answer.response
        }
    }
}

extension Fault.Kind {
    /// Whether the client gets an answer at all.
    fileprivate var isAnswered: Bool {
        switch self {
        case .resetBefore, .resetAfter, .silence: false
        default: true
        }
    }
}

extension HTTPResponse.Status {
    /// The status with its usual words, as `404 Not Found`.
    static func known(_ code: Int) -> HTTPResponse.Status {
        .init(code: code, reasonPhrase: HTTPResponseStatus(statusCode: code).reasonPhrase)
    }
}

extension SandboxAnswer {
    /// The answer as HTTP.
    var response: Response {
        var headers = HTTPFields()
        if !body.isEmpty { headers[.contentType] = "application/json" }
        if let challenge { headers[.wwwAuthenticate] = challenge }
        if !allowed.isEmpty { headers[.allow] = allowed.joined(separator: ", ") }
        return Response(
            status: .known(status), headers: headers,
            body: body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
