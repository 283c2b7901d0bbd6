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
        let (first, text) = firstWord(of: line)
        guard let words = byFirstWord[Folding.fold(first)] else { return nil }
        let (second, rest) = firstWord(of: text)
        if let word = words.first(where: { $0.second == Folding.fold(second) && $0.takes(rest) }) {
            return .command(WrittenCommand(word.command.id, text: rest))
        }
        guard let word = words.first(where: { $0.second.isEmpty }) else {
            return .incomplete(words.map(\.command.id))
        }
        guard word.takes(text) else { return nil }
        return .command(WrittenCommand(word.command.id, text: text))
    }

    /// The first word of a text, and all that is written behind the blank after it.
    private static func firstWord(of text: String) -> (word: String, rest: String) {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        return (parts.first.map(String.init) ?? "", parts.count > 1 ? String(parts[1]) : "")
    }

    /// A word of a command, folded: its second part is empty where it has but one.
    private struct Word {
        let second: [UInt8]
        let command: StationCommand

        /// Whether the command takes what is written behind the word.
        func takes(_ text: String) -> Bool { command.argument != nil || text[...].withoutBlanksAround.isEmpty }
    }

    /// The words of the prompt by the first of their parts.
    private static let byFirstWord: [[UInt8]: [Word]] = StationCommand.all
        .filter { $0.appliesTo.contains(.prompt) }
        .reduce(into: [:]) { words, command in
            for word in command.words {
                let (first, second) = firstWord(of: word)
                words[Folding.fold(first), default: []].append(Word(second: Folding.fold(second), command: command))
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
