import OMS
import Testing

@testable import OMSClient

@Suite("Sending a read again")
struct RetryTests {
    /// A client on a server that does `steps` for each of the first requests, and then answers.
    private func client(
        failing times: Int, _ steps: [RawServer.Step], _ change: (inout OMSClientSettings) -> Void = { _ in }
    ) throws -> (client: OMSHTTPClient, server: RawServer, clock: QuickClock) {
        let (counter, clock) = (Counter(), QuickClock())
        let server = try RawServer { _ in counter.next() <= times ? steps : [Reply.package] }
        return (try OMSHTTPClient(server, clock: clock.clock, change: change), server, clock)
    }

    @Test(
        "helps after what may pass",
        arguments: [
            [Reply.http(502)], [Reply.http(503)], [Reply.http(504)], [Reply.http(429)], [.reset], [.hangUp],
            [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{".utf8)), .hangUp],
        ] as [[RawServer.Step]])
    func passing(steps: [RawServer.Step]) async throws {
        let (client, server, clock) = try client(failing: 2, steps)
        let answered = try await client.answer(to: .package(73))
        #expect(answered.attempts == 3)
        #expect(server.requests.count == 3)
        #expect(clock.waits == [.milliseconds(250), .milliseconds(500)])
    }

    @Test(
        "is not done after what will not",
        arguments: [
            [Reply.http(400)], [Reply.http(401)], [Reply.http(403)], [Reply.http(404)], [Reply.http(406)],
            [Reply.http(500)], [Reply.html(200, "Sign in")], [Reply.http(200, "[]")],
        ] as [[RawServer.Step]])
    func lasting(steps: [RawServer.Step]) async throws {
        let (client, server, clock) = try client(failing: 1, steps)
        _ = try #require(await failure { try await client.send(.package(73)) })
        #expect(server.requests.count == 1)
        #expect(clock.waits.isEmpty)
    }

    @Test("is done when nothing listened, too")
    func nothingListens() async throws {
        let clock = QuickClock()
        let error = try await LoopbackPort.whileDeaf { url in
            let client = OMSHTTPClient(settings: try OMSClientSettings(baseURL: url), clock: clock.clock)
            return await failure { try await client.send(.package(73)) }
        }
        #expect(error?.code == .couldNotConnect)
        #expect(clock.waits.count == 2)
    }

    @Test("ends after the configured number of times, with the last error")
    func bounded() async throws {
        let (client, server, _) = try client(failing: 99, [Reply.html(502, "502 Bad Gateway")]) {
            $0.retries.attempts = 4
        }
        let error = await failure { try await client.send(.package(73)) }
        #expect(error?.status == 502)
        #expect(server.requests.count == 4)
    }

    @Test("waits as long as the OMS asks")
    func retryAfter() async throws {
        let (client, server, clock) = try client(failing: 1, [Reply.http(503, "", headers: ["Retry-After: 7"])])
        #expect(try await client.answer(to: .package(73)).attempts == 2)
        #expect(server.requests.count == 2)
        #expect(clock.waits == [.seconds(7)])
    }

    @Test("is left to the caller when the OMS asks for longer than is waited")
    func longRetryAfter() async throws {
        let (client, server, clock) = try client(failing: 1, [Reply.http(429, "", headers: ["Retry-After: 3600"])])
        let error = await failure { try await client.send(.package(73)) }
        #expect(error?.retryAfter == .seconds(3_600))
        #expect(server.requests.count == 1)
        #expect(clock.waits.isEmpty)
    }

    @Test("stops when the task is cancelled while it waits")
    func cancelledWait() async throws {
        let waiting = Gate()
        let server = try RawServer { _ in [Reply.http(503)] }
        let forever = ClientClock(
            wait: { _ in
                waiting.open()
                try await Task.sleep(for: .seconds(3_600))
            }, now: { .now }, chance: { 0 })
        let client = try OMSHTTPClient(server, clock: forever)
        let task = Task { await failure { try await client.send(.package(73)) } }
        await waiting.opened()
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        #expect(server.requests.count == 1)
    }

    @Test(
        "a command is never sent again",
        arguments: [[Reply.http(503)], [.reset], [Reply.http(429)]] as [[RawServer.Step]])
    func command(steps: [RawServer.Step]) async throws {
        let (client, server, clock) = try client(failing: 1, steps)
        _ = try #require(await failure { try await client.send(.pack) })
        #expect(server.requests.count == 1)
        #expect(clock.waits.isEmpty)
    }

    @Test("the waits grow to a bound, and chance shortens them by its part at most")
    func delays() {
        let policy = RetryPolicy(attempts: 99, firstDelay: .seconds(1), longestDelay: .seconds(10), jitter: 0.5)
        let error = OMSClientError(.couldNotConnect)
        let whole = (1...6).map { policy.delay(after: error, attempt: $0, chance: 0) }
        #expect(whole == [1, 2, 4, 8, 10, 10].map { .seconds($0) })
        #expect(policy.delay(after: error, attempt: 2, chance: 1) == .seconds(1))
        #expect(policy.delay(after: error, attempt: 98, chance: 0) == .seconds(10))
        #expect(policy.delay(after: error, attempt: 99, chance: 0) == nil)
    }
}
