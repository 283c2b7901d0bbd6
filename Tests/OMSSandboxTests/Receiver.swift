import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A subscriber of webhooks: takes deliveries over real HTTP and answers with the given statuses, then with 200.
///
/// The status `silence` keeps the sender waiting until it goes away.
final class Receiver: Sendable {
    static let silence = 0

    struct Delivery: Sendable {
        let event: String?
        let signature: String?
        let body: Data
    }

    let url: String
    private let state: State
    private let task: Task<Void, any Error>

    private final class State: Sendable {
        let deliveries = Mutex<[Delivery]>([])
        let statuses: Mutex<[Int]>
        let (arrived, arrivals) = AsyncStream.makeStream(of: Void.self)

        init(_ statuses: [Int]) {
            self.statuses = Mutex(statuses)
        }
    }

    var deliveries: [Delivery] {
        state.deliveries.withLock(\.self)
    }

    /// Returns once another delivery has arrived, answered or not.
    func nextArrival() async {
        for await _ in state.arrived { return }
    }

    init(answering statuses: [Int] = []) async throws {
        let state = State(statuses)
        let router = Router()
        router.post("/hook") { request, _ in
            let body = try await request.body.collect(upTo: .max)
            let delivery = Delivery(
                event: Self.header("X-Whisperer-Event", of: request),
                signature: Self.header("X-Whisperer-Signature", of: request),
                body: Data(body.readableBytesView))
            state.deliveries.withLock { $0.append(delivery) }
            let status = state.statuses.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
            state.arrivals.yield()
            if status == Self.silence { try await Task.sleep(for: .seconds(3600)) }
            return Response(status: .init(code: status), body: .init(byteBuffer: ByteBuffer(string: "taken")))
        }
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "receiver") { _ in SwiftLogNoOpLogHandler() })
        task = Task { try await application.run() }
        var port = 0
        for await running in ports {
            port = running
            break
        }
        url = "http://127.0.0.1:\(port)/hook"
        self.state = state
    }

    private static func header(_ name: String, of request: Request) -> String? {
        request.headers.first { $0.name.rawName.lowercased() == name.lowercased() }?.value
    }

    func stop() async {
        task.cancel()
        _ = await task.result
    }
}
