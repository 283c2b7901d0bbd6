import OMS
import Synchronization
import Testing

@testable import OMSClient

@Suite("Connections")
struct ConnectionTests {
    @Test("one connection serves one request after another")
    func kept() async throws {
        let server = try RawServer { _ in [Reply.package] }
        let client = try OMSHTTPClient(server)
        var fresh = 0
        for _ in 0..<50 where try await client.answer(to: .package(73)).isOnNewConnection { fresh += 1 }
        #expect(fresh == 1)
        #expect(server.connections == 1)
        #expect(server.requests.count == 50)
    }

    @Test("eight requests are on the wire at once")
    func parallel() async throws {
        let (allHere, arrivals) = (Gate(), Counter())
        let server = try RawServer { _ in
            if arrivals.next() == 8 { allHere.open() }
            return [.wait(allHere), Reply.package]
        }
        let client = try OMSHTTPClient(server)
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try await client.send(.package(73)).id } }
            for try await id in group { #expect(id == 73) }
        }
        #expect(server.connections == 8)
    }

    @Test("cancelling the task ends the exchange and drops its connection")
    func cancelled() async throws {
        let (arrived, gone) = (Gate(), Gate())
        let server = try RawServer { _ in [.open(arrived), .silence, .open(gone)] }
        let client = try OMSHTTPClient(server)
        let task = Task { await failure { try await client.send(.pack) } }
        await arrived.opened()
        task.cancel()
        let error = await task.value
        #expect(error?.code == .cancelled)
        #expect(error?.deliveryStatus == .unknown)
        await gone.opened()
    }

    @Test("a task that was cancelled before it asked sends nothing")
    func cancelledBefore() async throws {
        let server = try RawServer { _ in [Reply.noContent] }
        let client = try OMSHTTPClient(server)
        let start = Gate()
        let task = Task {
            await start.opened()
            return await failure { try await client.send(.pack) }
        }
        task.cancel()
        start.open()
        let error = await task.value
        #expect(error?.code == .cancelled)
        #expect(error?.deliveryStatus == .notSent)
        #expect(server.connections == 0)
    }

    @Test("what waits for its turn can be cancelled, and the turn of a cancelled one is free")
    func turns() async throws {
        let (arrived, hold, numbers) = (Gate(), Gate(), Counter())
        let server = try RawServer { _ in
            numbers.next() == 1 ? [.open(arrived), .wait(hold), Reply.package] : [Reply.package]
        }
        let client = try OMSHTTPClient(server) { $0.mostInFlight = 1 }
        let first = Task { await failure { try await client.send(.package(73)) } }
        await arrived.opened()
        let second = Task { await failure { try await client.send(.pack) } }
        second.cancel()
        #expect(await second.value?.deliveryStatus == .notSent)
        first.cancel()
        #expect(await first.value?.code == .cancelled)
        #expect(try await client.send(.package(73)).id == 73)
        hold.open()
        #expect(server.requests.count == 2)
    }

    @Test("a kept connection that the server dropped costs a read nothing")
    func dropped() async throws {
        let server = try RawServer { request in
            request.connection == 1 ? [Reply.package, .hangUp] : [Reply.package]
        }
        let client = try OMSHTTPClient(server)
        _ = try await client.send(.package(73))
        #expect(try await client.answer(to: .package(73)).attempts == 1)
        #expect(server.connections == 2)
    }

    @Test("closing ends what is in flight and the thread; nothing can be sent afterwards")
    func closed() async throws {
        let arrived = Gate()
        let server = try RawServer { _ in [.open(arrived), .silence] }
        let client = try OMSHTTPClient(server)
        let task = Task { await failure { try await client.send(.pack) } }
        await arrived.opened()
        client.close()
        let error = await task.value
        #expect(error?.code == .closed)
        #expect(error?.deliveryStatus == .unknown)
        await client.transport.queue.waitForEnd()
        let late = await failure { try await client.send(.pack) }
        #expect(late?.code == .closed)
        #expect(late?.deliveryStatus == .notSent)
    }

    @Test("a client that nobody holds any more ends its thread")
    func forgotten() async throws {
        let server = try RawServer { _ in [Reply.package] }
        var client: OMSHTTPClient? = try OMSHTTPClient(server)
        let queue = try #require(client?.transport.queue)
        _ = try await client?.send(.package(73))
        client = nil
        await queue.waitForEnd()
    }

    @Test("an idle client does not wake, not even when the server drops the kept connection")
    func idle() async throws {
        let drop = Gate()
        let server = try RawServer { _ in [Reply.package, .wait(drop), .hangUp] }
        let other = try RawServer { _ in [Reply.package] }
        let (client, busy) = (try OMSHTTPClient(server), try OMSHTTPClient(other))
        _ = try await client.send(.package(73))
        for _ in 0..<100 { _ = try await busy.send(.package(73)) }
        let before = client.transport.queue.wakeUps.load(ordering: .relaxed)
        drop.open()
        for _ in 0..<200 { _ = try await busy.send(.package(73)) }
        #expect(client.transport.queue.wakeUps.load(ordering: .relaxed) == before)
        #expect(busy.transport.queue.wakeUps.load(ordering: .relaxed) >= 300)
    }
}
