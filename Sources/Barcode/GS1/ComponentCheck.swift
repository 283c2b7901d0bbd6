/// A rule for a component of a GS1 value beyond its length and characters; the names are the Syntax Dictionary's.
enum ComponentCheck: String, Sendable, CaseIterable {
    case csum, csumalpha, gcppos1, gcppos2
    case yymmd0, yymmdd, yyyymmdd, hhmi, hh, mi, ss
    case zero, nonzero, nozeroprefix, yesno, winding, hyphen
    case pieceoftotal, posinseqslash, latitude, longitude, iban, iso5218, mediatype
    case importeridx, pcenc, hasnondigit

    /// What would be right, where the value breaks the rule; nil where it keeps it.
    func complaint(about value: ArraySlice<UInt8>) -> String? {
        isKept(by: value) ? nil : expectation
    }

    /// What the rule requires, for people.
    private var expectation: String {
        switch self {
        case .csum: "a right check digit at its end"
        case .csumalpha: "the right pair of check characters at its end"
        case .gcppos1, .gcppos2: "a GS1 company prefix of at least four digits"
        case .yymmd0: "a date YYMMDD, the day 00 for the end of the month"
        case .yymmdd: "a date YYMMDD"
        case .yyyymmdd: "a date YYYYMMDD"
        case .hhmi: "a time HHMM"
        case .hh: "an hour from 00 to 23"
        case .mi, .ss: "a number from 00 to 59"
        case .zero: "0"
        case .nonzero: "a number above zero"
        case .nozeroprefix: "a number without leading zeros"
        case .yesno: "0 for no or 1 for yes"
        case .winding: "0, 1 or 9"
        case .hyphen: "a hyphen"
        case .pieceoftotal: "the number of the piece and the number of pieces"
        case .posinseqslash: "a position such as 1/3"
        case .latitude: "a latitude up to 1800000000"
        case .longitude: "a longitude up to 3600000000"
        case .iban: "an IBAN"
        case .iso5218: "0, 1, 2 or 9"
        case .mediatype: "01 to 10 or 80 to 99"
        case .importeridx: "a letter, a digit, - or _"
        case .pcenc: "two hexadecimal digits after every %"
        case .hasnondigit: "at least one character that is no digit"
        }
    }

    private func isKept(by value: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .csum: CheckDigit.isValid(value)
        case .csumalpha: CheckCharacters.areValid(value)
        case .gcppos1: value.count >= 4 && value.prefix(4).allSatisfy(\.isASCIIDigit)
        case .gcppos2: value.count >= 5 && value.dropFirst().prefix(4).allSatisfy(\.isASCIIDigit)
        case .yymmd0, .yymmdd, .yyyymmdd, .hhmi, .hh, .mi, .ss: isTimeKept(by: value)
        case .zero: value.elementsEqual([0x30])
        case .nonzero: value.contains { $0 != 0x30 }
        case .nozeroprefix: value.count == 1 || value.first != 0x30
        case .yesno: isOne(of: "01", value)
        case .winding: isOne(of: "019", value)
        case .hyphen: isOne(of: "-", value)
        case .iso5218: isOne(of: "0129", value)
        case .pieceoftotal, .posinseqslash, .latitude, .longitude, .mediatype: isNumberKept(by: value)
        case .iban: Self.isIBAN(value)
        case .importeridx: value.allSatisfy { $0 != 0x3D && ApplicationIdentifier.CharacterSet.set64.contains($0) }
        case .pcenc: PercentEncoding.decoded(value) != nil
        case .hasnondigit: !value.allSatisfy(\.isASCIIDigit)
        }
    }

    private func isTimeKept(by value: ArraySlice<UInt8>) -> Bool {
        let pairs = Self.pairs(value)
        switch self {
        case .yymmd0, .yymmdd:
            guard pairs.count == 3 else { return false }
            if pairs[2] == 0 { return self == .yymmd0 && (1...12).contains(pairs[1]) }
            return pairs[2] <= CalendarDate.days(in: pairs[1], of: 2_000 + pairs[0])
        case .yyyymmdd:
            guard pairs.count == 4, pairs[3] > 0 else { return false }
            return pairs[3] <= CalendarDate.days(in: pairs[2], of: pairs[0] * 100 + pairs[1])
        case .hhmi: return pairs.count == 2 && pairs[0] < 24 && pairs[1] < 60
        case .hh: return pairs.count == 1 && pairs[0] < 24
        default: return pairs.count == 1 && pairs[0] < 60
        }
    }

    private func isNumberKept(by value: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .pieceoftotal:
            let pairs = Self.pairs(value)
            return pairs.count == 2 && pairs[0] > 0 && pairs[0] <= pairs[1]
        case .posinseqslash:
            let digits = value.split(separator: 0x2F, omittingEmptySubsequences: false)
            guard digits.count == 2, let position = Self.number(digits[0]), let end = Self.number(digits[1]) else {
                return false
            }
            return position > 0 && position <= end
        case .latitude: return Self.number(value).map { $0 <= 1_800_000_000 } ?? false
        case .longitude: return Self.number(value).map { $0 <= 3_600_000_000 } ?? false
        default: return Self.number(value).map { (1...10).contains($0) || $0 >= 80 } ?? false
        }
    }

    private func isOne(of characters: String, _ value: ArraySlice<UInt8>) -> Bool {
        guard value.count == 1, let byte = value.first else { return false }
        return characters.utf8.contains(byte)
    }

    /// The two-digit numbers that an even row of digits is made of; empty for anything else.
    private static func pairs(_ value: ArraySlice<UInt8>) -> [Int] {
        guard value.count.isMultiple(of: 2), value.allSatisfy(\.isASCIIDigit) else { return [] }
        return stride(from: value.startIndex, to: value.endIndex, by: 2).map {
            value[$0].asciiDigitValue * 10 + value[$0 + 1].asciiDigitValue
        }
    }

    /// The number that up to 18 digits stand for.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...18).contains(digits.count), digits.allSatisfy(\.isASCIIDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + $1.asciiDigitValue }
    }

    /// ISO 13616: country, check digits and account, of which the remainder by 97 is 1.
    private static func isIBAN(_ value: ArraySlice<UInt8>) -> Bool {
        let isUpper: (UInt8) -> Bool = { $0 &- 0x41 < 26 }
        guard value.count > 4, value.prefix(2).allSatisfy(isUpper),
            value.dropFirst(2).prefix(2).allSatisfy(\.isASCIIDigit)
        else { return false }
        var remainder = 0
        for byte in value.dropFirst(4) + value.prefix(4) {
            if byte.isASCIIDigit {
                remainder = (remainder * 10 + byte.asciiDigitValue) % 97
            } else if isUpper(byte) {
                remainder = (remainder * 100 + Int(byte) - 55) % 97
            } else {
                return false
            }
        }
        return remainder == 1
    }
}
