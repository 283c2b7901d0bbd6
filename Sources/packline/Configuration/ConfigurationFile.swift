import Barcode
import Foundation
import Language
import OMS
import Station
import StationTerminal
import Yams

/// Reads `config.yaml` into settings, the computer's and then the user's; each mistake is kept with its line and what would
/// be right.
///
/// Of two files the later wins: value for value, and as a whole for what lists things of its own, such as `printers`.
struct ConfigurationFile {
    private(set) var values: [Setting: SetValue] = [:]
    /// What the installation calls query parameters.
    private(set) var parameterNames = ParameterNames()
    /// What the installation's states mean.
    private(set) var states = StateTable()
    /// What the installation's own commands are known by.
    private(set) var commandMarks: [CommandKind: CommandIdentifiers] = [:]
    /// Other words for commands.
    private(set) var aliases = CommandAliases.none
    /// The printers.
    private(set) var printers = PrinterTable()
    /// The keys that give commands.
    private(set) var keymap = Keymap.standard
    /// Everything that is wrong in the files, in the order of their lines.
    private(set) var mistakes: [Failure] = []
    /// The files that were read, in their order.
    private(set) var paths: [String] = []
    /// The file that is being read.
    private var path: String { paths.last ?? "" }
    /// Whether only its owner may read it, as it was when it was read.
    private var isPrivate = false

    /// The longest configuration, in bytes.
    private static let longest = 4 * 1_048_576

