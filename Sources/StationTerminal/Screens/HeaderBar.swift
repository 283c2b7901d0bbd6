import OMS
import Station

/// The first row: which bench this is at the left, how it is doing at the right.
///
/// How it is doing comes first: on a narrow screen the bench's name is shortened, then left out.
struct HeaderBar {
    private let station: StationModel

    init(_ station: StationModel) { self.station = station }

    /// Everything that the bar shows, but for the settings, which stay as they are.
    struct Facts: Equatable {
        let connection: Connection
        let filling: Progress?
        let fresh: Timestamp?
        let queued: Int
        let urgent: Int
        let location: StockLocation?
        let minute: Int64
    }

    func draw(_ area: Area, on canvas: inout Canvas, reusing drawn: inout DrawnStrips<Int, Facts>) {
        drawn.draw(0, facts, in: area, on: &canvas) { draw(area, on: &$0) }
    }

    private var facts: Facts {
        Facts(
            connection: station.connection, filling: station.filling, fresh: station.fresh,
            queued: station.queuedCount, urgent: station.attentionCount,
            location: station.bench?.package.stockLocation, minute: station.minute)
    }

    private func draw(_ area: Area, on canvas: inout Canvas) {
        let inner = area.inset(rows: 0, columns: 1)
        let (identity, status) = choice(columns: inner.columns)
        canvas.draw(identity, in: inner)
        canvas.draw(status, in: inner.split(columns: inner.columns - Self.width(of: status)).right)
    }

    /// The longest identity and status that stand side by side in so many columns.
    private func choice(columns: Int) -> (identity: [StyledText], status: [StyledText]) {
        let identities = identities
        let choices: [(Detail, ArraySlice<[StyledText]>)] = [
            (.full, identities.dropLast()), (.short, identities[...]), (.least, identities[...]),
        ]
        for (detail, identities) in choices {
            let status = status(detail)
            let room = columns - Self.width(of: status) - 2
            if let identity = identities.first(where: { Self.width(of: $0) <= room }) { return (identity, status) }
        }
        return ([], status(Self.width(of: status(.short)) <= columns ? .short : .least))
    }

    private static func width(of pieces: [StyledText]) -> Int {
        pieces.reduce(0) { $0 + GlyphWidth.columns(of: $1.text) }
    }

    // MARK: - Which bench this is

    /// Ways to say which bench this is, the longest first; the last is the program's name alone.
    private var identities: [[StyledText]] {
        let settings = station.settings
        let location = settings.location
        let name = station.bench.flatMap { bench in
            bench.package.stockLocation?.erpCode == location ? bench.package.stockLocation?.name : nil
        }
        let bench = settings.station
        let ways: [[String?]] = [
            [location.map { code in name.map { "\($0) \(code)" } ?? "location \(code)" }, bench, settings.packer],
            [location.map { "location \($0)" }, bench, settings.packer],
            [location, bench, settings.packer], [location, bench], [bench], [],
        ]
        return ways.map { facts in
            let text = facts.compactMap(\.self).joined(separator: " · ")
            return [StyledText("PACKLINE", .header), StyledText(text.isEmpty ? "" : "  \(text)", .muted)]
        }
    }

    // MARK: - How it is doing

    /// How much is said of the connection and the age of the list; what is queued or needs somebody is always said.
    private enum Detail { case full, short, least }

    private func status(_ detail: Detail) -> [StyledText] {
        var facts: [StyledText] = [connection(isShort: detail != .full)]
        if detail != .least { facts.append(age(isShort: detail == .short)) }
        if station.queuedCount > 0 { facts.append(StyledText("\(station.queuedCount) queued", .queued)) }
        let urgent = station.attentionCount
        if urgent > 0 { facts.append(StyledText("\(urgent) \(urgent == 1 ? "needs" : "need") you", .headerAlert)) }
        return Array(facts.map { [$0] }.joined(separator: [StyledText(" · ", .muted)]))
    }

    private func age(isShort: Bool) -> StyledText {
        if let progress = station.filling {
            let total = progress.total.map { " of \($0.grouped)" } ?? ""
            return StyledText("reading \(progress.done.grouped)\(isShort ? "" : total)", .muted)
        }
        guard let fresh = station.fresh else { return StyledText(isShort ? "no list" : "list never read", .warning) }
        let zone = station.settings.zone
        let (civil, today) = (zone.civil(fresh), zone.civil(station.now.wall))
        let time = civil.date == today.date ? civil.shortClock : "\(civil.shortDate) \(civil.shortClock)"
        return StyledText(isShort ? time : "list of \(time)", .muted)
    }

    private func connection(isShort: Bool) -> StyledText {
        switch station.connection {
        case .connecting: StyledText("connecting", .muted)
        case .online: StyledText("online", .ok)
        case .slow: StyledText(isShort ? "NO ANSWER" : "NO ANSWER YET", .warning)
        case .offline: StyledText("OFFLINE", .headerAlert)
        case .rejected: StyledText(isShort ? "NO ACCESS" : "NOT LET IN", .headerAlert)
        }
    }
}

extension Int {
    /// The number with its thousands apart: 1,204.
    var grouped: String {
        if (0..<1000).contains(self) { return String(self) }
        let digits = String(magnitude)
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return (self < 0 ? "-" : "") + result
    }
}
