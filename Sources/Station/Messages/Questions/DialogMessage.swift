import Barcode
public import Language
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

    /// What to print of a package, and why a label is printed again.
    case print(number: String, [PrintChoice])
    case printReason(number: String)
    /// Whether to take over a package that another bench has, with the command that is under way there.
    case takeOver(number: String, HolderWords, CommandKind?)
    /// Which of the counts of several benches is gone on with: so much, by whom where it was not here.
    case count(number: String, [CountWords])
    /// Whether to ship a package although something is not as it should be with its label.
    case shipWithDoubt(CommandName, number: String, LabelDoubt)

    /// A line of what is to be known before answering.
    public enum Line: Equatable, Sendable {
        /// A value that was given; nil for none.
        case value(label: Phrase, shown: Phrase?)
        /// So many of some goods.
        case goods(title: String, count: Int)
        /// What keeps the package from being checked.
        case fault(Package.ContentsFault)
    }

    /// A package among several.
    public struct PackageChoice: Equatable, Sendable {
        let number: String, state: String, order: String?
        /// How many units it needs, and where it goes.
        let units: Int, city: String?
        /// Its first goods, as soon as they are known.
        private(set) var goods: String?

        init(_ package: PackageSummary) {
            (number, state, order) = (package.number, package.state.name, package.orderNumber)
            (units, city) = (package.units, package.city)
        }

        /// The same with its first goods.
        func having(_ goods: String) -> PackageChoice {
            var choice = self
            choice.goods = goods
            return choice
        }

        /// The package as a choice shows it.
        var phrase: Phrase {
            .list(
                [
                    .verbatim("\(number)  \(state)"), Phrase("units", ["count": units]), goods.map(Phrase.verbatim),
                    city.map(Phrase.verbatim), order.map(Phrase.verbatim),
                ], .gap)
        }
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
    var title: Phrase {
        switch self {
        case .confirm(let name, let number): name.question(number)
        case .confirmNamed(let title, _, let number, _):
            Phrase("dialog.confirm.named", ["title": title, "number": number])
        case .deny(_, let number, _): Phrase("dialog.confirm.deny", ["number": number])
        case .reportMissing: Phrase("dialog.report-missing")
        case .force(_, let unchecked, let number?, _):
            Phrase("dialog.force.number", ["number": number, "unchecked": unchecked.phrase])
        case .force(_, let unchecked, nil, _): Phrase("dialog.force", ["unchecked": unchecked.phrase])
        case .set(let fact, let number, _): Phrase("dialog.set.\(fact.key)", ["number": number])
        case .checkOne: Phrase("dialog.check-one")
        case .meaning(let code, _, _): Phrase("dialog.meaning", ["code": code])
        case .whichPackage: Phrase("dialog.which-package")
        case .whichItem: Phrase("dialog.which-item")
        case .reasons(let number, _, _): Phrase("dialog.reasons", ["number": number])
        case .layout: Phrase("dialog.layout")
        case .actions(let number, _): Phrase("dialog.actions", ["number": number])
        case .whichCommand(let kind, _): Phrase("dialog.which-command", ["command": kind.phrase])
        case .print(let number, _): Phrase("dialog.print", ["number": number])
        case .printReason(let number): Phrase("dialog.print-reason", ["number": number])
        case .takeOver(let number, _, _): Phrase("dialog.take-over", ["number": number])
        case .count(let number, _): Phrase("dialog.count", ["number": number])
        case .shipWithDoubt(let name, let number, _): name.question(number)
        }
    }

    /// What a person should know before answering.
    var text: [Phrase] {
        switch self {
        case .confirm, .actions, .print, .printReason, .reasons(_, _, canReport: false): []
        case .takeOver(_, let holder, let command):
            [Phrase("dialog.take-over.holder", ["holder": holder.phrase])]
                + (command.map { [Phrase("dialog.take-over.command", ["command": $0.phrase])] } ?? [])
        case .count(_, let counts): counts.map(\.phrase) + [Phrase("dialog.count.why")]
        case .shipWithDoubt(_, _, let doubt): [Phrase("dialog.ship-with-doubt.\(doubt.rawValue)")]
        case .confirmNamed(_, _, _, let lines), .reportMissing(_, let lines), .force(_, _, _, let lines),
            .set(_, _, let lines):
            lines.map(\.phrase)
        case .deny(_, _, let reason): [Phrase("dialog.deny.reason", ["reason": reason])]
        case .checkOne(let title): [.verbatim(title)]
        case .meaning: [Phrase("dialog.meaning.text")]
        case .whichPackage(let input, let packages):
            [Phrase("dialog.which-package.text", ["code": input, "count": packages.count])]
        case .whichItem(let code, let titles):
            [Phrase("dialog.which-item.text", ["code": code, "count": titles.count])]
        case .reasons(_, _, canReport: true):
            [Phrase("dialog.reasons.text", ["not-found": PhraseValue.command(.notFound)])]
        case .layout(let input, let layouts):
            [Phrase("dialog.layout.text", ["code": input])]
                + layouts.map { Phrase("dialog.layout.guess", ["layout": $0.layout.title, "code": $0.code]) }
        case .whichCommand(let kind, let commands):
            [Phrase("dialog.which-command.text", ["count": commands.count, "setting": kind.setting])]
        }
    }

    /// The answers.
    var choices: [Phrase] {
        switch self {
        case .confirm(let name, _), .confirmNamed(_, let name, _, _), .deny(let name, _, _),
            .reportMissing(let name, _),
            .force(let name, _, _, _), .shipWithDoubt(let name, _, _):
            [Self.goBack, name.yes]
        case .set(let fact, _, _): [Self.goBack, Phrase(fact == .invoice ? "dialog.yes.create" : "dialog.yes.set")]
        case .takeOver: [Self.goBack, Phrase("dialog.yes.take-over")]
        case .count(_, let counts): [Phrase("dialog.count.again")] + counts.map(\.choice)
        case .checkOne: [Self.goBack, Phrase("dialog.yes.it-is-there")]
        case .meaning(_, let goods, let packages):
            [Phrase("dialog.meaning.goods", ["goods": goods])]
                + packages.map { Phrase("dialog.meaning.package", ["package": $0.phrase]) }
        case .whichPackage(_, let packages): packages.map(\.phrase)
        case .whichItem(_, let titles): titles.map { .verbatim($0) }
        case .reasons(_, let reasons, _): reasons.map { .verbatim($0.title) }
        case .layout(_, let layouts):
            [Phrase("dialog.layout.no")] + layouts.map { Phrase("dialog.layout.yes", ["layout": $0.layout.title]) }
        case .actions(_, let actions): actions.map(\.label)
        case .print(_, let choices): choices.map(\.label)
        case .printReason: PrintReason.allCases.map(\.phrase)
        case .whichCommand(let kind, let commands):
            commands.map { OfferedCommand(command: $0, kind: kind).label }
        }
    }

    private static let goBack = Phrase("dialog.no")
}

extension DialogMessage.Line {
    /// The line in words.
    var phrase: Phrase {
        switch self {
        case .value(let label, let shown):
            Phrase("dialog.value", ["label": label, "value": shown ?? Phrase("dialog.value.none")])
        case .goods(let title, let count): .verbatim("\(count) × \(title)")
        case .fault(let fault): fault.phrase
        }
    }
}

extension CommandName {
    /// Whether to do it with a package.
    fileprivate func question(_ number: String) -> Phrase {
        switch self {
        case .kind(let kind): Phrase("dialog.confirm.\(kind.key)", ["number": number])
        case .other(let name): Phrase("dialog.confirm.other", ["command": name, "number": number])
        }
    }

    /// The answer that does it.
    fileprivate var yes: Phrase {
        switch self {
        case .kind(let kind): Phrase("dialog.yes.\(kind.key)")
        case .other(let name): Phrase("dialog.yes.other", ["command": name])
        }
    }
}
