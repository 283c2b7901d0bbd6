import ArgumentParser
import Barcode
import Foundation
import Language
import Station
import Yams

/// The section `scanner.aliases` of a configuration: other words that are scanned at a bench, and the ids
/// of the commands they give.
///
///     aliases:
///       OBTVALI: pack
///       O-BTN.validate: yes
struct AliasSection {
    /// The name of the section.
    static let name = "scanner.aliases"
    /// The variable that takes its place: `OBTVALI=pack, O-BTN.validate=yes`.
    static let variable = "PACKLINE_SCANNER_ALIASES"

    private(set) var aliases = CommandAliases.none
    private var commands: [String: CommandCode] = [:]

    /// Reads the section.
    ///
    /// Errors: a `Failure` with the line, for a command that is none, or a word that could be mistaken.
    init(_ section: Node, mistake: (Node, Phrase) -> Failure) throws {
        guard section.mapping != nil || section.scalar?.string.isEmpty == true else {
            throw mistake(section, Phrase("configuration.alias.section", ["name": Self.name]))
        }
        for (key, value) in section.mapping.map(Array.init) ?? [] {
            try add(key.string ?? "", value.scalar?.string ?? "") { mistake(value, $0) }
        }
    }

    /// Reads the variable.
    ///
    /// Errors: a `Failure` that names it.
    init(variable text: String) throws {
        for part in text.split(separator: ",") {
            let words = part.split(separator: "=", maxSplits: 1).map {
                String($0.trimmingPrefix(while: \.isWhitespace))
            }
            try add(words.first ?? "", words.count > 1 ? words[1] : "") { Failure(at: .verbatim(Self.variable), $0) }
        }
    }

    private mutating func add(_ word: String, _ name: String, mistake: (Phrase) -> Failure) throws {
        if let problem = Self.problem(with: word) { throw mistake(problem) }
        guard let command = StationCommand.ID(rawValue: name).flatMap({ StationCommand[$0].code }) else {
            let known = StationCommand.all.filter { $0.code != nil }.map(\.id.rawValue).joined(separator: ", ")
            throw mistake(
                Phrase("configuration.alias.no-command", ["word": word, "known": known, "name": name]))
        }
        commands[word] = command
        do {
            aliases = try CommandAliases(commands)
        } catch {
            throw mistake(Self.refusal(of: word))
        }
    }

    /// Why a word cannot be an alias; nil where it can.
    private static func problem(with word: String) -> Phrase? {
        let folded = word.trimmingCharacters(in: .whitespaces).lowercased()
        if !folded.isEmpty, folded.allSatisfy({ $0.isASCII && $0.isNumber }) {
            return Phrase("configuration.alias.digits", ["word": word, "example": "OK\(word)"])
        }
        guard StationCommand.all.contains(where: { $0.words.contains(folded) }) else { return nil }
        return Phrase("configuration.alias.own-word", ["word": word, "example": "my \(word)"])
    }

    /// Why the scanner's codes cannot have it as an alias.
    private static func refusal(of word: String) -> Phrase {
        let capitals = word.uppercased()
        if word.isEmpty { return Phrase("configuration.alias.empty") }
        return word.utf8.count >= 4 && capitals.hasPrefix("XX") && capitals.hasSuffix("XX")
            ? Phrase("configuration.alias.kept", ["word": word])
            : Phrase("configuration.alias.twice", ["word": word])
    }
}
