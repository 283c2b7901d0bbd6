import OMS
import Testing

@Suite("Moments")
struct TimestampTests {
    @Test(
        "every way in which a moment is written is understood",
        arguments: [
            ("2020-05-12T14:11:10.580441Z", "2020-05-12T14:11:10.580441Z"),
            ("2025-07-14T16:40:05.758Z", "2025-07-14T16:40:05.758000Z"),
            ("2025-07-14T19:40:05+03:00", "2025-07-14T16:40:05.000000Z"),
            ("2025-07-14T19:40:05+0300", "2025-07-14T16:40:05.000000Z"),
            ("2025-07-14", "2025-07-14T00:00:00.000000Z"),
            ("2024-02-29T23:59:59.1234567Z", "2024-02-29T23:59:59.123456Z"),
            ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z"),
        ])
    func understood(text: String, written: String) {
        #expect(Timestamp(text)?.text == written)
    }

    @Test(
        "anything else is no moment",
        arguments: ["", "x", "2025", "2025-13-01", "2025-07-14T", "2025-07-14T16:40:05.Z", "2025-07-14T16:40:05Zz"])
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("the wall clock follows the zone, summer time included")
    func zones() throws {
        let istanbul = try #require(Zone("Europe/Istanbul"))
        let berlin = try #require(Zone("Europe/Berlin"))
        let summer = try #require(Timestamp("2025-07-14T22:30:00Z"))
        let winter = try #require(Timestamp("2025-01-14T22:30:00Z"))
        #expect(istanbul.civil(summer).date == "2025-07-15")
        #expect(istanbul.civil(summer).shortClock == "01:30")
        #expect(berlin.civil(summer).shortClock == "00:30")
        #expect(berlin.civil(winter).shortClock == "23:30")
        #expect(berlin.civil(winter).shortDate == "14 Jan")
    }
}
