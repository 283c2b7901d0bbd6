import OMS
import Station
import StationStore

/// Scans, sessions and commands of one batch of effects, written together: one wait for the disk for all that came at once.
///
/// Answers are held back until what they tell of is on disk.
struct LedgerBatch {
    let numbers: ScanNumbers
    private(set) var record = LedgerRecord()
    private(set) var commands: [(intent: CommandIntent, scan: Int?)] = []
    private(set) var answers: [ScanAnswer] = []

    init(numbers: ScanNumbers) { self.numbers = numbers }

    /// Takes an effect that can be written together with others; false for any other.
    mutating func take(_ effect: Effect) -> Bool {
        switch effect {
        case .journal(let record):
            let answer = record.answer
            self.record.scans.append(
                JournalEntry(
                    number: numbers.inJournal(answer.number), raw: Array(answer.input.utf8),
                    canonical: record.canonical,
                    meaning: answer.meaning.rawValue, outcome: answer.outcome.rawValue, package: record.packageID,
                    message: answer.message, at: record.time))
        case .save(let session):
            record.sessions[session.package] = .some(session.checks.isEmpty ? nil : session.json)
        case .forget(let package): record.sessions[package] = .some(nil)
        case .answer(let answer): answers.append(answer)
        case .run(let intent, let scan): commands.append((intent, scan))
        default: return false
        }
        return true
    }

    /// What is to be written, with the commands; those that are `sending` are sent at once, as what is said there.
    func record(at time: Timestamp, sending: [SentCommand?]) -> LedgerRecord {
        var record = record
        record.commands = zip(commands, sending).map { command, sent in
            NewCommand(
                sent?.intent ?? command.intent, scan: command.scan.map(numbers.inJournal), at: time,
                sendingAt: sent?.omsTime)
        }
        return record
    }
}

/// A command that is sent as soon as it is on disk: as what, and what the OMS's clock reads.
struct SentCommand {
    let intent: CommandIntent
    let omsTime: Timestamp
}

extension PackingSession {
    /// The session as it is kept.
    var json: JSONValue {
        ["checks": .array(checks.map { ["line": .string($0.line), "count": .int($0.count)] })]
    }

    /// Reads a kept session; nil when it is none.
    init?(package: Int, _ json: JSONValue) {
        guard case .object(let members) = json, case .array(let checks)? = members["checks"] else { return nil }
        self.init(
            package: package,
            checks: checks.compactMap { check in
                guard case .object(let check) = check, case .string(let line)? = check["line"],
                    case .int(let count)? = check["count"]
                else { return nil }
                return Check(line: line, count: count)
            })
    }
}

extension ScanRecord {
    /// A line of the journal from an earlier run, which counted its scans for itself; nil where it says what is not known.
    init?(earlier entry: JournalEntry) {
        guard let meaning = ScanAnswer.Meaning(rawValue: entry.meaning),
            let outcome = ScanAnswer.Outcome(rawValue: entry.outcome)
        else { return nil }
        let input = String(decoding: entry.raw, as: UTF8.self)
        self.init(
            answer: ScanAnswer(
                number: 0, input: input, meaning: meaning, outcome: outcome, package: nil,
                message: entry.message.isEmpty ? entry.canonical : entry.message),
            canonical: entry.canonical, packageID: entry.package, time: entry.at)
    }
}
