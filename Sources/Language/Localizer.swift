/// Makes texts of phrases, in one language.
public struct Localizer: Sendable {
    /// The texts of the language.
    public let catalog: PhraseCatalog
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

    /// The phrase in words, and its short form where the catalog has one: for a place that may be too narrow.
    public func forms(_ phrase: Phrase) -> [String] {
        guard case .key(let key, let arguments) = phrase.content, let short = text("\(key).short", arguments) else {
            return [text(phrase)]
        }
        return [text(phrase), short]
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
        let day = time.day.map { day in
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
