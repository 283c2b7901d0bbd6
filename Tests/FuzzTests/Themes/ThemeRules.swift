import Language

@testable import StationTerminal

/// What must hold for any text as a theme: one mistake with its line and what would be right, or a theme in which every role
/// is drawn.
enum ThemeRules {
    private static let dark = try? ThemeLibrary(folder: nil).theme(named: "dark")

    /// Checks an input as a theme that stands alone, and as one that inherits another.
    static func check(_ input: [UInt8]) throws(BrokenRule) {
        let text = String(decoding: input, as: UTF8.self)
        for parent in [nil, dark] {
            let theme: Theme
            do throws(ThemeError) {
                theme = try ThemeReader(file: "a.yaml").read(text) { _ throws(ThemeError) in parent }
            } catch {
                let lines = text.utf8.count { $0 == UInt8(ascii: "\n") } + 2
                try require(error.line.map { $0 >= 1 && $0 <= lines } ?? true, "line \(error.line ?? 0) of \(lines)")
                try require(error.file == "a.yaml" && error.description.hasPrefix("a.yaml"), "\(error)")
                continue
            }
            try require(Role.allCases.allSatisfy { theme.appearances[$0] != nil }, "a role is not drawn")
            try require(!theme.name.isEmpty, "a theme without a name")
            try require(theme.appearances.count == Role.allCases.count, "there are roles more")
        }
    }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_themes")
    public func fuzzThemes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: ThemeRules.check)
    }
#endif
