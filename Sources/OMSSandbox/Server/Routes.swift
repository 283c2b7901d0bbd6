import Foundation
import HTTPListener
import Hummingbird
import NIOCore

import enum OMS.Endpoint

/// Which handler answers which method and path.
struct Routes: Sendable {
    /// Where the OMS's endpoints begin.
    static let root = "/api/v1/oms"

    let service: Service
    let tokens: Tokens
    let journal: RequestJournal
    let faults: FaultInjector
    let latency: Duration
    let dialect: SandboxDialect

    func router() -> Router<SandboxContext> {
        let router = Router(context: SandboxContext.self)
        router.add(middleware: JournalMiddleware(journal: journal, store: service.store))
        router.add(middleware: FaultMiddleware(random: faults, latency: latency, store: service.store))
        addEndpoints(to: router)
        addControls(to: router)
        return router
    }

    /// Starts to listen; returns when connections are accepted.
    func listen(host: String, port: Int) async throws(SandboxError) -> HTTPServer {
        do {
            return try await HTTPServer.start(
                router().buildResponder(), host: host, port: port, name: "packline-sandbox")
        } catch {
            throw switch error {
            case .portInUse: .portInUse(host: host, port: port)
            case .cannotListen(let reason): .cannotListen(host: host, port: port, reason: reason)
            case .stopped: .stopped
            }
        }
    }

    private func addEndpoints(to router: Router<SandboxContext>) {
        var methods: [String: [String]] = [:]
        for endpoint in Endpoint.allCases {
            let route = endpoint.route
            let path = Self.root + route.path.replacing("{", with: ":").replacing("}", with: "")
            add(route.method.rawValue, path, to: router) { request, context in
                try await dialect.answer(endpoint, call(request, context), by: service)
            }
            methods[path, default: []].append(route.method.rawValue)
        }
        refuseOthers(than: methods, in: router) { request, context in _ = try await call(request, context) }
    }

    private func addControls(to router: Router<SandboxContext>) {
        var methods: [String: [String]] = [:]
        for control in Control.allCases {
            let route = control.route
            add(route.method, route.path, to: router) { request, _ in try await answer(control, request) }
            methods[route.path, default: []].append(route.method)
        }
        refuseOthers(than: methods, in: router) { _, _ in }
    }

    private func add(
        _ method: String, _ path: String, to router: Router<SandboxContext>,
        _ answer: @escaping @Sendable (Request, SandboxContext) async throws -> SandboxAnswer
    ) {
        guard let method = HTTPRequest.Method(method) else { return }
        router.on(RouterPath(path), method: method) { request, context in
            try await answer(request, context).response
        }
    }

    /// Answers every method that a path does not have, once `check` finds nothing else to refuse.
    private func refuseOthers(
        than methods: [String: [String]], in router: Router<SandboxContext>,
        _ check: @escaping @Sendable (Request, SandboxContext) async throws -> Void
    ) {
        for (path, allowed) in methods {
            for method in Self.methods where !allowed.contains(method) {
                add(method, path, to: router) { request, context in
                    try await check(request, context)
                    throw Refusal.methodNotAllowed(method, allowed: allowed)
                }
            }
        }
    }

    private static let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"]

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

    func bytes(of request: Request) async throws -> [UInt8] {
        let buffer = try await request.body.collect(upTo: .max)
        return Array(buffer.readableBytesView)
    }
}
