public import Language
public import OMS

/// A row of a form: a text that is typed or scanned, or one of a few values.
///
/// A row that is typed can have offers besides: values that packages of the mirror have. One of them can be chosen in the
/// place of the text.
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
    /// Which of the options is taken; nil for none.
    public internal(set) var choice: Int?
    /// Values that can be chosen in the place of a typed one; empty where none are known.
    public private(set) var offers: [Choice] = []
    /// Of which parameter the values are that can be offered.
    var offersOf: PackageParameter?

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

        /// Whether a query says it so.
        func isWritten(_ text: String) -> Bool { value == .string(text) || Int(text).map(JSONValue.int) == value }
    }

    init(name: String, label: Phrase, isRequired: Bool = false, _ kind: Kind) {
        self.name = name
        self.label = label
        self.isRequired = isRequired
        self.kind = kind
    }

    /// The choices; empty where a text is typed.
    public var choices: [Choice] { if case .choice(let choices) = kind { choices } else { [] } }

    /// Whether a text can be typed into it.
    public var isTyped: Bool { choices.isEmpty }

    /// What can be chosen: one of the choices, or of the offers.
    public var options: [Choice] { isTyped ? offers : choices }

    /// The option that is taken; nil where a text is typed, or nothing was given.
    public var option: Choice? { choice.map { options[$0] } }

    /// What is in it, as people read it; nil for nothing.
    public var shown: Phrase? {
        if let option { return option.label }
        return isTyped && !text.text.isEmpty ? .verbatim(text.text) : nil
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
        if choice != nil { return true }
        return switch kind {
        case .value(let kind): kind.accepts(text.text)
        case .decimal: text.text.wholeMatch(of: /-?[0-9]{1,15}(\.[0-9]{1,9})?/) != nil
        case .object: if case .object? = try? JSONValue(text: text.text) { true } else { false }
        case .choice: true
        }
    }

    /// What is sent of it; nil when nothing was given, or it is not right.
    var value: JSONValue? {
        guard !isEmpty, isAccepted else { return nil }
        if let option { return option.value }
        return switch kind {
        case .value(.integer): Int(text.text).map(JSONValue.int)
        case .value(.integers), .value(.texts): .array(Self.parts(of: text.text))
        case .value, .decimal: .string(text.text)
        case .object: try? JSONValue(text: text.text)
        case .choice: nil
        }
    }

    /// What stands in a query for it.
    var queryText: String {
        switch option?.value {
        case .string(let text)?: text
        case .int(let number)?: String(number)
        default: text.text
        }
    }

    /// Edits the text; an offer that was chosen makes way for what is typed.
    ///
    /// A blank in an empty row, and in one of choices, goes to the next option.
    mutating func edit(_ edit: (inout TextField) -> Void) {
        var typed = TextField()
        edit(&typed)
        if typed.text == " ", !options.isEmpty, isEmpty || choice != nil {
            choose(by: 1)
        } else if isTyped {
            if choice != nil { (choice, text) = (nil, TextField()) }
            edit(&text)
        }
    }

    /// Offers the values that packages have; what was typed and is one of them is shown as it is called.
    mutating func offer(_ values: FilterValues) {
        guard isTyped, let parameter = offersOf else { return }
        let taken = option?.value
        offers = values[parameter].map { value in
            let number = parameter.facts.kind == .integer ? Int(value.text).map(JSONValue.int) : nil
            let label =
                value.name == value.text || Int(value.text) != nil ? value.name : "\(value.name) (\(value.text))"
            return Choice(label: .verbatim(label), value: number ?? .string(value.text))
        }
        choice = offers.firstIndex { $0.value == taken || (taken == nil && $0.isWritten(text.text)) }
        if choice != nil { text = TextField() }
    }

    /// Takes the one offer whose name begins with what was typed, where that is no value itself.
    mutating func takeNamedOffer() {
        guard choice == nil, !text.text.isEmpty, !isAccepted else { return }
        let typed = Folding.fold(text.text)
        let named = offers.indices.filter { index in
            offers[index].label.verbatimText.map { Folding.fold($0).starts(with: typed) } ?? false
        }
        guard let only = named.first, named.count == 1 else { return }
        (choice, text) = (only, TextField())
    }

    /// The parts of a list with commas: numbers where all of them are.
    private static func parts(of text: String) -> [JSONValue] {
        let parts = text.split(separator: ",").map(String.init)
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == parts.count ? numbers.map(JSONValue.int) : parts.map(JSONValue.string)
    }

    /// Takes the next or the one before of the choices; a row that can be left empty has that before the first.
    mutating func choose(by step: Int) {
        guard !options.isEmpty else { return }
        let lowest = isRequired && !isTyped ? 0 : -1
        let next = min(max(lowest, (choice ?? -1) + step), options.count - 1)
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
