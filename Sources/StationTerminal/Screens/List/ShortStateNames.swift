import Language
import TerminalText

/// What states are called where there is no room for their names, by a table of the catalog.
///
/// The names are the OMS's own, in its own language: the table has those of both.
struct ShortStateNames {
    private let words: Localizer

    init(_ words: Localizer) { self.words = words }

    /// The name as it is where it fits, else as the table has it.
    func name(_ name: String, within columns: Int) -> String {
        guard GlyphWidth.columns(of: name) > columns else { return name }
        let table = words("screen.short-states").split(separator: ",").map { $0.drop { $0 == " " } }
        let entry = table.first { $0.hasPrefix("\(name):") }
        return entry.map { String($0.dropFirst(name.count + 1)) } ?? name
    }
}
