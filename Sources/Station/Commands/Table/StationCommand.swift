public import Barcode
public import Language
import OMS

/// Something that a packer can tell the station to do, by key, by word or by scan.
///
/// `all` is the one table of them: the words of the prompt, the keys, the legend, the help, the printed codes, the
/// aliases and the README's table come from it. A new command is an entry there, and the code in
/// `StationModel.run` that does it.
public struct StationCommand: Equatable, Identifiable, Sendable {
    /// What it is called in a configuration, whatever the language: `not-found`.
    public let id: ID
    /// The English words that give it, written at the prompt or as an answer; the first is the one that is shown.
    public let englishWords: [String]
    /// The Turkish ones: the words of both languages are understood at once.
    public let turkishWords: [String]
    /// What is written behind the word; nil where nothing is.
    public let argument: Argument?
    /// Where it is understood.
    public let appliesTo: Set<Place>
    /// How soon the legend leaves it out where there is no room for all: the greatest go first.
    ///
    /// Nil is not in the legend unless somebody bound it to a key.
    public let legendRank: Int?
    /// The code that gives it when it is scanned; nil where there is none.
    public let code: CommandCode?

    /// All words that give it.
    public var words: [String] { englishWords + turkishWords }

    /// The word that is shown; nil for what only a key can do.
    public var word: String? { englishWords.first }

    /// The word that is shown in a language; nil for what only a key can do.
    public func word(in language: LanguageTag) -> String? {
        language == .turkish ? turkishWords.first ?? word : word
    }

    /// What a legend calls it, in a word or two, however wide the screen is.
    public var label: Phrase { Phrase("command.\(id.rawValue).label") }

    /// What the help says, in a sentence.
    public var help: Phrase { Phrase("command.\(id.rawValue).help") }

    /// What its code is called on paper.
    public var codeTitle: Phrase { Phrase("command.\(id.rawValue).code") }

    /// What its code does, in a few words: `packs the open package`.
    public var codePurpose: Phrase { Phrase("command.\(id.rawValue).purpose") }

    /// What it is called in a sentence, also where it has no word.
    public var name: String { word ?? id.rawValue }

    /// How it is written, with what stands behind the word: `pack [X]`; nil for what only a key can do.
    public var usage: String? { usage(in: .english) }

    /// How it is written in a language.
    public func usage(in language: LanguageTag) -> String? {
        word(in: language).map { [$0, argument?.placeholder].compactMap(\.self).joined(separator: " ") }
    }

    /// Whether a key can give it: what answers a question, or needs something behind its word, is written.
    public var takesKey: Bool {
        !appliesTo.isDisjoint(with: [.prompt, .screen]) && argument?.isOptional ?? true
    }

    /// Where a command is understood.
    public enum Place: Sendable {
        /// At the prompt, while nothing is asked.
        case prompt
        /// As the answer to a question.
        case question
        /// In the row of a form.
        case form
        /// On the screen alone: it moves about there.
        case screen
    }

    /// What is written behind a word.
    public struct Argument: Equatable, Sendable {
        /// How the help shows it.
        public let placeholder: String
        /// Whether it can be left out.
        public let isOptional: Bool
        /// Whether it can be scanned behind the typed word.
        public let isScanned: Bool

        /// Something that must be there.
        static func needed(_ placeholder: String, isScanned: Bool = true) -> Argument {
            Argument(placeholder: placeholder, isOptional: false, isScanned: isScanned)
        }

        /// Something that can be left out.
        static func optional(_ placeholder: String, isScanned: Bool = true) -> Argument {
            Argument(placeholder: "[\(placeholder)]", isOptional: true, isScanned: isScanned)
        }
    }

    init(
        _ id: ID, _ words: String..., turkish: [String] = [], argument: Argument? = nil,
        in places: Set<Place> = [.prompt], legend: Int? = nil, code: CommandCode? = nil
    ) {
        (self.id, englishWords, turkishWords) = (id, words, turkish)
        (self.argument, appliesTo) = (argument, places)
        (legendRank, self.code) = (legend, code)
    }
}

// MARK: - Looking one up

extension StationCommand {
    private static let entries = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// The command of an id.
    public static subscript(id: ID) -> StationCommand {
        // The table has every id, and a test holds it to that.
        entries[id] ?? StationCommand(id)
    }

    /// The command that a scanned code gives; nil for a code that gives none.
    public init?(code: CommandCode) {
        guard let command = Self.all.first(where: { $0.code == code }) else { return nil }
        self = command
    }

    /// The command that a word gives there; nil where it gives none.
    ///
    /// Case and diacritics do not matter, and `ı`, `i`, `I` and `İ` are one letter, as in the filter: `HAYIR` is `hayır`,
    /// also under Caps Lock.
    static func named(_ word: String, in place: Place) -> ID? { named[place]?[Folding.fold(word)] }

    private static let named: [Place: [[UInt8]: ID]] = all.reduce(into: [:]) { named, command in
        for place in command.appliesTo {
            for word in command.words { named[place, default: [:]][Folding.fold(word)] = command.id }
        }
    }

    /// The word of the prompt that a line most likely begins with, where it begins with none; nil where none is near.
    static func word(near line: String) -> String? {
        guard let first = line.split(separator: " ").first, first.count > 2, first.allSatisfy(\.isLetter) else {
            return nil
        }
        let typed = String(decoding: Folding.fold(String(first)), as: UTF8.self)
        return typed.nearest(among: foldedWords.keys.sorted(), most: 1).flatMap { foldedWords[$0] }
    }

    /// The words of the prompt that are long enough for a slip to be told from another word.
    private static let foldedWords = Dictionary(
        all.filter { $0.appliesTo.contains(.prompt) }.flatMap(\.words).filter { $0.count > 3 }
            .map { (String(decoding: Folding.fold($0), as: UTF8.self), $0) }, uniquingKeysWith: { first, _ in first })
}

extension StationCommand.ID {
    /// What the words *yes* and *no* mean as a value; nil for any other.
    var flag: JSONValue? {
        switch self {
        case .yes: true
        case .no: false
        default: nil
        }
    }
}
