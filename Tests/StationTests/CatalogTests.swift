import Foundation
import Language
import Testing

@testable import Station

@Suite("The catalogs of phrases")
struct CatalogTests {
    private static let english = PhraseCatalog(.english)
    private static let turkish = PhraseCatalog(.turkish)

    /// The keys without those of other forms.
    private static func keys(of catalog: PhraseCatalog) -> Set<String> {
        Set(catalog.keys.filter { !$0.hasSuffix(".one") && !$0.hasSuffix(".short") })
    }

    /// What a text names.
    private static func arguments(_ text: Substring) -> Set<Substring> {
        Set(text.matches(of: /\{([^}]*)\}/).map(\.1))
    }

    @Test("every phrase is in both")
    func sameKeys() {
        #expect(Self.keys(of: Self.english).symmetricDifference(Self.keys(of: Self.turkish)).sorted() == [])
    }

    @Test("a phrase names the same in both, but for what is said in fewer words of a faulty code")
    func sameArguments() throws {
        for key in Self.keys(of: Self.english) where !key.hasPrefix("barcode.") {
            let (english, turkish) = (try #require(Self.english[key]), try #require(Self.turkish[key]))
            #expect(Self.arguments(english) == Self.arguments(turkish), "\(key)")
        }
    }

    @Test("another form of a phrase names nothing that the phrase does not", arguments: [english, turkish])
    func forms(catalog: PhraseCatalog) throws {
        for key in catalog.keys where key.hasSuffix(".one") || key.hasSuffix(".short") {
            let phrase = try #require(catalog[String(key[..<(key.lastIndex(of: ".") ?? key.endIndex)])], "\(key)")
            let form = try #require(catalog[key])
            #expect(Self.arguments(form).subtracting(Self.arguments(phrase)) == [], "\(key)")
        }
    }

    @Test("every key that is written in a source is in the catalogs, and every key of the catalogs is in a source")
    func used() throws {
        let sources = try Self.sources()
        let keys = Self.keys(of: Self.english)
        let direct = sources.flatMap { $0.matches(of: /\bPhrase\(\s*"([^"\\]+)"/).map { String($0.1) } }
        #expect(direct.filter { !keys.contains($0) }.sorted() == [])
        let literals = Set(sources.flatMap { $0.matches(of: /"([a-zA-Z.-]+)"/).map { String($0.1) } })
        let beginnings = Set(
            sources.flatMap { $0.matches(of: /"([a-z][a-z-]*\.[a-zA-Z.-]*)\\\(/).map { String($0.1) } })
        let unused = keys.filter { key in
            !literals.contains(key) && !beginnings.contains { key.hasPrefix($0) } && !Self.isOfMessage(key)
                && !Self.hasSuffixAdded(key, literals)
        }
        #expect(unused.sorted() == [])
    }

    /// Whether it is the phrase of a message, whose key is made of the message's code.
    private static func isOfMessage(_ key: String) -> Bool {
        MessageCode.allCases.contains { key == "message.\($0.rawValue)" || key.hasPrefix("message.\($0.rawValue).") }
    }

    /// Whether a source adds a suffix to a shorter key: `oms-error.refused` and `.words`.
    private static func hasSuffixAdded(_ key: String, _ literals: Set<String>) -> Bool {
        guard let dot = key.lastIndex(of: ".") else { return false }
        let (beginning, end) = (String(key[..<dot]), String(key[dot...]))
        return literals.contains(end) && keys(of: english).contains(beginning)
    }

    @Test(
        "no sentence for people stands in the station or its screens",
        arguments: [
            "Station", "StationTerminal/Screens", "StationTerminal/Themes",
            "packline/Configuration/Sections", "packline/Configuration/Printers",
        ])
    func noSentences(target: String) throws {
        for source in try Self.sources(of: target) {
            let code = source.split(separator: "\n").filter { !$0.contains(/^\s*\/\//) && !$0.contains("precondition") }
            for line in code {
                let sentence = line.firstMatch(of: /"[^"]*[a-z]{2,} [a-z]{2,} [a-z]{2,}[^"]*"/)
                #expect(sentence == nil || line.contains("case .notUnderstood: ["), "\(line)")
            }
        }
    }

    private static func sources(of target: String = "") throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/\(target)")
        let files =
            FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" } ?? []
        return try files.filter { !$0.lastPathComponent.contains("MessageCode+Meaning") }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }
}
