/// The texts of one language, by key.
///
/// A catalog is lines of `key = text`; a line that begins with `#` is a comment. In a text, `{name}` stands for an
/// argument. `key.one` is the form for a `count` of one where it differs, `key.short` a form for where there is little room.
public struct PhraseCatalog: Sendable {
    /// The language.
    public let tag: LanguageTag
    private var texts: [String: Substring]

    /// The catalog that is compiled into the program.
    public init(_ tag: LanguageTag) {
        self.tag = tag
        texts = [:]
        texts.reserveCapacity(1_200)
        for file in Self.files(of: tag) {
            Self.forEachEntry(in: String(decoding: file, as: UTF8.self)) { _, entry in
                if let (key, text) = entry { texts[String(key)] = text }
            }
        }
    }

    private init(_ tag: LanguageTag, _ texts: [String: Substring]) { (self.tag, self.texts) = (tag, texts) }

    /// The text of a key; nil where there is none.
    public subscript(key: String) -> Substring? { texts[key] }

    /// All keys, with those of other forms.
    public var keys: some Collection<String> { texts.keys }

    /// The catalog with the texts that a file has for some of its keys.
    ///
    /// Errors: what is wrong in the file, the first thing that is.
    public func corrected(by file: String) throws(CatalogError) -> PhraseCatalog {
        var corrected = texts
        var seen: Set<Substring> = []
        var mistake: CatalogError?
        Self.forEachEntry(in: file) { line, entry in
            guard mistake == nil else { return }
            guard let (key, text) = entry else {
                mistake = CatalogError(line: line, .noEntry)
                return
            }
            mistake = problem(with: text, for: key, wasSeen: !seen.insert(key).inserted)
                .map { CatalogError(line: line, $0) }
            corrected[String(key)] = text
        }
        if let mistake { throw mistake }
        return PhraseCatalog(tag, corrected)
    }

    private func problem(with text: Substring, for key: Substring, wasSeen: Bool) -> CatalogError.Problem? {
        guard let known = texts[String(key)] ?? texts[String(Self.withoutForm(key))] else {
            return .unknownKey(String(key))
        }
        if wasSeen { return .twice(String(key)) }
        if text.isEmpty { return .empty(String(key)) }
        guard let names = Template.names(in: text) else { return .openBrace(String(key)) }
        let allowed = Template.names(in: known) ?? []
        if let other = names.subtracting(allowed).min() {
            return .unknownArgument(other, key: String(key), allowed: allowed.sorted())
        }
        return nil
    }

    /// A key without the name of a form behind it.
    private static func withoutForm(_ key: Substring) -> Substring {
        for form in [".one", ".short"] where key.hasSuffix(form) { return key.dropLast(form.count) }
        return key
    }

    private static func files(of tag: LanguageTag) -> [[UInt8]] {
        switch tag {
        case .english: englishFiles
        case .turkish: turkishFiles
        }
    }

    /// Goes through the lines that are no comments, each with its number from 1; nil for one that is no entry.
    static func forEachEntry(in file: String, _ body: (Int, (key: Substring, text: Substring)?) -> Void) {
        var number = 0
        for line in file.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let line = trimmed(line)
            guard let first = line.first, first != UInt8(ascii: "#") else { continue }
            guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else {
                body(number, nil)
                continue
            }
            let (key, text) = (trimmed(line[..<equals]), trimmed(line[line.index(after: equals)...]))
            body(number, key.isEmpty ? nil : (Substring(key), Substring(text)))
        }
    }

    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        let isBlank = { (byte: UInt8) in
            byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
        }
        var text = text
        while let first = text.first, isBlank(first) { text.removeFirst() }
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }
}

/// What is wrong in a file that corrects a catalog.
public struct CatalogError: Error, Equatable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// What is wrong in it.
    public let problem: Problem

    /// What can be wrong.
    public enum Problem: Equatable, Sendable {
        /// It is not `key = text`.
        case noEntry
        /// No text has that key, it has two texts, or an empty one.
        case unknownKey(String), twice(String), empty(String)
        /// A brace is opened and not closed, or the other way round.
        case openBrace(String)
        /// The text names something that is not known there; what can be named.
        case unknownArgument(String, key: String, allowed: [String])
    }

    init(line: Int, _ problem: Problem) { (self.line, self.problem) = (line, problem) }
}
