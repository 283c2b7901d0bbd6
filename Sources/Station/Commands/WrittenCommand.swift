/// A line that begins with the word of a command, and what is written behind it.
struct WrittenCommand: Equatable {
    /// What the word gives.
    let command: StationCommand.ID
    /// What is written behind the word, as it was written.
    let text: String

    /// A word with what is written behind it.
    init(_ command: StationCommand.ID, text: String = "") { (self.command, self.text) = (command, text) }

    /// What is written behind the word, without the blanks around it.
    var argument: String { text[...].withoutBlanksAround }

    /// What a line says.
    enum Reading: Equatable {
        /// A command.
        case command(WrittenCommand)
        /// The first of the two words of these commands, without a second of theirs: `mode`.
        case incomplete([StationCommand.ID])
    }

    /// Reads a line of the prompt; nil where it begins with no word, or has something behind a word that takes nothing.
    static func read(_ line: String) -> Reading? {
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard let first = parts.first?.lowercased(), let commands = byFirstWord[first] else { return nil }
        let text = parts.count > 1 ? String(parts[1]) : ""
        let whole = "\(first) \(text[...].withoutBlanksAround.lowercased())"
        if let command = commands.first(where: { $0.words.contains(whole) }) {
            return .command(WrittenCommand(command.id))
        }
        guard let command = commands.first(where: { $0.words.contains(first) }) else {
            return .incomplete(commands.map(\.id))
        }
        guard command.argument != nil || text[...].withoutBlanksAround.isEmpty else { return nil }
        return .command(WrittenCommand(command.id, text: text))
    }

    /// The commands of the prompt by the first of their words.
    private static let byFirstWord: [String: [StationCommand]] = StationCommand.all
        .filter { $0.appliesTo.contains(.prompt) }
        .reduce(into: [:]) { commands, command in
            for word in command.words {
                commands[String(word.prefix { $0 != " " }), default: []].append(command)
            }
        }
}

extension Substring {
    /// The text without the blanks around it, of whatever kind.
    fileprivate var withoutBlanksAround: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
