/// A moment as the OMS writes it: ISO 8601, to the microsecond, in universal time.
///
/// Source: both seed documents (`2020-05-12T14:11:10.580441Z`). An offset such as `+03:00` is understood too.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// The moment so many microseconds after 1970 began.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Reads `YYYY-MM-DDThh:mm[:ss[.fraction]](Z|±hh[:]mm)`; nil when the text is anything else.
    ///
    /// A text without a zone is taken as universal time, and a bare date as its first moment. Nil also for a day that there
    /// is not, and for a moment that is not in the years 0 to 9999 of universal time, which `text` could not say.
    public init?(_ text: String) {
        var reader = TimestampReader(text)
        guard let microseconds = reader.read(), Self.written.contains(microseconds) else { return nil }
        self.microseconds = microseconds
    }

    /// The moments that have a text.
    private static let written: Range<Int64> = {
        let (first, end) = (CivilTime.days(year: 0, month: 1, day: 1), CivilTime.days(year: 10_000, month: 1, day: 1))
        return Int64(first) * 86_400_000_000..<Int64(end) * 86_400_000_000
    }()

    /// Earlier moments come first.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

    /// The moment so many seconds later, or earlier when negative.
    public func advanced(bySeconds seconds: Int) -> Timestamp {
        Timestamp(microseconds: microseconds &+ Int64(seconds) &* 1_000_000)
    }

    /// Whole seconds from another moment to this one.
    public func seconds(since other: Timestamp) -> Int {
        Int((microseconds &- other.microseconds) / 1_000_000)
    }

    /// The text that the OMS would write.
    public var text: String {
        let (civil, fraction) = (CivilTime(self, offset: 0), microseconds.modulo(1_000_000))
        return "\(civil.date)T\(civil.clock).\(padded(Int(fraction), to: 6))Z"
    }
}

/// A local date and time of day.
public struct CivilTime: Hashable, Sendable {
    /// The year, month (1 to 12) and day (1 to 31) of the Gregorian calendar.
    public let year: Int, month: Int, day: Int
    /// The hour (0 to 23), minute and second.
    public let hour: Int, minute: Int, second: Int

    /// The wall's reading at a moment, where clocks are `offset` seconds ahead of universal time.
    public init(_ timestamp: Timestamp, offset: Int) {
        let seconds = timestamp.microseconds.floored(by: 1_000_000) &+ Int64(offset)
        let days = seconds.floored(by: 86_400)
        let rest = Int(seconds.modulo(86_400))
        (year, month, day) = Self.civil(fromDays: Int(days))
        (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
    }

    /// `2020-05-12`.
    public var date: String { "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))" }
    /// `14:11:10`.
    public var clock: String { "\(shortClock):\(padded(second, to: 2))" }
    /// `14:11`.
    public var shortClock: String { "\(padded(hour, to: 2)):\(padded(minute, to: 2))" }
    /// `12 May`.
    public var shortDate: String { "\(day) \(Self.months[month - 1])" }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The days from 1970-01-01 to a date of the Gregorian calendar, for years 0 to 9999.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
        return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
    }
}

/// Reads a timestamp's bytes from left to right.
private struct TimestampReader {
    private let text: [UInt8]
    private var position = 0

    init(_ text: String) { self.text = Array(text.utf8) }

    mutating func read() -> Int64? {
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let days = CivilTime.days(year: year, month: month, day: day)
        guard day <= 28 || CivilTime.civil(fromDays: days).day == day else { return nil }
        var seconds = Int64(days) * 86_400
        guard position < text.count else { return seconds * 1_000_000 }
        guard skip("T") || skip(" "), let hour = number(2), skip(":"), let minute = number(2), hour < 25, minute < 60
        else { return nil }
        seconds += Int64(hour * 3_600 + minute * 60)
        var fraction: Int64 = 0
        if skip(":") {
            guard let second = number(2), second < 61 else { return nil }
            seconds += Int64(second)
            if skip(".") {
                guard let digits = microseconds() else { return nil }
                fraction = digits
            }
        }
        guard let offset = zone(), position == text.count else { return nil }
        return (seconds - Int64(offset)) * 1_000_000 + fraction
    }

    private mutating func number(_ digits: Int) -> Int? {
        guard position + digits <= text.count else { return nil }
        var value = 0
        for byte in text[position..<position + digits] {
            guard byte &- UInt8(ascii: "0") < 10 else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        position += digits
        return value
    }

    /// Digits after the point; those past the sixth are dropped.
    private mutating func microseconds() -> Int64? {
        var (value, count): (Int64, Int) = (0, 0)
        while position < text.count, text[position] &- UInt8(ascii: "0") < 10 {
            if count < 6 { value = value * 10 + Int64(text[position] - UInt8(ascii: "0")) }
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 6)..<6 { value *= 10 }
        return value
    }

    /// Seconds ahead of universal time; none written means none.
    private mutating func zone() -> Int? {
        if position == text.count || skip("Z") { return 0 }
        let isBehind = skip("-")
        guard isBehind || skip("+"), let hours = number(2) else { return nil }
        _ = skip(":")
        let minutes = position == text.count ? 0 : number(2)
        guard let minutes, hours < 24, minutes < 60 else { return nil }
        return (isBehind ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < text.count, UInt32(text[position]) == character.value else { return false }
        position += 1
        return true
    }
}

private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension Int64 {
    fileprivate func modulo(_ divisor: Int64) -> Int64 {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }

    fileprivate func floored(by divisor: Int64) -> Int64 { self / divisor - (self % divisor < 0 ? 1 : 0) }
}
