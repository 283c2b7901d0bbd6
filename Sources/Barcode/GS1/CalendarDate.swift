/// A day of the Gregorian calendar, as GS1 dates are read.
public struct CalendarDate: Hashable, Sendable {
    /// The year, with its century.
    public let year: Int
    /// The month, from 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// Reads YYMMDD; nil where that is no day.
    ///
    /// The century is the one that puts the date from 49 years before the current year to 50 years after it (GS1 General
    /// Specifications, 7.12). The day 00 is the last of the month.
    public init?(yymmdd text: some StringProtocol, currentYear: Int) {
        let digits = text.utf8.compactMap { $0.isASCIIDigit ? $0.asciiDigitValue : nil }
        guard digits.count == 6, text.utf8.count == 6, (0...9_999).contains(currentYear) else { return nil }
        let ahead = digits[0] * 10 + digits[1] - currentYear % 100
        let century = currentYear / 100 + (ahead >= 51 ? -1 : ahead <= -50 ? 1 : 0)
        year = century * 100 + digits[0] * 10 + digits[1]
        month = digits[2] * 10 + digits[3]
        let last = Self.days(in: month, of: year)
        let written = digits[4] * 10 + digits[5]
        day = written == 0 ? last : written
        guard day >= 1, day <= last else { return nil }
    }

    /// How many days a month has; none for a month that there is not.
    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1, 3, 5, 7, 8, 10, 12: 31
        default: 0
        }
    }
}

extension CalendarDate: CustomStringConvertible {
    /// The date as ISO 8601 writes it: 2026-05-31.
    public var description: String {
        let pad = { (number: Int, width: Int) in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
    }
}
