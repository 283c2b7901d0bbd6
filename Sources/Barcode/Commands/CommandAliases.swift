/// Other words for commands, from the configuration: `OBTVALI`, `O-BTN.validate` and what else is printed at a bench.
public struct CommandAliases: Equatable, Sendable {
    /// No aliases at all.
    public static let none = CommandAliases()

    private let commands: [String: CommandCode]

    private init() {
        commands = [:]
    }

    /// The aliases of a table from word to command.
    ///
    /// Throws a `BarcodeError` with the code `invalidAlias` where a word is empty, has the form `XX…XX` of the
    /// station's own codes, or is the same code as another word with another meaning.
    public init(_ table: [String: CommandCode]) throws(BarcodeError) {
        var commands: [String: CommandCode] = [:]
        for word in table.keys.sorted() {
            guard let command = table[word] else { continue }
            let folded = CanonicalForm(word, CodeReader.Settings()).folded
            if folded.isEmpty {
                throw BarcodeError(.invalidAlias, found: "An empty word", expected: "it needs at least one character")
            }
            if folded.utf8.count >= 4, folded.hasPrefix("xx"), folded.hasSuffix("xx") {
                throw BarcodeError(.invalidAlias, found: word, expected: "XX…XX is kept for Packline's own codes")
            }
            if let other = commands[folded], other != command {
                throw BarcodeError(
                    .invalidAlias, found: word, expected: "it already means \(other), apart from the case of letters")
            }
            commands[folded] = command
        }
        self.commands = commands
    }

    /// Whether there are none.
    var isEmpty: Bool { commands.isEmpty }

    /// The command of a word that was read.
    subscript(word: some StringProtocol) -> CommandCode? { commands[word.caseFolded] }
}
