import OMS
import Station

/// The first row: which bench this is at the left, how it is doing at the right.
struct HeaderBar {
    private let station: StationModel

    init(_ station: StationModel) { self.station = station }

    func draw(_ area: Area, on canvas: inout Canvas) {
        let status = status(isShort: area.columns < 80)
        let width = status.reduce(0) { $0 + GlyphWidth.columns(of: $1.text) }
        let inner = area.inset(rows: 0, columns: 1)
        let (left, right) = inner.split(columns: inner.columns - width - 2)
        canvas.draw(identity, in: left)
        canvas.draw(status, in: right, .right)
    }

    private var identity: [StyledText] {
        let settings = station.settings
        let location = settings.location.map { code in
            station.bench.flatMap { bench in
                bench.package.stockLocation?.erpCode == code ? bench.package.stockLocation?.name : nil
            }.map { "\($0) \(code)" } ?? "location \(code)"
        }
        let facts = [location, settings.station, settings.packer].compactMap(\.self)
        return [StyledText("PACKLINE", .header), StyledText("  " + facts.joined(separator: " · "), .muted)]
    }

    private func status(isShort: Bool) -> [StyledText] {
        var facts: [StyledText] = [connection(isShort)]
        if let progress = station.filling {
            let total = progress.total.map { " of \($0.grouped)" } ?? ""
            facts.append(StyledText("reading \(progress.done.grouped)\(isShort ? "" : total)", .muted))
        } else if let fresh = station.fresh {
            let time = station.settings.zone.civil(fresh).shortClock
            facts.append(StyledText(isShort ? time : "list of \(time)", .muted))
        } else {
            facts.append(StyledText(isShort ? "no list" : "list never read", .warning))
        }
        if station.queuedCount > 0 { facts.append(StyledText("\(station.queuedCount) queued", .queued)) }
        let urgent = station.attentionCount
        if urgent > 0 { facts.append(StyledText("\(urgent) \(urgent == 1 ? "needs" : "need") you", .headerAlert)) }
        return Array(facts.map { [$0] }.joined(separator: [StyledText(" · ", .muted)]))
    }

    private func connection(_ isShort: Bool) -> StyledText {
        switch station.connection {
        case .connecting: StyledText("connecting", .muted)
        case .online: StyledText("online", .ok)
        case .offline: StyledText("OFFLINE", .headerAlert)
        case .rejected: StyledText(isShort ? "NO ACCESS" : "NOT LET IN", .headerAlert)
        }
    }
}

extension Int {
    /// The number with its thousands apart: 1,204.
    var grouped: String {
        let digits = String(magnitude)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return (self < 0 ? "-" : "") + result
    }
}
