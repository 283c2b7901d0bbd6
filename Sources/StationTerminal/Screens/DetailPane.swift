import OMS
import Station

/// The open package: where it goes, its items, its history.
struct DetailPane {
    private let station: StationModel
    private let keymap: Keymap

    init(_ station: StationModel, _ keymap: Keymap) { (self.station, self.keymap) = (station, keymap) }

    func draw(_ area: Area, on canvas: inout Canvas) {
        guard let bench = station.bench else {
            drawNothing(area, on: &canvas)
            return
        }
        canvas.title(title(of: bench.package), above: area, isFocused: station.focus == .detail)
        let facts = facts(of: bench.package, in: area)
        for (row, fact) in facts.enumerated() {
            canvas.draw(fact, in: area.line(row).inset(rows: 0, columns: 1))
        }
        let rest = area.split(rows: facts.count).lower
        drawHeading(heading(of: bench), rest.row, area, on: &canvas)
        drawRows(bench, in: rest.split(rows: 1).lower, on: &canvas)
    }

    /// How many rows of items and log fit at once: all but the facts, the two headings.
    func scrolledRows(in area: Area) -> Int {
        guard let bench = station.bench else { return area.rows }
        return area.rows - facts(of: bench.package, in: area).count - 2
    }

    private func drawNothing(_ area: Area, on canvas: inout Canvas) {
        let help = keymap.names(of: .help).first ?? "The word \(StationCommand[.help].name)"
        let lines = ["Scan a package, an order or an item.", "", "\(help) shows what the keys and words do."]
        for (row, line) in lines.enumerated() {
            canvas.draw(line, in: area.line(area.rows / 3 + row), Style(.muted), .centre)
        }
    }

    // MARK: - Facts

    private func title(of package: Package) -> String {
        let due = package.due.map { time -> String in
            let zone = station.settings.zone
            let (civil, today) = (zone.civil(time), zone.civil(station.now.wall))
            return civil.date == today.date ? "due \(civil.shortClock)" : "due \(civil.shortDate) \(civil.shortClock)"
        }
        let pending = station.pendingCommand(for: package.id)?.standing
        return [package.number, package.state.name, pending, due].compactMap(\.self).joined(separator: " · ")
    }

    /// Who gets it and what is to be heeded; a note takes up to three rows, all of it no more than a third of the pane.
    private func facts(of package: Package, in area: Area) -> [[StyledText]] {
        let placed = package.datePlaced.map { time in
            let civil = station.settings.zone.civil(time)
            return "placed \(civil.shortDate) \(civil.shortClock)"
        }
        let order = [package.orderNumber.map { "Order \($0)" }, package.channelName, placed]
        let customer = [
            package.shippingAddress?.fullName, package.shippingAddress?.place ?? package.city,
            package.isClickAndCollect ? "click and collect" : package.paymentType?.replacing("_", with: " "),
        ]
        var facts = [order, customer]
            .map { $0.compactMap(\.self).joined(separator: " · ") }
            .filter { !$0.isEmpty }
            .map { [StyledText($0)] }
        let notes = [
            ("Gift note", package.giftNote), ("Note", package.orderNotes), ("Tracking", package.trackingNumber),
        ]
        for (name, text) in notes {
            guard let text else { continue }
            let lines = text.split(whereSeparator: \.isNewline)
                .flatMap { String($0).wrapped(to: area.columns - 3 - name.count - 2) }
            for (row, line) in lines.prefix(3).enumerated() {
                let label = row == 0 ? "\(name): " : "".padded(to: name.count + 2)
                let isCut = row == 2 && lines.count > 3
                facts.append([StyledText(label, .muted), StyledText(isCut ? "\(line) …" : line, .strong)])
            }
        }
        return Array(facts.prefix(area.rows / 3))
    }

    // MARK: - Items and log

    /// How far checking has come; a finished package is not checked any more.
    private func heading(of bench: OpenPackage) -> String {
        if isFinished(bench) { return bench.needed == 1 ? "1 item" : "\(bench.needed) items" }
        let checked = "Items \(bench.checked) of \(bench.needed) checked"
        switch bench.package.contentsFault {
        case .noItems: return "Items: the OMS lists none"
        case .unreadable(let count): return "\(checked) · \(count) cannot be read"
        case nil: return checked
        }
    }

