import Foundation
import OMS
import TestTools
import Testing

@testable import StationEngine

@Suite("A full comparison, page by page")
struct ComparisonTests {
    private static let pageSize = 10

    /// An OMS with these ids, which may ignore the condition on ids.
    private struct Pages {
        var ids: [Int]
        var ignoresCondition = false
        /// An id that stands behind the next smaller one, where both are on one page.
        var misplaced: Int?
        /// Whether no page but the first names one behind it.
        var hidesNext = false

        /// What it answers: the newest first.
        func answer(_ part: Comparison.Part, unreadable: Set<Int> = []) throws -> Page<Package> {
            let below = ignoresCondition ? Int.max : part.below ?? Int.max
            var all = ids.sorted(by: >).filter { $0 < below }
            if let misplaced, let place = all.firstIndex(of: misplaced), place + 1 < all.count,
                (place + 1) % pageSize > 0
            {
                all.swapAt(place, place + 1)
            }
            let rest = all.dropFirst((part.page - 1) * pageSize)
            let rows = rest.prefix(pageSize).map { id -> JSONValue in
                unreadable.contains(id) ? .string("x") : .object(["pk": .int(id), "number": .string("\(id)")])
            }
            let next: JSONValue =
                rest.count > pageSize && !(hidesNext && part != Comparison.Part(below: nil, page: 1)) ? "more" : .null
            let json: JSONValue = ["count": .int(all.count), "next": next, "previous": .null, "results": .array(rows)]
            return try Page(JSONDocument(json.text).root, row: Package.init)
        }
    }

    /// What was read, and what it took.
    private struct Reading {
        var seen: Set<Int> = []
        var requests = 0
        var mostAtOnce = 0
        var comparison = Comparison(generation: 1, began: Timestamp(microseconds: 0))

        /// Reads everything with so many requests at once, whose answers come in any order.
        mutating func readAll(
            _ pages: Pages, atOnce: Int, seed: UInt64, unreadable: Set<Int> = [], stopAfter stop: Int = 10_000
        ) throws {
            var random = SeededGenerator(seed: seed)
            var underWay: [Comparison.Part] = []
            while requests < stop {
                while underWay.count < atOnce, let part = comparison.next(pageSize: pageSize) { underWay.append(part) }
                mostAtOnce = max(mostAtOnce, underWay.count)
                guard !underWay.isEmpty else { return }
                let part = underWay.remove(at: Int.random(in: underWay.indices, using: &random))
                requests += 1
                let answer = try pages.answer(part, unreadable: unreadable)
                seen.formUnion(answer.rows.map(\.id))
                comparison.take(answer, for: part, pageSize: pageSize)
            }
        }
    }

    private static func ids(_ kind: String) -> [Int] {
        switch kind {
        case "close together": Array(5_000..<5_400)
        case "among those of other places": (0..<400).map { 1_000 + $0 * 37 }
        case "old ones far below": Array(1...200) + Array(90_000..<90_200)
        case "from 1 on": Array(1...400)
        default: (0..<400).map { $0 * $0 + 1 }
        }
    }

    @Test(
        "every package is read once or little more, in whichever order answers come",
        arguments: [
            "close together", "among those of other places", "old ones far below", "from 1 on", "ever further apart",
        ], [1, 2, 3, 8])
    func all(kind: String, atOnce: Int) throws {
        let ids = Self.ids(kind)
        for seed in 1...20 as ClosedRange<UInt64> {
            var reading = Reading()
            try reading.readAll(Pages(ids: ids), atOnce: atOnce, seed: seed)
            #expect(reading.seen == Set(ids), "seed \(seed)")
            #expect(reading.comparison.isComplete && reading.comparison.done == ids.count, "seed \(seed)")
            #expect(reading.comparison.total == ids.count, "seed \(seed)")
            #expect(reading.requests <= ids.count / Self.pageSize + 8 * atOnce, "seed \(seed)")
            #expect(reading.mostAtOnce == atOnce, "seed \(seed)")
        }
    }

