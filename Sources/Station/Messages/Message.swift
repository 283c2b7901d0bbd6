public import Barcode
import Language

/// What the station says, as a value with its arguments; tests and other code compare these, never sentences.
///
/// The sentence is made at the edge, by `text`; a program is told the `code`, which no wording changes.
public indirect enum Message: Equatable, Sendable {
    /// Of codes, words and keys.
    case scan(ScanMessage)
    /// Of a package that is looked for.
    case lookup(LookupMessage)
    /// Of the open package, and of opening one.
    case bench(BenchMessage)
    /// Of commands of the OMS.
    case command(CommandMessage)
    /// Of questions and forms.
    case question(QuestionMessage)
    /// Of the list of packages.
    case list(ListMessage)
    /// Of invoices, and of facts that are set.
    case document(DocumentMessage)
    /// Of the installation, and of what nobody asked for.
    case notice(NoticeMessage)
    /// Of what must be acknowledged.
    case alert(AlertMessage)
    /// What an earlier run said, as the journal has it.
    case kept(String)

    /// What was noticed besides, and is said behind a message.
    public enum Note: Equatable, Sendable {
        /// The letters of the scan came with their case swapped.
        case capsLock
        /// The code was taken by what it is on, although another part of it is faulty.
        case codeFault(BarcodeError)
        /// The package is packed with so many of its units not checked.
        case byForce(unchecked: Int, needed: Int)
        /// What can be done about a command that waits for a decision.
        case decision(Decision)
    }

    /// What a person can do about a command that waits for a decision.
    public enum Decision: Equatable, Sendable {
        /// Check the package of that number again.
        case checkAgain(number: String)
        /// Send it again, or give it up.
        case retryOrDiscard(command: Int)
        /// Give it up: sending it again cannot help.
        case discard(command: Int)
    }

    /// The sentence for people.
    public var text: String { phrase.text }

    /// The code for programs.
    public var code: MessageCode { phrase.code }

    private var phrase: CodedPhrase {
        switch self {
        case .scan(let message): message.phrase
        case .lookup(let message): message.phrase
        case .bench(let message): message.phrase
        case .command(let message): message.phrase
        case .question(let message): message.phrase
        case .list(let message): message.phrase
        case .document(let message): message.phrase
        case .notice(let message): message.phrase
        case .alert(let message): CodedPhrase(message.code, message.sentence)
        case .kept(let text): CodedPhrase(.kept, text)
        }
    }
}

/// A phrase, and the code of what it says.
struct CodedPhrase {
    let code: MessageCode
    let phrase: Phrase

    /// The text of a code; the form tells texts of one code apart.
    init(_ code: MessageCode, form: String? = nil, _ arguments: KeyValuePairs<String, any PhraseArgument> = [:]) {
        self.code = code
        phrase = Phrase((["message", code.rawValue] + (form.map { [$0] } ?? [])).joined(separator: "."), arguments)
    }

    init(_ code: MessageCode, _ phrase: Phrase) {
        self.code = code
        self.phrase = phrase
    }

    init(_ code: MessageCode, _ text: String) { self.init(code, .verbatim(text)) }

    /// The sentence in English.
    var text: String { Self.english.text(phrase) }

    private static let english = Localizer(PhraseCatalog(.english))
}

extension Message.Note {
    /// The note as it stands behind a sentence.
    var text: String {
        switch self {
        case .capsLock: " Caps Lock seems to be on."
        case .codeFault(let error):
            error.identifier.map { " The label's (\($0)) is faulty." } ?? " A part of the label is faulty."
        case .byForce(let unchecked, let needed): " By force: \(unchecked) of \(needed) not checked."
        case .decision(let decision): " · \(decision.text)"
        }
    }
}

extension Message.Decision {
    /// What can be done, in words.
    var text: String {
        switch self {
        case .checkAgain(let number): CommandMessage.checkAgainFirst(number: number).phrase.text
        case .retryOrDiscard(let command): "retry \(command) sends it again, discard \(command) gives it up"
        case .discard(let command): "discard \(command) gives it up"
        }
    }
}

extension Message {
    /// The sentence with what was noticed besides.
    func text(with notes: [Note]) -> String { notes.reduce(text) { $0 + $1.text } }
}
