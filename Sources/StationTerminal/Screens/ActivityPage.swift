import Language
import OMS
import Station
import TerminalText

/// What is queued, what failed, and the last scans.
struct ActivityPage {
    private let station: StationModel

    init(_ station: StationModel) { self.station = station }

    /// How many rows the page has in so many columns.
    func length(columns: Int) -> Int { lines(columns: columns).count }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        canvas.page("Activity", lines(columns: layout.panes.columns), from: station.pageTop, in: layout.panes)
    }

    private func lines(columns: Int) -> [[StyledText]] {
        let width = columns - 2
        var lines: [[StyledText]] = []
        switch station.connection {
        case .offline(let why), .rejected(let why, _):
            lines += why.english.wrapped(to: width).map { [StyledText($0, .warning)] } + [[]]
        case .connecting, .online, .slow: break
        }
        lines.append([StyledText("Commands", .columnHead)])
        lines += commandLines(width)
        if station.attentionCount > 0 {
            let advice =
                "Decide with the words: \(StationCommand[.retry].name) NUMBER, \(StationCommand[.discard].name) NUMBER"
            lines += advice.wrapped(to: width).map { [StyledText($0, .warning)] }
        }
        lines += [[], [StyledText("Scans", .columnHead)]]
        lines += station.scans.isEmpty ? [[StyledText("none yet", .muted)]] : station.scans.flatMap { line($0, width) }
        return lines
    }

    // MARK: - Commands

    /// The commands whose end is open first, each in aligned columns, and why it stands there at the end or below.
    private func commandLines(_ width: Int) -> [[StyledText]] {
        let commands = station.outbox.sorted { !$0.stage.isFinal && $1.stage.isFinal }
        guard !commands.isEmpty else { return [[StyledText("none yet", .muted)]] }
        let numbers = commands.map { station.number(of: $0.intent.package) }
        let words = commands.map(\.word)
        let numberWidth = numbers.map(GlyphWidth.columns).max() ?? 0
        let wordWidth = min(24, words.map(GlyphWidth.columns).max() ?? 0)
        return commands.indices.flatMap { row -> [[StyledText]] in
            let command = commands[row]
            let line = [
                time(command.changed, width), StyledText(String(command.id).padded(to: 5), .muted),
                StyledText(numbers[row].padded(to: numberWidth + 2)),
                StyledText(words[row].padded(to: wordWidth + 2), .strong),
                StyledText(command.stage.words, command.stage.role),
            ]
            return with(command.reason?.english, line, width) + stages(of: command, width)
        }
    }

    /// How a command whose end is open came to where it stands: each step with its time, and why.
    ///
    /// A step that was taken again for the same reason stands once, where it was last, with how often.
    private func stages(of command: QueuedCommand, _ width: Int) -> [[StyledText]] {
        guard command.changes.count > 1, !command.stage.isFinal || command.stage == .refused else { return [] }
        var known: [QueuedCommand.StageChange] = []
        var counts: [Int] = []
        for change in command.changes.dropLast() {
            let place = known.firstIndex { $0.stage == change.stage && $0.reason == change.reason }
            if let place { known.remove(at: place) }
            counts.append((place.map { counts.remove(at: $0) } ?? 0) + 1)
            known.append(change)
        }
        let steps = zip(known, counts).map { change, count in
            let clock = station.settings.zone.civil(change.at).clock
            let often = count > 1 ? " (\(count) times)" : ""
            return "\(clock) \(change.stage.words)\(often)" + (change.reason.map { ": \($0.english)" } ?? "")
        }
        let indent = width < 60 ? 5 : 15
        let blanks = StyledText(String(repeating: " ", count: indent))
        return steps.joined(separator: " → ").wrapped(to: width - indent).map { [blanks, StyledText($0, .muted)] }
    }

    /// A line with more text after it; where it is too long, in lines of its own.
    private func with(_ more: String?, _ line: [StyledText], _ width: Int) -> [[StyledText]] {
        guard let more else { return [line] }
        let used = line.reduce(2) { $0 + GlyphWidth.columns(of: $1.text) }
        if used + GlyphWidth.columns(of: more) <= width { return [line + [StyledText("  \(more)", .muted)]] }
        let indent = GlyphWidth.columns(of: line[0].text) + 5
        let blanks = StyledText(String(repeating: " ", count: indent))
        return [line] + more.wrapped(to: width - indent).map { [blanks, StyledText($0, .muted)] }
    }

    // MARK: - Scans

    private func line(_ record: ScanRecord, _ width: Int) -> [[StyledText]] {
        let answer = record.answer
        let line = [
            time(record.time, width),
            StyledText((answer.number > 0 ? String(answer.number) : "").padded(to: 5), .muted),
            StyledText(answer.outcome.rawValue.padded(to: 8), answer.outcome.role),
        ]
        return with(answer.phrase.english, line, width)
    }

    /// The time of day, or the day where that was another one; where there is room for it.
    private func time(_ time: Timestamp, _ width: Int) -> StyledText {
        let zone = station.settings.zone
        let (civil, today) = (zone.civil(time), zone.civil(station.now.wall))
        let isToday = civil.date == today.date
        return StyledText(width < 60 ? "" : "\(isToday ? civil.clock : civil.shortDate.padded(to: 8))  ", .muted)
    }
}

extension QueuedCommand {
    /// What a packer calls it, else what the OMS does.
    var word: String {
        switch intent.kind {
        case .pack, .ship, .deny, .prepare, .block, .unblock, .deliver, .cancel: intent.kind?.rawValue ?? intent.name
        case .notFound: "not found"
        case .refundPack, .shipmentInformation, .shippingLabel, nil: intent.name
        }
    }

    /// How it stands, in two words, where the state of its package is shown.
    var standing: String {
        if stage == .needsAttention { return "\(word)?" }
        return cause == .busy ? "\(word) busy" : "\(word) queued"
    }
}

extension CommandStage {
    /// What people read.
    fileprivate var words: String {
        switch self {
        case .queued: "queued"
        case .sending: "being sent"
        case .unknown: "not known whether it was applied"
        case .applied: "done"
        case .refused: "REFUSED"
        case .needsAttention: "NEEDS YOU"
        case .discarded: "given up"
        }
    }

    fileprivate var role: Role {
        switch self {
        case .queued, .sending, .unknown: .queued
        case .applied: .ok
        case .refused, .needsAttention: .wrong
        case .discarded: .muted
        }
    }
}

extension ScanAnswer.Outcome {
    fileprivate var role: Role {
        switch self {
        case .ok: .ok
        case .wrong, .refused: .wrong
        case .queued: .queued
        case .done: .done
        case .ignored: .warning
        }
    }
}
