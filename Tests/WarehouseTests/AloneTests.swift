import Foundation
import Synchronization
import Testing
import WarehouseTesting

@testable import Warehouse

/// Everything that PostgreSQL and the network can do to a bench; servers of their own, because they are stopped.
@Suite("A bench without its warehouse", .timeLimit(.minutes(2)), .serialized)
struct AloneTests {
    @Test("PostgreSQL that is stopped, and started again, is left and joined, and what was committed is there")
    func restarted() async throws {
        let server = try await PostgresServer.started()
        let shared = try await TestWarehouse(on: server)
        let bench = try await shared.bench(1)
        let claim = try await bench.claimed(73)
        for stop in [PostgresServer.Stop.fast, .immediate] {
            try await server.stop(stop)
            try await bench.waits { if case .alone = $0 { true } else { false } }
            let begin = ContinuousClock.now
            #expect(await failure { try await bench.claim(74) } != nil)
            #expect(begin.duration(to: .now) < .milliseconds(100), "without a connection nothing is waited for")
            try await server.start()
            try await bench.waits { $0 == .connected }
            if stop == .fast { #expect(try await bench.assertClaim(claim) == .mine) }
        }
    }

    @Test("a bench that starts without PostgreSQL joins it when it is there")
    func startsAlone() async throws {
        let server = try await PostgresServer.started()
        let shared = try await TestWarehouse(on: server)
        try await server.stop()
        let bench = Warehouse(
            settings: try shared.settings(), bench: WarehouseBench(id: UUID(), name: "bench 1", location: "369"),
            oms: TestWarehouse.oms)
        try await bench.isAlone(for: .unreachable)
        try await server.start()
        try await bench.waits { $0 == .connected }
        guard case .connected = bench.state else { return }
        _ = try await bench.claimed(73)
    }

    @Test("a network that is cut without a reset is noticed by the time of a statement")
    func cut() async throws {
        let shared = try await TestWarehouse()
        let proxy = try PostgresProxy(to: shared.server.port)
        defer { proxy.stop() }
        let bench = try await shared.bench(1, through: proxy.port) {
            $0.statementTimeout = .seconds(1)
            $0.connectTimeout = .seconds(1)
            $0.assertTimeout = .milliseconds(100)
        }
        let claim = try await bench.claimed(73)
        proxy.swallow()
        let begin = ContinuousClock.now
        #expect(await failure { try await bench.assertClaim(claim) } == .timedOut)
        #expect(begin.duration(to: .now) < .milliseconds(900), "a pack waits for its claim no longer than that")
        try await bench.isAlone(for: .timedOut)
        #expect(begin.duration(to: .now) < .seconds(5))
        proxy.mend()
        try await bench.waits { $0 == .connected }
        #expect(try await bench.holder(of: 73)?.token == claim.token)
    }

    @Test("statements that take too long are given up, here and at the server")
    func slow() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1) { $0.statementTimeout = .milliseconds(500) }
        let begin = ContinuousClock.now
        #expect(await failure { try await bench.run(Statement("SELECT pg_sleep(20)")) } == .timedOut)
        #expect(begin.duration(to: .now) < .seconds(5))
        try await bench.waits { $0 == .connected }
        let sleeping =
            "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)%' AND state = 'active' "
            + "AND datname = current_database() AND pid <> pg_backend_pid()"
        while try await shared.sql(sleeping) != "0" {}
    }

    @Test("a lock that another program holds costs a task its time, and no more")
    func locked() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1) { $0.assertTimeout = .milliseconds(50) }
        let claim = try await bench.claimed(73)
        let other = try shared.setup()
        try await other.run(Statement("BEGIN"))
        try await other.run(Statement("LOCK TABLE packline.claims IN EXCLUSIVE MODE"))
        #expect(await failure { try await bench.assertClaim(claim) } == .timedOut)
        #expect(bench.state == .connected, "the statement has time left")
        await other.close()
        #expect(try await bench.holder(of: 73)?.token == claim.token, "the connection is the same, and in step")
    }

    @Test("a read-only server is left, and joined when it takes changes again")
    func readOnly() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        let database = try await shared.sql("SELECT current_database()")
        try await shared.sql("ALTER DATABASE \(database) SET default_transaction_read_only = on")
        try await bench.run(Statement("SET default_transaction_read_only = on"))
        #expect(await failure { try await bench.claim(73) } == .readOnly)
        try await bench.isAlone(for: .readOnly)
        try await shared.server.run(
            "ALTER DATABASE \(database) RESET default_transaction_read_only", in: shared.server.url("postgres"))
        try await bench.waits { $0 == .connected }
        _ = try await bench.claimed(73)
    }

    @Test("a server with a full disk is left, and joined when there is room")
    func full() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        try await shared.sql(
            """
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON packline.claims EXECUTE FUNCTION full_disk();
            CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON packline.benches EXECUTE FUNCTION full_disk();
            """)
        #expect(await failure { try await bench.claim(73) } == .full)
        try await bench.isAlone(for: .full)
        try await shared.sql("DROP FUNCTION full_disk CASCADE")
        try await bench.waits { $0 == .connected }
        _ = try await bench.claimed(73)
    }

    @Test("an administrator who ends the connections is one that was cut, and they are made again")
    func ended() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        let states = Mutex<[WarehouseState]>([])
        let stream = bench.states()
        let watching = Task {
            for await state in stream {
                states.withLock { $0.append(state) }
                if states.withLock({ $0.count }) == 3 { return }
            }
        }
        try await shared.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                + "WHERE datname = current_database() AND pid <> pg_backend_pid()")
        await watching.value
        let seen = states.withLock { $0 }
        #expect(seen.first == .connected)
        #expect(seen.last == .connected)
        guard case .alone(let reason, _) = seen[1] else { return }
        #expect(reason.code == .cutOff)
    }

    @Test("after a new connection everything may have changed")
    func changesAfterReconnecting() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        var changes = bench.changes().makeAsyncIterator()
        bench.queue.drop(because: WarehouseError(.cutOff))
        #expect(await changes.next() == .anything)
    }

    @Test("a task that is cancelled is answered at once")
    func cancelled() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        let task = Task { await failure { try await bench.run(Statement("SELECT pg_sleep(1)")) } }
        let begin = ContinuousClock.now
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(begin.duration(to: .now) < .milliseconds(900))
        _ = try await bench.claimed(73)
    }

    @Test("the thread sleeps while nothing is asked")
    func sleeps() async throws {
        let shared = try await TestWarehouse()
        let (idle, busy) = (try await shared.bench(1), try await shared.bench(2))
        var changes = idle.changes().makeAsyncIterator()
        try await shared.waits(forListening: 2)
        // What is heard last is also the last that the thread was woken for.
        _ = try await busy.claimed(73)
        while await changes.next() != .claim(package: 73) {}
        let before = idle.queue.wakeUps.load(ordering: .relaxed)
        for _ in 1...100 { try await busy.run(Statement("SELECT 1")) }
        #expect(idle.queue.wakeUps.load(ordering: .relaxed) == before)
        let busyBefore = busy.queue.wakeUps.load(ordering: .relaxed)
        for _ in 1...100 { try await busy.run(Statement("SELECT 1")) }
        #expect(busy.queue.wakeUps.load(ordering: .relaxed) - busyBefore <= 300)
    }
}
