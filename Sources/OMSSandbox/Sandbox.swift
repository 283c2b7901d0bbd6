// The sandbox: an OMS to practise and test against, over real HTTP. It knows the endpoints, the state machine and the
// documents of the packages API, generates packages from a seed, keeps them in SQLite, and fails on demand. It must not
// know how the client reads any of it: from the vocabulary it takes the tables of endpoints and of parameters and nothing
// else, so that the two ends cannot share a mistake. It describes itself in OpenAPI.

import Foundation
import HTTPListener
import Synchronization

/// A running practice OMS, with inspection for tests.
///
/// ```swift
/// let sandbox = try await Sandbox.start(SandboxSettings(packages: 200, seed: 7))
/// // … requests to sandbox.baseURL with the token sandbox.token …
/// await sandbox.stop()
/// ```
/// Any number can run in one process, each on a port and with data of its own.
public final class Sandbox: Sendable {
    /// The port that it listens on.
    public let port: Int
    /// The token that requests must carry.
    public let token: String

    private let host: String
    let routes: Routes
    private let listener: Mutex<HTTPServer?>

    var store: Store { routes.service.store }

    /// The URL to configure a client with, as `http://127.0.0.1:8765/api/v1/oms`.
    public var baseURL: String {
        "http://\(host.contains(":") ? "[\(host)]" : host):\(port)\(Routes.root)"
    }

    /// The URL that logs in, as `http://127.0.0.1:8765/api/v1/auth/login/`.
    public var loginURL: String {
        "http://\(host.contains(":") ? "[\(host)]" : host):\(port)/api/v1/auth/login/"
    }

    private init(_ settings: SandboxSettings, _ routes: Routes, _ listener: HTTPServer) {
        host = settings.host
        token = settings.token
        port = listener.port
        self.routes = routes
        self.listener = Mutex(listener)
    }

    /// Starts a sandbox; it accepts connections when this returns.
    public static func start(_ settings: SandboxSettings = SandboxSettings()) async throws(SandboxError) -> Sandbox {
        try settings.check()
        let store = try await Store.open(settings)
        let webhooks = WebhookPublisher(store, settings)
        let carrier = PracticeCarrier(store, webhooks)
        let routes = Routes(
            service: Service(store: store, webhooks: webhooks, carrier: carrier), tokens: Tokens(settings),
            journal: RequestJournal(),
            faults: FaultInjector(settings.faults), latency: settings.latency,
            dialect: SandboxDialect(quirks: settings.dialect.subtracting([.shipmentWhenPacked])))
        let listener = try await routes.listen(host: settings.host, port: settings.port)
        routes.service.start()
        return Sandbox(settings, routes, listener)
    }

    /// Runs a sandbox until the task is cancelled; `onReady` is called once it accepts connections.
    ///
    /// Throws a `SandboxError`, what `onReady` throws, or a `CancellationError` when it was cancelled before it was
    /// ready; one that is cancelled later just ends.
    public static func run(
        _ settings: SandboxSettings, onReady: @Sendable (Sandbox) async throws -> Void
    ) async throws {
        let sandbox: Sandbox
        do {
            sandbox = try await start(settings)
        } catch {
            throw error == .stopped ? CancellationError() : error as any Error
        }
        do {
            try await onReady(sandbox)
        } catch {
            await sandbox.stop()
            throw error
        }
        await sandbox.listener.withLock(\.self)?.wait()
        await sandbox.stop()
    }

    /// Stops listening and ends all connections; the data stay, and `restart()` goes on with them.
    public func stop() async {
        let listener = self.listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
        await listener?.stop()
        await routes.service.carrier.stop()
        await routes.service.webhooks.stop()
    }

    /// Listens again on the same port with the same data, after `stop()`.
    public func restart() async throws(SandboxError) {
        guard listener.withLock({ $0 == nil }) else { return }
        let listener = try await routes.listen(host: host, port: port)
        self.listener.withLock { $0 = listener }
        routes.service.start()
    }
}
