import Foundation
import OMS
import Testing
import WarehouseTesting

@testable import Warehouse

@Suite("The feed of a location", .timeLimit(.minutes(2)))
struct FeedTests {
    private func rows(_ bench: Warehouse, after number: Int = 0, most: Int = 100) async throws -> [FeedRow] {
        guard case .rows(let rows, _, _) = try await bench.feed(after: number, most: most) else { return [] }
        return rows
    }

    private func lease(_ bench: Warehouse) async throws -> Lease {
        guard case .mine(let lease) = try await bench.renew([], reading: true).reader else {
            throw WarehouseError(.failed(sqlState: ""), detail: "another bench reads")
        }
        return lease
    }

    @Test("what one bench writes, the others read as it was, in its order and by its number")
    func written() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        #expect(try await second.feed(after: 0) == .rows([], position: 0, head: 0))
        let time = try #require(Timestamp("2026-11-27T20:33:17.119246Z"))
        // What PostgreSQL's own JSON refuses, and what ends a string of C.
        let odd = #"{"id": 73, "note": "\x \u0000 \ud800 ☃", "size": 007}"#
        let contents: [FeedContent] = [
            .package(73, json: odd), .heard(package: 73), .unread(package: nil),
            .mark(FeedMark(from: time, to: time.advanced(bySeconds: 5))), .comparing,
            .compared(since: 5, ids: [3, 4, 90_000]), .reasons([DenialReason(id: 1, title: "Kırık", priority: 2)]),
        ]
        #expect(try await first.write(contents.map { FeedNews($0) })?.numbers == 1..<8)
        let rows = try await rows(second)
        #expect(rows.map(\.content) == contents)
        #expect(rows.map(\.number) == Array(1...7))
        #expect(try await self.rows(second, after: 5).map(\.number) == [6, 7])
        #expect(try await second.lastMark() == FeedMark(from: time, to: time.advanced(bySeconds: 5)))
        try await shared.sql("INSERT INTO packline.feed VALUES ('369', 8, 'later', NULL, NULL, NULL, now())")
        try await shared.sql("UPDATE packline.feed_head SET n = 8")
        #expect(try await self.rows(second, after: 7).map(\.content) == [.unknown(kind: "later")])
    }

    @Test("an event is written once, whoever was sent it, and whatever its uuid looks like")
    func once() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        for event in ["3f2c1d52-5f7b-4e9a-9d51-0b1f5a9f3a77", "no uuid at all"] {
            let news = FeedNews(.heard(package: 73), event: event)
            let (one, other) = (try await first.write([news, news]), try await second.write([news]))
            #expect(one?.numbers.count == 1 && other?.numbers.count == 0)
        }
        #expect(try await rows(second).map(\.number) == [1, 2], "nothing leaves a gap")
    }

    @Test("each location has a feed of its own, and one without benches has none")
    func locations() async throws {
        let shared = try await TestWarehouse()
        let here = try await shared.bench(1)
        let there = try await shared.bench(2, location: "370")
        _ = try await here.write([FeedNews(.heard(package: 1))])
        _ = try await here.write([FeedNews(.unread(package: 2))], at: "370")
        #expect(try await here.write([FeedNews(.unread(package: 3))], at: "371") == nil)
        #expect(try await rows(there).map(\.content) == [.unread(package: 2)])
        #expect(try await rows(here).map(\.content) == [.heard(package: 1)])
        #expect(try await shared.sql("SELECT count(*) FROM packline.feed") == "2")
    }

    @Test(
        "of a package that changed again and again, who is behind reads the last state alone, and nothing else is left out"
    )
    func newest() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        for turn in 1...20 {
            let packages = (1...5).map { FeedNews(.package($0, json: #"{"id": \#($0), "turn": \#(turn)}"#)) }
            _ = try await bench.write(packages + [FeedNews(.heard(package: turn))])
        }
        var (position, read): (Int, [FeedRow]) = (0, [])
        while case .rows(let rows, let next, let head) = try await bench.feed(after: position, most: 7),
            next != position
        {
            read += rows
            position = next
            #expect(head == 120)
        }
        #expect(read.map(\.number) == read.map(\.number).sorted())
        #expect(read.count { if case .heard = $0.content { true } else { false } } == 20)
        let packages = read.filter { if case .package = $0.content { true } else { false } }
        #expect(packages.map(\.number) == Array(115...119))
    }

    @Test("a number before the oldest row is too old, and so is one that the feed never had")
    func tooOld() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        for package in 1...10 { _ = try await bench.write([FeedNews(.heard(package: package))]) }
        try await shared.sql("UPDATE packline.feed SET at = now() - interval '8 days' WHERE n <= 6")
        #expect(try await bench.forgetFeed(olderThan: .seconds(7 * 86_400), most: 4) == 4)
        #expect(try await bench.forgetFeed(olderThan: .seconds(7 * 86_400), most: 4) == 2)
        #expect(try await bench.forgetFeed(olderThan: .seconds(7 * 86_400)) == 0)
        #expect(try await bench.feed(after: 5) == .tooOld(head: 10))
        #expect(try await rows(bench, after: 6).count == 4)
        #expect(try await bench.feed(after: 11) == .tooOld(head: 10))
        try await shared.sql("DELETE FROM packline.feed")
        #expect(try await bench.feed(after: 9) == .tooOld(head: 10))
        #expect(try await bench.feed(after: 10) == .rows([], position: 10, head: 10))
    }

    @Test("what is written under the reader's lease is refused once another bench reads")
    func fenced() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        let lease = try await lease(first)
        guard case .held(let time) = try await second.renew([], reading: true).reader else {
            Issue.record("two benches read")
            return
        }
        #expect(time > .seconds(30) && time <= .seconds(60))
        #expect(try await first.write([FeedNews(.comparing)], under: lease)?.numbers == 1..<2)
        try await shared.sql("UPDATE packline.leases SET lease_until = clock_timestamp() - interval '1 second'")
        #expect(try await self.lease(second).token == lease.token + 1)
        #expect(try await first.write([FeedNews(.comparing)], under: lease) == nil)
        let mark = FeedMark(from: .now, to: .now)
        #expect(try await first.confirm(mark, age: .zero, under: lease) == nil)
        #expect(try await rows(second).count == 1)
    }

    @Test("a quiet reading dates the last mark anew, which costs no row, and every bench sees how old it is")
    func quiet() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        let lease = try await lease(first)
        let mark = FeedMark(from: .now, to: .now)
        _ = try await first.write([FeedNews(.mark(mark), age: .seconds(500))], under: lease)
        let before = try await second.renew([], reading: true)
        #expect(before.head == 1 && before.markAge.map { $0 >= .seconds(500) } == true)
        #expect(try await first.confirm(mark, age: .seconds(2), under: lease)?.numbers.isEmpty == true)
        let after = try await second.renew([], reading: true)
        #expect(after.head == 1 && after.markAge.map { $0 >= .seconds(2) && $0 < .seconds(60) } == true)
        _ = try await second.write([FeedNews(.heard(package: 73))])
        #expect(try await first.renew([], reading: true).markAge == nil)
        #expect(try await first.confirm(mark, age: .zero, under: lease)?.numbers == 3..<4)
    }

    @Test("a bench that ends or gives the reading away leaves it to the next at once, which is told")
    func givenAway() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        try await shared.waits(forListening: 2)
        var changes = second.changes().makeAsyncIterator()
        let lease = try await lease(first)
        try await first.giveReadingAway(lease)
        while let change = await changes.next(), change != .readerIsFree {}
        let mine = try await self.lease(second)
        #expect(mine.token == lease.token + 1)
        try await first.giveReadingAway(lease)
        #expect(try await self.lease(second) == mine, "who has it no more cannot give it away")
        await second.close()
        #expect(try await self.lease(first).token == mine.token + 1)
    }

    @Test("all rows of a commit wake the other benches once, and those of another location not at all")
    func notified() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        let there = try await shared.bench(3, location: "370")
        try await shared.waits(forListening: 3)
        var changes = second.changes().makeAsyncIterator()
        _ = try await there.write([FeedNews(.heard(package: 1))])
        _ = try await first.write((1...50).map { FeedNews(.heard(package: $0)) })
        _ = try await first.claimed(73)
        var seen: [WarehouseChange] = []
        while let change = await changes.next() {
            if change != .anything { seen.append(change) }
            if change == .claim(package: 73) { break }
        }
        #expect(seen == [.feed, .claim(package: 73)])
    }
}
