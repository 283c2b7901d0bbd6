import OMS
import Station
import StationStore

/// Scans and sessions of one batch of effects, written together: one wait for the disk for all that came at once.
///
/// Answers are held back until what they tell of is on disk.
struct LedgerBatch {
    private let base: Int
    private var scans: [JournalEntry] = []
    private var sessions: [Int: PackingSession?] = [:]
    private(set) var answers: [ScanAnswer] = []

    init(base: Int) { self.base = base }

    /// Takes an effect that can be written together with others; false for any other.
    mutating func take(_ effect: Effect) -> Bool {
        switch effect {
        case .journal(let record):
            let answer = record.answer
            scans.append(
                JournalEntry(
                    number: base + answer.number, raw: Array(answer.input.utf8), canonical: answer.input,
                    meaning: answer.meaning.rawValue, outcome: answer.outcome.rawValue, package: record.packageID,
                    at: record.time))
        case .save(let session): sessions[session.package] = .some(session)
        case .forget(let package): sessions[package] = .some(nil)
        case .answer(let answer): answers.append(answer)
        default: return false
        }
        return true
    }

    func write(to store: StationStore) async throws(StoreError) {
        if !scans.isEmpty { try await store.append(scans) }
        for (package, session) in sessions {
            if let session, !session.checks.isEmpty {
                try await store.saveSession(package, session.json)
            } else {
                try await store.removeSession(package)
            }
        }
    }
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

extension QueuedCommand {
    /// An entry of the outbox as the station shows it; scans of earlier runs have no number in this one.
    init(_ entry: OutboxEntry, base: Int) {
        let scan = entry.scan.map { $0 - base }
        self.init(
            id: entry.id, intent: entry.intent, stage: entry.stage, scan: scan.flatMap { $0 > 0 ? $0 : nil },
            reason: entry.reason, attempts: entry.attempts, changed: entry.changedAt)
    }
}
