/// One thing that the OMS offers to do with a package: a transition to another state, and what it asks for.
///
/// The shape of an entry of `commands` is documented nowhere, so every name that it could have is understood, and the
/// entry is kept as it came.
public struct PackageCommand: Hashable, Sendable {
    /// The id to send back as `transition`.
    public let transition: Int
    /// The name for programs, such as `complete_packaging`.
    public let slug: String?
    /// The name for people.
    public let name: String
    /// What it is called in other languages, as far as the OMS says.
    public let translations: [String]
    /// Where the package would stand afterwards.
    public let target: PackageState?
    /// What the command asks for.
    public let parameters: [CommandParameter]
    private let rawText: String

    /// The name and the transition, as messages show them: `“Pack” (21)`.
    public var nameAndTransition: String { "“\(name)” (\(transition))" }

    /// The entry as it came, unknown fields and all; null where it did not come from the OMS.
    public var raw: JSONValue { (try? JSONValue(text: rawText)) ?? .null }

    /// Reads one entry of `commands`; nil when it has no id, because it could not be run.
    public init?(_ json: JSON) {
        guard let transition = json[anyOf: "transition", "id", "pk"].int ?? json["transition"]["id"].int else {
            return nil
        }
        self.transition = transition
        slug = json["slug"].text ?? json["transition"]["slug"].text
        let others = json.namesInOtherLanguages + json["transition"].namesInOtherLanguages
        let name =
            json[anyOf: "name", "label", "title"].text ?? json["transition"]["name"].text ?? others.first ?? slug
            ?? "Transition \(transition)"
        self.name = name
        translations = others.filter { $0 != name }
        target = PackageState(json[anyOf: "target_state", "destination_state", "new_state"])
        parameters = CommandParameter.list(json[anyOf: "input_parameters", "parameters", "form"])
        rawText = String(decoding: json.raw, as: UTF8.self)
    }

    /// A command of which no more than this is known: from the configuration, or kept without what it asks for.
    public init(
        transition: Int, name: String, slug: String? = nil, translations: [String] = [], target: PackageState? = nil
    ) {
        self.transition = transition
        self.name = name
        self.slug = slug
        self.translations = translations
        self.target = target
        parameters = []
        rawText = "null"
    }

    /// The command without what it asks for: enough to identify it.
    var identity: PackageCommand {
        PackageCommand(transition: transition, name: name, slug: slug, translations: translations, target: target)
    }
}

/// A value that a command asks for.
public struct CommandParameter: Hashable, Sendable {
    /// The name under which it is sent in `input_parameters`.
    public let name: String
    /// What people call it.
    public let label: String
    /// Whether the OMS refuses the command without it.
    public let isRequired: Bool
    /// What kind of value it is, in the installation's own word, such as `integer`.
    public let type: String?
    /// The only values that it takes; empty where it takes any of its type.
    public let choices: [Choice]
    /// The value that the OMS suggests.
    public let initial: JSONValue?

    /// A value that a parameter takes.
    public struct Choice: Hashable, Sendable {
        /// What is sent.
        public let value: JSONValue
        /// What people call it.
        public let label: String
    }

    /// Reads a list of objects or names, or an object keyed by name.
    static func list(_ json: JSON) -> [CommandParameter] {
        if json.kind == .object {
            return json.members.map { CommandParameter(name: $0.name, $0.value) }
        }
        return json.elements.compactMap { entry in
            guard let name = entry[anyOf: "name", "key", "slug"].text ?? entry.text else { return nil }
            return CommandParameter(name: name, entry)
        }
    }

    private init(name: String, _ json: JSON) {
        self.name = name
        label = json[anyOf: "label", "title"].text ?? name
        isRequired = json["required"].bool ?? json["is_required"].bool ?? false
        type = json["type"].text ?? (json.kind == .string ? json.string : nil)
        choices = json[anyOf: "choices", "options", "enum"].elements.compactMap(Choice.init)
        let initial = json[anyOf: "default", "initial"]
        self.initial = initial.kind == .missing || initial.kind == .null ? nil : JSONValue(initial)
    }
}

extension CommandParameter.Choice {
    /// Reads a bare value, a pair of value and label, or an object with both; nil where there is no value.
    fileprivate init?(_ json: JSON) {
        let value: JSON
        let label: String?
        switch json.kind {
        case .missing, .null, .broken: return nil
        case .array:
            guard let first = json.elements.first else { return nil }
            (value, label) = (first, json.elements.dropFirst().first?.text)
        case .object:
            value = json[anyOf: "value", "id", "pk", "key", "slug"]
            label = json[anyOf: "label", "display_name", "name", "title"].text
        case .bool, .number, .string: (value, label) = (json, nil)
        }
        guard value.kind != .missing, value.kind != .null else { return nil }
        self.value = JSONValue(value)
        self.label = label ?? value.text ?? self.value.text
    }
}