    @Test("a few pages are read one after the other")
    func few() throws {
        var reading = Reading()
        try reading.readAll(Pages(ids: Array(1...25)), atOnce: 3, seed: 1)
        #expect(reading.seen.count == 25 && reading.requests == 3 && reading.mostAtOnce == 1)
    }

    @Test("no package at all is one request")
    func none() throws {
        var reading = Reading()
        try reading.readAll(Pages(ids: []), atOnce: 3, seed: 1)
        #expect(reading.requests == 1 && reading.comparison.isComplete)
    }

    @Test("an OMS that ignores the condition on ids is read by counted pages, one at a time")
    func ignored() throws {
        var reading = Reading()
        try reading.readAll(Pages(ids: Array(1...95), ignoresCondition: true), atOnce: 3, seed: 1)
        #expect(reading.seen.count == 95 && reading.comparison.isComplete && reading.mostAtOnce == 1)
    }

    @Test(
        "an OMS that lists a row twice, or one out of its order, is read whole, and comes to an end", arguments: [1, 3])
    func disorder(atOnce: Int) throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            let id = 1 + Int(seed) * 9
            var twice = Reading(), misplaced = Reading()
            try twice.readAll(Pages(ids: Array(1...400) + [id]), atOnce: atOnce, seed: seed)
            #expect(twice.seen == Set(1...400) && twice.comparison.isComplete, "\(id) twice, seed \(seed)")
            try misplaced.readAll(Pages(ids: Array(1...400), misplaced: id), atOnce: atOnce, seed: seed)
            #expect(misplaced.seen == Set(1...400) && misplaced.comparison.isComplete, "\(id) misplaced, seed \(seed)")
            #expect(misplaced.requests <= 100, "\(id) misplaced, seed \(seed)")
        }
    }

    @Test("a page that names none behind it is not the last where the count says that there is more")
    func hidden() throws {
        var reading = Reading()
        try reading.readAll(Pages(ids: Array(1...400), hidesNext: true), atOnce: 3, seed: 1)
        #expect(reading.seen == Set(1...400) && reading.comparison.isComplete)
    }

    @Test("ids and counts beyond all sense trap nowhere")
    func huge() throws {
        var reading = Reading()
        try reading.readAll(Pages(ids: [.max, .max - 5, 1] + Array(100...130) + [-7]), atOnce: 3, seed: 1)
        #expect(reading.comparison.isComplete)
    }

    @Test("rows that cannot be read hold up nothing, a whole page of them neither")
    func unreadable() throws {
        var reading = Reading()
        let broken = Set(100...130)
        try reading.readAll(Pages(ids: Array(1...400)), atOnce: 3, seed: 1, unreadable: broken)
        #expect(reading.seen == Set(1...400).subtracting(broken) && reading.comparison.isComplete)
        #expect(reading.comparison.unreadable >= broken.count)
    }

    @Test("a station that was stopped goes on with what is left, also with what it had asked for")
    func stopped() throws {
        let pages = Pages(ids: Self.ids("among those of other places"))
        for stop in 1...40 {
            var reading = Reading()
            try reading.readAll(pages, atOnce: 3, seed: 7, stopAfter: stop)
            guard !reading.comparison.isComplete else { break }
            let kept = try #require(Comparison(reading.comparison.text), "after \(stop)")
            reading.comparison = kept
            try reading.readAll(pages, atOnce: 3, seed: 8)
            #expect(reading.seen == Set(pages.ids) && reading.comparison.done == 400, "after \(stop)")
        }
    }

    @Test("what was kept by an earlier version begins anew")
    func old() {
        let text = #"{"generation":1,"began":"2026-11-27T06:00:00Z","page":1,"before":73,"done":100,"total":200}"#
        #expect(Comparison(text) == nil)
    }
}
