import Language
import OMS
import Station
import Yams

/// The section `states` of a configuration: what an installation's states mean, by their value or their name.
///
///     states:
///       "745": shipped
///       Kargoda: shipped
struct StateSection {
    private(set) var table = StateTable()

    /// Reads the section.
    ///
    /// Errors: a `Failure` with the line, for a meaning that is none.
    init(_ section: Node, mistake: (Node, Phrase) -> Failure) throws {
        var meanings: [String: PackageState.Kind] = [:]
        for (key, value) in section.mapping.map(Array.init) ?? [] {
            let (state, word) = (key.scalar?.string ?? "", value.scalar?.string ?? "")
            guard !state.isEmpty else { throw mistake(key, Phrase("configuration.state.named")) }
            guard let kind = PackageState.Kind.allCases.first(where: { $0.settingName == word }) else {
                let known = PackageState.Kind.allCases.map(\.settingName)
                let hint = Phrase.hint(for: word, among: known)
                throw mistake(value, Phrase("configuration.state.meaning", ["word": word, "hint": hint]))
            }
            meanings[state] = kind
        }
        table = StateTable(meanings)
    }
}

extension PackageState.Kind {
    /// What it is called in a configuration: its own name in small letters, `ready_for_packaging`.
    var settingName: String { rawValue.inSmallLetters }
}

extension String {
    /// A name of several words in small letters with underscores: `notFound` is `not_found`.
    var inSmallLetters: String {
        reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }
}
