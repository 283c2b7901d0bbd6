import Language
import OMS
import Station
import TerminalText

/// The open package: how much is left, where it goes, its items, its history.
struct DetailPane {
    private let station: StationModel
    private let words: Localizer

    init(_ station: StationModel, _ words: Localizer) { (self.station, self.words) = (station, words) }

    func draw(_ area: Area, on canvas: inout Canvas) {
        guard let bench = station.bench else {
            drawNothing(area, on: &canvas)
            return
        }
        let title = title(of: bench.package, within: area.columns - 4)
        canvas.title(title, above: area, isFocused: station.focus == .detail)
        let work = PackageWork(bench, in: station)
        let head = PackageHead(work, in: area, of: station, words)
        head.draw(area, on: &canvas)
        let rest = area.split(rows: head.rows).lower
        canvas.heading(heading(of: work, isLarge: head.isLarge), in: rest.line(0))
        LineRows(work, in: station, words).draw(rest.split(rows: 1).lower, on: &canvas)
    }

    /// How many rows of items and log fit at once: all but the facts, the two headings, and the code to scan next.
    func scrolledRows(in area: Area) -> Int {
        guard let bench = station.bench else { return area.rows }
        let work = PackageWork(bench, in: station)
        return area.rows - PackageHead(work, in: area, of: station, words).rows - (work.next == nil ? 2 : 3)
    }

    private func drawNothing(_ area: Area, on canvas: inout Canvas) {
        let paragraphs = [
            words(hint), station.settings.example.map { words("screen.nothing-open.try", ["example": $0]) },
            words("screen.nothing-open.help", ["help": PhraseValue.command("help")]),
        ]
        let lines = paragraphs.compactMap(\.self).map { $0.wrapped(to: area.columns - 2) }.joined(separator: [""])
        for (row, line) in lines.enumerated() {
            canvas.draw(line, in: area.line(area.rows / 3 + row), Style(.muted), .centre)
        }
    }

    /// What can be done where no package is open: nothing can be scanned where none was ever read.
    private var hint: String {
        let isEmpty = station.index.count == 0
        return switch station.connection {
        case .rejected where isEmpty: "screen.nothing-open.rejected"
        case .offline where isEmpty: "screen.nothing-open.never-read"
        case .offline, .rejected: "screen.nothing-open.offline"
        case .connecting, .online, .slow: "screen.nothing-open"
        }
    }

    /// The package, how it stands and when it is due; where there is no room for all, in fewer words, then in fewer parts.
    private func title(of package: Package, within columns: Int) -> String {
        let due = package.due.map { words("screen.due", ["time": station.time($0)]) }
        let command = station.pendingCommand(for: package.id)
        let (pending, shortPending) = (command?.standing(words, within: 40), command?.standing(words, within: 0))
        let (state, shortState) = (package.state.name, ShortStateNames(words).name(package.state.name, within: 0))
        let ways: [[String?]] = [
            [state, pending, due], [shortState, shortPending, due], [state, pending], [shortState, shortPending],
        ]
        let titles = ways.map { ([package.number] + $0.compactMap(\.self)).joined(separator: " · ") }
        let fitting = titles.first { GlyphWidth.columns(of: $0) <= columns }
        return fitting ?? [package.number, shortPending ?? shortState].joined(separator: " · ")
    }

    /// How far checking has come; a finished package is not checked any more.
    private func heading(of work: PackageWork, isLarge: Bool) -> [StyledText] {
        let bench = work.bench
        if work.isFinished {
            let units = StyledText(words.text(Phrase("units", ["count": bench.needed])), .title)
            guard !isLarge, let next = next(of: work) else { return [units] }
            return [next, StyledText(" · ", .title), units]
        }
        let counts: KeyValuePairs<String, any PhraseArgument> = ["checked": bench.checked, "needed": bench.needed]
        switch bench.summary.contentsFault {
        case .noItems: return [StyledText(words("screen.items.none"), .title)]
        case .unreadable(let count):
            let unreadable = words("screen.items.unreadable", ["count": count])
            return [StyledText("\(words("screen.items.checked", counts)) · \(unreadable)", .title)]
        case nil: break
        }
        if isLarge { return [StyledText(words("screen.items.checked", counts), .title)] }
        let rest = [StyledText(" · \(words("screen.checked", counts))", .title)]
        switch work.progress {
        case .left(let count): return [StyledText("\(count) \(words("screen.left", ["count": count]))", .strong)] + rest
        case .complete:
            let next = words("screen.pack-it", ["pack": PhraseValue.command("pack")])
            let hint = work.isToPack ? [StyledText(" · \(next)", .strong)] : []
            return [StyledText(words("screen.all-checked"), .ok)] + hint
        case .none, .ordered, .labels, .packed, .halted:
            return [StyledText(words("screen.items.checked", counts), .title)]
        }
    }

    /// What there is to do, or to heed, with a package of which nothing is checked any more.
    private func next(of work: PackageWork) -> StyledText? {
        switch work.progress {
        case .labels(let count): StyledText(words("screen.scan-label", ["count": count]), .strong)
        case .halted: StyledText(words("screen.not-to-be-packed"), .warning)
        case .none, .ordered, .left, .complete, .packed: nil
        }
    }
}

extension Canvas {
    /// Draws a line across a pane, from border to border, with a heading in it.
    mutating func heading(_ pieces: [StyledText], in row: Area) {
        horizontal(row: row.row, from: row.column - 1, to: row.end + 1, Style(.border))
        let place = Area(row: row.row, column: row.column + 1, rows: 1, columns: row.columns - 2)
        draw([StyledText(" ", .title)] + pieces + [StyledText(" ", .title)], in: place)
    }
}
