import Foundation
import Language

/// Finds a theme by its name.
///
/// The files of the repository's `themes` folder are compiled into the program (`embedInCode` in Package.swift), so the
/// built-in themes are there wherever the program is started from, and there is one copy of each to keep. A file of the
/// same name in the user's folder wins over a built-in theme.
public struct ThemeLibrary: Sendable {
    /// The names of the built-in themes.
    public static let builtInNames = ["dark", "light", "mono", "high-contrast"]

    /// Where the user's own themes are, as `NAME.yaml`; nil when there is no such place.
    public let folder: String?

    /// A library of the built-in themes and those of a folder, which need not exist.
    public init(folder: String?) {
        self.folder = folder
    }

    /// The name of the theme to use, from what was asked for.
    ///
    /// A flag wins over `NO_COLOR` (any value but an empty one, see no-color.org), which wins over the configuration.
    public static func name(flag: String?, noColor: String?, configured: String?) -> String {
        if let flag { return flag }
        if let noColor, !noColor.isEmpty { return "mono" }
        return configured ?? "dark"
    }

    /// The names of all themes that there are.
    public var names: [String] {
        let files = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0) } ?? []
        return Self.builtInNames + files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// The theme of a name, or of a file when the name has a `/` or ends in `.yaml`.
    public func theme(named name: String) throws(ThemeError) -> Theme {
        guard let source = source(of: name) else {
            throw ThemeError(
                code: .notFound, file: name, line: nil, problem: Phrase("theme.not-found"), remedy: whatThereIs)
        }
        return try read(source, for: [])
    }

    /// Where a theme stands: among those compiled in, or in a file.
    private enum Source: Equatable {
        case builtIn(String)
        case file(String)

        /// What mistakes are reported under.
        var file: String {
            switch self {
            case .builtIn(let name): "\(name).yaml"
            case .file(let path): path
            }
        }

        /// The file without another spelling of its path; nil for what is compiled in.
        private var path: URL? {
            guard case .file(let path) = self else { return nil }
            return URL(filePath: path).standardized.resolvingSymlinksInPath()
        }

        static func == (left: Source, right: Source) -> Bool {
            left.path == right.path && (left.path != nil || left.file == right.file)
        }
    }

    private func source(of name: String) -> Source? {
        if name.contains("/") || name.hasSuffix(".yaml") { return .file(name) }
        if let folder, FileManager.default.fileExists(atPath: "\(folder)/\(name).yaml") {
            return .file("\(folder)/\(name).yaml")
        }
        return Self.builtInNames.contains(name) ? .builtIn(name) : nil
    }

    private var whatThereIs: Phrase {
        let known = Self.builtInNames.joined(separator: ", ")
        return Phrase("theme.choices", ["known": known, "folder": folder ?? "…/themes"])
    }

    /// Reads a theme that others inherit, the nearest of these last.
    private func read(_ source: Source, for heirs: [Source]) throws(ThemeError) -> Theme {
        try ThemeReader(file: source.file).read(try text(of: source)) { (parent) throws(ThemeError) in
            guard let parent else {
                return source == .builtIn("dark") ? nil : try read(.builtIn("dark"), for: [])
            }
            let heirs = heirs + [source]
            let found = try self.source(ofParent: parent, of: source)
            if heirs.contains(found) {
                let names = (heirs + [found]).map(\.file).joined(separator: " → ")
                throw ThemeError(
                    code: .cycle, file: source.file, line: parent.line,
                    problem: Phrase("theme.cycle", ["names": names]), remedy: Phrase("theme.cycle.remedy"))
            }
            return try read(found, for: heirs)
        }
    }

    /// The theme that another inherits; a file that inherits its own name means the built-in theme of that name.
    private func source(ofParent parent: ThemeReader.ParentName, of heir: Source) throws(ThemeError) -> Source {
        let found = source(of: parent.name)
        if found == heir, Self.builtInNames.contains(parent.name) { return .builtIn(parent.name) }
        if let found { return found }
        throw ThemeError(
            code: .notFound, file: heir.file, line: parent.line,
            problem: Phrase("theme.none", ["name": parent.name]), remedy: whatThereIs)
    }

    private func text(of source: Source) throws(ThemeError) -> String {
        switch source {
        case .builtIn(let name): return String(decoding: Self.builtIn(name), as: UTF8.self)
        case .file(let path):
            if let text = try? String(contentsOfFile: path, encoding: .utf8) { return text }
            throw ThemeError(
                code: .unreadable, file: path, line: nil, problem: Phrase("theme.unreadable"),
                remedy: Phrase("theme.unreadable.remedy"))
        }
    }

    private static func builtIn(_ name: String) -> [UInt8] {
        switch name {
        case "light": PackageResources.light_yaml
        case "mono": PackageResources.mono_yaml
        case "high-contrast": PackageResources.high_contrast_yaml
        default: PackageResources.dark_yaml
        }
    }
}
