import Language
import Yams

/// Reads a theme from YAML, strictly: a key that means nothing is a mistake, not a wish.
///
///     name: mine
///     inherits: light                  # what is not given here is drawn as there; dark where this line is missing
///     palette:
///       green: {256: 114, 16: green}   # or one of the 16 names, an index from 0 to 255, '#rrggbb'
///     selected: {attributes: [reverse]}
///     roles:
///       ok: {foreground: green, attributes: [bold]}
///
/// A theme without a parent has to give everything, every role included.
struct ThemeReader {
    /// What mistakes are reported under.
    let file: String

    /// The name of a theme's parent, and the line in which it is given.
    struct ParentName {
        let name: String
        let line: Int?
    }

    /// The theme that a text describes; `parent` finds the theme that it inherits, by the name that it gives.
    func read(
        _ yaml: String, parent find: (ParentName?) throws(ThemeError) -> Theme? = { (_) throws(ThemeError) in nil }
    ) throws(ThemeError) -> Theme {
        let root = try entries(
            of: try compose(yaml), called: .theme, allowed: ["name", "palette", "selected", "roles", "inherits"])
        let name = try name(in: root)
        let parent = try find(try parentName(in: root))
        var palette = parent?.palette ?? [:]
        if let node = try value("palette", in: root, of: parent) {
            palette.merge(try readPalette(node)) { $1 }
        }
        var (appearances, selected) = (parent?.appearances ?? [:], parent?.selected ?? Appearance())
        if let node = try value("selected", in: root, of: parent) {
            selected = try readAppearance(node, called: .named("selected"), palette)
        }
        if let node = try value("roles", in: root, of: parent) { try readRoles(node, palette, into: &appearances) }
        return Theme(name: name, appearances: appearances, selected: selected, palette: palette)
    }

    /// The name of a theme; one that inherits another is called as its file where it gives none.
    private func name(in root: Entries) throws(ThemeError) -> String {
        let given = root.first { $0.key == "name" }?.value
        if given == nil, root.contains(where: { $0.key == "inherits" }) {
            let name = file.split(separator: "/").last.map(String.init) ?? file
            return name.hasSuffix(".yaml") ? String(name.dropLast(".yaml".count)) : name
        }
        guard let given else { throw missing("name") }
        return try text(of: given, called: .name)
    }

    private func parentName(in root: Entries) throws(ThemeError) -> ParentName? {
        guard let node = root.first(where: { $0.key == "inherits" })?.value else { return nil }
        return ParentName(name: try text(of: node, called: .named("inherits")), line: node.mark?.line)
    }

    /// What a theme gives under a key; nil where it leaves that to its parent.
    private func value(_ key: String, in root: Entries, of parent: Theme?) throws(ThemeError) -> Node? {
        parent == nil ? try required(key, in: root) : root.first { $0.key == key }?.value
    }

    private func compose(_ yaml: String) throws(ThemeError) -> Node {
        do {
            if let node = try Yams.compose(yaml: yaml) { return node }
        } catch let error as YamlError {
            throw mistake(.notYAML, line: error.line, error.problem, Phrase("theme.examples"))
        } catch {
            throw mistake(.notYAML, Phrase("theme.not-yaml"), Phrase("theme.examples"))
        }
        throw mistake(.missing, Phrase("theme.empty"), Phrase("theme.empty.remedy"))
    }

    private func readPalette(_ node: Node) throws(ThemeError) -> [String: Colour] {
        var palette: [String: Colour] = [:]
        for (name, value) in try entries(of: node, called: .palette, allowed: nil) {
            palette[name] = try readColour(value)
        }
        return palette
    }

    private func readColour(_ node: Node) throws(ThemeError) -> Colour {
        guard node.mapping != nil else { return try colour(node) }
        let depths = try entries(of: node, called: .colour, allowed: ["256", "16"])
        let many = try colour(try required("256", in: depths, of: node))
        let few = try colour(try required("16", in: depths, of: node))
        return Colour(xterm: many.xterm, ansi: few.ansi)
    }

    private func colour(_ node: Node) throws(ThemeError) -> Colour {
        let text = try text(of: node, called: .colour)
        if let colour = Colour(text) { return colour }
        let remedy = Phrase("theme.no-colour.remedy", ["known": list(Colour.names)])
        throw mistake(.unknown, at: node, Phrase("theme.no-colour", ["name": text]), remedy)
    }

    private func readRoles(
        _ node: Node, _ palette: [String: Colour], into appearances: inout [Role: Appearance]
    ) throws(ThemeError) {
        let names = Role.allCases.map(\.rawValue)
        for (name, value) in try entries(of: node, called: .roles, allowed: names) {
            guard let role = Role(rawValue: name) else { continue }
            appearances[role] = try readAppearance(value, called: .named(name), palette)
        }
        let missing = Role.allCases.filter { appearances[$0] == nil }.map(\.rawValue)
        guard missing.isEmpty else {
            let remedy = Phrase("theme.roles-missing.remedy", ["nothing": "{}"])
            throw mistake(.missing, at: node, Phrase("theme.roles-missing", ["names": list(missing)]), remedy)
        }
    }

