import Language
import OMS
import Station
import TerminalText

/// How the day stands: what is left for each due time, when it will be done, the packages of each hour, and the benches.
struct BoardPage {
    private let station: StationModel
    private let words: Localizer

    init(_ station: StationModel, _ words: Localizer) { (self.station, self.words) = (station, words) }

    /// The page in so many columns; where it is wide, the benches stand beside the due times.
    func text(columns: Int) -> PageText {
        let title = words("screen.board")
        guard let board = station.board else {
            return PageText(title: title, lines: [[StyledText(words("screen.board.counting"), .muted)]])
        }
        let width = columns - 2
        let isWide = width >= 96
        let part = isWide ? width / 2 : width
        let day = [summary(board)] + dueTimes(board)
        let benches = benches(board, width: part)
        let plot = BoardPlot(board.hours, station.settings.zone, columns: width).lines(words)
        let top = isWide ? Self.beside(day, benches, columns: part) : day
        // What needs somebody stands above what only tells.
        let needsSomebody = board.benches.contains { !$0.needs.isEmpty }
        let parts = isWide ? [top, plot] : needsSomebody ? [top, benches, plot] : [top, plot, benches]
        return PageText(title: title, lines: Array(parts.filter { !$0.isEmpty }.joined(separator: [[]])))
    }

    private func summary(_ board: Board) -> [StyledText] {
        [
            StyledText(words("screen.board.packed", ["count": board.packed]), .strong), StyledText(" · ", .muted),
            StyledText(words("screen.board.rate", ["count": board.rate]), .strong),
        ]
    }

    // MARK: - Due times

    private func dueTimes(_ board: Board) -> [[StyledText]] {
        guard !board.dueTimes.isEmpty else { return [[StyledText(words("screen.board.none-due"), .muted)]] }
        let names = board.dueTimes.map { $0.due.map(clock) ?? words("screen.board.earlier") }
        let counts = board.dueTimes.map { words("screen.board.left", ["count": $0.left]) }
        let nameWidth = names.map(GlyphWidth.columns).max() ?? 0
        let countWidth = counts.map(GlyphWidth.columns).max() ?? 0
        return board.dueTimes.indices.map { row in
            [
                StyledText(names[row].padded(to: nameWidth + 2), .strong),
                StyledText(counts[row].padded(to: countWidth + 2)), end(of: board.dueTimes[row]),
            ]
        }
    }

    private func end(of due: Board.DueTime) -> StyledText {
        switch due.end {
        case nil: StyledText(words("screen.board.no-end"), due.isLate ? .wrong : .warning)
        case let end? where due.isLate: StyledText(words("screen.board.late", ["time": moment(end)]), .wrong)
        case let end?: StyledText(words("screen.board.end", ["time": moment(end)]), .ok)
        }
    }

    private func clock(_ time: Timestamp) -> String { station.settings.zone.civil(time).shortClock }

    /// The time of day, with the date where it is another day.
    private func moment(_ time: Timestamp) -> String { words.text(station.time(time, alwaysClock: true)) }

    // MARK: - Benches

    private func benches(_ board: Board, width: Int) -> [[StyledText]] {
        let heading = [StyledText(words("screen.board.benches"), .columnHead)]
        let all = board.benches.map { bench in bench.name.isEmpty ? station.settings.station : bench.name }
        guard !all.isEmpty else { return [heading, [StyledText(words("screen.board.no-bench"), .muted)]] }
        let nameWidth = min(24, all.map(GlyphWidth.columns).max() ?? 0)
        return [heading]
            + zip(board.benches, all).flatMap { bench, name -> [[StyledText]] in
                var line = [
                    StyledText(name.padded(to: nameWidth + 2), .strong),
                    StyledText(String(bench.packages).padded(to: 6)),
                    StyledText(bench.lastScan.map(clock) ?? "", .muted),
                ]
                if station.settings.namesPackers, !bench.packer.isEmpty {
                    line.append(StyledText("  " + bench.packer, .muted))
                }
                return [line] + needs(of: bench, width: width)
            }
    }

    private func needs(of bench: BoardBench, width: Int) -> [[StyledText]] {
        let attention = bench.needs.attention
        let texts =
            (attention > 0 ? [words("screen.board.need", ["count": attention])] : [])
            + bench.needs.printers.map(words.text)
        return texts.flatMap { text in
            "! \(text)".wrapped(to: width - 2).map { [StyledText("  "), StyledText($0, .wrong)] }
        }
    }

    /// Two columns of lines, the right one from so many columns on.
    private static func beside(
        _ left: [[StyledText]], _ right: [[StyledText]], columns: Int
    ) -> [[StyledText]] {
        (0..<max(left.count, right.count)).map { row in
            let start = row < left.count ? left[row] : []
            guard row < right.count else { return start }
            let width = start.reduce(0) { $0 + GlyphWidth.columns(of: $1.text) }
            return start + [StyledText(String(repeating: " ", count: max(2, columns - width)))] + right[row]
        }
    }
}
