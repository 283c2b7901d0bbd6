import OMS
import Yams

/// The section `commands` of a configuration: what an installation's own commands are known by.
///
/// A command takes a transition id, or any of `transition`, `slug`, `name` and `target` below it, each a value or a list.
struct CommandSection {
    private(set) var marks: [CommandKind: CommandMarks] = [:]

    /// Reads the section, but for the settings in it that have a row in the table of settings.
    ///
    /// Errors: a `Failure` with the line, for an unknown command, an unknown mark, or a value that cannot be one.
    init(_ section: Node, mistake: (Node, String) -> Failure) throws {
        for (key, value) in section.mapping.map(Array.init) ?? [] {
            let name = key.string ?? ""
            if Setting(rawValue: "commands.\(name)") != nil { continue }
            guard let kind = CommandKind.allCases.first(where: { $0.settingName == name }) else {
                let known = CommandKind.allCases.map(\.settingName) + ["body"]
                let hint = name.nearest(among: known).map { "perhaps “\($0)” is meant" }
                throw mistake(
                    key, "“\(name)” is no command; " + (hint ?? "there are \(known.joined(separator: ", "))"))
            }
            marks[kind] = try Self.read(kind, value, mistake)
        }
    }

    private static func read(
        _ kind: CommandKind, _ value: Node, _ mistake: (Node, String) -> Failure
    ) throws -> CommandMarks {
        var marks = CommandMarks()
        guard let entries = value.mapping else {
            marks.transitions = try transitions("commands.\(kind.settingName)", value, mistake)
            return marks
        }
        for (key, value) in entries {
            switch key.string {
            case "transition": marks.transitions = try transitions("transition", value, mistake)
            case "slug": marks.slugs = try texts("slug", value, mistake)
            case "name": marks.names = try texts("name", value, mistake)
            case "target": marks.targets = try texts("target", value, mistake)
            default:
                throw mistake(
                    key, "a command is known by transition, slug, name or target, and not by “\(key.string ?? "")”")
            }
        }
        return marks
    }

    private static func transitions(
        _ name: String, _ value: Node, _ mistake: (Node, String) -> Failure
    ) throws -> [Int] {
        try texts(name, value, mistake).map { text in
            guard let id = CommandKind.transition(text) else {
                throw mistake(
                    value, "“\(name)” takes \(CommandKind.expectedTransition), and “\(text)” is something else")
            }
            return id
        }
    }

    private static func texts(
        _ name: String, _ value: Node, _ mistake: (Node, String) -> Failure
    ) throws -> [String] {
        try (value.sequence.map(Array.init) ?? [value]).map { node in
            guard let text = node.scalar?.string, !text.isEmpty else {
                throw mistake(node, "“\(name)” takes one value, or a list of them")
            }
            return text
        }
    }
}

extension CommandKind {
    /// What it is called in a configuration: its own name in small letters, `not_found` for `notFound`.
    var settingName: String { rawValue.inSmallLetters }

    /// The variable that gives its transition: `PACKLINE_COMMANDS_PACK`.
    var variable: String { "PACKLINE_COMMANDS_" + settingName.uppercased() }

    static let expectedTransition = "the id of a transition, a whole number"

    /// The id of a transition; nil for what is none.
    static func transition(_ text: String) -> Int? { Int(text).flatMap { $0 > 0 ? $0 : nil } }
}
