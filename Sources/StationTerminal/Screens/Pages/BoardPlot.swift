import Language
import OMS
import Station
import TerminalText

/// The packages of each hour as bars.
///
/// They are made of `█` and `▄` alone, which the fonts of consoles have too; without UTF-8 they are `#` and `=`.
struct BoardPlot {
    private let hours: [BoardCounts.Hour]
    private let zone: Zone

    /// How many rows the bars have, and how many columns each takes with the blank behind it.
    private static let rows = 4, barColumns = 4

    /// The last hours of which there is room in so many columns.
    init(_ hours: [BoardCounts.Hour], _ zone: Zone, columns: Int) {
        self.hours = hours.suffix(max(1, columns / Self.barColumns))
        self.zone = zone
    }

    /// The bars below a heading, above the hours; nothing where nothing was packed.
    func lines(_ words: Localizer) -> [[StyledText]] {
        guard let most = hours.map(\.packages).max(), most > 0 else { return [] }
        // Every hour in which something was packed shows at least a half block.
        let steps = hours.map { $0.packages == 0 ? 0 : max(1, $0.packages * Self.rows * 2 / most) }
        let bars = (0..<Self.rows).reversed().map { row -> [StyledText] in
            let text = steps.map { step -> String in
                let block = step >= row * 2 + 2 ? "███" : step == row * 2 + 1 ? "▄▄▄" : "   "
                return block + " "
            }
            return [StyledText(text.joined(), .done)]
        }
        let counts = hours.map { String($0.packages).padded(to: Self.barColumns) }
        let names = hours.map { String(zone.civil($0.start).shortClock.prefix(2)).padded(to: Self.barColumns) }
        return [[StyledText(words("screen.board.by-hour"), .columnHead)]] + bars
            + [[StyledText(counts.joined())], [StyledText(names.joined(), .muted)]]
    }
}