    /// Reads the file at a path, which must be there.
    ///
    /// Errors: a `Failure` where the file as a whole cannot be read.
    init(path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure(Phrase("program.configuration-missing", ["path": path]), Status.noInput)
        }
        try readFile(at: path)
    }

    /// Reads those of some files that are there, the later wins.
    ///
    /// Errors: a `Failure` where a file as a whole cannot be read.
    init(layers paths: [String]) throws {
        for path in paths where FileManager.default.fileExists(atPath: path) { try readFile(at: path) }
    }

    private mutating func readFile(at path: String) throws {
        paths.append(path)
        guard let file = OpenedFile(path), !file.isFolder, let text = file.text(atMost: Self.longest) else {
            throw Failure(Phrase("program.configuration-unreadable", ["path": path]), Status.noInput)
        }
        isPrivate = file.isPrivate
        try read(text)
    }

    private mutating func read(_ text: String) throws {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Failure(notYAML(error, in: text), Status.configuration)
        }
        guard let root, root != Node("") else { return }
        guard let mapping = root.mapping else {
            throw mistake(root, Phrase("configuration.no-values"))
        }
        for (key, value) in mapping { try collectMistakes { try $0.readTop(key, value) } }
    }

    /// Keeps what is wrong, so that the rest is looked at too.
    private mutating func collectMistakes(_ read: (inout ConfigurationFile) throws -> Void) throws {
        do {
            try read(&self)
        } catch let failure as Failure {
            mistakes.append(failure)
        }
    }

    private mutating func readTop(_ key: Node, _ value: Node) throws {
        switch key.string {
        case "states": try readSection("states", value) { $0.states = try StateSection($1, mistake: $0.mistake).table }
        case "keys": try readSection("keys", value) { $0.keymap = try KeySection($1, mistake: $0.mistake).keymap }
        case "parameters":
            try readSection("parameters", value) {
                $0.parameterNames = try ParameterSection($1, mistake: $0.mistake).names
            }
        case PrinterSection.name:
            try refuseValue(PrinterSection.name, value)
            let section = PrinterSection(value, place: place(of:))
            printers = section.table
            mistakes += section.mistakes
        case "commands":
            try readSection("commands", value) {
                $0.commandMarks = try CommandSection($1, mistake: $0.mistake).marks
            }
            for (key, value) in value.mapping.map(Array.init) ?? [] where key.string == "body" {
                try read(key, value, below: "commands.")
            }
        default: try read(key, value, below: "")
        }
    }

    /// Reads a section as a whole; where that fails, each entry by itself, to find out what else is wrong.
    private mutating func readSection(
        _ name: String, _ section: Node, _ read: (inout ConfigurationFile, Node) throws -> Void
    ) throws {
        try refuseValue(name, section)
        let before = self
        do {
            try read(&self, section)
        } catch let failure as Failure {
            let entries = section.mapping.map(Array.init) ?? []
            for entry in entries where entries.count > 1 {
                var alone = before
                try collectMistakes { _ in
                    try read(&alone, .mapping(Node.Mapping([(entry.key, entry.value)], .implicit, .any, section.mark)))
                }
            }
            // What no entry shows alone is wrong between them.
            if mistakes.count == before.mistakes.count { throw failure }
        }
    }

    /// A section may be empty, but it is no value.
    private func refuseValue(_ name: String, _ value: Node) throws {
        guard value.mapping == nil, value.scalar?.string.isEmpty != true else { return }
        throw mistake(value, Phrase("configuration.section", ["name": name]))
    }

    private mutating func read(_ key: Node, _ value: Node, below prefix: String) throws {
        let name = prefix + (key.string ?? "")
        if Setting.allCases.contains(where: { $0.rawValue.hasPrefix(name + ".") }) {
            try refuseValue(name, value)
            for (key, value) in value.mapping.map(Array.init) ?? [] {
                try collectMistakes { try $0.read(key, value, below: name + ".") }
            }
            return
        }
        if name == AliasSection.name {
            // A value instead of a section is told by the section itself.
            guard value.mapping != nil else {
                aliases = try AliasSection(value, mistake: mistake).aliases
                return
            }
            try readSection(name, value) { $0.aliases = try AliasSection($1, mistake: $0.mistake).aliases }
            return
        }
        guard let setting = Setting(rawValue: name) else {
            throw mistake(key, Phrase("configuration.no-setting", ["name": name, "hint": Self.hint(for: name)]))
        }
        if setting.takesList, let items = value.sequence {
            let texts = items.compactMap(\.scalar?.string)
            guard texts.count == items.count else {
                throw mistake(value, Phrase("configuration.list", ["name": name, "expected": setting.expected]))
            }
            values[setting] = SetValue(text: texts.joined(separator: ","), origin: place(of: key))
            return
        }
        guard let scalar = value.scalar else {
            let key = setting.takesList ? "configuration.list" : "configuration.one-value"
            throw mistake(value, Phrase(key, ["name": name, "expected": setting.expected]))
        }
        if scalar.tag.description.hasSuffix(":null") || (scalar.string.isEmpty && scalar.style == .plain) { return }
        values[setting] = SetValue(text: scalar.string, origin: place(of: key))
        if setting.isSecret { try refuseOpenFile(setting) }
    }

    /// A secret in a file that others may read is no secret.
    private func refuseOpenFile(_ setting: Setting) throws {
        guard !isPrivate else { return }
        throw Failure(
            Phrase("configuration.open-file", ["path": path, "name": setting.rawValue]), Status.configuration)
    }

    private func mistake(_ node: Node, _ phrase: Phrase) -> Failure { Failure(at: place(of: node), phrase) }

    private func place(of node: Node) -> Phrase { .line(node.mark?.line ?? 1, of: path) }

    /// What is wrong and where.
    ///
    /// The library's own words are taken only where they show nothing of the file: there may be a token in it.
    private func notYAML(_ error: YamlError, in text: String) -> Phrase {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return Phrase(
                "configuration.not-yaml.where", ["path": path, "line": String(mark.line), "problem": problem])
        case .duplicatedKeysInMapping(let names, _):
            let name = names.first ?? ""
            let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
                .filter { Substring($0.element).drop { $0 == " " }.hasPrefix("\(name):") }.map { String($0.offset + 1) }
            return Phrase(
                "configuration.twice", ["path": path, "name": name, "lines": lines.joined(separator: ", ")])
        default:
            return Phrase("configuration.not-yaml", ["path": path])
        }
    }

    /// The sections of the file: what has settings or entries of its own below it.
    private static let sections =
        ["states", "keys", "parameters", "commands", PrinterSection.name, AliasSection.name]
        + Setting.allCases.compactMap { $0.rawValue.split(separator: ".").dropLast().first.map(String.init) }

    /// A known name that differs in little, as a hint.
    private static func hint(for name: String) -> Phrase {
        .nearest(to: name, among: Setting.allCases.map(\.rawValue) + sections) ?? Phrase("configuration.listed")
    }
}
