public import Language
import Station

/// Why a theme cannot be used: where it says what is wrong, and what would be right.
public struct ThemeError: PhrasedError, Equatable, Sendable, CustomStringConvertible {
    /// The kinds of mistakes.
    public enum Code: Equatable, Sendable {
        /// There is no theme of that name.
        case notFound
        /// The file cannot be read.
        case unreadable
        /// It is not YAML.
        case notYAML
        /// Something is not of the kind that belongs there.
        case wrongKind
        /// A key, role, colour or attribute that does not exist.
        case unknown
        /// Something has to be there and is not.
        case missing
        /// It inherits itself, by way of others.
        case cycle
    }

    /// The kind of mistake.
    public let code: Code
    /// The file, or the name that was asked for.
    public let file: String
    /// The line, from 1; nil when the whole file is meant.
    public let line: Int?
    /// What is wrong, without a full stop.
    public let problem: Phrase
    /// What would be right, without a full stop.
    public let remedy: Phrase

    /// One sentence for people.
    ///
    ///     dark.yaml:7: 'redd' is no colour of the palette; it has red, green.
    public var phrase: Phrase {
        let place = file + (line.map { ":\($0)" } ?? "")
        return Phrase("theme.mistake", ["place": place, "problem": problem, "remedy": remedy])
    }

    /// The same in English.
    public var description: String { phrase.english }
}
