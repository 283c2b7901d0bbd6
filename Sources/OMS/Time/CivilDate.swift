/// A day of the Gregorian calendar.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// The year, the month (1 to 12) and the day (1 to 31).
    public let year: Int, month: Int, day: Int

    /// The day of a wall's reading.
    public init(_ time: CivilTime) { (year, month, day) = (time.year, time.month, time.day) }

    /// Reads `YYYY-MM-DD`; nil for anything else, and for a day that there is not.
    public init?(_ text: String) {
        let digits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == 0x2D }
        guard digits, text.utf8.count == 10, let midnight = Timestamp(text) else { return nil }
        self.init(CivilTime(midnight, offset: 0))
        guard self.text == text else { return nil }
    }

    /// `2026-03-29`.
    public var text: String { midnight.date }

    /// The day so many days later, or earlier when negative.
    public func advanced(byDays days: Int) -> CivilDate {
        CivilDate(CivilTime(universalMidnight.advanced(bySeconds: days * 86_400), offset: 0))
    }

    /// The earlier day comes first.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private var midnight: CivilTime { CivilTime(universalMidnight, offset: 0) }

    /// The day's first moment in universal time.
    var universalMidnight: Timestamp {
        let days = CivilTime.days(year: year, month: month, day: day)
        return Timestamp(microseconds: Int64(days) * 86_400_000_000)
    }
}

extension Zone {
    /// The first moment of a day, which is not midnight where the clock is put forward then.
    public func start(of date: CivilDate) -> Timestamp {
        // At no place is the wall clock further than this from universal time: the day begins in between.
        var (low, high) = (
            date.universalMidnight.advanced(bySeconds: -86_400), date.universalMidnight.advanced(bySeconds: 86_400)
        )
        while high.microseconds - low.microseconds > 1_000_000 {
            let middle = low.advanced(bySeconds: high.seconds(since: low) / 2)
            if CivilDate(civil(middle)) < date { low = middle } else { high = middle }
        }
        return high
    }

    /// When each hour of the wall clock begins from a time on until before another; where the clock is put back, an hour is
    /// there twice.
    public func hours(from start: Timestamp, until end: Timestamp) -> [Timestamp] {
        var hours: [Timestamp] = []
        var time = start
        while time < end {
            hours.append(time)
            let civil = civil(time)
            time = time.advanced(bySeconds: 3_600 - civil.minute * 60 - civil.second)
        }
        return hours
    }
}