    private func readAppearance(_ node: Node, called part: Phrase, _ palette: [String: Colour]) throws(ThemeError)
        -> Appearance
    {
        var appearance = Appearance()
        let keys = ["foreground", "background", "attributes"]
        for (key, value) in try entries(of: node, called: part, allowed: keys) {
            switch key {
            case "foreground": appearance.foreground = try paletteColour(value, palette)
            case "background": appearance.background = try paletteColour(value, palette)
            default: appearance.attributes = try readAttributes(value)
            }
        }
        return appearance
    }

    private func paletteColour(_ node: Node, _ palette: [String: Colour]) throws(ThemeError) -> Colour {
        let name = try text(of: node, called: .colour)
        if let colour = palette[name] { return colour }
        let remedy = palette.isEmpty ? Phrase("theme.palette-empty") : has(palette.keys.sorted())
        throw mistake(.unknown, at: node, Phrase("theme.not-in-palette", ["name": name]), remedy)
    }

    private func readAttributes(_ node: Node) throws(ThemeError) -> TextAttributes {
        guard let sequence = node.sequence else {
            throw mistake(
                .wrongKind, at: node, Phrase("theme.attributes"), Phrase("theme.attributes.remedy"))
        }
        var attributes: TextAttributes = []
        for entry in sequence {
            let name = try text(of: entry, called: .attribute)
            guard let known = TextAttributes.names.first(where: { $0.name == name }) else {
                let remedy = Phrase(
                    "theme.no-attribute.remedy", ["known": list(TextAttributes.names.map(\.name))])
                throw mistake(.unknown, at: entry, Phrase("theme.no-attribute", ["name": name]), remedy)
            }
            attributes.insert(known.attribute)
        }
        return attributes
    }
}

// MARK: - What is common to all parts

extension ThemeReader {
    private typealias Entries = [(key: String, value: Node)]

    private func entries(of node: Node, called part: Phrase, allowed: [String]?) throws(ThemeError) -> Entries {
        guard let mapping = node.mapping else {
            let remedy = allowed.map(has) ?? Phrase("theme.not-mapping.remedy")
            throw mistake(.wrongKind, at: node, Phrase("theme.not-mapping", ["what": part]), remedy)
        }
        var entries: Entries = []
        for (keyNode, value) in mapping {
            let key = try text(of: keyNode, called: .key)
            guard allowed?.contains(key) ?? true else {
                throw mistake(
                    .unknown, at: keyNode, Phrase("theme.no-key", ["key": key, "what": part]),
                    Phrase("theme.no-key.remedy", ["known": list(allowed ?? [])]))
            }
            entries.append((key, value))
        }
        return entries
    }

    private func required(_ key: String, in entries: Entries, of node: Node? = nil) throws(ThemeError) -> Node {
        if let value = entries.first(where: { $0.key == key })?.value { return value }
        throw missing(key, line: node?.mark?.line)
    }

    private func text(of node: Node, called part: Phrase) throws(ThemeError) -> String {
        if let scalar = node.scalar, !scalar.string.isEmpty { return scalar.string }
        throw mistake(
            .wrongKind, at: node, Phrase("theme.not-word", ["what": part]), Phrase("theme.not-word.remedy"))
    }

    private func list(_ names: [String]) -> String { names.joined(separator: ", ") }

    private func has(_ names: [String]) -> Phrase { Phrase("theme.has", ["known": list(names)]) }

    private func missing(_ key: String, line: Int? = nil) -> ThemeError {
        mistake(
            .missing, line: line, Phrase("theme.missing", ["key": key]), Phrase("theme.missing.remedy", ["key": key]))
    }

    private func mistake(_ code: ThemeError.Code, at node: Node, _ problem: Phrase, _ remedy: Phrase) -> ThemeError {
        mistake(code, line: node.mark?.line, problem, remedy)
    }

    private func mistake(
        _ code: ThemeError.Code, line: Int? = nil, _ problem: Phrase, _ remedy: Phrase
    ) -> ThemeError {
        ThemeError(code: code, file: file, line: line, problem: problem, remedy: remedy)
    }
}

/// The parts of a theme, as mistakes call them.
extension Phrase {
    fileprivate static let theme = Phrase("theme.part.theme")
    fileprivate static let palette = Phrase("theme.part.palette")
    fileprivate static let colour = Phrase("theme.part.colour")
    fileprivate static let roles = Phrase("theme.part.roles")
    fileprivate static let attribute = Phrase("theme.part.attribute")
    fileprivate static let key = Phrase("theme.part.key")
    fileprivate static let name = Phrase("theme.part.name")

    fileprivate static func named(_ name: String) -> Phrase { Phrase("theme.part.named", ["name": name]) }
}

extension YamlError {
    /// Where it is, when that is known.
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }

    /// What it is, without a full stop.
    fileprivate var problem: Phrase {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _),
            .reader(let problem, _, _, _):
            Phrase("theme.not-yaml.where", ["problem": problem])
        case .duplicatedKeysInMapping(let keys, _): Phrase("theme.twice", ["keys": keys.joined(separator: ", ")])
        default: Phrase("theme.not-yaml")
        }
    }
}
