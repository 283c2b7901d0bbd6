import Language
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
    init(_ section: Node, mistake: (Node, Phrase) -> Failure) throws {
        for (key, value) in section.mapping.map(Array.init) ?? [] {
            let command = try Self.command(key, mistake)
            let names = value.sequence.map(Array.init) ?? [value]
            guard !names.isEmpty else {
                throw mistake(value, Phrase("key.empty-list", ["command": command.rawValue]))
            }
            for name in names {
                guard let text = name.scalar?.string, !text.isEmpty else {
                    throw mistake(name, Phrase("key.name", ["command": command.rawValue]))
                }
                do throws(KeyBindingError) {
                    keymap = try keymap.binding(command, to: text)
                } catch {
                    throw mistake(name, error.phrase)
                }
            }
        }
    }

    private static func command(_ key: Node, _ mistake: (Node, Phrase) -> Failure) throws -> StationCommand.ID {
        let name = key.scalar?.string ?? ""
        if let command = StationCommand.ID(rawValue: name) { return command }
        let known = StationCommand.all.filter(\.takesKey).map(\.id.rawValue)
        throw mistake(key, Phrase("key.no-command", ["name": name, "hint": Phrase.hint(for: name, among: known)]))
    }
}
