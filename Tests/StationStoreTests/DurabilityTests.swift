import Foundation
import GRDB
import Language
import OMS
import Testing

@testable import StationStore

@Suite("What is on the disk when")
struct DurabilityTests {
    private let folder = TemporaryFolder()

    @Test("the ledger waits for the disk at every commit, the mirror does not")
    func synchronous() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let ledger = try await store.connections.ledger.queue.read { db in
            try Int.fetchOne(db, sql: "PRAGMA synchronous")
        }
        let mirror = try await store.connections.mirror.writeWithoutTransaction { db in
            (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
        }
        #expect(ledger == 2, "FULL")
        #expect(mirror.0 == 1, "NORMAL")
        #expect(mirror.1 == "wal")
        // The setting stays through a write: the outbox really goes through the connection that was asked.
        try await store.enqueue(pack(1), at: noon())
        #expect(try await store.connections.ledger.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == 2)
        try store.close()
    }

    /// The database and its log as a crash would leave them: copied from under the open station, the index left out.
    private func crashed(logBytes: Int? = nil) throws -> String {
        let copy = folder.another()
        try write(bytes(of: folder.database), to: copy)
        let log = try bytes(of: folder.database + "-wal")
        try write(Array(log.prefix(logBytes ?? log.count)), to: copy + "-wal")
        return copy
    }

    @Test("a station that is killed has all that it acknowledged, and what was being sent is unknown")
    func killed() async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        try await store.upsert([package(73)], readAt: noon())
        let queued = try await store.enqueue(pack(73), scan: 1, at: noon())
        let sent = try await store.enqueue(pack(74), at: noon())
        try await store.move(sent.id, to: .sending, at: noon(plus: 1))
        try await store.saveSession(73, ["checked": 2])

        let revived = try await StationDatabase.open(at: crashed(), now: noon(plus: 60))
        #expect(revived.opening == OpeningReport(interrupted: 1))
        #expect(try await revived.pending().map(\.stage) == [.queued, .unknown])
        #expect(try await revived.entry(queued.id) == queued)
        let last = try await revived.history(of: sent.id).last
        #expect(last?.at == noon(plus: 60))
        #expect(last?.reason == Phrase("reason.ended").stored)
        #expect(try await revived.package(73) != nil)
        #expect(try await revived.sessions() == [73: ["checked": 2]])
        try revived.close()
        try store.close()
    }

    @Test("a log that is torn at any place loses nothing that was acknowledged before that place was written")
    func torn() async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        var acknowledged: [(entries: Int, logBytes: Int)] = []
        for number in 1...12 {
            try await store.enqueue(pack(number), scan: number, at: noon())
            acknowledged.append((number, try bytes(of: folder.database + "-wal").count))
            try await store.upsert([package(number, modified: number)], readAt: noon())
        }
        let whole = try bytes(of: folder.database + "-wal").count
        for cut in stride(from: try acknowledged.first.orThrow().logBytes, through: whole, by: 13_003) {
            let revived = try await StationDatabase.open(at: crashed(logBytes: cut), now: noon())
            let due = acknowledged.last { $0.logBytes <= cut }?.entries ?? 0
            let packages = try await revived.pending().map(\.intent.package)
            #expect(packages == Array(1...max(due, packages.count)), "cut at \(cut) of \(whole)")
            #expect(packages.count >= due, "cut at \(cut) of \(whole)")
            try revived.close()
        }
        try store.close()
    }

    @Test("a command that was handed over is kept, though the task that gave it was cancelled")
    func cancelled() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await store.enqueue(pack(73), at: noon())
        }
        let entry = try await task.value
        #expect(try await store.pending() == [entry])
        try store.close()
    }

    @Test("the outbox is written while packages stream in")
    func besideTheMirror() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        async let mirrored: Void = {
            for page in 0..<20 {
                try await store.upsert((1...100).map { try package(page * 100 + $0) }, readAt: noon())
            }
        }()
        for number in 1...100 { try await store.enqueue(pack(number), at: noon()) }
        try await mirrored
        #expect(try await store.pending().count == 100)
        #expect(try await store.packageCount() == 2_000)
        try store.close()
    }

    @Test("a full disk is named, undoes the write as a whole, and the next one succeeds when there is room")
    func full() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let first = try await store.enqueue(pack(1), at: noon())
        let pages = try await store.connections.ledger.queue.read { try Int.fetchOne($0, sql: "PRAGMA page_count") }
        let ledger = store.connections.ledger.queue
        let limit = try pages.orThrow()
        try await ledger.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(limit)") }

        let long = CommandIntent(
            package: 2, kind: .deny, name: "Deny", parameters: ["note": .string(String(repeating: "x", count: 50_000))])
        let error = await #expect(throws: StoreError.self) { try await store.enqueue(long, at: noon()) }
        #expect(error?.code == .diskFull)
        #expect(
            error?.description == "there is no room left on the disk for \(store.path): free some, then try again")
        #expect(try await store.pending() == [first])

        try await ledger.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        let second = try await store.enqueue(long, at: noon())
        #expect(try await store.pending() == [first, second])
        try store.close()
    }

    @Test("on a full disk, every write that shared the commit is told that it failed")
    func fullTogether() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let ledger = store.connections.ledger.queue
        try await ledger.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
        }
        let succeeded = await withTaskGroup(of: Bool.self) { group in
            for number in 1...400 {
                group.addTask { (try? await store.enqueue(pack(number), at: noon())) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(succeeded < 400)
        #expect(try await store.pending().count == succeeded, "acknowledged is what is there, no more and no less")
        try store.close()
    }
}
