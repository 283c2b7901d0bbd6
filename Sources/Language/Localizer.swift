/// Makes texts of phrases, in one language.
public struct Localizer: Sendable {
    /// The texts of the language.
    public let catalog: PhraseCatalog
    /// Which day it is, so that times of other days stand with theirs; nil where all that is told is of today.
    public var today: PhraseTime.Day?
    /// How the commands of the station are called, by their ids.
    private let commands: [String: CommandName]

    /// How a command of the station is called where people read it.
    public struct CommandName: Equatable, Sendable {
        /// The key that it is on, such as `F3`; nil where it is on none.
        let key: String?
        /// The word that gives it, in the language; nil for what only a key can do.
        let word: String?

        /// A command with its key and its word.
        public init(key: String?, word: String?) { (self.key, self.word) = (key, word) }
    }

    /// A localizer that writes with these texts, and calls commands so.
    public init(_ catalog: PhraseCatalog, commands: [String: CommandName]) {
        (self.catalog, self.commands) = (catalog, commands)
    }

    /// The language that it writes.
    public var tag: LanguageTag { catalog.tag }

    /// The phrase in words.
    public func text(_ phrase: Phrase) -> String {
        switch phrase.content {
        case .verbatim(let text): text
        case .list(let phrases, .or): alternatives(phrases.map(text))
        case .list(let phrases, let separator): phrases.map(text).joined(separator: separator.text)
        case .key(let key, let arguments): text(key, arguments) ?? key
        }
    }

    /// The phrase in words, then in fewer: for a place that may be too narrow.
    ///
    /// Fewer words are the short form where the catalog has one; of a list, the short forms of its phrases, then one phrase
    /// less at a time. The first phrase always stays.
    public func forms(_ phrase: Phrase) -> [String] {
        switch phrase.content {
        case .key(let key, let arguments):
            return [text(phrase), text("\(key).short", arguments)].compactMap { $0 }
        case .list(let phrases, let separator) where separator != .or && !phrases.isEmpty:
            let short = phrases.map { forms($0).last ?? "" }
            let fewer = (1...phrases.count).reversed().map { short.prefix($0).joined(separator: separator.text) }
            return [text(phrase)] + fewer
        case .verbatim, .list: return [text(phrase)]
        }
    }

    /// A number, with its thousands apart.
    public func text(_ number: Int) -> String {
        if (0..<1000).contains(number) { return String(number) }
        let digits = Array(String(number.magnitude))
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += tag.groupSeparator }
            result.append(digit)
        }
        return result
    }

    /// A time: the day as `27 Nov` in front of it where there is one.
    public func text(_ time: PhraseTime) -> String {
        let isToday = time.isDayKnownToday && (today == nil || today == time.day)
        let day = (isToday ? nil : time.day).map { day in
            text(Phrase("date.day-and-month", ["day": day.day, "month": Phrase("date.month.\(day.month)")]))
        }
        return [day, time.clock].compactMap { $0 }.joined(separator: " ")
    }

    // MARK: - The parts

    private func text(_ key: String, _ arguments: [Phrase.Argument]) -> String? {
        guard let template = template(key, arguments) else { return nil }
        var result = ""
        Template.forEachPart(
            of: template,
            written: { result += $0 },
            named: { name in
                // An argument that is missing is a mistake that a test finds; it is shown by its name.
                result += arguments.first { $0.name == name }.map { text($0.value) } ?? "{\(name)}"
            })
        return result
    }

    private func template(_ key: String, _ arguments: [Phrase.Argument]) -> Substring? {
        if case .number(let count)? = arguments.first(where: { $0.name == "count" })?.value, tag.isOne(count),
            let one = catalog["\(key).one"]
        {
            return one
        }
        return catalog[key]
    }

    private func text(_ value: PhraseValue) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): text(number)
        case .phrase(let phrase): text(phrase)
        case .command(let id): commands[id].flatMap { $0.key ?? $0.word } ?? id
        case .word(let id): commands[id]?.word ?? id
        case .time(let time): text(time)
        }
    }

    private func alternatives(_ texts: [String]) -> String {
        guard let last = texts.last, texts.count > 1, let or = catalog["list.or"] else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + " \(or) " + last
    }
}

extension Phrase.Separator {
    fileprivate var text: String {
        switch self {
        case .dot: " · "
        case .comma, .or: ", "
        case .semicolon: "; "
        case .blank: " "
        case .gap: "  "
        case .none: ""
        }
    }
}
