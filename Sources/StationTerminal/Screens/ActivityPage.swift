import OMS
import Station

/// What is queued, what failed, and the last scans.
struct ActivityPage {
    private let station: StationModel

    init(_ station: StationModel) { self.station = station }

    /// How many rows the page has.
    var length: Int { lines.count }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        let area = layout.panes
        canvas.title("Activity · Esc goes back", above: area, isFocused: true)
        for (row, line) in lines.dropFirst(station.pageTop).prefix(area.rows).enumerated() {
            canvas.draw(line, in: area.line(row).inset(rows: 0, columns: 1))
        }
    }

    private var lines: [[StyledText]] {
        var lines: [[StyledText]] = []
        if case .offline(let why) = station.connection { lines += [[StyledText(why, .warning)], []] }
        if case .rejected(let why) = station.connection { lines += [[StyledText(why, .warning)], []] }
        lines.append([StyledText("Commands", .columnHead)])
        let ordered = station.outbox.sorted { !$0.stage.isFinal && $1.stage.isFinal }
        lines += ordered.isEmpty ? [[StyledText("none yet", .muted)]] : ordered.map(line)
        if station.attentionCount > 0 {
            lines.append([StyledText("Decide with the words: retry NUMBER, discard NUMBER", .warning)])
        }
        lines += [[], [StyledText("Scans", .columnHead)]]
        lines += station.scans.isEmpty ? [[StyledText("none yet", .muted)]] : station.scans.map(line)
        return lines
    }

    private func line(_ command: QueuedCommand) -> [StyledText] {
        let number = station.index[command.intent.package]?.number ?? String(command.intent.package)
        let reason = command.reason.map { "  \($0)" } ?? ""
        return [
            StyledText(clock(command.changed), .muted), StyledText("  \(command.id)".padded(to: 7), .muted),
            StyledText("\(number)  "), StyledText(command.intent.name + "  ", .strong),
            StyledText(command.stage.words, command.stage.role), StyledText(reason, .muted),
        ]
    }

    private func line(_ record: ScanRecord) -> [StyledText] {
        let answer = record.answer
        return [
            StyledText(clock(record.time), .muted), StyledText("  \(answer.number)".padded(to: 7), .muted),
            StyledText(answer.outcome.rawValue.padded(to: 9), answer.outcome.role), StyledText(answer.message),
        ]
    }

    private func clock(_ time: Timestamp) -> String { station.settings.zone.civil(time).clock }
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
