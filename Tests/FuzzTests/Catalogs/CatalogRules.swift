import Language

/// What must hold for any file that corrects a language: one mistake in a line of it, or texts of which the last word is its own.
enum CatalogRules {
    private static let catalogs = LanguageTag.allCases.map(PhraseCatalog.init)

    static func check(_ input: [UInt8]) throws(BrokenRule) {
        let file = String(decoding: input, as: UTF8.self)
        let lines = file.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for catalog in catalogs {
            let corrected: PhraseCatalog
            do throws(CatalogError) {
                corrected = try catalog.corrected(by: file)
            } catch {
                try require((1...lines.count).contains(error.line), "\(error)")
                continue
            }
            var given: Set<String> = []
            for line in lines {
                let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, let first = trimmed(parts[0]).utf8.first, first != UInt8(ascii: "#") else {
                    continue
                }
                let (key, text) = (trimmed(parts[0]), trimmed(parts[1]))
                given.insert(key)
                try require(corrected[key].map(String.init) == text, "“\(key)” is not “\(text)”")
                _ = Localizer(corrected, commands: [:]).text(Phrase(key, ["count": 1]))
            }
            try require(Set(corrected.keys) == Set(catalog.keys).union(given), "other texts come or go")
        }
    }

    private static func trimmed(_ text: Substring.UTF8View) -> String {
        let blanks = " \t\r".utf8
        let start = text.drop { blanks.contains($0) }
        let end = start.lastIndex { !blanks.contains($0) }.map { start.index(after: $0) } ?? start.startIndex
        return String(Substring(start[..<end]))
    }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_catalogs")
    public func fuzzCatalogs(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: CatalogRules.check)
    }
#endif
