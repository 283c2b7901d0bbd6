extension Phrase {
    /// The phrase as a text that can be kept and read again in another language.
    ///
    /// What is the same in every language is kept as it is, so that texts of earlier releases are phrases too.
    public var stored: String {
        if let text = verbatimText, !text.hasPrefix(Self.mark) { return text }
        var text = Self.mark
        write(to: &text)
        return text
    }

    /// The phrase that was kept as that text.
    public init(stored text: String) {
        var reader = StoredPhraseReader(text.utf8.dropFirst(Self.mark.utf8.count))
        if text.hasPrefix(Self.mark), let phrase = reader.wholePhrase() {
            self = phrase
        } else {
            self = .verbatim(text)
        }
    }

    // STX, with which no sentence of ours begins.
    private static let mark = "\u{2}"

    fileprivate func write(to text: inout String) {
        switch content {
        case .verbatim(let verbatim): text.append(counted: verbatim, as: "t")
        case .list(let phrases, let separator):
            text += "l\(separator.rawValue);\(phrases.count);"
            for phrase in phrases { phrase.write(to: &text) }
        case .key(let key, let arguments):
            text.append(counted: key, as: "k")
            text += "\(arguments.count);"
            for argument in arguments {
                text.append(counted: argument.name, as: "")
                argument.value.write(to: &text)
            }
        }
    }
}

extension PhraseValue {
    fileprivate func write(to text: inout String) {
        switch self {
        case .text(let value): text.append(counted: value, as: "t")
        case .number(let number): text += "n\(number);"
        case .phrase(let phrase):
            text += "p"
            phrase.write(to: &text)
        case .command(let id): text.append(counted: id, as: "c")
        case .word(let id): text.append(counted: id, as: "w")
        case .time(let time):
            // A month below zero: while it is today, the day goes without saying.
            let month = (time.day?.month ?? 0) * (time.isDayKnownToday ? -1 : 1)
            text += "d\(month);\(time.day?.day ?? 0);"
            text.append(counted: time.clock ?? "", as: "")
        }
    }
}

extension String {
    fileprivate mutating func append(counted value: String, as kind: String) {
        self += "\(kind)\(value.utf8.count):\(value)"
    }
}

/// Reads what `Phrase.stored` wrote; nil for anything else.
private struct StoredPhraseReader {
    private var rest: Substring.UTF8View

    init(_ text: Substring.UTF8View) { rest = text }

    /// The deepest that phrases of ours stand in each other is far less: whatever is deeper is none.
    private static let deepest = 16

    /// A phrase with nothing behind it.
    mutating func wholePhrase(depth: Int = 0) -> Phrase? {
        guard let phrase = phrase(depth), rest.isEmpty else { return nil }
        return phrase
    }

    private mutating func phrase(_ depth: Int) -> Phrase? {
        guard depth < Self.deepest else { return nil }
        switch rest.popFirst() {
        case UInt8(ascii: "t"): return counted().map(Phrase.verbatim)
        case UInt8(ascii: "l"):
            guard let separator = number().flatMap(Phrase.Separator.init), let count = number() else { return nil }
            var phrases: [Phrase] = []
            for _ in 0..<max(0, count) {
                guard let phrase = phrase(depth + 1) else { return nil }
                phrases.append(phrase)
            }
            return .list(phrases, separator)
        case UInt8(ascii: "k"):
            guard let key = counted(), let count = number() else { return nil }
            var arguments: [Phrase.Argument] = []
            for _ in 0..<max(0, count) {
                guard let name = counted(), let value = value(depth + 1) else { return nil }
                arguments.append(Phrase.Argument(name: name, value: value))
            }
            return Phrase(key, arguments)
        default: return nil
        }
    }

    private mutating func value(_ depth: Int) -> PhraseValue? {
        switch rest.popFirst() {
        case UInt8(ascii: "t"): return counted().map(PhraseValue.text)
        case UInt8(ascii: "n"): return number().map(PhraseValue.number)
        case UInt8(ascii: "p"): return phrase(depth + 1).map(PhraseValue.phrase)
        case UInt8(ascii: "c"): return counted().map(PhraseValue.command)
        case UInt8(ascii: "w"): return counted().map(PhraseValue.word)
        case UInt8(ascii: "d"):
            guard let month = number(), let day = number(), let clock = counted(), (-12...12).contains(month) else {
                return nil
            }
            let date = month == 0 ? nil : PhraseTime.Day(month: abs(month), day: day)
            if month < 0, let date { return .time(PhraseTime(today: date, clock: clock)) }
            return .time(PhraseTime(day: date, clock: clock.isEmpty ? nil : clock))
        default: return nil
        }
    }

    private mutating func counted() -> String? {
        guard let count = number(until: ":"), count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return String(Substring(rest.prefix(count)))
    }

    private mutating func number() -> Int? { number(until: ";") }

    private mutating func number(until end: Unicode.Scalar) -> Int? {
        guard let place = rest.firstIndex(of: UInt8(ascii: end)) else { return nil }
        defer { rest = rest[place...].dropFirst() }
        return Int(Substring(rest[..<place]))
    }
}
