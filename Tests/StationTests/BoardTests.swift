import Language
import OMS
import StationTesting
import Testing

@testable import Station

@Suite("The board")
struct BoardTests {
    private let zone = Zone("Europe/Berlin") ?? .universal

    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    private func board(
        _ due: [String: Int], lastHalfHour: Int = 30, hours: [(String, Int)] = [], at now: String
    ) throws -> Board {
        let packages = try due.flatMap { Array(repeating: try time($0), count: $1) }
        let counts = BoardCounts(
            hours: try hours.map { .init(start: try time($0), packages: $1) }, lastHalfHour: lastHalfHour, benches: [])
        return Board(due: packages, counts, at: try time(now), in: zone)
    }

    @Test("each due time is done after those before it, at the rate of the last half hour")
    func ends() throws {
        let board = try board(
            [
                "2026-11-27T16:00:00Z": 10, "2026-11-28T14:00:20Z": 50, "2026-11-28T15:00:00Z": 60,
                "2026-11-28T22:59:00Z": 1, "2026-11-28T23:00:00Z": 99,
            ], at: "2026-11-28T13:00:00Z")
        #expect(board.rate == 60)
        #expect(board.dueTimes.map(\.left) == [10, 50, 60, 1], "what is due tomorrow is not counted")
        #expect(
            board.dueTimes.map(\.due?.text) == [
                nil, "2026-11-28T14:00:00.000000Z", "2026-11-28T15:00:00.000000Z", "2026-11-28T22:59:00.000000Z",
            ])
        #expect(
            try board.dueTimes.map(\.end)
                == ["13:10", "14:00", "15:00", "15:01"].map { try time("2026-11-28T\($0):00Z") })
        #expect(board.dueTimes.map(\.isLate) == [true, false, false, false])
        let slower = try self.board(["2026-11-28T14:00:00Z": 50], lastHalfHour: 20, at: "2026-11-28T13:00:00Z")
        #expect(slower.dueTimes.map(\.isLate) == [true])
    }

    @Test("where nothing is packed no end is told, and only what is over is late")
    func still() throws {
        let board = try board(
            ["2026-11-28T12:00:00Z": 1, "2026-11-28T14:00:00Z": 5], lastHalfHour: 0, at: "2026-11-28T13:00:00Z")
        #expect(board.dueTimes.map(\.end) == [nil, nil] && board.dueTimes.map(\.isLate) == [true, false])
    }

    @Test("many due times are put together by the hour in which they end")
    func grouped() throws {
        var due: [String: Int] = [:]
        for minute in 10...30 { due["2026-11-28T14:\(minute):00Z"] = 1 }
        due["2026-11-28T15:00:00Z"] = 2
        due["2026-11-28T15:01:00Z"] = 3
        let board = try board(due, at: "2026-11-28T13:00:00Z")
        #expect(board.dueTimes.map(\.left) == [23, 3])
        let later = try self.board(due, at: "2026-11-28T15:00:00Z")
        #expect(later.dueTimes.map(\.left) == [23, 3] && later.dueTimes.first?.due == nil, "what is over is one")
        #expect(board.dueTimes.map(\.due?.text) == ["2026-11-28T15:00:00.000000Z", "2026-11-28T16:00:00.000000Z"])
    }

    @Test("hours in which nothing was packed have their place, also the one that is there twice")
    func hours() throws {
        let board = try board(
            [:], hours: [("2026-10-24T23:00:00Z", 4), ("2026-10-25T01:00:00Z", 6)], at: "2026-10-25T02:30:00Z")
        #expect(board.hours.map(\.packages) == [4, 0, 6, 0] && board.packed == 10)
        #expect(board.hours.map { zone.civil($0.start).hour } == [1, 2, 2, 3])
    }

    @Test("the board is counted when it is opened, with each minute and after changes, and not where it is not shown")
    func counted() {
        var station = StationDriver().unstated
        station.send(.minute)
        #expect(!station.effects.contains(.countBoard))
        station.press(.board)
        #expect(station.effects == [.countBoard] && station.station.page == .board)
        station.send(.holders([:]))
        #expect(station.effects.isEmpty, "a moment later everything would be counted once more")
        station.wait(milliseconds: 10_000)
        station.send(.holders([:]))
        #expect(station.effects == [.countBoard])
        station.send(.minute)
        #expect(station.effects.contains(.countBoard))
        station.press(.board)
        #expect(station.station.page == .work)
        station.send(.minute)
        #expect(!station.effects.contains(.countBoard))
    }

    @Test("the other benches are told what this one needs when that changes, and nothing where there are none")
    func needs() {
        var station = StationDriver().unstated
        let trouble = Phrase("printer.trouble.paper_out", [:])
        station.send(.printer("zebra", trouble: trouble))
        #expect(station.effects.isEmpty)
        let needs = BenchNeeds(printers: [Phrase("screen.printer", ["printer": "zebra", "why": trouble])])
        station.send(.sharing(.shared))
        #expect(station.effects.contains(.needs(needs)))
        station.send(.minute)
        #expect(station.effects == [.lookForNewVersion])
        station.send(.printer("zebra", trouble: nil))
        #expect(station.effects.contains(.needs(BenchNeeds())))
    }

    @Test("a screen of the board alone takes no scans, is scrolled, and is left with its key or q")
    func alone() {
        var settings = StationSettings(station: "wall", location: "369")
        settings.isBoard = true
        var station = StationDriver(settings: settings).unstated
        #expect(station.station.page == .board)
        station.scan("000000073")
        #expect(station.effects.isEmpty && station.station.scans.isEmpty && station.station.prompt.isEmpty)
        station.press(.character("q"))
        #expect(station.effects == [.quit])
    }
}
