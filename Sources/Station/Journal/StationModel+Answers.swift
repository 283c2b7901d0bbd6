import Barcode
import OMS

// What became of a scan: shown beside the prompt, answered to a program, sounded, and written into the journal.
extension StationModel {
    /// Ends the handling of a scan; a hint stands beside the prompt, and is no part of the answer.
    mutating func finish(
        _ scan: Scan, _ meaning: ScanAnswer.Meaning, _ outcome: ScanAnswer.Outcome, _ message: Message,
        notes: [Message.Note] = [], package: PackageSummary? = nil, tone: Tone? = nil, word: ResultWord? = nil,
        isSilent: Bool = false, hint: Message.Note? = nil
    ) {
        if let shot = scan.shot, outcome == .ok, meaning == .item || meaning == .package { matchShot(shot) }
        let about = package ?? subject
        let notes = notes + scan.notes
        // A package that was left complete and not packed is what must be seen, whatever was done besides.
        let isLeftComplete = notes.contains { if case .leftComplete = $0 { true } else { false } }
        let tone = tone ?? (isLeftComplete ? .wrong : outcome.tone)
        let word = word ?? (isLeftComplete ? .notPacked : outcome.word)
        history.show(ScanResult(tone, word, message, notes: notes + [hint].compactMap(\.self)))
        if !isSilent { effects.append(.sound(tone)) }
        let answer = ScanAnswer(
            number: scan.number, input: scan.input, meaning: meaning, outcome: outcome, package: about?.number,
            message: message, notes: notes)
        let canonical = scan.code.code.canonical
        let record = ScanRecord(
            answer: answer, canonical: canonical, packageID: about?.id, packer: packer, time: now.wall)
        history.add(record)
        effects.append(.journal(record))
        effects.append(.answer(answer))
    }

    /// Shows something beside the prompt, with its sound.
    mutating func tell(_ tone: Tone, _ word: ResultWord, _ message: Message, notes: [Message.Note] = []) {
        history.show(ScanResult(tone, word, message, notes: notes))
        effects.append(.sound(tone))
    }

    /// Ends the handling of a scan with an error that must be acknowledged.
    mutating func raise(
        _ alert: Alert, _ scan: Scan, _ meaning: ScanAnswer.Meaning, _ outcome: ScanAnswer.Outcome = .wrong,
        package: PackageSummary? = nil
    ) {
        finish(scan, meaning, outcome, .alert(alert.message), package: package)
        if !settings.acknowledgesItself { alertQueue.add(alert) }
    }

    /// Takes the oldest error away.
    ///
    /// The Enter of a scan does not: an error younger than that stays.
    mutating func acknowledge(isEnter: Bool) {
        guard let alert = alerts.first else { return }
        if isEnter, now.uptime &- alert.shown < Dialog.deafness { return }
        removeFirstAlert()
        history.show(ScanResult(.notice, .ok, .scan(.acknowledged(alert.message))))
    }

    /// The oldest error has been seen; what it reported of a command is not reported again by the next run.
    mutating func removeFirstAlert() {
        if let time = alertQueue.removeFirst()?.happened { effects.append(.acknowledged(until: time)) }
    }

}

extension ScanAnswer.Outcome {
    fileprivate var tone: Tone {
        switch self {
        case .ok, .queued: .ok
        case .wrong, .refused: .wrong
        case .done: .done
        case .ignored: .ignored
        }
    }

    fileprivate var word: ResultWord {
        switch self {
        case .ok: .ok
        case .wrong: .wrong
        case .queued: .queued
        case .done: .done
        case .refused: .refused
        case .ignored: .ignored
        }
    }
}
