/// The feed: what one bench learned of the OMS, for all benches of the location, in the order in which it was committed.
extension Warehouse {
    /// Writes rows in one transaction, which wakes the other benches once; nil where a lease was given that does not hold.
    ///
    /// Of an event that is in the feed already, nothing is written. `location` is another than the bench's own where the rows concern
    /// that one; they are written only if it has benches.
    public func write(
        _ news: [FeedNews], under lease: Lease? = nil, at location: String? = nil
    ) async throws(WarehouseError) -> FeedWrite? {
        let news = Self.onceEach(news)
        guard !news.isEmpty else { return FeedWrite(numbers: 0..<0) }
        let statement = FeedStatements.write(news, at: location ?? bench.location, under: lease, by: bench)
        // An event that another bench writes at the same moment is not seen by the first attempt.
        for _ in 0..<2 {
            do {
                return try Self.written(try await run(statement))
            } catch  where error.code == .failed(sqlState: "23505") {}
        }
        return try Self.written(try await run(statement))
    }

    private static func written(_ rows: PostgresRows) throws(WarehouseError) -> FeedWrite? {
        let row = try rows.only()
        guard try row.bool(0) else { return nil }
        let (last, count) = (try row.int(1), try row.int(2))
        return FeedWrite(numbers: last - count + 1..<last + 1)
    }

    private static func onceEach(_ news: [FeedNews]) -> [FeedNews] {
        var events: Set<String> = []
        return news.filter { $0.event.map { events.insert($0).inserted } ?? true }
    }

    /// Says that what a mark says was still true some time ago.
    ///
    /// The last row is dated anew, or a row is written where it is no such mark. Returns what was written; nil where the
    /// lease does not hold.
    public func confirm(
        _ mark: FeedMark, age: Duration, under lease: Lease
    ) async throws(WarehouseError) -> FeedWrite? {
        let touched = try await run(FeedStatements.touch(mark, age: age, under: lease, by: bench))
        if !touched.isEmpty { return FeedWrite(numbers: 0..<0) }
        return try await write([FeedNews(.mark(FeedMark(from: mark.to, to: mark.to)), age: age)], under: lease)
    }

    /// The rows after a number, so many at most.
    public func feed(after number: Int, most count: Int = 100) async throws(WarehouseError) -> FeedPage {
        let rows = try await run(FeedStatements.after(number, most: count, location: bench.location))
        guard let first = rows.first else { throw WarehouseError(.undecodable, detail: "no row of the feed") }
        let (head, oldest, end) = (try first.int(0), try first.int(1), try first.int(2))
        guard number <= head, number == head || (oldest > 0 && oldest <= number + 1) else { return .tooOld(head: head) }
        guard first.optionalText(3) != nil else { return .rows([], position: number, head: head) }
        let read = try rows.map { row throws(WarehouseError) in
            let content = FeedContent(
                kind: try row.text(4), package: row.optionalText(5).flatMap { Int($0) }, payload: row.optionalText(6))
            return FeedRow(number: try row.int(3), content: content, age: .milliseconds(try row.int(7)))
        }
        // With fewer rows than were asked for, all up to the end of what was looked at are among them.
        let position = read.count < count ? end : read.last?.number ?? end
        return .rows(read, position: position, head: head)
    }

    /// The newest mark; nil where the feed has none.
    public func lastMark() async throws(WarehouseError) -> FeedMark? {
        guard let row = try await run(FeedStatements.lastMark(location: bench.location)).first else { return nil }
        guard case .mark(let mark) = FeedContent(kind: "mark", package: nil, payload: row.optionalText(0)) else {
            return nil
        }
        return mark
    }

    /// Deletes the oldest rows, those that are older and so many at most; returns how many these were.
    public func forgetFeed(olderThan age: Duration, most count: Int = 500) async throws(WarehouseError) -> Int {
        try await run(FeedStatements.forget(olderThan: age, most: count, location: bench.location)).only().int(0)
    }

    /// Gives the reader's lease away at once, so that another bench reads.
    public func giveReadingAway(_ lease: Lease) async throws(WarehouseError) {
        try await run(FeedStatements.giveAway(lease, by: bench))
    }
}
