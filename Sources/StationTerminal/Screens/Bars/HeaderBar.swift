import Language
import OMS
import Station
import TerminalText

/// The first row: which bench this is at the left, how it is doing at the right.
///
/// How it is doing comes first: on a narrow screen the packer, the location and the program's name are left out in turn,
/// and at last the bench; that packages of all locations are listed stays longer than the bench. What needs a hand is
/// never left out; where it does not fit beside them, what merely waits is.
struct HeaderBar {
    private let station: StationModel
    private let words: Localizer

    init(_ station: StationModel, _ words: Localizer) { (self.station, self.words) = (station, words) }

    /// Everything that the bar shows, but for the settings, which stay as they are.
    struct Facts: Equatable {
        let connection: Connection
        let filling: Progress?
        let fresh: Timestamp?
        let queued: Int
        let urgent: Int
        let unpacked: Int
        let toPrint: Int
        let toScan: Int
        let labels: Int
        let troubles: [Phrase]
        let location: StockLocation?
        let packer: String?
        let isAlone: Bool
        let hasNewVersion: Bool
        let minute: Int64
    }

    func draw(_ area: Area, on canvas: inout Canvas, reusing drawn: inout DrawnStrips<Int, Facts>) {
        drawn.draw(0, facts, in: area, on: &canvas) { draw(area, on: &$0) }
    }

    private var facts: Facts {
        Facts(
            connection: station.connection, filling: station.filling, fresh: station.fresh,
            queued: station.queuedCount, urgent: station.attentionCount,
            unpacked: station.completeCount, toPrint: station.waitingPrintCount,
            toScan: station.unconfirmedLabelCount, labels: station.labelAttentionCount,
            troubles: station.printerTroubles.flatMap { [.verbatim($0.printer), $0.why] },
            location: station.bench?.package.stockLocation, packer: station.packer,
            isAlone: station.isAlone, hasNewVersion: station.hasNewVersion, minute: station.minute)
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
            (.full, identities.dropLast(2)), (.short, identities[...]), (.tight, []), (.least, []),
        ]
        for (detail, identities) in choices {
            let status = status(detail, within: columns)
            let width = Self.width(of: status)
            if let identity = identities.first(where: { Self.width(of: $0) + 2 + width <= columns }) {
                return (identity, status)
            }
            if detail != .full, width <= columns { return ([], status) }
        }
        return ([], status(.least, within: columns))
    }

    private static func width(of pieces: [StyledText]) -> Int {
        pieces.reduce(0) { $0 + GlyphWidth.columns(of: $1.text) }
    }

    // MARK: - Which bench this is

    /// Names of this bench, the longest first; that packages of all locations are listed is dropped last.
    private var identities: [[StyledText]] {
        let (bench, packer) = (station.settings.station, station.packer)
        let places = places
        let shortest = places.last ?? ""
        let last = station.settings.location == nil ? shortest : bench
        let ways: [[String?]] = places.map { [$0, bench, packer] } + [[shortest, bench], [last]]
        let named = ways.map { facts in
            let text = facts.compactMap(\.self).joined(separator: " · ")
            return [StyledText("PACKLINE", .header), StyledText("  \(text)", .muted)]
        }
        return named + [[StyledText(last, .muted)], [StyledText("PACKLINE", .header)]]
    }

    /// Ways to say of which location packages are listed, the longest first.
    private var places: [String] {
        guard let code = station.settings.location else { return [words("screen.header.all-locations")] }
        let location = station.bench?.package.stockLocation
        let name = location?.erpCode == code ? location?.name : nil
        return [name.map { "\($0) \(code)" }, words("screen.header.location", ["code": code]), code].compactMap(\.self)
    }

    // MARK: - How it is doing

    /// In how many words it is said.
    private enum Detail { case full, short, tight, least }

    private func status(_ detail: Detail, within columns: Int) -> [StyledText] {
        let (connection, age) = (connection(isShort: detail != .full), age(detail))
        let start = [connection, detail == .tight ? StyledText(" ", .muted) : Self.separator, age]
        var waiting = waiting(detail)
        var urgent = urgent(detail)
        func joined(_ facts: [StyledText]) -> [StyledText] {
            start + facts.flatMap { [Self.separator, $0] }
        }
        let room = columns - Self.width(of: joined(urgent)) - Self.width(of: [Self.separator])
        urgent += PrinterTroubles(station, words).texts(
            detail == .full ? .whole : detail == .short ? .short : detail == .tight ? .tight : .within(room))
        while detail == .least, !waiting.isEmpty, Self.width(of: joined(waiting + urgent)) > columns {
            waiting.removeLast()
        }
        return joined(waiting + urgent)
    }

    private static let separator = StyledText(" · ", .muted)

    /// What waits, and for what; what matters least is the last.
    private func waiting(_ detail: Detail) -> [StyledText] {
        let unpacked = count(station.completeCount, "screen.header.not-packed", detail, .warning)
        return [
            station.isAlone ? StyledText(words("screen.header.alone"), .warning) : nil,
            detail == .least ? unpacked.map { _ in StyledText("◐\(station.completeCount)", .warning) } : unpacked,
            count(station.unconfirmedLabelCount, "screen.header.to-scan", detail, .warning),
            count(station.queuedCount, "screen.header.queued", detail, .queued),
            count(station.waitingPrintCount, "screen.header.to-print", detail, .queued),
            station.hasNewVersion
                ? StyledText(words("screen.header.new-version", ["quit": PhraseValue.command("quit")]), .warning) : nil,
        ].compactMap(\.self)
    }

    /// What needs a person, but for the printers.
    private func urgent(_ detail: Detail) -> [StyledText] {
        let need = count(station.attentionCount, "screen.header.need-you", detail, .headerAlert)
        return [
            detail == .least ? need.map { _ in StyledText("\(station.attentionCount) !", .headerAlert) } : need,
            count(station.labelAttentionCount, "screen.header.labels-need-you", detail, .headerAlert),
        ].compactMap(\.self)
    }

    /// So many of something, in few words where it is not said in full; nil where there are none.
    private func count(_ count: Int, _ key: String, _ detail: Detail, _ role: Role) -> StyledText? {
        guard count > 0 else { return nil }
        let phrase = Phrase(key, ["count": count])
        return StyledText(words.text(phrase, within: detail == .full ? .max : 0), role)
    }

    private func age(_ detail: Detail) -> StyledText {
        if let progress = station.filling {
            let done = words.text(progress.done)
            let total = detail == .full ? progress.total : nil
            let text = total.map { words("screen.progress", ["done": done, "total": $0]) } ?? done
            return StyledText(words("screen.header.reading", ["progress": text]), .muted)
        }
        guard let fresh = station.fresh else {
            return StyledText(
                words(detail == .full ? "screen.header.never-read" : "screen.header.no-list"), .warning)
        }
        let time = station.time(fresh, alwaysClock: detail != .least)
        let text = detail == .full ? words("screen.header.list-of", ["time": time]) : words.text(time)
        return StyledText(text, .muted)
    }

    private func connection(isShort: Bool) -> StyledText {
        switch station.connection {
        case .connecting: StyledText(words("screen.connection.connecting"), .muted)
        case .online: StyledText(words("screen.connection.online"), .ok)
        case .slow: StyledText(words(isShort ? "screen.connection.slow.short" : "screen.connection.slow"), .warning)
        case .offline: StyledText(words("screen.connection.offline"), .headerAlert)
        case .rejected:
            StyledText(words(isShort ? "screen.connection.rejected.short" : "screen.connection.rejected"), .headerAlert)
        }
    }
}
