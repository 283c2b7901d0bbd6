import Barcode
public import Language
import OMS

/// A question that waits for an answer.
///
/// There is never more than one, and no answer that does harm is the default.
public struct Dialog: Equatable, Sendable {
    /// What is asked.
    public internal(set) var message: DialogMessage
    /// What is said before it.
    public internal(set) var before: Message?
    /// The answer that the cursor is on.
    public internal(set) var selected = 0
    /// What an answer leads to.
    let question: Question
    /// The scan that asked.
    let scan: Scan
    /// When it came up, in milliseconds of the monotonic clock.
    let shown: Int64
    /// Whether something was scanned that is no answer: then the general confirmation is none either.
    var hasRefused = false

    init(_ message: DialogMessage, _ question: Question, _ scan: Scan, shown: Int64) {
        self.message = message
        self.question = question
        self.scan = scan
        self.shown = shown
    }

    /// What is asked, in a few words.
    public var title: Phrase { message.title }

    /// What a person should know before answering.
    public var text: [Phrase] { [before?.phrase].compactMap(\.self) + message.text }

    /// The answers.
    public var choices: [Phrase] { message.choices }

    /// What an answer leads to.
    enum Question: Equatable {
        /// Whether to run a command; the second choice does.
        case confirm(CommandIntent, number: String)
        /// Whether to pack although not everything is checked; the second choice does, and the general confirmation
        /// does not.
        case force(CommandIntent, number: String)
        /// Whether a code was meant as goods of the open package, with that reading, or as one of these packages.
        case meaning([Int])
        /// Which reason to deny a package with.
        case reason([DenialReason])
        /// Which of several packages was meant.
        case package([Int])
        /// Which of several lines a code was meant for.
        case line([String], CodeReading)
        /// Whether a line without a barcode is checked without a scan; the second choice does.
        case check(line: String)
        /// Whether scans are read through another keyboard layout; the choices from the second on do.
        case layout([KeyboardLayout])
        /// What of everything that can be done with a package to do.
        case offer([PackageAction], package: Int)
        /// Which of several commands of the OMS does what is wanted with a package; what that is, where it is not open.
        case which(CommandKind, [PackageCommand], package: Int, CommandIntent?)
        /// What to print of a package, and why the label of one box, or of all, is printed again.
        case print([PrintChoice], package: Int)
        case printReason(package: Int, box: Int?)
        /// Whether to take a package over from another bench; the second choice does. What was checked of it before.
        case takeOver(Int, PackageHolder, before: PackingSession?)
        /// Which of the counts of several benches is gone on with; the first choice is none, and the package is counted again.
        case count(package: Int, [CountedSession])
        /// Whether to change a fact of a package; the second choice does.
        case change(PackageChange, package: Int, number: String)
    }

    /// How it can be answered, in a line.
    public var hint: Phrase {
        switch question {
        case .takeOver: Phrase("dialog.hint.take-over", ["word": PhraseValue.word(.takeOver)])
        case .count:
            Phrase(
                "dialog.hint.count",
                [
                    "again": PhraseValue.word(.reset), "here": PhraseValue.word(.keepHere),
                    "there": PhraseValue.word(.keepThere),
                ])
        case .confirm, .force, .change: Phrase("dialog.hint.confirm", ["yes": PhraseValue.word(.yes)])
        case .reason: Phrase("dialog.hint.reason")
        case .package, .line, .offer, .which, .check, .layout, .meaning, .print, .printReason: Phrase("dialog.hint")
        }
    }

    /// The words that answer it, each with what it stands for; they are printed where the choices are not shown.
    var answers: [Phrase] {
        let (yes, no) = (Phrase.word(.yes), Phrase.word(.no))
        return switch question {
        case .takeOver: [.word(.takeOver), no]
        case .count(_, let counts): (0...counts.count).map { .verbatim(counts.word(for: $0)) } + [no]
        case .confirm, .force, .change, .check: [yes, no]
        case .reason(let reasons): reasons.map { .verbatim("\($0.id) \($0.title)") } + [no]
        case .package, .line, .offer, .which, .layout, .meaning, .print, .printReason:
            zip(1..., choices).map { .list([.verbatim("\($0)"), $1], .blank) } + [no]
        }
    }

    /// What is written to give an answer; the journal has it where the answer was chosen by a key.
    func word(for choice: Int) -> String {
        switch question {
        case .takeOver: StationCommand[choice == 0 ? .no : .takeOver].name
        case .count(_, let counts): counts.word(for: choice)
        case .confirm, .force, .change, .check: StationCommand[choice == 0 ? .no : .yes].name
        case .reason(let reasons): String(reasons[choice].id)
        case .package, .line, .offer, .which, .layout, .meaning, .print, .printReason: String(choice + 1)
        }
    }

    /// How long Enter does nothing, so that the Enter of a scan answers no question.
    ///
    /// Source: SCANNING, row 5.
    static let deafness: Int64 = 300

    /// How long a package's own code is no yes to packing it by force: a double read is no answer.
    static let ownCodeDelay: Int64 = 1_000

    /// What is not done with a package that is not open, where the question is left; nil for any other question.
    var undone: (kind: CommandKind, package: Int)? {
        if case .which(let kind, _, let package, .some) = question { (kind, package) } else { nil }
    }

    /// Whether it asks whose package it is, or which count of it holds: before that is said, no goods of it count.
    var isAboutClaim: Bool {
        switch question {
        case .takeOver, .count: true
        default: false
        }
    }

    /// The package that is packed by force; nil for any other question.
    var forced: (intent: CommandIntent, number: String)? {
        if case .force(let intent, let number) = question { (intent, number) } else { nil }
    }
}

extension Dialog.Question {
    /// Whether an answer does something with the open package.
    var isAboutOpenPackage: Bool {
        switch self {
        case .package, .layout, .print, .printReason, .takeOver, .count: false
        default: true
        }
    }
}
