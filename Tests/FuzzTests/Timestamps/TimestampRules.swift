import Foundation

@testable import OMS

/// What must hold for any text as a moment, a day or a number: what is understood is written so that it is understood as the
/// same, texts sort as moments do, and the system's own reading of them agrees.
enum TimestampRules {
    /// Checks the lines of an input as moments, days and numbers, and its bytes as a moment in microseconds.
    static func check(_ input: [UInt8]) throws(BrokenRule) {
        let lines = input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix(4)
            .map { String(decoding: $0, as: UTF8.self) }
        let moments = lines.compactMap(Timestamp.init)
        for moment in moments {
            let text = moment.text
            try require(text.utf8.count == 27 && Timestamp(text) == moment, "\(moment) is written as \(text)")
            try require(seconds(of: text) == moment.seconds, "the system reads \(text) otherwise")
            for other in moments {
                try require((moment < other) == (text < other.text), "\(text) and \(other.text) sort otherwise")
            }
        }
        for line in lines {
            try checkDay(line)
            try checkNumber(line)
        }
        let any = Timestamp(microseconds: input.prefix(8).reduce(0) { $0 << 8 | Int64($1) })
        if let again = Timestamp(any.text) { try require(again == any, "\(any) is written as \(any.text)") }
        _ = (any.advanced(bySeconds: 86_400).text, Zone.universal.civil(any).shortDate)
    }

    private static func checkDay(_ text: String) throws(BrokenRule) {
        guard let day = CivilDate(text) else { return }
        try require(day.text == text, "\(text) is \(day.text)")
        let next = day.advanced(byDays: 1)
        try require(next > day && next.advanced(byDays: -1) == day, "after \(text) comes \(next.text)")
        try require(Zone.universal.start(of: day) == Timestamp(text), "\(text) begins at another time")
    }

    /// A whole number is one for the system too, and what is one for Swift is one here.
    private static func checkNumber(_ text: String) throws(BrokenRule) {
        guard let json = try? JSONDocument(JSONValue.string(text).text).root else {
            throw BrokenRule(description: "“\(text)” cannot be written")
        }
        if let int = Int(text) { try require(json.int == int && json.wholeNumber == int, "\(text) is not \(int)") }
        guard let number = json.wholeNumber else { return }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let double = Double(trimmed) else { throw BrokenRule(description: "“\(text)” is no number: \(number)") }
        try require(abs(double - Double(number)) <= abs(double) * 1e-15, "“\(text)” is not \(number)")
    }

    /// The whole seconds since 1970 of a text such as `2020-05-12T14:11:10.580441Z`, by the C library.
    private static func seconds(of text: String) -> Int? {
        let parts = text.prefix(19).split { "-T:".contains($0) }.compactMap { Int32($0) }
        guard parts.count == 6 else { return nil }
        var time = tm()
        (time.tm_year, time.tm_mon, time.tm_mday) = (parts[0] - 1_900, parts[1] - 1, parts[2])
        (time.tm_hour, time.tm_min, time.tm_sec) = (parts[3], parts[4], parts[5])
        return timegm(&time)
    }
}

extension Timestamp {
    /// The whole seconds since 1970, rounded down.
    fileprivate var seconds: Int { Int((Double(microseconds) / 1_000_000).rounded(.down)) }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_timestamps")
    public func fuzzTimestamps(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: TimestampRules.check)
    }
#endif
