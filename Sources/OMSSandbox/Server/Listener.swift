import Glibc
import Hummingbird
import Logging
import NIOCore

/// The sandbox's ear: accepts connections on a port until it is stopped.
struct Listener: Sendable {
    /// The port, the chosen one where any was asked for.
    let port: Int
    private let task: Task<Void, any Error>
    private let door: any Channel

    /// How long connections that were just accepted have to reach their handler, once no more are.
    ///
    /// One that is cancelled on its way there ends the process: NIO traps on a writer that nobody has finished.
    private static let lastArrivals: Duration = .milliseconds(30)

    /// Starts to listen; returns when connections are accepted.
    static func start(_ routes: Routes, host: String, port: Int) async throws(SandboxError) -> Listener {
        let (doors, continuation) = AsyncStream.makeStream(of: (any Channel).self)
        let application = Application(
            router: routes.router(),
            configuration: .init(address: .hostname(host, port: port), serverName: "packline-sandbox"),
            onServerRunning: { continuation.yield($0) },
            logger: Logger(label: "packline.sandbox") { _ in SwiftLogNoOpLogHandler() })
        let task = Task {
            defer { continuation.finish() }
            try await application.run()
        }
        for await door in doors {
            return Listener(port: door.localAddress?.port ?? port, task: task, door: door)
        }
        throw await failure(of: task, host: host, port: port)
    }

    /// Ends all connections and returns when the port is free.
    func stop() async {
        // First nobody more is let in, then the rooms are closed: whoever was in the door is still seen to.
        try? await door.setOption(.autoRead, value: false).get()
        try? await Task.sleep(for: Self.lastArrivals)
        task.cancel()
        _ = await task.result
    }

    /// Returns when it has ended; ends it when the waiting task is cancelled.
    func wait() async {
        await withTaskCancellationHandler {
            _ = await task.result
        } onCancel: {
            Task { await stop() }
        }
    }

    private static func failure(of task: Task<Void, any Error>, host: String, port: Int) async -> SandboxError {
        switch await task.result {
        case .success: return .stopped
        case .failure(let error as IOError) where error.errnoCode == EADDRINUSE:
            return .portInUse(host: host, port: port)
        case .failure(let error):
            return .cannotListen(host: host, port: port, reason: "\(error)")
        }
    }
}
