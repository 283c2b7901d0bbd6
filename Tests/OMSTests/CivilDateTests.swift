import OMS
import Testing

@Suite("Days and hours of a zone")
struct CivilDateTests {
    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test(
        "a day is read as it is written, and one that there is not is none",
        arguments: [
            "2026-02-29", "2026-13-01", "2026-3-1", "29.03.2026", "", "2026-03-29T00:00Z", "+026-03-29", "٢٠٢٦-٠٣-٢٩",
        ])
    func refused(text: String) { #expect(CivilDate(text) == nil) }

    @Test("days follow each other over months and years")
    func next() throws {
        #expect(try date("2026-02-28").advanced(byDays: 1).text == "2026-03-01")
        #expect(try date("2024-02-28").advanced(byDays: 1).text == "2024-02-29")
        #expect(try date("2026-01-01").advanced(byDays: -1).text == "2025-12-31")
        #expect(try date("2025-12-31") < date("2026-01-01"))
    }

    @Test(
        "a day has 23, 24 or 25 hours, and begins where the clock first shows it",
        arguments: [
            ("Europe/Istanbul", "2026-03-29", "2026-03-28T21:00:00.000000Z", 24),
            ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000000Z", 23),
            ("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00.000000Z", 25),
            ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000000Z", 23),
            ("Asia/Kolkata", "2026-03-29", "2026-03-28T18:30:00.000000Z", 24),
            ("Pacific/Kiritimati", "2026-03-29", "2026-03-28T10:00:00.000000Z", 24),
        ])
    func hours(zone name: String, day: String, begins: String, count: Int) throws {
        let (zone, day) = (try #require(Zone(name)), try date(day))
        let (start, end) = (zone.start(of: day), zone.start(of: day.advanced(byDays: 1)))
        #expect(start.text == begins)
        let hours = zone.hours(from: start, until: end)
        #expect(hours.count == count && hours.first == start)
        #expect(hours.allSatisfy { zone.civil($0).minute == 0 && CivilDate(zone.civil($0)) == day })
    }
}
