import Foundation
import HTTPListener
import Hummingbird
import Testing

/// Answers with nothing, after something else.
private struct Answers: HTTPResponder {
    let work: @Sendable () async -> Void

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        await work()
        return Response(status: .noContent)
    }

    static func listener(
        longestShutdown: Duration = .seconds(1), after work: @escaping @Sendable () async -> Void = {}
    ) async throws -> HTTPServer {
        try await HTTPServer.start(
            Answers(work: work), host: "127.0.0.1", port: 0, name: "test", longestShutdown: longestShutdown)
    }
}

@Suite("The end of a listener", .timeLimit(.minutes(1)))
struct StopTests {
    private static let request = "GET / HTTP/1.1\r\nHost: test\r\n\r\n"
    private static let success = "HTTP/1.1 204 No Content\r\n"

    @Test("connections that arrive while it is stopped are served or ended, and harm nothing")
    func arrivals() async throws {
        for _ in 1...100 {
            let listener = try await Answers.listener()
            let port = listener.port
            let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
            // A thread of its own, so that connections arrive at any moment of the shutdown. It is not waited for: it ends
            // where its connection is refused, which for a connection to a closing port takes the kernel a second.
            Thread.detachNewThread {
                while let connection = Connection(to: port) {
                    connection.send(Self.request)
                    arrival.yield()
                }
            }
            for await _ in arrivals { break }
            await listener.stop()
        }
    }

    @Test("a request that is being answered when it is stopped is answered")
    func answered() async throws {
        let (begins, begin) = AsyncStream.makeStream(of: Void.self)
        let (holds, hold) = AsyncStream.makeStream(of: Void.self)
        // To be refused by a port that is closing can take the kernel a second: the request is not cut meanwhile.
        let listener = try await Answers.listener(longestShutdown: .seconds(50)) {
            begin.finish()
            for await _ in holds {}
        }
        let connection = try #require(Connection(to: listener.port))
        connection.send(Self.request)
        for await _ in begins {}
        async let stop: Void = listener.stop()
        while Connection(to: listener.port) != nil { await Task.yield() }
        hold.finish()
        await stop
        #expect(connection.readToEnd().hasPrefix(Self.success))
    }

    @Test("a request that is never answered does not keep it, nor does a connection that asks for nothing")
    func unanswered() async throws {
        let (begins, begin) = AsyncStream.makeStream(of: Void.self)
        let (holds, hold) = AsyncStream.makeStream(of: Void.self)
        let listener = try await Answers.listener {
            begin.finish()
            for await _ in holds {}
        }
        let connections = try (1...3).map { _ in try #require(Connection(to: listener.port)) }
        connections[0].send(Self.request)
        connections[1].send(String(Self.request.dropLast(2)))
        for await _ in begins {}
        await listener.stop()
        hold.finish()
        #expect(Connection(to: listener.port) == nil)
        for connection in connections { #expect(!connection.readToEnd().hasPrefix(Self.success)) }
    }

    @Test("a connection that is kept alive after its answer is ended")
    func keptAlive() async throws {
        let listener = try await Answers.listener()
        let connection = try #require(Connection(to: listener.port))
        connection.send(Self.request)
        #expect(connection.readAnswer().hasPrefix(Self.success))
        await listener.stop()
        #expect(connection.readToEnd() == "")
    }

    @Test("stopping it twice, and waiting for one that is stopped, returns")
    func twice() async throws {
        let listener = try await Answers.listener()
        async let end: Void = listener.wait()
        async let stop: Void = listener.stop()
        await listener.stop()
        await stop
        await end
    }

    @Test("where whoever starts it is cancelled, it is stopped and says so")
    func cancelledStart() async throws {
        let start = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await Answers.listener()
        }
        await #expect(throws: HTTPListenerError.stopped) { try await start.value }
    }

    @Test("whoever waits for it and is cancelled ends it")
    func cancelledWait() async throws {
        let listener = try await Answers.listener()
        let wait = Task { await listener.wait() }
        wait.cancel()
        await wait.value
        #expect(Connection(to: listener.port) == nil)
    }
}
