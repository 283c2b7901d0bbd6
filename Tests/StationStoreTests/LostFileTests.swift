import Foundation
import GRDB
import OMS
import Testing

@testable import StationStore

@Suite("A station file that is empty, missing, cut off or of something else")
struct LostFileTests {
    private let folder = TemporaryFolder()

    /// What a station leaves behind that ends in the middle of its work: a file, and a log that was not copied back.
    private func killed(_ commands: Int, copiedBack: Bool = false) async throws -> String {
        let store = try await StationDatabase.open(at: folder.another(), now: noon())
        defer { try? store.close() }
        if copiedBack {
            try await store.upsert([package(1)], readAt: noon())
            try await store.connections.ledger.queue.writeWithoutTransaction { _ = try $0.checkpoint(.full) }
        }
        for number in 1...commands { try await store.enqueue(pack(number), at: noon()) }
        let copy = folder.another()
        for suffix in ["", "-wal"] { try write(bytes(of: store.path + suffix), to: copy + suffix) }
        return copy
    }

    private func recover(_ path: String) async throws -> (OpeningReport.Recovered, saved: [OutboxEntry]) {
        let store = try await StationDatabase.open(at: path, now: noon(plus: 5))
        defer { try? store.close() }
        let report = try store.opening.recovered.orThrow()
        #expect(!store.opening.isNew)
        return (report, try await store.pending())
    }

    @Test("a file of 0 bytes is said to be empty and set aside, and the next opening is an ordinary one")
    func empty() async throws {
        try write([], to: folder.database)
        let (report, saved) = try await recover(folder.database)
        #expect(report.damage == "it is empty" && !report.isComplete && saved.isEmpty)
        #expect(report.setAside == folder.database + ".damaged-1")
        #expect(FileManager.default.fileExists(atPath: report.setAside))
        let next = try await StationDatabase.open(at: folder.database, now: noon())
        #expect(next.opening.recovered == nil)
        try next.close()
    }

    @Test("the commands of an emptied file are saved from its log", arguments: [false, true])
    func emptied(copiedBack: Bool) async throws {
        let path = try await killed(30, copiedBack: copiedBack)
        let log = try bytes(of: path + "-wal")
        try write([], to: path)
        let (report, saved) = try await recover(path)
        #expect(report.damage == "it is empty" && report.commands == 30)
        #expect(saved.map(\.intent.package) == Array(1...30))
        #expect(saved.allSatisfy { $0.stage == .unknown }, "nobody knows what else was lost")
        #expect(try bytes(of: report.setAside + "-wal") == log, "the log is kept as it was")
        let files = try FileManager.default.contentsOfDirectory(atPath: StoreFiles(path: path).folder)
        #expect(!files.contains { $0.contains("log-pages") || $0.contains("rescue") })
    }

    @Test("the commands of a file that is missing are saved from its log")
    func missing() async throws {
        let path = try await killed(3)
        try FileManager.default.removeItem(atPath: path)
        let (report, saved) = try await recover(path)
        #expect(report.damage == "it is missing, and its log is there")
        #expect(saved.map(\.intent.package) == [1, 2, 3])
        #expect(FileManager.default.fileExists(atPath: report.setAside + "-wal"))
    }

    @Test("another program's text in the file's place: what the log holds is saved")
    func overwritten() async throws {
        let path = try await killed(3)
        try write(Array("hello, this is no database\n".utf8), to: path)
        let (report, saved) = try await recover(path)
        #expect(report.damage == "it is no database" && saved.count == 3)
    }

    @Test(
        "a file that was cut off anywhere is set aside, and what is left of it is saved", arguments: [1, 5, 14, 29, 36])
    func cutOff(pages: Int) async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        for number in 1...300 { try await store.enqueue(pack(number), at: noon()) }
        try store.close()
        let whole = try bytes(of: folder.database)
        try write(Array(whole.prefix(pages * 4_096 + 100)), to: folder.database)
        let (report, saved) = try await recover(folder.database)
        #expect(!report.damage.isEmpty && report.commands == saved.count && !report.isComplete)
        #expect(pages < 29 || saved.count > 20, "\(saved.count) of 300 in \(pages) of \(whole.count / 4_096) pages")
        #expect(try bytes(of: report.setAside).count == pages * 4_096 + 100)
    }

    @Test("a database of another program is set aside as it is", arguments: [false, true])
    func foreign(withMigrations: Bool) async throws {
        let other = try DatabaseQueue(path: folder.database)
        try await other.write { db in
            try db.execute(sql: "CREATE TABLE invoices (id INTEGER PRIMARY KEY); INSERT INTO invoices VALUES (1)")
            if withMigrations {
                try db.execute(
                    sql: "CREATE TABLE grdb_migrations (identifier TEXT); INSERT INTO grdb_migrations VALUES ('9')")
            }
        }
        try other.close()
        let (report, saved) = try await recover(folder.database)
        #expect(report.damage == "it is a database of something else" && saved.isEmpty)
        let kept = try DatabaseQueue(path: report.setAside)
        #expect(try await kept.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM invoices") } == 1)
        #expect(try await kept.read { try !$0.tableExists("outbox") })
    }

    @Test("who only looks at the outbox is told of the damage, and changes nothing")
    func looking() async throws {
        let path = try await killed(3)
        try write([], to: path)
        let error = await #expect(throws: StoreError.self) { try await OutboxReport.read(at: path, finished: 0) }
        #expect(
            error?.description
                == "\(path) is damaged (it is empty): start Packline again, and it saves what can be read")
        #expect(throws: StoreError.self) { try StationDatabase.scans(ofFileAt: path) }
        #expect(try await recover(path).saved.count == 3)
    }

    @Test("a folder without a file is new, and nobody has anything to report")
    func new() async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        #expect(store.opening.isNew && store.opening.recovered == nil)
        try store.close()
    }
}
