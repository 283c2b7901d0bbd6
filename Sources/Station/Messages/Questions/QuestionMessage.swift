public import Language

/// What is said of questions and forms.
public enum QuestionMessage: Equatable, Sendable {
    /// A question, what is said before it, and the words that answer it where nobody sees them.
    case asked(DialogMessage, before: Message?, answers: [Phrase])
    /// A form is to be filled in.
    case form(FormTitle, FormHelp)
    /// What was scanned answers no question that is open.
    case notAnAnswer(input: String, DialogMessage)
    /// A package's own code came too soon behind a question to be an answer.
    case ownCodeTooSoon(String)
    /// A question or a form was left.
    case left(Heading)
    /// A question was closed because another package was scanned, and its package is not packed.
    case notPacked(number: String)
    /// The same where its package is not shipped.
    case notShipped(number: String)
    /// The input ended with a question that was not answered, or a form that was not filled in.
    case notAnswered(DialogMessage)
    case notFilledIn(FormTitle)
    /// The keyboard layout is not changed.
    case layoutKept
    /// A command or a package was scanned into a form.
    case commandInForm(String, FormTitle)
    case packageInForm(String, number: String, FormTitle)
    /// A scan is none of the values of a row.
    case notAChoice(String, label: Phrase)
    /// A row was filled in, and the next one is on.
    case filledIn(FormField, next: FormField, isSpelled: Bool)
    /// A row must not be empty, or does not take what is in it.
    case valueNeeded(label: Phrase)
    case valueNotTaken(label: Phrase, expected: Phrase, shown: Phrase)
    /// The package of a form is no longer the open one.
    case packageLeft(FormTitle)

    /// How a form is filled in.
    public enum FormHelp: Equatable, Sendable {
        /// With the keys of a screen.
        case keys(Form.Hint)
        /// Line by line, where nobody sees it; the first line is for that row.
        case lines(FormField)
    }
}

/// What a form is for.
public enum FormTitle: Equatable, Sendable {
    /// A command of the OMS, for a package.
    case command(name: String, number: String)
    /// A fact of a package.
    case fact(FactOffer, number: String)
    /// The OMS is asked for packages.
    case query

    /// The title.
    var phrase: Phrase {
        switch self {
        case .command(let name, let number): Phrase("form.command", ["command": name, "number": number])
        case .fact(let fact, let number): Phrase("form.fact", ["fact": fact.label, "number": number])
        case .query: Phrase("form.query")
        }
    }
}

/// What stands over a question or a form.
public indirect enum Heading: Equatable, Sendable {
    /// A question.
    case dialog(DialogMessage)
    /// A form.
    case form(FormTitle)

    /// The heading.
    var phrase: Phrase {
        switch self {
        case .dialog(let message): message.title
        case .form(let title): title.phrase
        }
    }
}

extension QuestionMessage {
    /// The phrase, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .asked(let dialog, let before, let answers): Self.asked(dialog, before, answers)
        case .form(let title, .keys): CodedPhrase(.form, ["form": title.phrase])
        case .form(let title, .lines(let first)):
            CodedPhrase(
                .form, form: "lines",
                ["form": title.phrase, "back": PhraseValue.word(.back), "first": first.request])
        case .notAnAnswer(let input, let question):
            CodedPhrase(.notAnAnswer, ["code": input, "question": question.title])
        case .ownCodeTooSoon(let input): CodedPhrase(.ownCodeTooSoon, ["code": input])
        case .left(let heading): CodedPhrase(.left, ["heading": heading.phrase])
        case .notPacked(let number): CodedPhrase(.notPacked, ["number": number])
        case .notShipped(let number): CodedPhrase(.notShipped, ["number": number])
        case .notAnswered(let dialog): CodedPhrase(.notAnswered, ["question": dialog.title])
        case .notFilledIn(let form): CodedPhrase(.notFilledIn, ["form": form.phrase])
        case .layoutKept: CodedPhrase(.layoutKept)
        case .commandInForm(let input, let form): CodedPhrase(.commandInForm, ["code": input, "form": form.phrase])
        case .packageInForm(let input, let number, let form):
            CodedPhrase(.packageInForm, ["code": input, "number": number, "form": form.phrase])
        case .notAChoice(let input, let label): CodedPhrase(.notAChoice, ["code": input, "label": label])
        case .filledIn(let field, let next, let isSpelled):
            CodedPhrase(
                .filledIn,
                [
                    "label": field.label, "value": field.shown ?? .verbatim(""),
                    "next": isSpelled ? next.request : next.label,
                ])
        case .valueNeeded(let label): CodedPhrase(.valueNeeded, ["label": label])
        case .valueNotTaken(let label, let expected, let shown):
            CodedPhrase(.valueNotTaken, ["label": label, "expected": expected, "value": shown])
        case .packageLeft(let form): CodedPhrase(.packageLeft, ["form": form.phrase])
        }
    }

    /// A question as one sentence, with the words that answer it where nobody sees them.
    private static func asked(_ dialog: DialogMessage, _ before: Message?, _ answers: [Phrase]) -> CodedPhrase {
        // On a screen the question stands in its box, with all that is to be known.
        guard !answers.isEmpty else { return CodedPhrase(.asked, dialog.title) }
        // Goods and values stand apart, as they do in the lines of a screen; what is said of a layout is sentences.
        let separator: Phrase.Separator = if case .layout = dialog { .blank } else { .semicolon }
        let lines = Phrase.list(Array(dialog.text.prefix(before == nil ? 3 : 2)), separator)
        let question = Phrase.list([dialog.title, before?.phrase, dialog.text.isEmpty ? nil : lines], .blank)
        return CodedPhrase(
            .asked, .list([question, Phrase("question.answers", ["answers": Phrase.list(answers, .dot)])], .dot))
    }
}

extension Form.Hint {
    /// How a form is filled in, in a line.
    var phrase: Phrase {
        switch self {
        case .items: Phrase("form.hint.items")
        case .values: Phrase("form.hint.values")
        case .query: Phrase("form.hint.query")
        }
    }
}
