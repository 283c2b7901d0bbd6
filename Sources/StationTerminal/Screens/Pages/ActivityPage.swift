import Language
import OMS
import Station
import TerminalText

/// What is queued, what failed, what is printed, and the last scans.
struct ActivityPage {
    private let station: StationModel
    private let words: Localizer

    init(_ station: StationModel, _ words: Localizer) { (self.station, self.words) = (station, words) }

    /// The page in so many columns: first the part in which a person must see to something.
    func text(columns: Int) -> PageText {
        let rows = ActivityRows(station, words, columns: columns)
        let prints = PrintRows(rows)
        let printLines = prints.lines()
        let parts = [commands(rows), printLines]
        let isPrintFirst = station.attentionCount == 0 && prints.areUrgent
        let sorted = (isPrintFirst ? parts.reversed() : parts) + [scans(rows)]
        return PageText(
            title: words("screen.activity"), lines: Array(sorted.filter { !$0.isEmpty }.joined(separator: [[]])))
    }

    private func scans(_ rows: ActivityRows) -> [[StyledText]] {
        // A question or a form that was left says nothing of what was done.
        let scans = station.scans.filter { $0.answer.meaning != .confirmation || $0.answer.outcome != .ignored }
        return [rows.heading("screen.activity.scans")]
            + (scans.isEmpty ? [rows.none] : scans.flatMap { line($0, rows) })
    }

    // MARK: - Commands

    /// The commands, what to do about them, and why the OMS cannot be reached.
    private func commands(_ rows: ActivityRows) -> [[StyledText]] {
        var lines = [rows.heading("screen.activity.commands")] + commandLines(rows)
        if station.attentionCount > 0 {
            lines += rows.warning(
                words(
                    "screen.activity.decide",
                    ["retry": PhraseValue.word("retry"), "discard": PhraseValue.word("discard")]))
        }
        switch station.connection {
        case .offline(let why), .rejected(let why, _): lines += [[]] + rows.warning(words.text(why))
        case .connecting, .online, .slow: break
        }
        return lines
    }

    /// First the commands that a person must decide about, then those whose end is open, each in aligned columns, and why
    /// it stands there at the end or below.
    private func commandLines(_ rows: ActivityRows) -> [[StyledText]] {
        let commands = station.outbox.sorted { $0.stage.urgency < $1.stage.urgency }
        guard !commands.isEmpty else { return [rows.none] }
        let numbers = commands.map { station.number(of: $0.intent.package) }
        let names = commands.map { $0.word(words) }
        let numberWidth = numbers.map(GlyphWidth.columns).max() ?? 0
        let wordWidth = min(24, names.map(GlyphWidth.columns).max() ?? 0)
        return commands.indices.flatMap { row -> [[StyledText]] in
            let command = commands[row]
            let line = [
                rows.time(command.changed), StyledText(String(command.id).padded(to: 5), .muted),
                StyledText(numbers[row].padded(to: numberWidth + 2)),
                StyledText(names[row].padded(to: wordWidth + 2), .strong),
                StyledText(words(command.stage.key), command.stage.role),
            ]
            let reason = command.reason.map { StyledText(words.text($0), .muted) }
            return rows.line(line, and: reason) + stages(of: command, rows.width)
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
            let often = count > 1 ? " \(words("screen.activity.times", ["count": count]))" : ""
            return "\(clock) \(words(change.stage.key))\(often)" + (change.reason.map { ": \(words.text($0))" } ?? "")
        }
        let indent = width < 60 ? 5 : 15
        let blanks = StyledText(String(repeating: " ", count: indent))
        return steps.joined(separator: " → ").wrapped(to: width - indent).map { [blanks, StyledText($0, .muted)] }
    }

    // MARK: - Scans

    private func line(_ record: ScanRecord, _ rows: ActivityRows) -> [[StyledText]] {
        let answer = record.answer
        let line = [
            rows.time(record.time),
            StyledText((answer.number > 0 ? String(answer.number) : "").padded(to: 5), .muted),
            StyledText(words(answer.outcome.key).padded(to: 8), answer.outcome.role),
        ]
        return rows.line(line, and: StyledText(words.text(answer.phrase), .muted))
    }
}

extension QueuedCommand {
    /// What a packer calls it, else what the OMS does.
    func word(_ words: Localizer) -> String {
        switch intent.kind {
        case .pack: words("screen.command.pack")
        case .ship: words("screen.command.ship")
        case .deny: words("screen.command.deny")
        case .prepare: words("screen.command.prepare")
        case .notFound: words("screen.command.not-found")
        case .block: words("screen.command.block")
        case .unblock: words("screen.command.unblock")
        case .deliver: words("screen.command.deliver")
        case .cancel: words("screen.command.cancel")
        case .refundPack, .shipmentInformation, .shippingLabel, nil: intent.name
        }
    }

    /// How it stands, in two words or in one, where the state of its package is shown.
    func standing(_ words: Localizer, within columns: Int) -> String {
        let word = word(words)
        if stage == .needsAttention { return "\(word)?" }
        let key = cause == .busy ? "screen.command.busy" : "screen.command.queued"
        return words.text(Phrase(key, ["command": word]), within: columns)
    }
}

extension CommandStage {
    /// How soon a person must look at it: the least first.
    fileprivate var urgency: Int { self == .needsAttention ? 0 : isFinal ? 2 : 1 }

    /// The key of what people read.
    fileprivate var key: String {
        switch self {
        case .queued: "screen.stage.queued"
        case .sending: "screen.stage.sending"
        case .unknown: "screen.stage.unknown"
        case .applied: "screen.stage.applied"
        case .refused: "screen.stage.refused"
        case .needsAttention: "screen.stage.needs-attention"
        case .discarded: "screen.stage.discarded"
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
    /// The key of what people read.
    fileprivate var key: String {
        switch self {
        case .ok: "screen.outcome.ok"
        case .wrong: "screen.outcome.wrong"
        case .refused: "screen.outcome.refused"
        case .queued: "screen.outcome.queued"
        case .done: "screen.outcome.done"
        case .ignored: "screen.outcome.ignored"
        }
    }

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
