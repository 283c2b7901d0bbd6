public import Barcode
public import Language

/// What the station says, as a value with its arguments; tests and other code compare these, never sentences.
///
/// The sentence is made at the edge, by a `Localizer`; a program is told the `code`, which no wording changes.
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
    /// Of labels and their printing.
    case label(LabelMessage)
    /// Of packages that several benches work on.
    case sharing(SharingMessage)
    /// Of the installation, and of what nobody asked for.
    case notice(NoticeMessage)
    /// Of what must be acknowledged.
    case alert(AlertMessage)
    /// What an earlier run said, as the journal has it.
    case kept(Phrase)

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
        /// The package before it was left, although it is complete and not packed.
        case leftComplete(number: String)
        /// The item opened that package.
        case openedByItem(number: String)
        /// A typed number was taken for that package's.
        case takenFor(number: String)
        /// The station had chosen a package that another bench has, and took another.
        case passedOver(number: String, HolderWords)
        /// What was printed of the package at another bench.
        case printedElsewhere(Phrase)
        /// The command was sent although the other benches could not be asked.
        case sentAlone
        /// A bench that is alone opened the package: no other bench knows of it.
        case unclaimed
        /// What to do when a package is finished.
        case scanNext

        /// Whether it is said before the message: what was left undone comes before what was done.
        var comesFirst: Bool {
            switch self {
            case .leftComplete, .openedByItem, .passedOver: true
            case .capsLock, .codeFault, .byForce, .decision, .takenFor, .unclaimed, .printedElsewhere, .sentAlone,
                .scanNext:
                false
            }
        }
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

    /// What is said to people.
    public var phrase: Phrase { coded.phrase }

    /// The code for programs.
    public var code: MessageCode { coded.code }

    private var coded: CodedPhrase {
        switch self {
        case .scan(let message): message.phrase
        case .lookup(let message): message.phrase
        case .bench(let message): message.phrase
        case .command(let message): message.phrase
        case .question(let message): message.phrase
        case .list(let message): message.phrase
        case .document(let message): message.phrase
        case .label(let message): message.phrase
        case .sharing(let message): message.phrase
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
}

extension Message.Note {
    /// The note as it stands behind a sentence, and what stands between.
    fileprivate var phrase: (Phrase, Phrase.Separator) {
        switch self {
        case .capsLock: (Phrase("note.caps-lock"), .blank)
        case .codeFault(let error):
            (error.identifier.map { Phrase("note.code-fault.part", ["part": $0]) } ?? Phrase("note.code-fault"), .blank)
        case .byForce(let unchecked, let needed):
            (Phrase("note.by-force", ["count": unchecked, "needed": needed]), .blank)
        case .decision(let decision): (decision.phrase, .dot)
        case .leftComplete(let number): (BenchMessage.leftComplete(number: number).phrase.phrase, .blank)
        case .openedByItem(let number): (Phrase("note.opened-by-item", ["number": number]), .dot)
        case .passedOver(let number, let holder):
            (SharingMessage.claimed(number: number, holder).phrase.phrase, .blank)
        case .takenFor(let number): (Phrase("note.taken-for", ["number": number]), .dot)
        case .printedElsewhere(let standing): (Phrase("note.printed-elsewhere", ["standing": standing]), .blank)
        case .sentAlone: (Phrase("note.sent-alone"), .blank)
        case .unclaimed: (Phrase("note.unclaimed"), .dot)
        case .scanNext: (Phrase("note.scan-next"), .blank)
        }
    }
}

extension Message.Decision {
    /// What can be done.
    var phrase: Phrase {
        switch self {
        case .checkAgain(let number): CommandMessage.checkAgainFirst(number: number).phrase.phrase
        case .retryOrDiscard(let command): Phrase("decision.retry-or-discard", Self.words(command))
        case .discard(let command): Phrase("decision.discard", Self.words(command))
        }
    }

    private static func words(_ command: Int) -> KeyValuePairs<String, any PhraseArgument> {
        ["retry": PhraseValue.word(.retry), "discard": PhraseValue.word(.discard), "command": String(command)]
    }
}

extension Message {
    /// The sentence with what was noticed besides.
    func phrase(with notes: [Note]) -> Phrase {
        let (first, last) = (notes.filter(\.comesFirst), notes.filter { !$0.comesFirst })
        let sentence = first.reversed().reduce(phrase) { .list([$1.phrase.0, $0], $1.phrase.1) }
        return last.reduce(sentence) { .list([$0, $1.phrase.0], $1.phrase.1) }
    }
}
