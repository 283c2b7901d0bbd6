import Language
import OMS
import Station

/// The lines of the open package with how much of each is checked, and its log below them.
struct LineRows {
    private let work: PackageWork
    private let station: StationModel
    private let words: Localizer

    private var bench: OpenPackage { work.bench }

    init(_ work: PackageWork, in station: StationModel, _ words: Localizer) {
        (self.work, self.station, self.words) = (work, station, words)
    }

    func draw(_ area: Area, on canvas: inout Canvas) {
        let logs = bench.logs ?? []
        let next = work.next
        let hasAllCodes = bench.top == 0 && bench.lines.count * 2 + max(1, logs.count) + 1 <= area.rows
        let top = top(showing: next, in: area.rows)
        var row = 0
        for index in top..<max(top, bench.lines.count + logs.count) {
            if index == bench.lines.count {
                guard row + 1 < area.rows else { return }
                drawLogHeading(area.line(row), on: &canvas)
                row += 1
            }
            guard row < area.rows else { return }
            let place = area.line(row)
            if index < bench.lines.count {
                let line = bench.lines[index]
                draw(line, isNext: index == next, in: place, on: &canvas)
                if index == next || hasAllCodes && lacks(line), row + 1 < area.rows {
                    row += 1
                    drawCode(of: line, isNext: index == next, in: area.line(row), on: &canvas)
                }
            } else {
                draw(logs[index - bench.lines.count], in: place, on: &canvas)
            }
            if station.focus == .detail, index == bench.cursor { canvas.select(place) }
            row += 1
        }
        if bench.logs == nil, row + 1 < area.rows {
            drawLogHeading(area.line(row), on: &canvas)
            canvas.draw(words("screen.log.not-read"), in: area.line(row + 1).inset(rows: 0, columns: 1), Style(.muted))
        }
    }

    /// The first row: while nobody moves about in the lines, the one to scan next is among those that are shown.
    private func top(showing next: Int?, in rows: Int) -> Int {
        guard let next, !isMovedAbout else { return bench.top }
        if next < bench.top { return next }
        return max(bench.top, next - rows + 2)
    }

    /// Whether the cursor was moved: left alone, it is on the first line or on the one that was scanned last.
    private var isMovedAbout: Bool {
        bench.cursor != 0
            && (bench.cursor >= bench.lines.count || bench.lines[bench.cursor].id != bench.session.checks.last?.line)
    }

    private func lacks(_ line: PackageLine) -> Bool {
        !work.isFinished && bench.session.checked(line) < line.needed
    }

    // MARK: - A line

    private func draw(_ line: PackageLine, isNext: Bool, in area: Area, on canvas: inout Canvas) {
        let checked = bench.session.checked(line)
        let isDone = line.unreadableQuantity == nil && (work.isFinished || checked >= line.needed)
        let needed = line.unreadableQuantity.map { String($0.prefix(8)) } ?? String(line.needed)
        let count = work.isFinished ? needed : "\(checked)/\(needed)"
        let role: Role = work.isFinished ? .muted : isDone ? .ok : isNext ? .strong : checked > 0 ? .warning : .text
        let hasBar = !work.isFinished && line.unreadableQuantity == nil && area.columns >= 60
        let bar = hasBar ? ProgressBar.text(checked, of: line.needed, columns: Self.barColumns) : ""
        let inner = area.inset(rows: 0, columns: 1)
        let (text, right) = inner.split(
            columns: inner.columns - max(5, count.utf8.count) - (hasBar ? Self.barColumns + 1 : 0))
        canvas.draw(bar, in: right, Style(isDone ? .ok : isNext ? .title : .muted))
        canvas.draw(count, in: right, Style(role), .right)
        let mark =
            isNext
            ? StyledText("▸ ", .prompt)
            : isDone && !work.isFinished ? StyledText("✓ ", .ok) : StyledText("· ", .muted)
        canvas.draw(
            [
                mark, StyledText(line.product.sku, isDone && !work.isFinished ? .muted : .strong),
                StyledText("  \(line.product.name)", isNext ? .strong : isDone ? .muted : .text),
            ], in: text)
    }

    private static let barColumns = 10

    /// What to scan for a line.
    private func drawCode(of line: PackageLine, isNext: Bool, in area: Area, on canvas: inout Canvas) {
        let serials = bench.missingSerials(of: line)
        let noCode = serials.isEmpty ? words.text(Phrase("screen.no-barcode"), within: area.columns - 6) : nil
        let code = line.barcode ?? noCode
        let serial = serials.isEmpty ? nil : words("screen.serials", ["serials": serials.joined(separator: ", ")])
        let text = [code, serial].compactMap(\.self).joined(separator: " · ")
        canvas.draw(text, in: area.inset(rows: 0, columns: 3), Style(isNext ? .strong : .muted))
    }

    // MARK: - The log

    private func drawLogHeading(_ area: Area, on canvas: inout Canvas) {
        canvas.heading([StyledText(words("screen.log"), .title)], in: area)
    }

    private func draw(_ log: TransitionLog, in area: Area, on canvas: inout Canvas) {
        let time = log.createdDate.map { words.text(station.time($0, hasSeconds: true)) }
        let change = "\(log.source?.name ?? words("screen.log.created")) → \(log.target?.name ?? "?")"
        let inner = area.inset(rows: 0, columns: 1)
        let (when, rest) = inner.split(columns: 14)
        let (what, who) = rest.split(columns: rest.columns - min(12, rest.columns / 3))
        canvas.draw(time ?? "", in: when, Style(.muted))
        canvas.draw(change, in: what)
        canvas.draw(log.user ?? "", in: who, Style(.muted), .right)
    }
}
