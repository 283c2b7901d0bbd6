import OMS
import Station
import Testing

@testable import StationEngine

@Suite("A session that another bench wrote")
struct KeptSessionTests {
    @Test("is what was written")
    func same() throws {
        let session = PackingSession(
            package: 73,
            steps: [
                .check(.init(line: "a", count: 1, serial: .init("S1", gtin: "08690000000012"))), .restart,
                .check(.init(line: "a", count: 100_000)),
            ])
        #expect(PackingSession(package: 73, session.json) == session)
    }

    @Test(
        "has no checks of nothing, of less, or of more than any scan checks", arguments: [0, -1, .min, .max, 100_001])
    func absurd(count: Int) throws {
        let json: JSONValue = [
            "checks": [
                ["line": "a", "count": .int(count)], ["line": "a", "count": 2], ["line": "a", "count": .int(count)],
            ]
        ]
        let session = try #require(PackingSession(package: 73, json))
        #expect(session.checks == [.init(line: "a", count: 2)])
    }
}
