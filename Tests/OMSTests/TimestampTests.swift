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
            ("0000-01-01T00:00:00-23:59", "0000-01-01T23:59:00.000000Z"),
            ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
            ("2025-12-31T24:00:00Z", "2026-01-01T00:00:00.000000Z"),
        ])
    func understood(text: String, written: String) {
        #expect(Timestamp(text)?.text == written)
    }

    @Test(
        "anything else is no moment",
        arguments: [
            "", "x", "2025", "2025-13-01", "2025-07-14T", "2025-07-14T16:40:05.Z", "2025-07-14T16:40:05Zz",
            "2025-02-29", "2025-04-31T10:00:00Z", "1900-02-29", "2025-07-14T16:40:05+24:00",
            "2025-07-14T16:40:05+03:60",
            "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z",
        ])
    func refused(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("a moment that no calendar has can still be looked at")
    func extremes() {
        for microseconds in [Int64.min, .min + 1, .max] {
            let moment = Timestamp(microseconds: microseconds)
            #expect(Timestamp(moment.text) == nil && moment.text.hasSuffix("Z"))
        }
        #expect(CivilTime(Timestamp(microseconds: .min), offset: 0).second == 5)
        #expect(Timestamp(microseconds: -1).text == "1969-12-31T23:59:59.999999Z")
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
