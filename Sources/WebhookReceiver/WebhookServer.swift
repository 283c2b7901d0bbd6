public import HTTPListener
public import OMS

/// Receives the webhook events of the OMS.
///
/// This target knows how a delivery comes over HTTP and when it is authentic; `OMS` knows what it says. It must not
/// know how an event is used: each is handed on at once, and the delivery answered.
public final class WebhookServer: Sendable {
    /// Where it listens, with the port that was chosen where any was asked for.
    public let address: ListeningAddress
    private let listener: HTTPServer

    /// How many connections are held at once.
    private static let mostConnections = 64
    /// When a connection without traffic ends.
    private static let idleTimeout: Duration = .seconds(30)

    private init(address: ListeningAddress, listener: HTTPServer) {
        self.address = address
        self.listener = listener
    }

    /// Starts to listen; it accepts connections when this returns.
    ///
    /// With a secret, only what is signed with it is believed. `take` is called for each event, from any thread, before
    /// its delivery is answered: it must not wait. Events can come more than once, and in any order.
    public static func start(
        at address: ListeningAddress, secret: String?, take: @escaping @Sendable (WebhookEvent) -> Void
    ) async throws(WebhookReceiverError) -> WebhookServer {
        let responder = DeliveryResponder(secret: secret, take: take)
        do {
            let listener = try await HTTPServer.start(
                responder, host: address.host, port: address.port, name: "packline",
                mostConnections: mostConnections, idleTimeout: idleTimeout)
            return WebhookServer(
                address: ListeningAddress(host: address.host, port: listener.port), listener: listener)
        } catch {
            throw WebhookReceiverError(error, at: address)
        }
    }

    /// Ends all connections, and returns when the port is free.
    public func stop() async { await listener.stop() }
}

/// Why events cannot be received.
public struct WebhookReceiverError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is.
    public enum Code: Equatable, Sendable {
        /// Another program listens on the port.
        case portInUse
        /// The address is not this computer's, or may not be used.
        case cannotListen
        /// It was ended while it started.
        case stopped
    }

    /// What kind of trouble it is.
    public let code: Code
    /// Where it was to listen.
    public let address: ListeningAddress
    /// The system's words; empty where there is nothing to add.
    public let detail: String

    init(_ error: HTTPListenerError, at address: ListeningAddress) {
        self.address = address
        switch error {
        case .portInUse: (code, detail) = (.portInUse, "")
        case .cannotListen(let reason): (code, detail) = (.cannotListen, reason)
        case .stopped: (code, detail) = (.stopped, "")
        }
    }

    /// One sentence for people.
    public var description: String {
        switch code {
        case .portInUse: "Webhooks cannot be received on \(address): another program uses the port; choose another."
        case .cannotListen: "Webhooks cannot be received on \(address): \(detail)."
        case .stopped: "Webhooks are no longer received on \(address)."
        }
    }
}
