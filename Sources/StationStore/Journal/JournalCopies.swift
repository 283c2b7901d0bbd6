import GRDB
import OMS
import Synchronization

/// How far the journal was copied to where several benches have theirs, such as the warehouse.
///
/// Only what may be lost is kept here: which rows are there is known there. A bench that is not told of any copy keeps nothing.
struct JournalCopies: Equatable {
    /// The numbers of the rows that are known to be copied, deeds below zero and scans above it.
    var copied: ClosedRange<Int> = 0...0
    /// The numbers of the rows that are not to be copied.
    var skipped: ClosedRange<Int> = 0...0
    /// Rows that were written anew after they were given out.
    var rewritten: Set<Int> = []

    init() {}

    init(_ db: Database) throws {
        guard let text = try FactTable.value(db, .journalCopies), let json = try? JSONDocument(text).root else {
            return
        }
        copied = Self.range(json["copied"]) ?? copied
        skipped = Self.range(json["skipped"]) ?? skipped
        rewritten = Set(json["rewritten"].elements.compactMap(\.int))
    }

    func save(_ db: Database) throws {
        let members: [String: JSONValue] = [
            "copied": Self.json(copied), "skipped": Self.json(skipped),
            "rewritten": .array(rewritten.sorted().map(JSONValue.int)),
        ]
        try FactTable.set(db, .journalCopies, JSONValue.object(members).text)
    }

    private static func range(_ json: JSON) -> ClosedRange<Int>? {
        guard let first = json["first"].int, let last = json["last"].int, first <= last else { return nil }
        return first...last
    }

    private static func json(_ range: ClosedRange<Int>) -> JSONValue {
        ["first": .int(range.lowerBound), "last": .int(range.upperBound)]
    }
}

/// The journal as it is copied.
extension StationDatabase {
    /// The next rows of the journal for who has the rows with these numbers, and those that were written anew since.
    ///
    /// `numbers` holds 0, which no row has. At most so many new scans and so many new deeds. What is given out here and written anew later is
    /// given out again.
    public func journal(after numbers: ClosedRange<Int>, most: Int) async throws(StoreError) -> [JournalEntry] {
        try await writeMirror { db in
            var copies = try JournalCopies(db)
            let known = numbers.union(copies.skipped)
            copies.copied = numbers
            let anew = try copies.rewritten.filter(known.contains).sorted().compactMap { try Self.row(db, $0) }
            let scans = try Row.fetchAll(
                db, sql: "SELECT * FROM scans WHERE number > ? ORDER BY number LIMIT ?",
                arguments: [known.upperBound, most]
            ).map(JournalEntry.init)
            let deeds = try Row.fetchAll(
                db, sql: "SELECT * FROM scans WHERE number < ? ORDER BY number DESC LIMIT ?",
                arguments: [known.lowerBound, most]
            ).map(JournalEntry.init)
            let given = (scans + deeds).reduce(known) { $0.union($1.number...$1.number) }
            self.givenRows.withLock { $0 = $0.map(given.union) ?? given }
            try copies.save(db)
            return anew + scans + deeds
        }
    }

    /// Remembers the rows that were given out before they were written anew: only those of this run can be.
    func noteWritten(_ db: Database, _ entries: [JournalEntry]) throws {
        guard let given = givenRows.withLock({ $0 }), case let anew = entries.map(\.number).filter(given.contains),
            !anew.isEmpty
        else { return }
        var copies = try JournalCopies(db)
        copies.rewritten.formUnion(anew)
        try copies.save(db)
    }

    /// Takes note that rows are copied, as they were given out.
    public func noteCopied(_ entries: [JournalEntry]) async throws(StoreError) {
        try await writeMirror { db in
            var copies = try JournalCopies(db)
            for entry in entries {
                copies.copied = copies.copied.union(entry.number...entry.number)
                if try Self.row(db, entry.number) == entry { copies.rewritten.remove(entry.number) }
            }
            try copies.save(db)
        }
    }

    /// Leaves out of all copies what the journal has up to now: a file that was saved from damage begins anew under another id, and what
    /// it holds of before was copied under the old one.
    public func skipJournal() async throws(StoreError) {
        try await writeMirror { db in
            var copies = try JournalCopies(db)
            let ends = try Row.fetchOne(db, sql: "SELECT min(number) AS first, max(number) AS last FROM scans")
            copies.skipped = min(0, ends?["first"] ?? 0)...max(0, ends?["last"] ?? 0)
            try copies.save(db)
        }
    }

    /// An element for each commit that changed the journal; who is slow gets one for several.
    public func journalChanges() -> AsyncStream<Void> {
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let observation = DatabaseRegionObservation(tracking: Table("scans")).start(
            in: connections.ledger.queue, onError: { _ in continuation.finish() },
            onChange: { _ in continuation.yield() })
        continuation.onTermination = { _ in observation.cancel() }
        return changes
    }

    private static func row(_ db: Database, _ number: Int) throws -> JournalEntry? {
        try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM scans WHERE number = ?"), arguments: [number])
            .map(JournalEntry.init)
    }
}

extension ClosedRange<Int> {
    /// The smallest range that has both.
    fileprivate func union(_ other: ClosedRange<Int>) -> ClosedRange<Int> {
        Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
    }
}
