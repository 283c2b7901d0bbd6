import OMS
import Testing

@testable import StationStore

@Suite("The journal as it is copied")
struct JournalCopiesTests {
    private func line(_ number: Int, _ outcome: String = "ok", at seconds: Int = 0) -> JournalEntry {
        JournalEntry(
            number: number, raw: [], canonical: "", meaning: "item", outcome: outcome, at: noon(plus: seconds))
    }

    @Test("scans are given out upwards, deeds downwards, in batches, and nothing that is there already")
    func batches() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.append((1...5).map { line($0) } + (-3 ... -1).map { line($0) })
        #expect(try await store.journal(after: 0...0, most: 2).map(\.number) == [1, 2, -1, -2])
        #expect(try await store.journal(after: -2...2, most: 2).map(\.number) == [3, 4, -3])
        #expect(try await store.journal(after: -3...5, most: 2).isEmpty)
        #expect(try await store.journal(after: 0...3, most: 9).map(\.number) == [4, 5, -1, -2, -3], "a lost copy")
        try store.close()
    }

    @Test("a line that is written anew after it was given out is given out again, until it was copied as it is")
    func rewritten() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.append([line(1, "queued"), line(2)])
        let first = try await store.journal(after: 0...0, most: 9)
        try await store.append(line(1, "done"))
        try await store.noteCopied(first)
        #expect(try await store.journal(after: 0...2, most: 9) == [line(1, "done")])
        try await store.noteCopied([line(1, "done")])
        #expect(try await store.journal(after: 0...2, most: 9).isEmpty)
        try store.close()
    }

    @Test("what is not copied yet is kept for longer than what is")
    func kept() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.append((1...4).map { line($0, at: $0) } + [line(-1, at: 1), line(-2, at: 2), line(-3, at: 9)])
        try await store.append(line(5, at: 100))
        let given = try await store.journal(after: 0...0, most: 2)
        try await store.noteCopied(given)
        try await store.forgetJournal(before: noon(plus: 50), keepingNotCopiedSince: noon(plus: -1))
        #expect(try await store.journal(after: 0...0, most: 9).map(\.number) == [3, 4, 5, -3])
        try await store.forgetJournal(before: noon(plus: 50), keepingNotCopiedSince: noon(plus: 4))
        #expect(try await store.journal(after: 0...0, most: 9).map(\.number) == [4, 5, -3], "but not for ever")
        try await store.forgetJournal(before: noon(plus: 50))
        #expect(try await store.journal(after: 0...0, most: 9).map(\.number) == [5, -3])
        try store.close()
    }

    @Test("what a file holds of before it was saved from damage is not copied under its new id")
    func skipped() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.append([line(1), line(2), line(-1)])
        try await store.skipJournal()
        try await store.append([line(3), line(-2)])
        #expect(try await store.journal(after: 0...0, most: 9).map(\.number) == [3, -2])
        try store.close()
    }

    @Test("who copies is told of each change of the journal, and of no other")
    func told() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        var changes = store.journalChanges().makeAsyncIterator()
        try await store.saveSession(73, [:])
        try await store.append(line(1))
        #expect(await changes.next() != nil)
        try store.close()
    }
}
