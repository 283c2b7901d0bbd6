import Station
import StationTerminal
import Yams

/// The section `keys` of a configuration: commands by their ids, and the keys that give them instead of the usual ones.
///
///     keys:
///       pack: F5
///       next: [F11, ctrl-n]
struct KeySection {
    /// The usual keys with those of the section.
    private(set) var keymap = Keymap.standard

    /// Reads the section.
    ///
    /// Errors: a `Failure` with the line, for an unknown command, an unknown key, a key that stands here twice, or one that
    /// belongs to the prompt, to the terminal or to scanners.
    init(_ section: Node, mistake: (Node, String) -> Failure) throws {
        for (key, value) in section.mapping.map(Array.init) ?? [] {
            let command = try Self.command(key, mistake)
            let names = value.sequence.map(Array.init) ?? [value]
            guard !names.isEmpty else {
                throw mistake(
                    value,
                    "“\(command.rawValue)” has an empty list: give it a key, or leave it out to keep its usual ones")
            }
            for name in names {
                guard let text = name.scalar?.string, !text.isEmpty else {
                    throw mistake(name, "“\(command.rawValue)” takes the name of a key, such as F5 or ctrl-p")
                }
                do throws(KeyBindingError) {
                    keymap = try keymap.binding(command, to: text)
                } catch {
                    throw mistake(name, error.description)
                }
            }
        }
    }

    private static func command(_ key: Node, _ mistake: (Node, String) -> Failure) throws -> StationCommand.ID {
        let name = key.scalar?.string ?? ""
        if let command = StationCommand.ID(rawValue: name) { return command }
        let known = StationCommand.all.filter(\.takesKey).map(\.id.rawValue)
        let hint = name.nearest(among: known).map { "perhaps “\($0)” is meant" }
        throw mistake(
            key, "there is no command “\(name)”; \(hint ?? "there are \(known.joined(separator: ", "))")")
    }
}
