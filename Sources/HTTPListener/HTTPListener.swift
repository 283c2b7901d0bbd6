import Glibc
public import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// An ear on a TCP port: accepts HTTP connections until it is stopped.
///
/// This room knows how a server is started, how it is told that the port is taken, and how it is ended without harm to
/// those in the door. It must not know what is asked or answered.
public struct HTTPListener: Sendable {
    /// The port, the chosen one where any was asked for.
    public let port: Int
    private let task: Task<Void, any Error>
    private let door: any Channel

    /// How long connections that were just accepted have to reach their handler, once no more are.
    ///
    /// One that is cancelled on its way there ends the process: NIO traps on a writer that nobody has finished.
    private static let lastArrivals: Duration = .milliseconds(30)

    /// Starts to listen; returns when connections are accepted.
    ///
    /// `mostConnections` bounds how many are held at once, and connections without traffic end after `idleTimeout`; nil
    /// sets no bound.
    public static func start<Responder: HTTPResponder>(
        _ responder: Responder, host: String, port: Int, name: String, mostConnections: Int? = nil,
        idleTimeout: Duration? = nil
    ) async throws(HTTPListenerError) -> HTTPListener
    where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
        let (doors, continuation) = AsyncStream.makeStream(of: (any Channel).self)
        let application = Application(
            responder: responder,
            server: .http1(configuration: .init(idleTimeout: idleTimeout.map(TimeAmount.init))),
            configuration: .init(
                address: .hostname(host, port: port), serverName: name,
                availableConnectionsDelegate: mostConnections.map(MaximumAvailableConnections.init)),
            onServerRunning: { continuation.yield($0) },
            logger: Logger(label: name) { _ in SwiftLogNoOpLogHandler() })
        let task = Task {
            defer { continuation.finish() }
            try await application.run()
        }
        for await door in doors {
            return HTTPListener(port: door.localAddress?.port ?? port, task: task, door: door)
        }
        throw await failure(of: task)
    }

    /// Ends all connections and returns when the port is free.
    public func stop() async {
        // First nobody more is let in, then the rooms are closed: whoever was in the door is still seen to.
        try? await door.setOption(.autoRead, value: false).get()
        try? await Task.sleep(for: Self.lastArrivals)
        task.cancel()
        _ = await task.result
    }

    /// Returns when it has ended; ends it when the waiting task is cancelled.
    public func wait() async {
        await withTaskCancellationHandler {
            _ = await task.result
        } onCancel: {
            Task { await stop() }
        }
    }

    private static func failure(of task: Task<Void, any Error>) async -> HTTPListenerError {
        switch await task.result {
        case .success: return .stopped
        case .failure(let error as IOError) where error.errnoCode == EADDRINUSE: return .portInUse
        case .failure(let error): return .cannotListen(reason: "\(error)")
        }
    }
}

/// Why a port cannot be listened on.
public enum HTTPListenerError: Error, Equatable, Sendable {
    /// Another program listens there.
    case portInUse
    /// The address is not this computer's, or may not be used; in the system's words.
    case cannotListen(reason: String)
    /// It was stopped before it had begun.
    case stopped
}
