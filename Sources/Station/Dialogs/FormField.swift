public import Language
public import OMS

/// A row of a form: a text that is typed or scanned, or one of a few values.
public struct FormField: Equatable, Sendable {
    /// The name under which the value is sent.
    let name: String
    /// What people call it.
    public let label: Phrase
    /// Whether it cannot be left empty.
    public let isRequired: Bool
    /// What its values are.
    public let kind: Kind
    /// The text, where it is typed.
    public internal(set) var text = TextField()
    /// What was there before, where that must stay as it is unless its text is changed.
    var known: JSONValue?
    /// Whether its choices are items of the package.
    var takesItems = false
    /// Which of the choices is taken; nil for none.
    public internal(set) var choice: Int?

    /// What values a row takes.
    public enum Kind: Equatable, Sendable {
        /// A text of that kind.
        case value(PackageParameter.ValueKind)
        /// A number with or without a fraction, sent as the digits that were typed.
        case decimal
        /// A JSON object.
        case object
        /// One of these.
        case choice([Choice])
    }

    /// A value that can be chosen.
    public struct Choice: Equatable, Sendable {
        /// What people call it.
        public let label: Phrase
        /// What is sent.
        let value: JSONValue
    }

    init(name: String, label: Phrase, isRequired: Bool = false, _ kind: Kind) {
        self.name = name
        self.label = label
        self.isRequired = isRequired
        self.kind = kind
    }

    /// The choices; empty where a text is typed.
    public var choices: [Choice] { if case .choice(let choices) = kind { choices } else { [] } }

    /// What is in it, as people read it; nil for nothing.
    public var shown: Phrase? {
        if let choice { return choices[choice].label }
        return choices.isEmpty && !text.text.isEmpty ? .verbatim(text.text) : nil
    }

    /// Whether nothing was given.
    var isEmpty: Bool { shown == nil }

    /// What is wrong with it; nil when nothing is.
    var problem: QuestionMessage? {
        if isEmpty { return isRequired ? .valueNeeded(label: label) : nil }
        guard let expected, let shown, !isAccepted else { return nil }
        return .valueNotTaken(label: label, expected: expected, shown: shown)
    }

    /// What can be given, for a program that sees no form.
    var request: Phrase {
        let quoted = Phrase.list(
            zip(1..., choices).map { .list([.verbatim("\($0)"), Phrase("quoted", ["text": $1.label])], .blank) }, .comma
        )
        let values = choices.isEmpty ? expected : Phrase("form.one-of", ["choices": quoted])
        let nothing = isRequired ? nil : Phrase("form.or-nothing", ["empty": PhraseValue.word(.leaveEmpty)])
        return .list([Phrase("quoted", ["text": label]), values, nothing], .comma)
    }

    /// What a typed text must be; nil for choices.
    private var expected: Phrase? {
        switch kind {
        case .value(let kind): Phrase("form.expected.\(kind)")
        case .decimal: Phrase("form.expected.decimal", ["example": "12.50"])
        case .object: Phrase("form.expected.object", ["example": #"{"desi": "4.5"}"#])
        case .choice: nil
        }
    }

    private var isAccepted: Bool {
        switch kind {
        case .value(let kind): kind.accepts(text.text)
        case .decimal: text.text.wholeMatch(of: /-?[0-9]{1,15}(\.[0-9]{1,9})?/) != nil
        case .object: if case .object? = try? JSONValue(text: text.text) { true } else { false }
        case .choice: true
        }
    }

    /// What is sent of it; nil when nothing was given, or it is not right.
    var value: JSONValue? {
        guard !isEmpty, isAccepted else { return nil }
        return switch kind {
        case .value(.integer): Int(text.text).map(JSONValue.int)
        case .value(.integers), .value(.texts): .array(Self.parts(of: text.text))
        case .value, .decimal: .string(text.text)
        case .object: try? JSONValue(text: text.text)
        case .choice(let choices): choice.map { choices[$0].value }
        }
    }

    /// What stands in a query for it.
    var queryText: String {
        if case .string(let text)? = choice.map({ choices[$0].value }) { text } else { text.text }
    }

    /// The parts of a list with commas: numbers where all of them are.
    private static func parts(of text: String) -> [JSONValue] {
        let parts = text.split(separator: ",").map(String.init)
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == parts.count ? numbers.map(JSONValue.int) : parts.map(JSONValue.string)
    }

    /// Takes the next or the one before of the choices; a row that can be left empty has that before the first.
    mutating func choose(by step: Int) {
        guard !choices.isEmpty else { return }
        let lowest = isRequired ? 0 : -1
        let next = min(max(lowest, (choice ?? -1) + step), choices.count - 1)
        choice = next < 0 ? nil : next
    }
}

extension PackageParameter.ValueKind {
    /// Rows to choose from, where a kind has but two values.
    static let yesOrNo = [
        FormField.Choice(label: Phrase("form.yes"), value: true),
        FormField.Choice(label: Phrase("form.no"), value: false),
    ]
}
