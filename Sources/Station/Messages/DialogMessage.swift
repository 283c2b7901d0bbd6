import Barcode
public import OMS

/// What a question asks, as a value with its arguments; its title, its text and its choices are made here.
public enum DialogMessage: Equatable, Sendable {
    /// Whether to run a command for a package; what it is run with.
    case confirm(CommandName, number: String)
    case confirmNamed(String, CommandName, number: String, [Line])
    /// Whether to deny a package for a reason, and whether to report goods as not found.
    case deny(CommandName, number: String, reason: String)
    case reportMissing(CommandName, [Line])
    /// Whether to pack although something is not checked; the number is that of a package that is not open.
    case force(CommandName, UncheckedUnits, number: String?, [Line])
    /// Whether to set a fact of a package.
    case set(FactOffer, number: String, [Line])
    /// Whether one of a line without a barcode is checked without a scan.
    case checkOne(title: String)
    /// Whether a code was meant as goods of the open package, or as one of these packages.
    case meaning(code: String, goods: String, [PackageChoice])
    /// Which of several packages, or kinds of goods, was meant.
    case whichPackage(input: String, [PackageChoice])
    case whichItem(code: String, [String])
    /// Which reason a package is denied with; whether the goods that are missing could be reported instead.
    case reasons(number: String, [DenialReason], canReport: Bool)
    /// Whether scans are read through another keyboard layout.
    case layout(input: String, [LayoutChoice])
    /// What of everything that can be done with a package to do.
    case actions(number: String, [PackageAction])
    /// Which of several commands of the OMS is meant.
    case whichCommand(CommandKind, [PackageCommand])

    /// A line of what is to be known before answering.
    public enum Line: Equatable, Sendable {
        /// A value that was given; empty for none.
        case value(label: String, shown: String)
        /// So many of some goods.
        case goods(title: String, count: Int)
        /// What keeps the package from being checked.
        case fault(Package.ContentsFault)
    }

    /// A package among several.
    public struct PackageChoice: Equatable, Sendable {
        let number: String, state: String, order: String?

        init(_ package: PackageSummary) {
            (number, state, order) = (package.number, package.state.name, package.orderNumber)
        }

        /// The package as a choice shows it.
        var text: String { "\(number)  \(state)  \(order ?? "")" }
    }

    /// A keyboard layout, and what a scan would be under it.
    public struct LayoutChoice: Equatable, Sendable {
        let layout: KeyboardLayout
        let code: String

        init(_ guess: LayoutGuess) { (layout, code) = (guess.layout, guess.code.canonical) }
    }
}

extension DialogMessage {
    /// What is asked, in a few words.
    var title: String {
        switch self {
        case .confirm(let name, let number): "\(name.title) \(number)?"
        case .confirmNamed(let title, _, let number, _): "\(title): \(number)?"
        case .deny(_, let number, _): "Deny \(number)?"
        case .reportMissing: "Report as not found?"
        case .force(_, let unchecked, let number, _):
            "Pack \(number.map { "\($0) " } ?? "")although \(unchecked.words)?"
        case .set(let fact, let number, _): "\(fact.verb) the \(fact.name) of \(number)?"
        case .checkOne: "Check one without a scan?"
        case .meaning(let code, _, _): "What is \(code)?"
        case .whichPackage: "Which package?"
        case .whichItem: "Which item?"
        case .reasons(let number, _, _): "Why is \(number) denied?"
        case .layout: "Is the keyboard layout another one?"
        case .actions(let number, _): "Commands for \(number)"
        case .whichCommand(let kind, _): "Which command is meant by “\(kind.word)”?"
        }
    }

    /// What a person should know before answering.
    var text: [String] {
        switch self {
        case .confirm, .actions, .reasons(_, _, false): []
        case .confirmNamed(_, _, _, let lines), .reportMissing(_, let lines), .force(_, _, _, let lines),
            .set(_, _, let lines):
            lines.map(\.text)
        case .deny(_, _, let reason): ["Reason: \(reason)"]
        case .checkOne(let title): [title]
        case .meaning: ["It stands on goods of this package, and is a package's number."]
        case .whichPackage(let input, let packages): ["\(input) fits \(packages.count) packages."]
        case .whichItem(let code, let titles):
            ["\(code) stands on \(titles.count) kinds of goods in this package."]
        case .reasons(_, _, true): ["If only goods are missing, F7 reports those."]
        case .layout(let input, let layouts):
            ["\(input) makes no sense as it came."] + layouts.map { "As \($0.layout.title) it is \($0.code)." }
        case .whichCommand(let kind, let commands):
            ["The OMS offers \(commands.count). The answer is kept; \(kind.setting) changes it."]
        }
    }

    /// The answers.
    var choices: [String] {
        switch self {
        case .confirm(let name, _), .confirmNamed(_, let name, _, _), .deny(let name, _, _),
            .reportMissing(let name, _),
            .force(let name, _, _, _):
            ["No, go back", "Yes, \(name.text)"]
        case .set(let fact, _, _): ["No, go back", "Yes, \(fact.verb.lowercased()) it"]
        case .checkOne: ["No, go back", "Yes, it is there"]
        case .meaning(_, let goods, let packages):
            ["Goods of this package: \(goods)"] + packages.map { "Package \($0.text)" }
        case .whichPackage(_, let packages): packages.map(\.text)
        case .whichItem(_, let titles): titles
        case .reasons(_, let reasons, _): reasons.map(\.title)
        case .layout(_, let layouts):
            ["No, leave it"] + layouts.map { "Yes, read all scans as \($0.layout.title)" }
        case .actions(_, let actions): actions.map(\.label)
        case .whichCommand(let kind, let commands):
            commands.map { OfferedCommand(command: $0, kind: kind).label }
        }
    }
}

extension DialogMessage.Line {
    /// The line in words.
    var text: String {
        switch self {
        case .value(let label, let shown): "\(label): \(shown.isEmpty ? "none" : shown)"
        case .goods(let title, let count): "\(count) × \(title)"
        case .fault(let fault): fault.words
        }
    }
}

extension CommandName {
    /// The name as the first word of a question.
    fileprivate var title: String {
        switch self {
        case .kind(let kind): kind.word.capitalizedFirst
        case .other(let name): name
        }
    }
}

extension FactOffer {
    fileprivate var verb: String { self == .invoice ? "Create" : "Set" }
}
