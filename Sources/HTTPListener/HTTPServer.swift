public import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// An HTTP server on a TCP port: accepts connections until it is stopped.
///
/// This target knows how a server is started, what happens when the port is taken, and graceful shutdown. It
/// must not know what is asked or answered.
public struct HTTPServer: Sendable {
    /// The port, the chosen one where any was asked for.
    public let port: Int
    private let services: ServiceGroup
    private let task: Task<Void, any Error>
    private let channel: any Channel

    /// The event loops that accept connections and serve them.
    private static let eventLoops = MultiThreadedEventLoopGroup.singleton

    /// Starts to listen; returns when connections are accepted.
    ///
    /// `mostConnections` bounds how many are held at once, and connections without traffic end after `idleTimeout`; nil
    /// sets no bound. Requests that are being answered when it is stopped have `longestShutdown` to end.
    public static func start<Responder: HTTPResponder>(
        _ responder: Responder, host: String, port: Int, name: String, mostConnections: Int? = nil,
        idleTimeout: Duration? = nil, longestShutdown: Duration = .seconds(1)
    ) async throws(HTTPListenerError) -> HTTPServer
    where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
        let (channels, continuation) = AsyncStream.makeStream(of: (any Channel).self)
        let logger = Logger(label: name) { _ in SwiftLogNoOpLogHandler() }
        let server: any Service
        do {
            // Not hummingbird's `Application`, which wakes once a second for the date of answers that nobody may ask for.
            server = try HTTPServerBuilder.http1(configuration: .init(idleTimeout: idleTimeout.map(TimeAmount.init)))
                .buildServer(
                    configuration: .init(
                        address: .hostname(host, port: port), serverName: name,
                        availableConnectionsDelegate: mostConnections.map(MaximumAvailableConnections.init)),
                    eventLoopGroup: eventLoops, logger: logger,
                    responder: { try await answer($0, $1, $2, by: responder, name, logger) },
                    onServerRunning: { continuation.yield($0) })
        } catch {
            throw .cannotListen(reason: "\(error)")
        }
        var configuration = ServiceGroupConfiguration(services: [server], logger: logger)
        configuration.maximumGracefulShutdownDuration = longestShutdown
        let services = ServiceGroup(configuration: configuration)
        let task = Task {
            defer { continuation.finish() }
            try await services.run()
        }
        for await channel in channels {
            return HTTPServer(
                port: channel.localAddress?.port ?? port, services: services, task: task, channel: channel)
        }
        // The stream also ends where the starting task is cancelled, and the server would go on alone.
        await services.triggerGracefulShutdown()
        throw await failure(of: task)
    }

    /// Answers one request; what the responder throws is a 500, and what is no HTTP ends the connection.
    private static func answer<Responder: HTTPResponder>(
        _ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel, by responder: Responder,
        _ name: String, _ logger: Logger
    ) async throws where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
        var response: Response
        do {
            let source = ApplicationRequestContextSource(channel: channel, logger: logger)
            response = try await responder.respond(to: request, context: Responder.Context(source: source))
        } catch let error as HTTPParserError {
            throw error
        } catch {
            response = Response(status: .internalServerError)
        }
        response.headers[.date] = HTTPDate.now
        response.headers[.server] = name
        do {
            // An answer to HEAD ends with its head: what followed would be taken for the next answer.
            let body = request.method == .head ? ResponseBody() : response.body
            try await writer.write(response: response.head, body: body)
        } catch is HTTPParserError {
            // As such it would be answered once more.
            throw BrokenAnswer()
        }
    }

    /// The request turned out to be no HTTP while it was being answered.
    private struct BrokenAnswer: Error {}

    /// Accepts no more connections, lets those that are being answered end, and returns when the port is free.
    ///
    /// A connection that is not answered within the longest shutdown is cut.
    public func stop() async {
        try? await channel.setOption(.autoRead, value: false).get()
        await handOverAccepted()
        await services.triggerGracefulShutdown()
        _ = await task.result
    }

    /// Returns when every connection that was accepted has been handed to what serves it.
    ///
    /// NIO sets up a connection in two steps, each on the connection's event loop and then on the listening one's, whose
    /// tasks run in their order. A connection between these steps would miss the shutdown, or be dropped.
    private func handOverAccepted() async {
        for _ in 1...2 {
            for eventLoop in Self.eventLoops.makeIterator() { try? await eventLoop.submit {}.get() }
            try? await channel.eventLoop.submit {}.get()
        }
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
