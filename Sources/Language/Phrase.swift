/// Something to be said, as a value: the key of a text in the catalogs, and what is named in it.
///
///     Phrase("message.read-twice", ["input": code])
///
/// Phrases are compared, never the sentences that a `Localizer` makes of them.
public struct Phrase: Equatable, Sendable {
    let content: Content

    indirect enum Content: Equatable, Sendable {
        /// A text of the catalog.
        case key(String, [Argument])
        /// A text that is the same in every language: a name, a number, what the OMS said.
        case verbatim(String)
        /// Several phrases, one behind the other.
        case list([Phrase], Separator)
    }

    /// What is named in a phrase.
    struct Argument: Equatable, Sendable {
        let name: String
        let value: PhraseValue
    }

    /// What stands between the phrases of a list.
    public enum Separator: Int, Sendable {
        /// ` · `, between things that stand side by side.
        case dot
        /// `, ` and `; `, within a sentence.
        case comma, semicolon
        /// A blank, between sentences.
        case blank
        /// Nothing: what follows brings its own.
        case none
        /// `, ` and, before the last, the catalog's word for *or*.
        case or
        /// Two blanks, between what stands in columns.
        case gap
    }

    /// The text of a key, with what is named in it; where there is a `count`, it chooses the plural form.
    public init(_ key: String, _ arguments: KeyValuePairs<String, any PhraseArgument> = [:]) {
        content = .key(key, arguments.map { Argument(name: $0.key, value: $0.value.phraseValue) })
    }

    init(_ key: String, _ arguments: [Argument]) { content = .key(key, arguments) }

    private init(_ content: Content) { self.content = content }

    /// A text that is the same in every language.
    public static func verbatim(_ text: String) -> Phrase { Phrase(.verbatim(text)) }

    /// Several phrases as one; those that are nil are left out.
    public static func list(_ phrases: [Phrase?], _ separator: Separator) -> Phrase {
        let present = phrases.compactMap { $0 }
        return present.count == 1 ? present[0] : Phrase(.list(present, separator))
    }

    /// The text where it is the same in every language; nil where it is not.
    public var verbatimText: String? { if case .verbatim(let text) = content { text } else { nil } }
}

/// What can be named in a phrase.
public indirect enum PhraseValue: Equatable, Sendable {
    /// A name, a code, or what somebody else wrote.
    case text(String)
    /// A number, written as the language groups it.
    case number(Int)
    /// Another phrase.
    case phrase(Phrase)
    /// A command of the station: its key where it has one, else its word.
    case command(String)
    /// The word of a command of the station, as it is typed.
    case word(String)
    /// A time of day, and the day where it is not today.
    case time(PhraseTime)
}

/// A value that a phrase can name.
public protocol PhraseArgument: Sendable {
    /// What is named.
    var phraseValue: PhraseValue { get }
}

extension PhraseValue: PhraseArgument {
    /// What is named.
    public var phraseValue: PhraseValue { self }
}

extension String: PhraseArgument {
    /// What is named.
    public var phraseValue: PhraseValue { .text(self) }
}

extension Int: PhraseArgument {
    /// What is named.
    public var phraseValue: PhraseValue { .number(self) }
}

extension Phrase: PhraseArgument {
    /// What is named.
    public var phraseValue: PhraseValue { .phrase(self) }
}

extension PhraseTime: PhraseArgument {
    /// What is named.
    public var phraseValue: PhraseValue { .time(self) }
}

/// A day of the year, a time of day, or both, as people here read them.
public struct PhraseTime: Equatable, Sendable {
    /// A day of the year.
    public struct Day: Equatable, Sendable {
        /// The month, 1 to 12, and the day in it.
        let month: Int, day: Int

        /// A day; the month is 1 to 12.
        public init(month: Int, day: Int) { (self.month, self.day) = (month, day) }
    }

    let day: Day?
    /// Such as `18:30`.
    let clock: String?
    /// Whether the day goes without saying while it is today.
    var isDayKnownToday = false

    /// A time; the clock as `18:30` or `18:30:05`.
    public init(day: Day?, clock: String?) { (self.day, self.clock) = (day, clock) }

    /// A time of today; read on another day, it stands with its day.
    public init(today day: Day, clock: String) { (self.day, self.clock, isDayKnownToday) = (day, clock, true) }
}
