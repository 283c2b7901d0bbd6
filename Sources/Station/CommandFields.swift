import OMS

extension FormField {
    /// The row for a value that a command of the OMS asks for.
    ///
    /// The word for its type is the installation's own, so it is looked at for what it contains; a type that nothing is
    /// known of takes any text. Reasons and items of the package are chosen, not typed.
    init(_ parameter: CommandParameter, reasons: [DenialReason], bench: OpenPackage) {
        self.init(
            name: parameter.name, label: parameter.label, isRequired: parameter.isRequired,
            Self.kind(of: parameter, reasons, bench))
        if choices.isEmpty {
            text = TextField(parameter.initial.map(\.plain) ?? "")
        } else {
            choice = choices.firstIndex { $0.value == parameter.initial }
        }
    }

    private static func kind(
        of parameter: CommandParameter, _ reasons: [DenialReason], _ bench: OpenPackage
    ) -> Kind {
        if !parameter.choices.isEmpty {
            return .choice(parameter.choices.map { Choice(label: $0.label, value: $0.value) })
        }
        let type = (parameter.type ?? "").lowercased()
        func isAny(of words: String...) -> Bool { words.contains(where: type.contains) }
        if parameter.isReason, !reasons.isEmpty {
            return .choice(reasons.map { Choice(label: $0.title, value: .int($0.id)) })
        }
        if parameter.isItems { return .choice(items(bench)) }
        if isAny(of: "bool", "flag") { return .choice(PackageParameter.ValueKind.yesOrNo) }
        if isAny(of: "dict", "object", "json") { return .object }
        if isAny(of: "list", "array", "multiple") { return .value(.texts) }
        if isAny(of: "decimal", "float", "double", "money") { return .decimal }
        if isAny(of: "int", "number", "related", "primary") { return .value(.integer) }
        if isAny(of: "date") { return .value(.date) }
        return .value(.text)
    }

    /// The items that a packer can mean without typing an id: those that are not checked, all, and those of one line.
    private static func items(_ bench: OpenPackage) -> [Choice] {
        let missing = bench.missing.flatMap { $0.line.items.suffix($0.count) }
        let all = bench.lines.flatMap(\.items)
        var choices = [("the \(missing.count) not checked", missing), ("all \(all.count)", all)]
        if bench.lines.count > 1 { choices += bench.lines.map { ($0.title, $0.items) } }
        return choices.filter { !$0.1.isEmpty }.map { Choice(label: $0.0, value: .array($0.1.map(JSONValue.int))) }
    }
}

extension CommandParameter {
    /// Whether it is the id of a denial reason.
    var isReason: Bool { name.lowercased().contains("reason") && type?.lowercased().contains("str") != true }

    /// Whether it is a list of items of the package.
    var isItems: Bool {
        let type = (type ?? "").lowercased()
        return name.lowercased().contains("item") && (type.isEmpty || type.contains("list") || type.contains("array"))
    }
}

extension JSONValue {
    /// The value as it is typed: a text without quotes.
    fileprivate var plain: String { if case .string(let text) = self { text } else { self == .null ? "" : text } }
}
