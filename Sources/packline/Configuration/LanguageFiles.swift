import Foundation
import Language
import Station

/// The files that correct a language in part: a warehouse's own words, `tr.txt` in one of the folders.
struct LanguageFiles {
    /// Where they are, the later wins.
    let folders: [String]

    /// The folder of the computer, and that of its user.
    init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        folders = ["/etc/packline/languages", Settings.configurationFolder(environment) + "/languages"]
    }

    init(folders: [String]) { self.folders = folders }

    /// The longest file, in bytes.
    private static let longest = 1_048_576

    /// The files that there are for a language.
    func paths(of tag: LanguageTag) -> [String] {
        folders.map { "\($0)/\(tag.rawValue).txt" }.filter(FileManager.default.fileExists(atPath:))
    }

    /// The texts of a language with what the files correct.
    ///
    /// Errors: a `Failure` that names file and line, and what would be right.
    func catalog(of tag: LanguageTag) throws(Failure) -> PhraseCatalog {
        var catalog = PhraseCatalog(tag)
        for path in paths(of: tag) { catalog = try Self.correct(catalog, by: path) }
        return catalog
    }

    /// What the doctor says of the languages that files correct.
    var findings: [Finding] {
        LanguageTag.allCases.compactMap { tag in
            let paths = paths(of: tag)
            guard !paths.isEmpty else { return nil }
            do throws(Failure) {
                _ = try catalog(of: tag)
            } catch {
                return .wrong("language", error.phrase, error.status)
            }
            return .ok(
                "language",
                Phrase("program.language.corrected", ["name": tag.name, "paths": paths.joined(separator: ", ")]))
        }
    }

    private static func correct(_ catalog: PhraseCatalog, by path: String) throws(Failure) -> PhraseCatalog {
        guard let file = OpenedFile(path), !file.isFolder, let text = file.text(atMost: longest) else {
            throw Failure(Phrase("program.language.unreadable", ["path": path]), Status.noInput)
        }
        do throws(CatalogError) {
            return try catalog.corrected(by: text)
        } catch {
            let problem = error.problem.phrase(keys: Array(catalog.keys))
            throw Failure(at: .line(error.line, of: path), problem)
        }
    }
}

extension CatalogError.Problem {
    /// What is wrong, and what would be right.
    fileprivate func phrase(keys: [String]) -> Phrase {
        switch self {
        case .noEntry: return Phrase("program.language.no-entry")
        case .unknownKey(let key):
            guard let near = key.nearest(among: keys) else {
                return Phrase("program.language.unknown-key", ["key": key])
            }
            return Phrase("program.language.misspelt-key", ["key": key, "near": near])
        case .twice(let key): return Phrase("program.language.twice", ["key": key])
        case .empty(let key): return Phrase("program.language.empty", ["key": key])
        case .openBrace(let key): return Phrase("program.language.open-brace", ["key": key, "example": "{name}"])
        case .unknownArgument(let name, let key, let allowed):
            guard !allowed.isEmpty else {
                return Phrase("program.language.no-arguments", ["name": "{\(name)}", "key": key])
            }
            let names = allowed.map { "{\($0)}" }.joined(separator: ", ")
            return Phrase("program.language.unknown-argument", ["name": "{\(name)}", "key": key, "allowed": names])
        }
    }
}
