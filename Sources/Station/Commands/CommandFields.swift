import Language
import OMS

extension FormField {
    /// The row for a value that a command of the OMS asks for.
    ///
    /// The word for its type is the installation's own, so it is looked at for what it contains; a type that nothing is
    /// known of takes any text. Reasons and items of the package are chosen, not typed.
    ///
    /// A report of missing goods begins with the items that are not checked, and is not sent without any. For any other
    /// command nothing is preselected, whatever the OMS suggests: what it does to the items is not known.
    init(_ parameter: CommandParameter, of kind: CommandKind?, reasons: [DenialReason], bench: OpenPackage) {
        let reportsItems = kind == .notFound && parameter.isItems
        self.init(
            name: parameter.name, label: .verbatim(parameter.label), isRequired: parameter.isRequired || reportsItems,
            Self.kind(of: parameter, reasons, bench))
        takesItems = parameter.isItems
        if isTyped, parameter.asksForCarrier { offersOf = .cargoCompany }
        if takesItems {
            choice = reportsItems && !bench.missing.isEmpty ? 0 : nil
        } else if isTyped {
            text = TextField(parameter.initial.map(\.plain) ?? "")
        } else {
            choice = choices.firstIndex { $0.value == parameter.initial }
        }
    }

    private static func kind(
        of parameter: CommandParameter, _ reasons: [DenialReason], _ bench: OpenPackage
    ) -> Kind {
        if parameter.isItems { return .choice(items(bench)) }
        if !parameter.choices.isEmpty {
            return .choice(parameter.choices.map { Choice(label: .verbatim($0.label), value: $0.value) })
        }
        let type = (parameter.type ?? "").lowercased()
        func isAny(of words: String...) -> Bool { words.contains(where: type.contains) }
        if parameter.isReason, !reasons.isEmpty {
            return .choice(reasons.map { Choice(label: .verbatim($0.title), value: .int($0.id)) })
        }
        if isAny(of: "bool", "flag") { return .choice(PackageParameter.ValueKind.yesOrNo) }
        if isAny(of: "dict", "object", "json") { return .object }
        if isAny(of: "list", "array", "multiple") { return .value(.texts) }
        if isAny(of: "decimal", "float", "double", "money") { return .decimal }
        if isAny(of: "int", "number", "related", "primary") { return .value(.integer) }
        if isAny(of: "date") { return .value(.date) }
        return .value(.text)
    }

    /// The items that a packer can mean without typing an id, each with what it stands for.
    private static func items(_ bench: OpenPackage) -> [Choice] {
        let missing = bench.missingItems
        let all = bench.lines.flatMap(\.items)
        let counts = bench.missing.map { "\($0.count) × \($0.line.title)" }.joined(separator: ", ")
        let checked = all.filter { !missing.contains($0) }
        var choices = [
            (Phrase("items.missing", ["goods": counts]), missing), (Phrase("items.all", ["count": all.count]), all),
        ]
        if !missing.isEmpty {
            choices.append((Phrase("items.checked", ["checked": checked.count, "all": all.count]), checked))
        }
        if bench.lines.count > 1 {
            choices += bench.lines.map {
                (Phrase("items.only", ["goods": "\($0.needed) × \($0.title)"]), $0.items)
            }
        }
        return choices.filter { !$0.1.isEmpty }.map { Choice(label: $0.0, value: .array($0.1.map(JSONValue.int))) }
    }
}

extension OpenPackage {
    /// The ids of the items that make up the units which are not checked; one that stands for several is taken whole.
    var missingItems: [Int] {
        let quantities = Dictionary(package.items.map { ($0.id, $0.quantity) }, uniquingKeysWith: { first, _ in first })
        return missing.flatMap { line, count -> [Int] in
            var left = count
            let items = line.items.reversed().prefix { id in
                defer { left -= max(1, quantities[id] ?? 1) }
                return left > 0
            }
            return items.reversed()
        }
    }
}

extension CommandParameter {
    /// Whether it asks who carries the package.
    fileprivate var asksForCarrier: Bool {
        ["cargo_company", "cargo", "carrier", "shipping_company"].contains { name.lowercased().hasPrefix($0) }
    }
}

extension JSONValue {
    /// The value as it is typed: a text without quotes.
    fileprivate var plain: String { if case .string(let text) = self { text } else { self == .null ? "" : text } }
}
