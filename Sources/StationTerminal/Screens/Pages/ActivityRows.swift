import Language
import OMS
import Station
import TerminalText

/// How the rows of the activity are set: a time in front where there is room, and what is long behind or below.
struct ActivityRows {
    let station: StationModel
    let words: Localizer
    /// How many columns a row has.
    let width: Int

    init(_ station: StationModel, _ words: Localizer, columns: Int) {
        (self.station, self.words, width) = (station, words, columns - 2)
    }

    /// Whether there is no room for times, nor for many columns.
    var isNarrow: Bool { width < 60 }

    /// The heading of a part.
    func heading(_ key: String) -> [StyledText] { [StyledText(words(key), .columnHead)] }

    /// What stands where a part has nothing.
    var none: [StyledText] { [StyledText(words("screen.activity.none"), .muted)] }

    /// What is to be heeded or done, in as many rows as it takes.
    func warning(_ text: String) -> [[StyledText]] { text.wrapped(to: width).map { [StyledText($0, .warning)] } }

    /// The time of day, or the day where that was another one; where there is room for it.
    func time(_ time: Timestamp) -> StyledText {
        let time = words.text(station.time(time, hasSeconds: true, alwaysClock: false))
        return StyledText(isNarrow ? "" : "\(time.padded(to: 8))  ", .muted)
    }

    /// A line with more text after it; where it is too long, in lines of its own.
    func line(_ line: [StyledText], and more: StyledText?) -> [[StyledText]] {
        guard let more else { return [line] }
        let used = line.reduce(2) { $0 + GlyphWidth.columns(of: $1.text) }
        if used + GlyphWidth.columns(of: more.text) <= width {
            return [line + [StyledText("  \(more.text)", more.style)]]
        }
        let indent = GlyphWidth.columns(of: line[0].text) + 5
        let blanks = StyledText(String(repeating: " ", count: indent))
        return [line] + more.text.wrapped(to: width - indent).map { [blanks, StyledText($0, more.style)] }
    }
}
