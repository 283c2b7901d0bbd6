/// What is said of questions and forms.
public enum QuestionMessage: Equatable, Sendable {
    /// A question, what is said before it, and the words that answer it where nobody sees them.
    case asked(DialogMessage, before: Message?, answers: [String])
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
    case notAChoice(String, label: String)
    /// A row was filled in, and the next one is on.
    case filledIn(FormField, next: FormField, isSpelled: Bool)
    /// A row must not be empty, or does not take what is in it.
    case valueNeeded(label: String)
    case valueNotTaken(label: String, expected: String, shown: String)
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

    /// The title in words.
    var text: String {
        switch self {
        case .command(let name, let number): "\(name) \(number)"
        case .fact(let fact, let number): "\(fact.label) · \(number)"
        case .query: "Ask the OMS for packages"
        }
    }
}

/// What stands over a question or a form.
public indirect enum Heading: Equatable, Sendable {
    /// A question.
    case dialog(DialogMessage)
    /// A form.
    case form(FormTitle)

    /// The heading in words.
    var text: String {
        switch self {
        case .dialog(let message): message.title
        case .form(let title): title.text
        }
    }
}

extension QuestionMessage {
    /// The sentence, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .asked(let dialog, let before, let answers):
            CodedPhrase(
                .asked,
                ([dialog.title] + ([before?.text].compactMap(\.self) + dialog.text).prefix(3)).joined(separator: " ")
                    + (answers.isEmpty ? "" : " · Answer with: " + answers.joined(separator: " · ")))
        case .form(let title, .keys(let hint)): CodedPhrase(.form, "\(title.text): fill it in. \(hint.text)")
        case .form(let title, .lines(let first)):
            CodedPhrase(
                .form,
                "\(title.text): fill it in, a line for each value; the word back leaves it. First: \(first.request)")
        case .notAnAnswer(let input, let question):
            CodedPhrase(.notAnAnswer, "\(input) is no answer to “\(question.title)”.")
        case .ownCodeTooSoon(let input):
            CodedPhrase(
                .ownCodeTooSoon, "\(input) came at once behind the question, and answers nothing: scan it again.")
        case .left(let heading): CodedPhrase(.left, "Nothing was done: \(heading.text)")
        case .notPacked(let number): CodedPhrase(.notPacked, "\(number) was NOT packed: another package was scanned.")
        case .notShipped(let number):
            CodedPhrase(.notShipped, "\(number) was NOT shipped: another package was scanned.")
        case .notAnswered(let dialog): CodedPhrase(.notAnswered, "\(dialog.title) was not answered: nothing was done.")
        case .notFilledIn(let form):
            CodedPhrase(.notFilledIn, "\(form.text): it was not filled in, nothing was done.")
        case .layoutKept: CodedPhrase(.layoutKept, "The layout stays as it is.")
        case .commandInForm(let input, let form):
            CodedPhrase(.commandInForm, "\(input) is a command: leave “\(form.text)” with Esc first.")
        case .packageInForm(let input, let number, let form):
            CodedPhrase(.packageInForm, "\(input) is package \(number): leave “\(form.text)” with Esc first.")
        case .notAChoice(let input, let label):
            CodedPhrase(.notAChoice, "\(input) is none of the values of “\(label)”.")
        case .filledIn(let field, let next, let isSpelled):
            CodedPhrase(
                .filledIn, "\(field.label): \(field.shown) · next: \(isSpelled ? next.request : next.label)")
        case .valueNeeded(let label): CodedPhrase(.valueNeeded, "“\(label)” is asked for: it cannot be left empty.")
        case .valueNotTaken(let label, let expected, let shown):
            CodedPhrase(.valueNotTaken, "“\(label)” takes \(expected), and “\(shown)” is something else.")
        case .packageLeft(let form):
            CodedPhrase(.packageLeft, "\(form.text): the package is no longer open, nothing was done.")
        }
    }
}

extension Form.Hint {
    /// How a form is filled in, in a line.
    var text: String {
        switch self {
        case .items:
            "The command goes for the items chosen here, and for no others · Enter: next, then you are asked · "
                + "Esc goes back"
        case .values: "Enter: next, then you are asked before it is sent · Esc goes back"
        case .query: "Enter asks the OMS · ↑ ↓ PgUp PgDn move · Esc goes back"
        }
    }
}
