import Language
import OMS
import Station
import TerminalText

/// How many units are left to be checked, or labels to be scanned, in digits that are read from a metre away, and what
/// that means beside them.
struct UnitsLeft {
    private let digits: [String]
    private let labels: [StyledText]
    private let role: Role

    /// Nil where nothing is counted: the package is called off, what ends it was ordered, or its goods are not known.
    init?(_ work: PackageWork, isWide: Bool, _ words: Localizer) {
        switch work.progress {
        case .none, .ordered: return nil
        case .left(let count):
            digits = BlockDigits.rows(of: count, isWide: isWide)
            labels = [StyledText(words("screen.left", ["count": count]), .strong)]
            role = .strong
        case .complete:
            digits = BlockDigits.check(isWide: isWide)
            let next = words("screen.pack-it", ["pack": PhraseValue.command("pack")])
            labels = [StyledText(words("screen.all-checked"), .ok)] + (work.isToPack ? [StyledText(next, .strong)] : [])
            role = .ok
        case .halted:
            digits = []
            labels = [
                StyledText(work.bench.package.state.name, .warning),
                StyledText(words("screen.not-to-be-packed"), .strong),
            ]
            role = .warning
        case .labels(let count):
            digits = BlockDigits.rows(of: count, isWide: isWide)
            labels = [
                StyledText(words("screen.scan-label", ["count": count]), .strong),
                StyledText(work.bench.package.state.name, .done),
            ]
            role = .strong
        case .packed:
            digits = BlockDigits.check(isWide: isWide)
            labels = [
                StyledText(work.bench.package.state.name, .done), StyledText(words("screen.next-package"), .muted),
            ]
            role = .done
        }
    }

    /// How many columns it takes.
    var columns: Int { digitColumns + 2 + (labels.map { GlyphWidth.columns(of: $0.text) }.max() ?? 0) }

    private var digitColumns: Int { digits.first.map(GlyphWidth.columns) ?? 0 }

    /// Draws it at the right end of an area.
    func draw(_ area: Area, on canvas: inout Canvas) {
        let place = area.split(columns: area.columns - columns).right
        for (row, line) in digits.enumerated() { canvas.draw(line, in: place.line(row), Style(role)) }
        let beside = place.split(columns: digitColumns + 2).right
        for (row, label) in labels.enumerated() { canvas.draw([label], in: beside.line(BlockDigits.rows / 2 + row)) }
    }
}
