import Foundation
import Hummingbird
import NIOCore

import enum OMS.Endpoint

/// Which handler answers which method and path.
struct Routes: Sendable {
    /// Where the OMS's endpoints begin.
    static let root = "/api/v1/oms"
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace]

    let service: Service
    let tokens: TokenBook
    let journal: RequestJournal
    let faults: FaultDice
    let latency: Duration

    func router() -> Router<SandboxContext> {
        let router = Router(context: SandboxContext.self)
        router.add(middleware: JournalMiddleware(journal: journal, store: service.store))
        router.add(middleware: FaultMiddleware(dice: faults, latency: latency))
        addEndpoints(to: router)
        addLogin(to: router)
        addControls(to: router)
        return router
    }

    private func addEndpoints(to router: Router<SandboxContext>) {
        var methods: [String: Set<HTTPRequest.Method>] = [:]
        for endpoint in Endpoint.allCases {
            let route = endpoint.route
            guard let method = HTTPRequest.Method(route.method.rawValue) else { continue }
            let path = Self.root + route.path.replacing("{", with: ":").replacing("}", with: "")
            methods[path, default: []].insert(method)
            router.on(RouterPath(path), method: method) { request, context in
                let call = try await call(request, context)
                return try await service.answer(endpoint, call).response
            }
        }
        for (path, allowed) in methods {
            for method in Self.methods where !allowed.contains(method) {
                router.on(RouterPath(path), method: method) { request, context -> Response in
                    _ = try await call(request, context)
                    throw Refusal.methodNotAllowed(method.rawValue)
                }
            }
        }
    }

    private func addLogin(to router: Router<SandboxContext>) {
        router.post("/api/v1/auth/login/") { request, _ in
            guard let body = JSONInput(try await bytes(of: request)) else { throw Refusal.notJSON }
            let token = try tokens.logIn(body)
            return Answer.json { json in json.object { $0.member("key", token) } }.response
        }
    }

    /// Who asks, for what: a path that is no path of the OMS is not found, as one without its last slash.
    private func call(_ request: Request, _ context: SandboxContext) async throws -> Call {
        let user = try tokens.user(of: request.headers[.authorization])
        context.notes.know(user: user)
        guard request.uri.path.hasSuffix("/") else { throw Refusal.notFound }
        var values: [String: Int64] = [:]
        for (name, value) in context.parameters {
            guard let number = Int64(value), number > 0 else { throw Refusal.notFound }
            values[String(name)] = number
        }
        let query = Query(request.uri.query)
        guard ["json", nil].contains(query["format"]) else { throw Refusal.notFound }
        return Call(
            user: user, path: values, query: query, body: try await bytes(of: request),
            url: "http://\(request.head.authority ?? "127.0.0.1")\(request.uri.path)")
    }

    private func bytes(of request: Request) async throws -> [UInt8] {
        let buffer = try await request.body.collect(upTo: .max)
        return Array(buffer.readableBytesView)
    }
}

// MARK: - The sandbox's own paths

extension Routes {
    private func addControls(to router: Router<SandboxContext>) {
        router.get("/_sandbox/requests") { request, _ in
            _ = try tokens.user(of: request.headers[.authorization])
            return Answer.json { $0.array(journal.entries) { $1.write(to: &$0) } }.response
        }
        router.delete("/_sandbox/requests") { request, _ in
            _ = try tokens.user(of: request.headers[.authorization])
            journal.clear()
            return Answer.noContent.response
        }
        router.get("/_sandbox/faults") { request, _ in
            _ = try tokens.user(of: request.headers[.authorization])
            return profile()
        }
        router.put("/_sandbox/faults") { request, _ in
            _ = try tokens.user(of: request.headers[.authorization])
            let body = Data(try await bytes(of: request))
            do {
                faults.profile = try FaultProfile(json: body)
            } catch let error as SandboxError {
                throw Refusal.validation(error.description)
            }
            return profile()
        }
    }

    private func profile() -> Response {
        Answer(status: 200, body: Array(faults.profile.json())).response
    }
}

extension LoggedRequest {
    fileprivate func write(to json: inout JSONText) {
        json.object { json in
            json.member("number", Int64(number))
            json.member("date", Instant(date))
            json.member("method", method)
            json.member("path", path)
            json.member("query", query)
            json.member("body", body)
            json.member("user", user)
            json.member("status", status.map(Int64.init))
            json.member("fault", fault?.rawValue)
            json.member("seconds") { $0.value(seconds) }
        }
    }
}
