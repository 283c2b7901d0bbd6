import Foundation
import GRDB

/// A moment in microseconds since 1970, as the OMS writes it: `2020-05-12T14:11:10.580441Z`.
struct Instant: Hashable, Comparable, Sendable {
    let microseconds: Int64

    init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    init(_ date: Date) {
        let limit = 8e15
        let microseconds = (date.timeIntervalSince1970 * 1e6).rounded()
        self.microseconds = Int64(min(max(microseconds, -limit), limit))
    }

    var date: Date {
        Date(timeIntervalSince1970: Double(microseconds) / 1e6)
    }

    static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment so many seconds later.
    func adding(seconds: Int64) -> Instant {
        Instant(microseconds: microseconds &+ seconds &* 1_000_000)
    }

    /// The moment so much later.
    func adding(_ duration: Duration) -> Instant {
        Instant(microseconds: microseconds &+ Int64(min(max(duration / .microseconds(1), 0), 1e15)))
    }

    /// Midnight (UTC) of the day that this moment is in.
    var startOfDay: Instant {
        Instant(microseconds: floorDivide(microseconds, Self.day) * Self.day)
    }

    static let day: Int64 = 86_400_000_000
}

// MARK: - Text

extension Instant {
    /// Writes the moment in ISO 8601 with microseconds and `Z`.
    func write(to bytes: inout [UInt8]) {
        let days = floorDivide(microseconds, Self.day)
        let ofDay = microseconds - days * Self.day
        let (year, month, day) = civil(days)
        let seconds = ofDay / 1_000_000
        digits(year, 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        digits(month, 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        digits(day, 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        digits(seconds / 3600, 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        digits(seconds / 60 % 60, 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        digits(seconds % 60, 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        digits(ofDay % 1_000_000, 6, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    /// The moment in ISO 8601 with microseconds and `Z`.
    var text: String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads a date, or a date and time with or without seconds, fraction and zone; nil when it is neither.
    ///
    /// A missing zone is UTC. The time may follow a `T` or a blank.
    init?(_ text: String) {
        let parts = text.split(maxSplits: 1) { $0 == "T" || $0 == " " }
        guard let day = parts.first.flatMap(Self.days) else { return nil }
        guard parts.count == 2 else {
            guard text.count == 10 else { return nil }
            self.init(microseconds: day * Self.day)
            return
        }
        guard let time = Self.timeOfDay(parts[1]) else { return nil }
        self.init(microseconds: day * Self.day + time)
    }

    /// The days since 1970 of `YYYY-MM-DD`.
    private static func days(_ text: Substring) -> Int64? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            let year = number(parts[0]), let month = number(parts[1]), let day = number(parts[2]),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let days = daysFromCivil(year, month, day)
        return civil(days) == (year, month, day) ? days : nil
    }

    /// The microseconds since midnight UTC of `hh:mm[:ss[.ffffff]][Z|±hh:mm]`.
    private static func timeOfDay(_ text: Substring) -> Int64? {
        var clock = text
        var offset: Int64 = 0
        if clock.hasSuffix("Z") || clock.hasSuffix("z") {
            clock.removeLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let zone = clock[clock.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
            guard zone.count == 2, let hours = number(zone[0]), let minutes = number(zone[1]), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * 60_000_000 * (clock[sign] == "-" ? -1 : 1)
            clock = clock[..<sign]
        }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hours = number(parts[0]), let minutes = number(parts[1]),
            hours < 24, minutes < 60, let seconds = seconds(parts.count == 3 ? parts[2] : "0")
        else { return nil }
        return (hours * 60 + minutes) * 60_000_000 + seconds - offset
    }

    /// The microseconds of `ss` or `ss.ffffff`.
    private static func seconds(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let seconds = number(parts[0]), seconds < 60 else { return nil }
        guard parts.count == 2 else { return seconds * 1_000_000 }
        guard (1...9).contains(parts[1].utf8.count), let fraction = number(parts[1]) else { return nil }
        var microseconds = fraction
        for _ in parts[1].utf8.count..<max(6, parts[1].utf8.count) { microseconds *= 10 }
        for _ in 6..<max(6, parts[1].utf8.count) { microseconds /= 10 }
        return seconds * 1_000_000 + microseconds
    }

    /// A number of up to nine ASCII digits and nothing else.
    private static func number(_ text: Substring) -> Int64? {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
        else { return nil }
        return Int64(text)
    }
}

extension Instant: DatabaseValueConvertible, StatementColumnConvertible {
    var databaseValue: DatabaseValue {
        microseconds.databaseValue
    }

    static func fromDatabaseValue(_ value: DatabaseValue) -> Instant? {
        Int64.fromDatabaseValue(value).map(Instant.init(microseconds:))
    }

    init?(sqliteStatement: SQLiteStatement, index: CInt) {
        self.init(microseconds: Int64(sqliteStatement: sqliteStatement, index: index))
    }
}

// MARK: - The calendar, after Howard Hinnant's `chrono`-compatible date algorithms

private func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
}

private func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * ofYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * monthFromMarch + 2) / 5 + 1)
}

private func daysFromCivil(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = floorDivide(year, 400)
    let yearOfEra = year - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
}

private func digits(_ number: Int64, _ count: Int, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count))
    var rest = number
    for place in stride(from: start + count - 1, through: start, by: -1) {
        bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
    }
}
