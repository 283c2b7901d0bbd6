import Language
import OMS
import Station
import StationStore

/// Scans, sessions and commands of one batch of effects, written together: one wait for the disk for all that came at once.
///
/// Answers are held back until what they report is on disk.
struct WriteBatch {
    let numbers: ScanNumbers
    private var record = WriteRecord()
    /// What is checked of packages, the newest of each, and nil to forget it: only that is turned into text.
    private var sessions: [Int: PackingSession?] = [:]
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
                    meaning: answer.meaning.rawValue, outcome: record.writtenOutcome, package: record.packageID,
                    message: answer.phrase.stored, packer: record.packer, at: record.time))
        case .save(let session):
            sessions[session.package] = .some(session.isEmpty ? nil : session)
        case .forget(let package): sessions[package] = .some(nil)
        case .answer(let answer): answers.append(answer)
        case .run(let intent, let scan): commands.append((intent, scan))
        default: return false
        }
        return true
    }

    /// Whether a command does not say which of the OMS's is meant.
    var hasOpenCommands: Bool { commands.contains { $0.intent.isOpen } }

    /// Gives commands that depend on goods, and were given without any, the goods that are known of their packages, and
    /// takes out those of which the package lists several, where nothing says which is meant.
    mutating func completeCommands(
        _ table: CommandTable, knowing package: (Int) async -> Package?
    ) async -> [UndecidedCommand] {
        var undecided: [UndecidedCommand] = []
        let given = commands
        commands = []
        for (intent, scan) in given {
            let lacksGoods = intent.dependsOnGoods && intent.contents == nil
            let package = lacksGoods || intent.isOpen ? await package(intent.package) : nil
            if let package, intent.isOpen, let kind = intent.kind,
                case .several(let several) = table.choice(kind, of: package)
            {
                undecided.append(UndecidedCommand(intent: intent, scan: scan, commands: several))
            } else {
                commands.append((lacksGoods ? intent.givenFor(package) : intent, scan))
            }
        }
        return undecided
    }

    /// Whether there are scans or sessions to write.
    var hasRecord: Bool { !record.isEmpty || !sessions.isEmpty }

    /// What is to be written, with the commands; those that are `sending` are sent at once, as what is said there.
    func record(at time: Timestamp, sending: [SentCommand?]) -> WriteRecord {
        var record = record
        record.sessions = sessions.mapValues { $0?.json }
        record.commands = zip(commands, sending).map { command, sent in
            NewCommand(
                sent?.intent ?? command.intent, scan: command.scan.map(numbers.inJournal), at: time,
                sendingAt: sent?.omsTime)
        }
        return record
    }
}

/// A command of which the package lists several, where nothing says which is meant.
struct UndecidedCommand {
    let intent: CommandIntent
    let scan: Int?
    let commands: [PackageCommand]
}

extension CommandIntent {
    /// Whether it is of a kind, and does not say which of the OMS's commands is meant.
    fileprivate var isOpen: Bool { transition == nil && kind != nil }
}

/// A command that is sent as soon as it is on disk: as what, and what the OMS's clock reads.
struct SentCommand {
    let intent: CommandIntent
    let omsTime: Timestamp
}

extension PackingSession {
    /// The session as it is kept.
    var json: JSONValue {
        ["checks": .array(steps.map(\.json))]
    }

    /// Reads a kept session; nil when it is none.
    init?(package: Int, _ json: JSONValue) {
        guard case .object(let members) = json, case .array(let checks)? = members["checks"] else { return nil }
        self.init(package: package, steps: checks.compactMap(Step.init))
    }
}

extension PackingSession.Step {
    fileprivate var json: JSONValue {
        guard case .check(let check) = self else { return ["restart": true] }
        var members: [String: JSONValue] = ["line": .string(check.line), "count": .int(check.count)]
        members["serial"] = check.serial.map { .string($0.number) }
        members["gtin"] = check.serial?.gtin.map(JSONValue.string)
        return .object(members)
    }

    /// More than any scan checks: what another bench wrote so is no check, and is not added up.
    private static var mostUnits: Int { 100_000 }

    fileprivate init?(_ json: JSONValue) {
        guard case .object(let members) = json else { return nil }
        if members["restart"] != nil {
            self = .restart
            return
        }
        guard case .string(let line)? = members["line"], case .int(let count)? = members["count"],
            (1...Self.mostUnits).contains(count)
        else { return nil }
        var serial: PackingSession.Serial?
        if case .string(let number)? = members["serial"] {
            var gtin: String?
            if case .string(let text)? = members["gtin"] { gtin = text }
            serial = PackingSession.Serial(number, gtin: gtin)
        }
        self = .check(PackingSession.Check(line: line, count: count, serial: serial))
    }
}

extension ScanRecord {
    /// The outcome as the journal has it: `done`, or `done alone` where the other benches could not be asked, which figures
    /// can tell by.
    fileprivate var writtenOutcome: String { isAlone ? "\(answer.outcome.rawValue) alone" : answer.outcome.rawValue }

    /// A line of the journal from an earlier run, which counted its scans for itself; nil where it says what is not known.
    init?(earlier entry: JournalEntry) {
        guard let meaning = ScanAnswer.Meaning(rawValue: entry.meaning),
            let outcome = entry.outcome.split(separator: " ").first.flatMap({ ScanAnswer.Outcome(rawValue: String($0)) }
            )
        else { return nil }
        let input = String(decoding: entry.raw, as: UTF8.self)
        self.init(
            answer: ScanAnswer(
                number: 0, input: input, meaning: meaning, outcome: outcome, package: nil,
                message: .kept(entry.message.isEmpty ? .verbatim(entry.canonical) : Phrase(stored: entry.message))),
            canonical: entry.canonical, packageID: entry.package, time: entry.at)
    }
}