    private func isFinished(_ bench: OpenPackage) -> Bool {
        station.settings.commands.kind(of: bench.package).isClosed
    }

    private func drawHeading(_ text: String, _ row: Int, _ area: Area, on canvas: inout Canvas) {
        canvas.horizontal(row: row, from: area.column - 1, to: area.end + 1, Style(.border))
        canvas.draw(
            " \(text) ", in: Area(row: row, column: area.column + 1, rows: 1, columns: area.columns - 2), Style(.title))
    }

    private func drawRows(_ bench: OpenPackage, in area: Area, on canvas: inout Canvas) {
        let logs = bench.logs ?? []
        let hasCodeRows = bench.top == 0 && bench.lines.count * 2 + max(1, logs.count) + 1 <= area.rows
        var row = 0
        for index in bench.top..<max(bench.top, bench.lines.count + logs.count) {
            if index == bench.lines.count {
                guard row + 1 < area.rows else { return }
                drawHeading("Log", area.row + row, area, on: &canvas)
                row += 1
            }
            guard row < area.rows else { return }
            let place = area.line(row)
            if index < bench.lines.count {
                draw(bench.lines[index], of: bench, in: place, on: &canvas)
                if hasCodeRows, !isFinished(bench),
                    bench.session.checked(bench.lines[index]) < bench.lines[index].needed
                {
                    row += 1
                    drawCode(of: bench.lines[index], of: bench, in: area.line(row), on: &canvas)
                }
            } else {
                draw(logs[index - bench.lines.count], in: place, on: &canvas)
            }
            if station.focus == .detail, index == bench.cursor { canvas.select(place) }
            row += 1
        }
        if bench.logs == nil, row + 1 < area.rows {
            drawHeading("Log", area.row + row, area, on: &canvas)
            canvas.draw("not read yet", in: area.line(row + 1).inset(rows: 0, columns: 1), Style(.muted))
        }
    }

    private func draw(_ line: PackageLine, of bench: OpenPackage, in area: Area, on canvas: inout Canvas) {
        let checked = bench.session.checked(line)
        let isFinished = isFinished(bench)
        let isDone = line.unreadableQuantity == nil && (isFinished || checked >= line.needed)
        let inner = area.inset(rows: 0, columns: 1)
        let needed = line.unreadableQuantity.map { String($0.prefix(8)) } ?? String(line.needed)
        let count = isFinished ? needed : "\(checked)/\(needed)"
        let (text, right) = inner.split(columns: inner.columns - max(5, count.utf8.count))
        let role: Role = isFinished ? .muted : isDone ? .ok : checked > 0 ? .warning : .text
        canvas.draw(count, in: right, Style(role), .right)
        canvas.draw(
            [
                StyledText(isDone && !isFinished ? "✓ " : "· ", isDone && !isFinished ? .ok : .muted),
                StyledText(line.product.sku, .strong),
                StyledText("  \(line.product.name)", isDone ? .muted : .text),
            ], in: text)
    }

    /// What to scan for a line, while it is not complete and there is room to say it.
    private func drawCode(of line: PackageLine, of bench: OpenPackage, in area: Area, on canvas: inout Canvas) {
        let serials = bench.missingSerials(of: line)
        let code = line.barcode ?? (serials.isEmpty ? "no barcode: scan or type the SKU" : nil)
        let serial = serials.isEmpty ? nil : "serial \(serials.joined(separator: ", "))"
        let text = [code, serial].compactMap(\.self).joined(separator: " · ")
        canvas.draw(text, in: area.inset(rows: 0, columns: 3), Style(.muted))
    }

    private func draw(_ log: TransitionLog, in area: Area, on canvas: inout Canvas) {
        let zone = station.settings.zone
        let time = log.createdDate.map { time -> String in
            let (civil, today) = (zone.civil(time), zone.civil(station.now.wall))
            return civil.date == today.date ? civil.clock : "\(civil.shortDate) \(civil.shortClock)"
        }
        let change = "\(log.source?.name ?? "created") → \(log.target?.name ?? "?")"
        let inner = area.inset(rows: 0, columns: 1)
        let (when, rest) = inner.split(columns: 14)
        let (what, who) = rest.split(columns: rest.columns - min(12, rest.columns / 3))
        canvas.draw(time ?? "", in: when, Style(.muted))
        canvas.draw(change, in: what)
        canvas.draw(log.user ?? "", in: who, Style(.muted), .right)
    }
}
