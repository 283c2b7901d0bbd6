public import Language
public import OMS

/// What became of a line or a scan: the answer of `packline scan`, and what stands beside the prompt.
public struct ScanAnswer: Equatable, Sendable {
    /// The number of the line or scan, from 1.
    public let number: Int
    /// What was read, as it came.
    public let input: String
    /// What it was taken for.
    public let meaning: Meaning
    /// What became of it.
    public let outcome: Outcome
    /// The number of the package that it was about.
    public let package: String?
    /// What is said.
    public let message: Message
    /// What was noticed besides.
    public let notes: [Message.Note]

    /// What is said to people, with what was noticed besides.
    public var phrase: Phrase { message.phrase(with: notes) }

    /// The code of what is said, for programs.
    public var code: MessageCode { message.code }

    /// What a scan can be taken for.
    public enum Meaning: String, Sendable {
        /// A command's code, and a denial reason's.
        case command, reason
        /// A packer's badge.
        case badge
        /// A package's number, order number, tracking number or invoice number, and an item's code.
        case package, item
        /// The code on a printed label.
        case label
        /// A word at the prompt, and what answers a question.
        case word, confirmation
        /// Nothing at all, or nothing that is known.
        case empty, unknown
    }

    /// What can become of a scan.
    public enum Outcome: String, Sendable {
        /// It did what it says.
        case ok
        /// It was wrong for this moment.
        case wrong
        /// A command is on disk and will be sent.
        case queued
        /// A command was applied.
        case done
        /// The OMS refused, or the command could not be accepted.
        case refused
        /// It was noticed and left alone.
        case ignored
    }

    /// An answer with these facts.
    public init(
        number: Int, input: String, meaning: Meaning, outcome: Outcome, package: String?, message: Message,
        notes: [Message.Note] = []
    ) {
        self.number = number
        self.input = input
        self.meaning = meaning
        self.outcome = outcome
        self.package = package
        self.message = message
        self.notes = notes
    }
}

/// A scan as the journal keeps it.
public struct ScanRecord: Equatable, Sendable {
    /// What it was and what became of it.
    public let answer: ScanAnswer
    /// The code that was compared: the input without what scanners and labels add.
    public let canonical: String
    /// The id of the package that it was about.
    public let packageID: Int?
    /// Who packed then; nil where nobody said so.
    public let packer: String?
    /// When it came.
    public let time: Timestamp

    /// Whether its command was sent although the other benches could not be asked.
    public var isAlone: Bool { answer.notes.contains(.sentAlone) }

    /// A scan, who packed, and its time.
    public init(
        answer: ScanAnswer, canonical: String, packageID: Int?, packer: String? = nil, time: Timestamp
    ) {
        self.answer = answer
        self.canonical = canonical
        self.packageID = packageID
        self.packer = packer
        self.time = time
    }
}
