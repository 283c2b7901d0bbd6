import GRDB
import OMS
import Testing

@testable import StationStore

@Suite("The scan journal and the sessions")
struct JournalTests {
    private let folder = TemporaryFolder()

    private func scan(_ number: Int, outcome: String = "ok") -> JournalEntry {
        JournalEntry(
            number: number, raw: [0x5D, 0x43, 0x31, 0x1D, 0x00, 0xFF], canonical: "8690001157694", meaning: "item",
            outcome: outcome, package: number.isMultiple(of: 2) ? 73 : nil, message: "Read \(number)",
            packer: number == 1 ? nil : "Ayşe",
            at: noon(plus: number))
    }

    @Test("every frame comes back as it came, control bytes and all, oldest first")
    func kept() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        #expect(try await store.lastScanNumber() == 0)
        try await store.append([scan(1), scan(2)])
        try await store.append(scan(3))
        #expect(try await store.lastScans(2) == [scan(2), scan(3)])
        #expect(try await store.lastScans(50) == [scan(1), scan(2), scan(3)])
        #expect(try await store.lastScanNumber() == 3)
        try store.close()
    }

    @Test("the journal of an older Packline is kept, without who packed")
    func older() async throws {
        let file = folder.another()
        let queue = try DatabaseQueue(path: file)
        try StoreSchema.migrator.migrate(queue, upTo: "6")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO scans (number, raw, canonical, meaning, outcome, package, at, message)
                    VALUES (7, x'41', 'A', 'item', 'ok', 73, 5, 'Read')
                    """)
        }
        try queue.close()
        let store = try await StationDatabase.open(at: file, now: noon())
        let kept = JournalEntry(
            number: 7, raw: [0x41], canonical: "A", meaning: "item", outcome: "ok", package: 73, message: "Read",
            at: Timestamp(microseconds: 5))
        #expect(try await store.lastScans(9) == [kept])
        try store.close()
    }

    @Test("an outcome that comes later takes its place in the line of its scan")
    func later() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.append([scan(1, outcome: "queued"), scan(2)])
        try await store.append(scan(1, outcome: "done"))
        #expect(try await store.lastScans(9).map(\.outcome) == ["done", "ok"])
        try store.close()
    }

    @Test("old lines can be forgotten, and no number is given twice")
    func forgotten() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.append([scan(1), scan(2), scan(3)])
        try await store.forgetJournal(before: noon(plus: 60))
        #expect(try await store.lastScanNumber() == 3)
        #expect(try await store.lastScans(9) == [scan(3)])
        try store.close()
    }

    @Test("the journal of a file can be read by another program while the station works with it")
    func fromOutside() async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        try await store.append((1...1_000).map { scan($0) })
        #expect(try StationDatabase.scans(ofFileAt: folder.database) == (1...1_000).map { scan($0) })
        try store.close()
        #expect(try StationDatabase.scans(ofFileAt: folder.database).count == 1_000)
        try write(Array("SQLite format 3\0 and nothing else".utf8), to: folder.path + "/broken.sqlite")
        #expect(throws: StoreError.self) { try StationDatabase.scans(ofFileAt: folder.path + "/broken.sqlite") }
        #expect(throws: StoreError.self) { try StationDatabase.scans(ofFileAt: folder.path + "/none.sqlite") }
    }

    @Test("a package's check is there after a restart, until it is removed")
    func sessions() async throws {
        var store = try await StationDatabase.open(at: folder.database, now: noon())
        try await store.saveSession(73, ["lines": [["sku": "1006905", "checked": 1]]])
        try await store.saveSession(73, ["lines": [["sku": "1006905", "checked": 2]]])
        try await store.saveSession(74, [:])
        try store.close()
        store = try await StationDatabase.open(at: folder.database, now: noon())
        #expect(try await store.sessions() == [73: ["lines": [["sku": "1006905", "checked": 2]]], 74: [:]])
        try await store.removeSession(73)
        #expect(try await store.sessions() == [74: [:]])
        try store.close()
    }
}
