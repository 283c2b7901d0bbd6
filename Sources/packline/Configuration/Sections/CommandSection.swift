import Language
import OMS
import Station
import Yams

/// The section `commands` of a configuration: what an installation's own commands are known by.
///
/// A command takes a transition id, or any of `transition`, `slug`, `name` and `target` below it, each a value or a list,
/// and `by_state`: a transition id for each state that it leads from, by value or by name.
struct CommandSection {
    private(set) var marks: [CommandKind: CommandIdentifiers] = [:]

    /// Reads the section, but for the settings in it that have a row in the table of settings.
    ///
    /// Errors: a `Failure` with the line, for an unknown command, an unknown mark, or a value that cannot be one.
    init(_ section: Node, mistake: (Node, Phrase) -> Failure) throws {
        for (key, value) in section.mapping.map(Array.init) ?? [] {
            let name = key.string ?? ""
            if Setting(rawValue: "commands.\(name)") != nil { continue }
            guard let kind = CommandKind.allCases.first(where: { $0.settingName == name }) else {
                let known = CommandKind.allCases.map(\.settingName) + ["body"]
                let hint = Phrase.hint(for: name, among: known)
                throw mistake(key, Phrase("configuration.command.none", ["name": name, "hint": hint]))
            }
            marks[kind] = try Self.read(kind, value, mistake)
        }
    }

    private static func read(
        _ kind: CommandKind, _ value: Node, _ mistake: (Node, Phrase) -> Failure
    ) throws -> CommandIdentifiers {
        var marks = CommandIdentifiers()
        guard let entries = value.mapping else {
            marks.transitions = try transitions(kind.setting, value, mistake)
            return marks
        }
        for (key, value) in entries {
            switch key.string {
            case "transition": marks.transitions = try transitions("transition", value, mistake)
            case "by_state": marks.byState = try byState(value, mistake)
            case "slug": marks.slugs = try texts("slug", value, mistake)
            case "name": marks.names = try texts("name", value, mistake)
            case "target": marks.targets = try texts("target", value, mistake)
            default:
                throw mistake(key, Phrase("configuration.command.marks", ["name": key.string ?? ""]))
            }
        }
        return marks
    }

    private static func byState(_ value: Node, _ mistake: (Node, Phrase) -> Failure) throws -> [String: Int] {
        guard let entries = value.mapping, !entries.isEmpty else {
            let example = #"{"100": 941, Preparing: 939}"#
            throw mistake(value, Phrase("configuration.command.by-state", ["example": example]))
        }
        var transitions: [String: Int] = [:]
        for (key, value) in entries {
            let state = key.scalar?.string ?? ""
            guard !state.isEmpty else { throw mistake(key, Phrase("configuration.state.named")) }
            let ids = try self.transitions("by_state", value, mistake)
            guard ids.count == 1 else { throw mistake(value, Phrase("configuration.command.one-a-state")) }
            transitions[state] = ids[0]
        }
        return transitions
    }

    private static func transitions(
        _ name: String, _ value: Node, _ mistake: (Node, Phrase) -> Failure
    ) throws -> [Int] {
        try texts(name, value, mistake).map { text in
            guard let id = CommandKind.transition(text) else {
                throw mistake(value, Phrase("configuration.command.transition", ["name": name, "text": text]))
            }
            return id
        }
    }

    private static func texts(
        _ name: String, _ value: Node, _ mistake: (Node, Phrase) -> Failure
    ) throws -> [String] {
        try (value.sequence.map(Array.init) ?? [value]).map { node in
            guard let text = node.scalar?.string, !text.isEmpty else {
                throw mistake(node, Phrase("configuration.command.texts", ["name": name]))
            }
            return text
        }
    }
}

extension CommandKind {
    /// The variable that gives its transition: `PACKLINE_COMMANDS_PACK`.
    var variable: String { "PACKLINE_COMMANDS_" + settingName.uppercased() }

    /// The id of a transition; nil for what is none.
    static func transition(_ text: String) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }
}
