import OMS
import Station

/// What holds for every step, so that no test has to state it.
struct Rules {
    /// What happened, where it was not a key.
    let event: StationEvent?
    let before: StationModel
    let after: StationModel
    let effects: [Effect]

    /// What does not hold.
    var broken: [String] { [answers, sound, scans, sessions, end, choices].compactMap(\.self) }

    /// Every answer is journalled.
    private var answers: String? {
        let answers = effects.compactMap { if case .answer(let answer) = $0 { answer } else { nil } }
        let journal = journalled.map(\.answer)
        return answers == journal ? nil : "answers \(answers) but journal \(journal)"
    }

    /// What is heard is what is shown.
    private var sound: String? {
        let tones = effects.compactMap { if case .sound(let tone) = $0 { tone } else { nil } }
        guard let tone = tones.last, tone != after.result?.tone else { return nil }
        return "heard \(tone) but shown \(String(describing: after.result))"
    }

    /// What is journalled is remembered, the newest first.
    private var scans: String? {
        let newest = Array(journalled.reversed())
        return Array(after.scans.prefix(newest.count)) == newest ? nil : "journalled \(newest) but not remembered"
    }

    /// What is checked of a package changes with what is kept of it.
    private var sessions: String? {
        if case .sessions? = event { return nil }
        let kept = effects.reduce(into: Set<Int>()) { kept, effect in
            switch effect {
            case .save(let session): kept.insert(session.package)
            case .forget(let package): kept.insert(package)
            default: break
            }
        }
        let changed = Set(before.sessions.keys).union(after.sessions.keys).filter {
            checks(of: $0, in: before) != checks(of: $0, in: after) && !kept.contains($0)
        }
        return changed.isEmpty ? nil : "sessions of \(changed.sorted()) changed and were not kept"
    }

    /// What is checked of a package, whether it is open or was put aside.
    private func checks(of package: Int, in station: StationModel) -> [PackingSession.Check] {
        let open = station.bench.flatMap { $0.package.id == package ? $0.session : nil }
        return (open ?? station.sessions[package])?.checks ?? []
    }

    /// The program ends when the station says so.
    private var end: String? {
        let quits = effects.contains { if case .quit = $0 { true } else { false } }
        return quits == (after.hasQuit && !before.hasQuit) ? nil : "quit \(quits) but has quit: \(after.hasQuit)"
    }

    /// What is set up changes with what is chosen alone.
    private var choices: String? {
        if case .chosen? = event { return nil }
        let chose = effects.contains { if case .chose = $0 { true } else { false } }
        var spoken = before.settings
        spoken.language = after.settings.language
        return spoken == after.settings || chose ? nil : "the settings changed unsaid"
    }

    private var journalled: [ScanRecord] {
        effects.compactMap { if case .journal(let record) = $0 { record } else { nil } }
    }
}
