import OMS
import Testing

@testable import Warehouse

@Suite("Shared sessions", .timeLimit(.minutes(2)))
struct SharedSessionTests {
    private let two: JSONValue = ["lines": ["1157696": 2], "serials": ["A1", "“ğ”\n"]]
    private let three: JSONValue = ["lines": ["1157696": 3]]

    @Test("what is checked is read by the bench that takes over, and goes on under its claim")
    func takenOver() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1, packer: "Ayşe"), try await shared.bench(2))
        let claim = try await first.claimed(73)
        #expect(try await first.writeSession(two, under: claim))
        try await shared.endLeases()
        let taken = try await second.claimed(73)
        let session = try #require(try await second.sessions(of: 73).first)
        #expect(session.state == two)
        #expect(session.bench.name == "bench 1")
        #expect(session.packer == "Ayşe")
        #expect(session.token == claim.token)
        #expect(try await second.writeSession(three, under: taken))
        let sessions = try await second.sessions(of: 73)
        #expect(sessions.map(\.state) == [three], "counts are never added: the older row is gone")
        #expect(sessions.first?.bench.name == "bench 2")
    }

    @Test("with a token that is too old nothing is written")
    func fenced() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        let claim = try await first.claimed(73)
        _ = try await second.takeOver(73, from: second.refused(73))
        #expect(try await !first.writeSession(two, under: claim))
        #expect(try await !first.chooseSession(two, under: claim))
        #expect(try await second.sessions(of: 73).isEmpty)
    }

    @Test("a take-over waits for a session that is being written, and reads it")
    func raceWithTakeOver() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        for package in 1...50 {
            let claim = try await first.claimed(package)
            let holder = try await second.refused(package)
            async let isWritten = first.writeSession(two, under: claim)
            async let outcome = second.takeOver(package, from: holder)
            guard case .mine = try await outcome else {
                Issue.record("it was not taken over")
                return
            }
            let session = try await second.sessions(of: package).first
            #expect(try await isWritten == (session?.state == two), "written and seen, or refused")
        }
    }

    @Test("what was checked alone stands beside, and one is chosen")
    func beside() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(5))
        let claim = try await first.claimed(73)
        _ = try await first.writeSession(two, under: claim)
        try await second.putSessionBeside(three, of: 73)
        let sessions = try await first.sessions(of: 73)
        #expect(sessions.map(\.state) == [two, three])
        #expect(sessions.map(\.isBeside) == [false, true])
        #expect(try await first.writeSession(two, under: claim))
        #expect(try await first.sessions(of: 73).count == 2, "the other's stays until one is chosen")
        #expect(try await first.chooseSession(three, under: claim))
        let chosen = try await first.sessions(of: 73)
        #expect(chosen.map(\.state) == [three])
        #expect(chosen.map(\.token) == [claim.token])
    }

    @Test("a package that is counted again has no session")
    func counted() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        let claim = try await bench.claimed(73)
        _ = try await bench.writeSession(two, under: claim)
        #expect(try await bench.chooseSession(nil, under: claim))
        #expect(try await bench.sessions(of: 73).isEmpty)
    }

    @Test("put aside, what was checked is kept; packed, it is forgotten")
    func released() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        let claim = try await first.claimed(73)
        _ = try await first.writeSession(two, under: claim)
        try await first.release(claim, isFinished: false)
        let taken = try await second.claimed(73)
        #expect(try await second.sessions(of: 73).map(\.state) == [two])
        try await second.release(taken, isFinished: true)
        #expect(try await second.sessions(of: 73).isEmpty)
    }
}
