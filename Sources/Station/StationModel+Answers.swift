import Barcode
import OMS

// What became of a scan: shown beside the prompt, answered to a program, sounded, and written into the journal.
extension StationModel {
    /// Ends the handling of a scan.
    mutating func finish(
        _ scan: Scan, _ meaning: ScanAnswer.Meaning, _ outcome: ScanAnswer.Outcome, _ message: String,
        package: PackageSummary? = nil, tone: Tone? = nil, word: String? = nil, isSilent: Bool = false
    ) {
        if let shot = scan.shot, outcome == .ok, meaning == .item || meaning == .package { match(shot) }
        let about = package ?? subject
        let tone = tone ?? outcome.tone
        let message = message + scan.note
        if isSilent {
            result = ScanResult(tone: tone, word: word ?? outcome.word, text: message)
        } else {
            tell(tone, word ?? outcome.word, message)
        }
        let answer = ScanAnswer(
            number: scan.number, input: scan.input, meaning: meaning, outcome: outcome, package: about?.number,
            message: message)
        let canonical = CodeReading(scan.input, codes).code.canonical
        let record = ScanRecord(answer: answer, canonical: canonical, packageID: about?.id, time: now.wall)
        scans.insert(record, at: 0)
        if scans.count > Self.scansKept { scans.removeLast() }
        effects.append(.journal(record))
        effects.append(.answer(answer))
    }

    /// Shows something beside the prompt, with its sound.
    mutating func tell(_ tone: Tone, _ word: String, _ text: String) {
        result = ScanResult(tone: tone, word: word, text: text)
        effects.append(.sound(tone))
    }

    /// Ends the handling of a scan with an error that must be acknowledged.
    mutating func raise(
        _ alert: Alert, _ scan: Scan, _ meaning: ScanAnswer.Meaning, _ outcome: ScanAnswer.Outcome = .wrong,
        message: String, package: PackageSummary? = nil
    ) {
        finish(scan, meaning, outcome, message, package: package)
        if !settings.acknowledgesItself { alerts.append(alert) }
    }

    /// Takes the oldest error away.
    ///
    /// The Enter of a scan does not: an error younger than that stays.
    mutating func acknowledge(isEnter: Bool) {
        guard let alert = alerts.first else { return }
        if isEnter, now.uptime &- alert.shown < Dialog.deafness { return }
        removeFirstAlert()
        result = ScanResult(tone: .notice, word: "OK", text: "Acknowledged: “\(alert.title.lowercased())”.")
    }

    /// The oldest error has been seen; what it told of a command is not told again by the next run.
    mutating func removeFirstAlert() {
        if let time = alerts.removeFirst().happened { effects.append(.acknowledged(until: time)) }
    }

    /// Takes the right scan for an acknowledgement of the wrong ones before it.
    ///
    /// What became of a command is another matter: that stays until a person has seen it.
    mutating func acknowledgeScans() { alerts.removeAll(where: \.isAnsweredByScan) }

    /// Remembers scans of earlier runs behind those of this one.
    mutating func remember(_ earlier: [ScanRecord]) {
        scans = Array((scans + earlier).prefix(Self.scansKept))
    }

    /// How many scans the station remembers for its activity page; the journal has them all.
    public static let scansKept = 200
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

    fileprivate var word: String {
        switch self {
        case .ok: "OK"
        case .wrong: "WRONG"
        case .queued: "QUEUED"
        case .done: "DONE"
        case .refused: "REFUSED"
        case .ignored: "IGNORED"
        }
    }
}
