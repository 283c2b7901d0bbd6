import OMS
import Testing

@Suite("What a row shows of a date that was asked for")
struct ConditionCheckTests {
    private static let istanbul = Zone("Europe/Istanbul")

    private func package(placed time: String) throws -> Package {
        let json = #"{"id": 1, "number": "1", "date_placed": "\#(time)", "state": {"name": "Waiting"}}"#
        return try #require(Package(JSONDocument(json).root))
    }

    @Test(
        "a day is that of universal time or of whoever asks; a row of that day elsewhere does not show that it was ignored",
        arguments: [
            ("2026-05-10T09:59:59Z", "unmet"), ("2026-05-10T10:00:00Z", "elsewhere"),
            ("2026-05-10T20:59:59Z", "elsewhere"), ("2026-05-10T21:00:00Z", "met"),
            ("2026-05-11T23:59:59.999999Z", "met"),
            ("2026-05-12T00:00:00Z", "elsewhere"), ("2026-05-12T12:00:00Z", "elsewhere"),
            ("2026-05-12T12:00:01Z", "unmet"),
        ])
    func day(_ time: String, _ verdict: String) throws {
        let filter = PackageFilter([.placedOn: "2026-05-11"])
        let check = filter.check(try package(placed: time), zone: Self.istanbul)
        #expect(check.unmet == (verdict == "met" ? [] : [.placedOn]))
        #expect(check.metElsewhere == (verdict == "elsewhere" ? [.placedOn] : []))
        #expect(check.unseen.isEmpty)
        #expect(filter.admits(try package(placed: time)) == (verdict != "unmet"))
    }

    @Test("a moment is that moment in every zone")
    func moment() throws {
        let filter = PackageFilter([.placedFrom: "2026-05-11T10:00:00Z"])
        for (time, isMet) in [("2026-05-11T09:59:59Z", false), ("2026-05-11T13:00:00+03:00", true)] {
            let check = filter.check(try package(placed: time), zone: Self.istanbul)
            #expect(check.unmet.isEmpty == isMet && check.metElsewhere.isEmpty)
        }
    }
}
