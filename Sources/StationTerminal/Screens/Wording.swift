import Language
import OMS
import Station
import TerminalText

extension Localizer {
    /// The text of a key of the catalog.
    func callAsFunction(_ key: String, _ arguments: KeyValuePairs<String, any PhraseArgument> = [:]) -> String {
        text(Phrase(key, arguments))
    }

    /// The longest form of a phrase that is no wider than that; where none is, the shortest.
    func text(_ phrase: Phrase, within columns: Int) -> String {
        let forms = forms(phrase)
        return forms.first { GlyphWidth.columns(of: $0) <= columns } ?? forms.last ?? ""
    }
}

extension StationModel {
    /// A time as people at this bench read it: the time of day today, else the day, with the time where that is wanted.
    func time(_ time: Timestamp, hasSeconds: Bool = false, alwaysClock: Bool = true) -> PhraseTime {
        settings.zone.phraseTime(time, at: now.wall, hasSeconds: hasSeconds, alwaysClock: alwaysClock)
    }
}
