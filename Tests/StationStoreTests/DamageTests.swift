import Foundation
import Language
import OMS
import Testing

@testable import StationStore

@Suite("A damaged file")
struct DamageTests {
    private let folder = TemporaryFolder()

    private static let pageSize = 4_096

    /// Makes a file with so many commands and packages, 40 scans and 2 sessions, and closes it.
    private func fill(_ count: Int) async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        try await store.upsert((1...count).map { try package($0, note: "package-\($0)-end") }, readAt: noon())
        for number in 1...count { try await store.enqueue(pack(number, name: "Pack-\(number)-end"), at: noon()) }
        try await store.append(
            (1...40).map { number in
                JournalEntry(
                    number: number, raw: [65], canonical: "A", meaning: "item", outcome: "ok", at: noon(plus: number))
            })
        try await store.saveSession(1, ["checked": 1])
        try await store.saveSession(2, ["checked": 2])
        try store.close()
    }

    /// Overwrites every page that holds one of these texts.
    private func overwrite(pagesWith texts: [String], in path: String) throws -> Int {
        var file = try bytes(of: path)
        var count = 0
        for start in stride(from: 0, to: file.count, by: Self.pageSize) {
            let page = start..<start + Self.pageSize
            let text = String(decoding: file[page], as: UTF8.self)
            guard texts.contains(where: { text.contains($0) }) else { continue }
            for place in page { file[place] = 0xA5 }
            count += 1
        }
        try write(file, to: path)
        return count
    }

    @Test("damage in the outbox: the file is set aside, and what lies before and behind the damage is saved")
    func outbox() async throws {
        try await fill(300)
        #expect(try overwrite(pagesWith: ["Pack-100-end", "Pack-200-end"], in: folder.database) == 2)

        let store = try await StationDatabase.open(at: folder.database, now: noon(plus: 5))
        let recovered = try store.opening.recovered.orThrow()
        #expect(recovered.setAside == folder.database + ".damaged-1")
        #expect(recovered.isComplete == false)
        #expect(recovered.scans == 40)
        #expect(recovered.sessions == 2)
        #expect(try await store.packageCount() == 0, "the mirror is to be filled again")

        let saved = try await store.pending()
        #expect(saved.count == recovered.commands)
        #expect((200..<300).contains(saved.count), "a page holds some 25 commands, and two pages are gone")
        #expect(saved.first?.intent == pack(1, name: "Pack-1-end"))
        #expect(saved.last?.intent == pack(300, name: "Pack-300-end"))
        #expect(saved.contains { $0.intent.package == 150 }, "between two damaged pages, row by row")
        #expect(!saved.contains { $0.intent.package == 100 })
        #expect(saved.allSatisfy { $0.stage == .unknown }, "nobody knows whether the lost page said that it was sent")
        let last = try await store.history(of: try saved.first.orThrow().id).last
        #expect(last?.reason == Phrase("reason.damaged").stored)
        #expect(try await store.enqueue(pack(1), at: noon()).id > 300)
        #expect(FileManager.default.fileExists(atPath: recovered.setAside))
        try store.close()
    }

    @Test("damage in the mirror: it is reported when it is met, and everything else is saved at the next opening")
    func mirror() async throws {
        try await fill(300)
        #expect(try overwrite(pagesWith: ["package-100-end"], in: folder.database) > 0)

        var store = try await StationDatabase.open(at: folder.database, now: noon())
        #expect(store.opening.recovered == nil)
        let error = await #expect(throws: StoreError.self) { try await store.package(100) }
        #expect(error?.code == .damaged)
        #expect(error?.description.contains("start Packline again") == true)
        #expect(try await store.pending().count == 300, "the rest goes on until then")
        try store.close()

        store = try await StationDatabase.open(at: folder.database, now: noon())
        let recovered = try store.opening.recovered.orThrow()
        #expect(recovered.isComplete)
        #expect((recovered.commands, recovered.scans, recovered.sessions) == (300, 40, 2))
        try store.close()
        store = try await StationDatabase.open(at: folder.database, now: noon())
        #expect(store.opening.recovered == nil, "one rescue is enough")
        try store.close()
    }

    @Test("a rescue that was cut short begins again, and saves as much")
    func cutShort() async throws {
        try await fill(60)
        StoreFiles(path: folder.database).markDamaged("a page")
        for suffix in ["", "-wal", "-shm"] { try write([1, 2, 3], to: folder.database + ".rescue" + suffix) }
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        let recovered = try store.opening.recovered.orThrow()
        #expect((recovered.commands, recovered.scans, recovered.sessions) == (60, 40, 2))
        #expect(recovered.damage == "a page")
        try store.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["station.lock", "station.sqlite", "station.sqlite.damaged-1"])
    }

    @Test("a file that is no database at all is set aside, and the station starts anew")
    func notADatabase() async throws {
        for number in 1...2 {
            try write(Array(repeating: 0x41, count: 10_000), to: folder.database)
            let store = try await StationDatabase.open(at: folder.database, now: noon())
            let recovered = try store.opening.recovered.orThrow()
            #expect(recovered.setAside == folder.database + ".damaged-\(number)", "earlier ones are kept")
            #expect((recovered.commands, recovered.isComplete) == (0, false))
            try await store.enqueue(pack(1), at: noon())
            try store.close()
        }
    }

    @Test("any page overwritten: the station opens, or says why and opens the next time", arguments: 0..<8)
    func anyPage(part: Int) async throws {
        try await fill(60)
        let whole = try bytes(of: folder.database)
        for page in stride(from: part, to: whole.count / Self.pageSize, by: 8) {
            var file = whole
            for place in page * Self.pageSize..<(page + 1) * Self.pageSize { file[place] = UInt8(place & 0xFF) }
            let path = folder.another()
            try write(file, to: path)
            if try await !isSound(path) {
                #expect(try await isSound(path), "page \(page) is still damaged after the rescue")
            }
        }
    }

    /// Opens a file and does a bit of everything; whatever fails, fails for its damage.
    private func isSound(_ path: String) async throws -> Bool {
        let store = try await StationDatabase.open(at: path, now: noon())
        defer { #expect(throws: Never.self) { try store.close() } }
        do {
            _ = try await store.summaries()
            for id in 1...60 { _ = try await store.package(id) }
            _ = try await store.pending()
            _ = try await store.lastScans(50)
            try await store.enqueue(pack(1), at: noon())
            try await store.upsert([package(1, modified: 5)], readAt: noon())
            return true
        } catch {
            #expect((error as? StoreError)?.code == .damaged, "\(error)")
            return false
        }
    }
}
