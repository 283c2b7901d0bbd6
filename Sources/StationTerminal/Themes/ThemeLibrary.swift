import Foundation

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

    /// The theme of a name, or of a file when the name has a `/` or ends in `.yaml`.
    public func theme(named name: String) throws(ThemeError) -> Theme {
        if name.contains("/") || name.hasSuffix(".yaml") { return try read(name) }
        if let folder, FileManager.default.fileExists(atPath: "\(folder)/\(name).yaml") {
            return try read("\(folder)/\(name).yaml")
        }
        if let bytes = Self.builtIn(name) {
            return try ThemeReader(file: "\(name).yaml").read(String(decoding: bytes, as: UTF8.self))
        }
        let known = Self.builtInNames.joined(separator: ", ")
        let remedy = "built-in themes are \(known); others are files \(folder ?? "…/themes")/NAME.yaml"
        throw ThemeError(code: .notFound, file: name, line: nil, problem: "there is no such theme", remedy: remedy)
    }

    private func read(_ path: String) throws(ThemeError) -> Theme {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ThemeError(
                code: .unreadable, file: path, line: nil, problem: "the theme cannot be read",
                remedy: "it has to be a text file in UTF-8 that you may read")
        }
        return try ThemeReader(file: path).read(text)
    }

    private static func builtIn(_ name: String) -> [UInt8]? {
        switch name {
        case "dark": PackageResources.dark_yaml
        case "light": PackageResources.light_yaml
        case "mono": PackageResources.mono_yaml
        case "high-contrast": PackageResources.high_contrast_yaml
        default: nil
        }
    }
}
