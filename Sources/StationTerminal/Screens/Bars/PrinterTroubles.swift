import Language
import Station
import TerminalText

/// The printers that need a hand, each in a word, as the header says it.
struct PrinterTroubles {
    private let troubles: [(printer: String, why: Phrase)]
    private let words: Localizer

    init(_ station: StationModel, _ words: Localizer) { (troubles, self.words) = (station.printerTroubles, words) }

    /// In how many words they are said.
    enum Detail {
        /// Each with its name and what it needs.
        case whole
        /// The first with its name and what it needs in few words, and how many more there are.
        case short
        /// The same without the name.
        case tight
        /// As much of it as fits in so many columns; the name of the first at least.
        case within(Int)
    }

    /// A piece for each that is told; none where all are well.
    func texts(_ detail: Detail) -> [StyledText] {
        guard let first = troubles.first else { return [] }
        let more = troubles.count > 1 ? " +\(troubles.count - 1)" : ""
        let forms = words.forms(first.why)
        let (whole, short) = (named(first.printer, forms[0]), named(first.printer, forms[forms.count - 1]))
        let tight = forms[forms.count - 1]
        let texts =
            switch detail {
            case .whole: troubles.map { named($0.printer, words.text($0.why)) }
            case .short: [short + more]
            case .tight: [tight + more]
            case .within(let columns):
                [
                    [whole, short, tight].map { $0 + more }.first { GlyphWidth.columns(of: $0) <= columns }
                        ?? "\(first.printer) !\(more)"
                ]
            }
        return texts.map { StyledText($0, .headerAlert) }
    }

    private func named(_ printer: String, _ why: String) -> String {
        words("screen.printer", ["printer": printer, "why": why])
    }
}
